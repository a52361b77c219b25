// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStatusBar>
#include <QTimer>

class Job;
class JobModel;
class QLabel;

// Where the jobs come from, which one is selected, in which zone times are shown, and how old all that is.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(JobModel *jobs, QWidget *parent = nullptr);

    void showSource();
    void showSelection(const Job &job);
    void showClock();

private:
    JobModel *const m_jobs;
    QLabel *m_source;
    QLabel *m_selection;
    QLabel *m_zone;
    QLabel *m_age;
    QTimer m_clock;
};
