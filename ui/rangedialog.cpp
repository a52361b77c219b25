// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rangedialog.h"

#include "momentedit.h"
#include "runtexts.h"
#include "sourcenotes.h"

#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

RangeDialog::RangeDialog(TimeSpan span, QWidget *parent)
    : QDialog(parent),
      m_from(MomentEdit::make(span.fromUtcMs)),
      m_to(MomentEdit::make(span.toUtcMs)),
      m_note(new QLabel),
      m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setObjectName(u"rangeDialog"_s);
    setWindowTitle(tr("Range of Time"));
    m_from->setObjectName(u"from"_s);
    m_to->setObjectName(u"to"_s);
    m_note->setObjectName(u"rangeNote"_s);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setWordWrap(true);
    auto *layout = new QFormLayout(this);
    layout->addRow(tr("&From:"), m_from);
    layout->addRow(tr("&To:"), m_to);
    layout->addRow(tr("Times:", "the time zone follows"), new QLabel(zoneText()));
    layout->addRow(m_note);
    layout->addRow(m_buttons);
    connect(m_from, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
    connect(m_to, &QDateTimeEdit::dateTimeChanged, this, &RangeDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    // Room for the title beside the buttons of the frame.
    setMinimumWidth(fontMetrics().averageCharWidth() * 48);
    check();
}

TimeSpan RangeDialog::span() const
{
    return {MomentEdit::utcMsOf(*m_from), MomentEdit::utcMsOf(*m_to)};
}

void RangeDialog::check()
{
    constexpr qint64 Day = 86'400'000;
    const qint64 length = span().lengthMs();
    const bool isGood = length >= 60'000 && length <= MostDays * Day;
    m_note->setText(isGood            ? RunTexts::length(length)
                    : length < 60'000 ? tr("The range ends before it begins.")
                                      : tr("A range can be %n days long at most.", nullptr, MostDays));
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(isGood);
}
