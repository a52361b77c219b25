// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "concernrows.h"
#include "detachedwork.h"

#include <QDateTime>
#include <QObject>
#include <QTimer>

#include <optional>

class JobModel;

// How many jobs of the type that is shown each concern is of, whatever the search and the concern that is
// chosen. Counted anew when the list changes, and every minute, because runs become overdue; a long list off
// the GUI thread.
class ConcernCounts : public QObject
{
    Q_OBJECT

public:
    // The model lives longer.
    explicit ConcernCounts(JobModel *jobs, QObject *parent = nullptr);

    // None: not every job of the type is here, or they are being counted.
    const std::optional<ConcernRows::Counts> &counts() const { return m_counts; }

Q_SIGNALS:
    void changed();

private:
    void follow();
    void count();
    void take(const std::optional<ConcernRows::Counts> &counts);

    JobModel *const m_jobs;
    std::optional<ConcernRows::Counts> m_counts;
    std::optional<JobIndex> m_index; // that they are of, or will be
    QString m_type;
    int m_minutes = 0;
    std::optional<QDateTime> m_asOf; // of the source; none: it is live
    QTimer m_minute;
    DetachedWork m_work;
};
