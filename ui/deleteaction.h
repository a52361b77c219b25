// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QObject>

class Access;
class Deletions;
class JobModel;
class QAction;
class QWidget;

// The Delete action of a window: what it is called, whether it can be used and why not, and what it does to
// the selected job. Where nothing is ever deleted there is no such action.
class DeleteAction : public QObject
{
    Q_OBJECT

public:
    // All of these live longer.
    DeleteAction(QAction *action, JobModel *jobs, Deletions *deletions, Access *access, QWidget *window);

    // Another job is selected (null: none), or what may be done to it has changed.
    void update(const Job &selected);

private:
    void name(bool disables);
    void deleteSelected();
    QString whyNot() const;

    QAction *const m_action;
    JobModel *const m_jobs;
    Deletions *const m_deletions;
    Access *const m_access;
    QWidget *const m_window;
    Job m_selected;
};
