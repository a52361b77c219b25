// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views.h"

#include "chartaccess.h"
#include "jobpresentation.h"
#include "jobtable.h"
#include "timelinepage.h"
#include "timelinepicture.h"
#include "windowactions.h"

#include <QAction>

Views::Views(JobModel *jobs, JobTable *table, const JobPresentation *presentation,
             const WindowActions *actions)
    : m_jobs(jobs), m_table(table), m_presentation(presentation), m_actions(actions)
{
    addWidget(table);
    connect(actions->showTable, &QAction::triggered, this, [this] {
        setCurrentWidget(m_table);
        updateActions();
        takeFocus();
    });
    connect(actions->showTimeline, &QAction::triggered, this, &Views::showTimeline);
    updateActions();
}

void Views::showTimeline()
{
    if (!m_timeline) {
        ChartAccess::install();
        m_timeline = new TimelinePage(m_jobs, m_table, [this] { return m_presentation->referenceUtcMs(); });
        addWidget(m_timeline);
        auto *picture = new TimelinePicture(m_timeline);
        connect(m_actions->saveTimeline, &QAction::triggered, picture, &TimelinePicture::askAndSave);
        connect(m_actions->printTimeline, &QAction::triggered, picture, &TimelinePicture::askAndPrint);
        connect(picture, &TimelinePicture::saved, this, &Views::saved);
        connect(picture, &TimelinePicture::failed, this, &Views::failed);
        connect(m_timeline, &TimelinePage::detailsRequested, this, &Views::detailsRequested);
        connect(m_timeline, &TimelinePage::deletionRefused, this, &Views::deletionRefused);
        connect(m_timeline, &TimelinePage::forecastChanged, this, &Views::updateActions);
    }
    setCurrentWidget(m_timeline);
    updateActions();
    takeFocus();
}

void Views::updateActions()
{
    const bool isShown = isTimeline();
    const bool hasPicture = isShown && m_timeline->forecast();
    // Little, so that on a small screen the bars below are not pushed out of it; a few lanes all the same.
    setMinimumSize(240, isShown ? 210 : 80);
    m_actions->saveTimeline->setEnabled(hasPicture);
    m_actions->printTimeline->setEnabled(hasPicture);
    Q_EMIT sightChanged();
}

bool Views::isTimeline() const
{
    return m_timeline && currentWidget() == m_timeline;
}

void Views::selectAll()
{
    takeFocus();
    if (isTimeline())
        m_timeline->selectAll();
    else
        m_table->selectAll();
}

QString Views::whyOutOfSight() const
{
    return isTimeline() ? m_timeline->whyOutOfSight() : QString();
}

void Views::markCurrent()
{
    (isTimeline() ? m_actions->showTimeline : m_actions->showTable)->setChecked(true);
}

void Views::takeFocus()
{
    if (isTimeline())
        m_timeline->focusLanes();
    else
        m_table->setFocus();
}

void Views::updateTimes()
{
    if (m_timeline)
        m_timeline->updateTimes();
}
