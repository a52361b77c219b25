// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStackedWidget>

class JobModel;
class JobPresentation;
class JobTable;
class TimelinePage;
struct WindowActions;

// The views of the jobs of a window: the table, and the timeline, which is made when it is wanted first.
class Views : public QStackedWidget
{
    Q_OBJECT

public:
    // All of them live longer; the table becomes a child.
    Views(JobModel *jobs, JobTable *table, const JobPresentation *presentation, const WindowActions *actions);

    // Checks the action of the view that is shown.
    void markCurrent();
    // To the view that is shown.
    void takeFocus();
    // The clock or the time zone is another one.
    void updateTimes();
    // What the view shows.
    void selectAll();
    // Why nothing should happen to the selected jobs: not all of them are to be seen. Empty: they are.
    QString whyOutOfSight() const;

Q_SIGNALS:
    // Another view, or a forecast of other jobs.
    void sightChanged();
    void deletionRefused();
    void detailsRequested();
    void saved(const QString &text);
    void failed(const QString &text);

private:
    void showTimeline();
    void updateActions();
    bool isTimeline() const;

    JobModel *const m_jobs;
    JobTable *const m_table;
    const JobPresentation *const m_presentation;
    const WindowActions *const m_actions;
    TimelinePage *m_timeline = nullptr;
};
