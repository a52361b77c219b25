// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"

#include <QIcon>
#include <QIdentityProxyModel>
#include <QTimer>

#include <functional>

class Deletion;
class DeletionBatch;
class Deletions;
class Job;
class JobModel;

// How the rows of a JobModel look and sound: relative times, icons, what is struck out, and words for rows
// that are not here. Meaning is never in colour or icon alone.
class JobPresentation : public QIdentityProxyModel
{
    Q_OBJECT

public:
    JobPresentation(JobModel *jobs, Deletions *deletions, QObject *parent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // What the cell of a job that is here shows.
    QString textOf(Column column, const Job &job) const;
    // The moment that "overdue" and "in 5 min" refer to: now, or the time of a saved response. Milliseconds,
    // UTC.
    qint64 referenceUtcMs() const;
    // That moment, or the time zone, is another one.
    void updateTimes();
    // Why the user has no right to delete a job; empty: nothing is known against it. It must be quick, and
    // ask nobody. To be set again when it says something else.
    void setWhyNotPermitted(std::function<QString(const Job &)> whyNot);
    // What the column "Next run" should have room for.
    static QString longNextRun();

private:
    QString displayText(const QModelIndex &index, const Job &job) const;
    QString absenceText(const QModelIndex &index) const;
    Job jobAt(const QModelIndex &index) const;
    QString spokenText(const QModelIndex &index, const Job &job) const;
    QString noteText(const QModelIndex &index, const Job &job) const;
    QVariant decoration(const QModelIndex &index, const Job &job) const;
    const Deletion *deletionOf(const Job &job) const;
    void repaintRowsOf(const DeletionBatch *batch);

    std::function<QString(const Job &)> m_whyNotPermitted;
    JobModel *const m_jobs;
    Deletions *const m_deletions;
    const QIcon m_failedIcon;
    const QIcon m_deletingIcon;
    const QIcon m_warningIcon;
    const QIcon m_overdueIcon;
    const QIcon m_lockedIcon;
    QTimer m_minute;
};
