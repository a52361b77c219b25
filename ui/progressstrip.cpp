// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "progressstrip.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include <algorithm>

using namespace Qt::StringLiterals;

ProgressStrip::ProgressStrip(const QString &name, const QString &measure, QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_progress(new QProgressBar(this))
{
    setObjectName(name);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_progress->setAccessibleName(measure);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(240);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancel"_s);
    cancel->setFocusPolicy(Qt::TabFocus);
    connect(cancel, &QPushButton::clicked, this, &ProgressStrip::cancelled);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(cancel);
    hide();
    m_patience.setSingleShot(true);
    m_patience.setInterval(300);
    connect(&m_patience, &QTimer::timeout, this, &QWidget::show);
}

void ProgressStrip::begin(Haste haste)
{
    if (haste == Haste::TakesTime) {
        m_patience.stop();
        show();
    } else if (!m_isUnderWay) {
        m_patience.start();
    }
    m_isUnderWay = true;
}

void ProgressStrip::end()
{
    m_isUnderWay = false;
    m_patience.stop();
    hide();
}

void ProgressStrip::setText(const QString &text)
{
    m_text->setText(text);
}

void ProgressStrip::setProgress(qint64 done, qint64 all)
{
    constexpr int Steps = 1000;
    m_progress->setMaximum(all > 0 ? Steps : 0);
    if (all > 0)
        m_progress->setValue(int(std::clamp<double>(double(done) / double(all), 0, 1) * Steps));
}

void ProgressStrip::setVisible(bool visible)
{
    if (!visible && isAncestorOf(QApplication::focusWidget()))
        Q_EMIT focusReleased();
    QWidget::setVisible(visible);
}
