// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadingbar.h"

#include "jobmodel.h"
#include "listtexts.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

using namespace Qt::StringLiterals;

LoadingBar::LoadingBar(JobModel *jobs, QWidget *parent)
    : QWidget(parent), m_jobs(jobs), m_text(new QLabel(this)), m_progress(new QProgressBar(this))
{
    setObjectName(u"loadingBar"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_progress->setAccessibleName(tr("Jobs loaded"));
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(240);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(u"cancelLoading"_s);
    cancel->setFocusPolicy(Qt::TabFocus);
    connect(cancel, &QPushButton::clicked, m_jobs, &JobModel::cancelLoading);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(8, 2, 8, 2);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_progress);
    layout->addWidget(cancel);
    hide();
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &LoadingBar::showStatus);
    connect(m_jobs, &JobModel::statusChanged, this, &LoadingBar::showStatus);
}

void LoadingBar::setVisible(bool visible)
{
    if (!visible && isAncestorOf(QApplication::focusWidget()))
        Q_EMIT focusReleased();
    QWidget::setVisible(visible);
}

void LoadingBar::showStatus()
{
    const ListStatus status = m_jobs->status();
    const bool isLoading = status.loadingAll != ListStatus::Purpose::None;
    const bool isReading = status.loadingAll == ListStatus::Purpose::Reading;
    const bool mayBeShort = isReading || (!isLoading && status.isArranging);
    if (!mayBeShort)
        m_isPatient = false;
    if (mayBeShort && !m_isPatient) {
        m_isPatient = true;
        m_patience.start(std::chrono::milliseconds(300));
    }
    setVisible(mayBeShort ? !m_patience.isActive() : isLoading);
    if (isHidden())
        return;
    m_text->setText(loadingAllText(status));
    // In thousandths: totals may be larger than an int.
    // How far a sort or a search is, nobody knows.
    const qint64 done = isReading ? status.bytesRead : status.walked;
    const qint64 all = isReading ? status.bytesInAll : isLoading ? status.total.value_or(0) : 0;
    m_progress->setMaximum(all > 0 ? 1000 : 0);
    if (all > 0)
        m_progress->setValue(int(std::min<qint64>(done * 1000 / all, 1000)));
}
