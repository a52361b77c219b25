// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "joblist.h"

#include "deletionnote.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

qsizetype countJobs(const QList<Job> &rows)
{
    return std::count_if(rows.begin(), rows.end(), [](const Job &job) { return !job.isNull(); });
}

} // namespace

QString JobList::identityOf(const Job &job)
{
    // The prefixes keep a name from being taken for the bytes of a nameless record, and for the name of
    // another job of the other generation of the API.
    if (const auto note = job.deletion())
        return u'd' + note->id;
    if (!job.name().given())
        return u'r' + QString::fromUtf8(job.raw());
    return (job.isEnvironmentJob() ? u'e' : u'n') + job.name().value;
}

qsizetype JobList::loadedEnd() const
{
    const auto last =
        std::find_if(m_rows.rbegin(), m_rows.rend(), [](const Job &job) { return !job.isNull(); });
    return m_rows.rend() - last;
}

const QHash<QString, qsizetype> &JobList::index() const
{
    if (m_indexIsStale) {
        m_index.clear();
        m_index.reserve(m_loaded);
        // Backwards, so that of two records with one name in a file the first is found.
        for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
            if (!m_rows.at(row).isNull())
                m_index.insert(identityOf(m_rows.at(row)), row);
        }
        m_indexIsStale = false;
    }
    return m_index;
}

qsizetype JobList::rowOf(const Job &job) const
{
    return job.isNull() ? -1 : index().value(identityOf(job), -1);
}

void JobList::setRows(QList<Job> rows)
{
    m_rows = std::move(rows);
    m_loaded = countJobs(m_rows);
    m_indexIsStale = true;
}

void JobList::set(qsizetype row, const Job &job)
{
    m_loaded += (job.isNull() ? 0 : 1) - (m_rows.at(row).isNull() ? 0 : 1);
    const Job &old = m_rows.at(row);
    m_indexIsStale =
        m_indexIsStale || (!old.isNull() && (job.isNull() || identityOf(old) != identityOf(job)));
    m_rows[row] = job;
    if (!job.isNull() && !m_indexIsStale)
        m_index.insert(identityOf(job), row);
}

void JobList::resize(qsizetype size)
{
    if (size == m_rows.size())
        return;
    m_rows.resize(size);
    m_loaded = countJobs(m_rows);
    m_indexIsStale = true;
}

void JobList::append(const QList<Job> &jobs)
{
    m_rows.append(jobs);
    m_loaded += countJobs(jobs);
    m_indexIsStale = true;
}

void JobList::remove(qsizetype row, qsizetype count)
{
    m_loaded -= countJobs(m_rows.sliced(row, count));
    m_rows.remove(row, count);
    m_indexIsStale = true;
}
