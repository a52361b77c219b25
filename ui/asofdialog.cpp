// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asofdialog.h"

#include "momentedit.h"
#include "runtexts.h"
#include "sourcenotes.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QRadioButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

AsOfDialog::AsOfDialog(const std::optional<QDateTime> &fileTime, const std::optional<QDateTime> &current,
                       QWidget *parent)
    : QDialog(parent),
      m_ofFile(new QRadioButton),
      m_now(new QRadioButton(tr("&Now"))),
      m_other(new QRadioButton(tr("&Another moment:"))),
      m_edit(MomentEdit::make(current.value_or(QDateTime::currentDateTimeUtc()).toMSecsSinceEpoch()))
{
    setObjectName(u"asOfDialog"_s);
    setWindowTitle(tr("As Of"));
    m_ofFile->setObjectName(u"ofFile"_s);
    m_now->setObjectName(u"now"_s);
    m_other->setObjectName(u"other"_s);
    m_edit->setObjectName(u"moment"_s);
    m_edit->setAccessibleName(tr("Moment"));
    auto *layout = new QVBoxLayout(this);
    auto *text =
        new QLabel(tr("A saved response is a picture of one moment. What is overdue in it, and what runs "
                      "next, is told as of:"));
    text->setWordWrap(true);
    layout->addWidget(text);
    layout->addWidget(m_ofFile);
    layout->addWidget(m_now);
    auto *line = new QHBoxLayout;
    line->addWidget(m_other);
    line->addWidget(m_edit, 1);
    line->addWidget(new QLabel(zoneText()));
    layout->addLayout(line);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    layout->addWidget(buttons);
    if (fileTime)
        m_ofFile->setText(
            tr("The time of the &file: %1").arg(RunTexts::moment(fileTime->toMSecsSinceEpoch())));
    m_ofFile->setVisible(fileTime.has_value());
    (current != fileTime ? m_other : fileTime ? m_ofFile : m_now)->setChecked(true);
    m_edit->setEnabled(m_other->isChecked());
    connect(m_other, &QRadioButton::toggled, m_edit, &QWidget::setEnabled);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

std::optional<QDateTime> AsOfDialog::moment() const
{
    if (m_ofFile->isChecked())
        return std::nullopt;
    if (m_now->isChecked())
        return m_ofFile->isHidden() ? std::nullopt : std::optional(QDateTime::currentDateTimeUtc());
    return QDateTime::fromMSecsSinceEpoch(MomentEdit::utcMsOf(*m_edit), Qt::UTC);
}
