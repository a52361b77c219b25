// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "statusline.h"

#include "jobmodel.h"
#include "listtexts.h"
#include "sourcenotes.h"

#include <QEvent>
#include <QLabel>
#include <QTextDocument>

using namespace Qt::StringLiterals;

StatusLine::StatusLine(JobModel *jobs, QWidget *parent)
    : QStatusBar(parent),
      m_jobs(jobs),
      m_source(new QLabel),
      m_account(new QLabel),
      m_selection(new QLabel),
      m_zone(new QLabel),
      m_age(new QLabel)
{
    for (QLabel *label : {m_source, m_account, m_selection, m_zone, m_age})
        label->setTextFormat(Qt::PlainText);
    m_source->setObjectName(u"sourceLabel"_s);
    m_account->setObjectName(u"accountLabel"_s);
    m_selection->setObjectName(u"selectionLabel"_s);
    // A long path must not widen the window.
    m_source->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_source->installEventFilter(this);
    addWidget(m_source, 1);
    for (QLabel *label : {m_account, m_selection, m_zone, m_age}) {
        label->setContentsMargins(8, 0, 8, 0);
        addPermanentWidget(label);
    }
    connect(m_jobs, &JobModel::statusChanged, this, &StatusLine::showClock);
    connect(&m_clock, &QTimer::timeout, this, &StatusLine::showClock);
    m_clock.start(std::chrono::seconds(20));
    showSource();
    showSelection({});
    showAccount({});
}

void StatusLine::showSource()
{
    const JobSource *source = m_jobs->source().get();
    m_sourceText = sourceText(source);
    fitSource();
    m_source->setToolTip(source ? Qt::convertFromPlainText(source->location()) : QString());
    showClock();
}

// What is cut says so.
void StatusLine::fitSource()
{
    const int width = m_source->contentsRect().width();
    m_source->setText(m_source->fontMetrics().elidedText(m_sourceText, Qt::ElideMiddle, width));
    m_source->setAccessibleName(m_sourceText);
}

bool StatusLine::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_source && event->type() == QEvent::Resize)
        fitSource();
    return QStatusBar::eventFilter(watched, event);
}

void StatusLine::showSelection(const Job &job)
{
    m_selection->setText(job.isNull() ? tr("No job selected")
                         : job.name().value.isEmpty()
                             ? tr("Selected: a job without a name")
                             : tr("Selected: job %1").arg(job.name().value.left(40)));
}

void StatusLine::showAccount(const QString &text)
{
    m_account->setText(text);
    m_account->setVisible(!text.isEmpty());
}

void StatusLine::showClock()
{
    m_age->setText(ageText(m_jobs->status(), m_jobs->source().get()));
    m_zone->setText(tr("Times: %1", "the time zone").arg(zoneText()));
}
