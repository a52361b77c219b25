// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholelist.h"

#include "joblist.h"

#include <stop_token>

void WholeList::set(const JobIndex &index, const QString &type)
{
    m_work.stop();
    m_index = index;
    m_type = type;
}

void WholeList::arrange(const Arrangement &arrangement)
{
    m_work.stop();
    if (isSmall(m_index, m_index.size())) {
        if (const auto outcome = arrangement.arrange(m_index, std::stop_token()))
            Q_EMIT arranged(*outcome, m_index);
        return;
    }
    m_work.run([arrangement,
                index = m_index](const std::stop_token &stop) { return arrangement.arrange(index, stop); },
               [this, index = m_index](const std::optional<Arrangement::Outcome> &outcome) {
                   if (outcome)
                       Q_EMIT arranged(*outcome, index);
               });
}

WholeList::Removal WholeList::remove(const QList<Job> &jobs, const QString &type)
{
    Removal removal;
    const std::vector<JobIndex::Row> rows = m_index.rowsOf(jobs);
    for (const JobIndex::Row row : rows) {
        const Job job = m_index.jobAt(row);
        const QString identity = JobList::identityOf(job);
        if (!removal.identities.contains(identity) && (type.isEmpty() || type == job.type().value))
            ++removal.ofType;
        removal.identities.insert(identity);
    }
    if (!rows.empty())
        m_index = m_index.without(rows);
    return removal;
}
