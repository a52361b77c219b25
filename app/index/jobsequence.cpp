// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobsequence.h"

#include <algorithm>

JobSequence::JobSequence(const QList<Job> &jobs)
{
    std::copy_if(jobs.begin(), jobs.end(), std::back_inserter(m_jobs),
                 [](const Job &job) { return !job.isNull(); });
}

JobSequence::JobSequence(const JobIndex &index) : JobSequence(index, index.rows()) {}

JobSequence::JobSequence(const JobIndex &index, std::vector<JobIndex::Row> rows)
    : m_index(index), m_rows(std::make_shared<const std::vector<JobIndex::Row>>(std::move(rows)))
{
}

Job JobSequence::at(qsizetype place) const
{
    return m_rows ? m_index.jobAt((*m_rows)[std::size_t(place)]) : m_jobs.at(place);
}

std::optional<RunGrid> JobSequence::runGridAt(qsizetype place) const
{
    return m_rows ? m_index.runGridAt((*m_rows)[std::size_t(place)]) : m_jobs.at(place).runGrid();
}

std::function<Job()> JobSequence::reader() const
{
    return [jobs = *this, next = qsizetype{0}]() mutable {
        return next < jobs.size() ? jobs.at(next++) : Job();
    };
}
