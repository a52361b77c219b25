// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concerncounts.h"

#include "jobmodel.h"
#include "jobsource.h"

#include <chrono>

ConcernCounts::ConcernCounts(JobModel *jobs, QObject *parent) : QObject(parent), m_jobs(jobs)
{
    connect(m_jobs, &JobModel::statusChanged, this, &ConcernCounts::follow);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        m_jobs->followClock();
        if (m_index)
            count();
    });
    m_minute.start(std::chrono::minutes(1));
    follow();
}

void ConcernCounts::follow()
{
    const JobIndex &index = m_jobs->allJobs();
    if (!m_jobs->status().isWhole) {
        m_work.stop();
        m_index.reset();
        take(std::nullopt);
        return;
    }
    // As long as the index is held, no other one is in its place.
    const auto asOf = m_jobs->source() ? m_jobs->source()->asOf() : std::nullopt;
    const bool isCounted = m_index && &m_index->data() == &index.data() && m_type == m_jobs->type() &&
                           m_minutes == m_jobs->concernMinutes() && m_asOf == asOf;
    if (isCounted)
        return;
    m_index = index;
    m_type = m_jobs->type();
    m_minutes = m_jobs->concernMinutes();
    m_asOf = asOf;
    take(std::nullopt);
    count();
}

void ConcernCounts::count()
{
    m_work.stop();
    const auto work = [index = *m_index, type = m_type,
                       limits = ConcernLimits{m_minutes, m_jobs->clockUtcMs()}](const std::stop_token &stop) {
        return ConcernRows::count(index.data(), type, limits, stop);
    };
    if (m_index->rowCount() <= WholeList::SmallList)
        take(work({}));
    else
        m_work.run(work, [this](const std::optional<ConcernRows::Counts> &counts) { take(counts); });
}

void ConcernCounts::take(const std::optional<ConcernRows::Counts> &counts)
{
    if (counts == m_counts)
        return;
    m_counts = counts;
    Q_EMIT changed();
}
