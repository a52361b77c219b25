// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "jobmodel.h"
#include "listtexts.h"
#include "sourcenotes.h"

#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QTextDocument>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

StatusLine::StatusLine(JobModel *jobs, QWidget *parent)
    : QStatusBar(parent),
      m_jobs(jobs),
      m_source(new QLabel),
      m_account(new QLabel),
      m_selection(new QLabel),
      m_zone(new QToolButton),
      m_age(new QLabel)
{
    for (QLabel *label : {m_source, m_account, m_selection, m_age})
        label->setTextFormat(Qt::PlainText);
    m_source->setObjectName(u"sourceLabel"_s);
    m_account->setObjectName(u"accountLabel"_s);
    m_selection->setObjectName(u"selectionLabel"_s);
    // A long path must not widen the window.
    m_source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_source->installEventFilter(this);
    m_account->installEventFilter(this);
    addWidget(m_source, 1);
    for (QLabel *label : {m_account, m_selection, m_age})
        label->setContentsMargins(8, 0, 8, 0);
    m_zone->setObjectName(u"zoneButton"_s);
    m_zone->setAutoRaise(true);
    m_zone->setPopupMode(QToolButton::InstantPopup);
    m_zone->setToolTip(tr("The time zone that all times are shown in"));
    m_zone->setFocusPolicy(Qt::TabFocus);
    for (QWidget *part : std::initializer_list<QWidget *>{m_account, m_selection, m_zone, m_age})
        addPermanentWidget(part);
    connect(m_jobs, &JobModel::statusChanged, this, &StatusLine::showClock);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::showClock);
    m_clock.start(std::chrono::seconds(20));
    showSource();
    showSelection(Job());
    showAccount({});
}

void StatusLine::showSource()
{
    const JobSource *source = m_jobs->source().get();
    m_sourceText = sourceText(source);
    fit(m_source, m_sourceText);
    m_source->setToolTip(source ? Qt::convertFromPlainText(source->location()) : QString());
    showClock();
}

// What is cut says so.
void StatusLine::fit(QLabel *label, const QString &text)
{
    const int width = label->contentsRect().width();
    label->setText(label->fontMetrics().elidedText(text, Qt::ElideMiddle, width));
    label->setAccessibleName(text);
}

bool StatusLine::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Resize && watched == m_source)
        fit(m_source, m_sourceText);
    else if (event->type() == QEvent::Resize && watched == m_account)
        fit(m_account, m_accountText);
    return QStatusBar::eventFilter(watched, event);
}

void StatusLine::showSelection(const Job &job)
{
    m_selection->setText(job.isNull() ? tr("No job selected")
                         : job.name().value.isEmpty()
                             ? tr("Selected: a job without a name")
                             : tr("Selected: job %1").arg(job.name().value.left(40)));
}

void StatusLine::showSelection(qsizetype count)
{
    m_selection->setText(tr("%Ln jobs selected", nullptr, int(count)));
}

void StatusLine::showAccount(const QString &text)
{
    // Names may be long, and must not widen the window either.
    m_accountText = text;
    const int whole = m_account->fontMetrics().horizontalAdvance(text) + 20;
    m_account->setFixedWidth(std::min(whole, std::max(window()->width() / 3, 100)));
    m_account->setToolTip(Qt::convertFromPlainText(text));
    fit(m_account, text);
    m_account->setVisible(!text.isEmpty());
}

void StatusLine::setZoneMenu(QMenu *menu)
{
    m_zone->setMenu(menu);
}

void StatusLine::showClock()
{
    m_age->setText(ageText(m_jobs->status(), m_jobs->source().get()));
    m_zone->setText(tr("Times: %1", "the time zone").arg(zoneText()));
}
