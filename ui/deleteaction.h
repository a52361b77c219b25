// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QList>
#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class Access;
class Deletions;
class JobModel;
class JobSource;
class JobTable;
class QAction;
class QDialog;
class QWidget;

// The Delete action of a window: what it is called, whether it can be used and why not, and what it does to
// the selected jobs. Where nothing is ever deleted there is no such action.
class DeleteAction : public QObject
{
    Q_OBJECT

public:
    // All of these live longer.
    DeleteAction(QAction *action, JobModel *jobs, JobTable *table, Deletions *deletions, Access *access,
                 QWidget *window);

    // Tells why nothing should happen to the selected jobs, as they are not to be seen; empty: they are.
    void setWhyOutOfSight(std::function<QString()> whyOutOfSight);
    // Other jobs are selected, or what may be done to them has changed.
    void update();
    // Shows these jobs once more, and deletes them if the user wants to. Without effect while others are
    // shown.
    void review(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs);

private:
    void name(bool disables, qsizetype count);
    QString describe(const JobSource &source, qsizetype count) const;
    void deleteSelected();
    void deleteOne(const Job &job);
    QString whyNot(const std::shared_ptr<JobSource> &source, const Job &job) const;
    QString whyNot() const;

    QAction *const m_action;
    JobModel *const m_jobs;
    JobTable *const m_table;
    Deletions *const m_deletions;
    Access *const m_access;
    QWidget *const m_window;
    std::function<QString()> m_whyOutOfSight;
    QPointer<QDialog> m_review; // while it is open
};
