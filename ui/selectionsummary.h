// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "recordreader.h"

#include <QElapsedTimer>
#include <QList>
#include <QObject>
#include <QTimer>

#include <functional>

class Access;
class JobDetails;
class JobTable;

// In a few lines of plain text: the types and the owners of several jobs, and which of them can't be deleted.
// `whyNotRemovable` tells why; empty: nothing is known against it.
QString selectionText(const QList<Job> &jobs, const std::function<QString(const Job &)> &whyNotRemovable);

// Shows in the details what several selected jobs are. To look at each of them takes time: that is done when
// control is back in the event loop, seldom while things change quickly, and not at all for very many.
class SelectionSummary : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostLookedAt = 2000; // jobs

    // All of these live longer.
    SelectionSummary(JobTable *table, JobDetails *details, Access *access, QObject *parent);

    // To be called while several jobs are selected, whenever something about them may have changed.
    void update();

private:
    void lookAtJobs();

    JobTable *const m_table;
    JobDetails *const m_details;
    Access *const m_access;
    QString m_text;
    RecordReader m_reader;
    QTimer m_pause;
    QElapsedTimer m_sinceLast;
    qint64 m_tookMs = 0;
};
