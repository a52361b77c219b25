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
    // What lies in a file is not read for this.
    if (!job.name().given() && !job.place().bytes->isInMemory())
        return u'p' + QString::number(job.place().begin);
    if (!job.name().given())
        return u'r' + QString::fromUtf8(job.raw());
    return (job.isEnvironmentJob() ? u'e' : u'n') + job.name().value;
}

Job JobList::at(qsizetype row) const
{
    if (!m_isIndexed)
        return m_rows.at(row);
    const JobIndex::Row record = m_order[std::size_t(row)];
    if (const Job *held = m_held->object(record))
        return *held;
    return m_index.jobAt(record);
}

void JobList::hold(qsizetype first, qsizetype last)
{
    for (qsizetype row = first; row <= last; ++row) {
        const JobIndex::Row record = m_order[std::size_t(row)];
        if (!m_held->contains(record))
            m_held->insert(record, new Job(m_index.jobAt(record)));
    }
}

qsizetype JobList::loadedEnd() const
{
    if (m_isIndexed)
        return size();
    const auto last =
        std::find_if(m_rows.rbegin(), m_rows.rend(), [](const Job &job) { return !job.isNull(); });
    return m_rows.rend() - last;
}

const QHash<QString, qsizetype> &JobList::identities() const
{
    if (m_identitiesAreStale) {
        m_identities.clear();
        m_identities.reserve(m_loaded);
        // Backwards, so that of two records with one name in a file the first is found.
        for (qsizetype row = m_rows.size() - 1; row >= 0; --row) {
            if (!m_rows.at(row).isNull())
                m_identities.insert(identityOf(m_rows.at(row)), row);
        }
        m_identitiesAreStale = false;
    }
    return m_identities;
}

JobSequence JobList::sequence(const QList<std::pair<int, int>> &ranges) const
{
    QList<Job> jobs;
    std::vector<JobIndex::Row> records;
    for (const auto &[first, last] : ranges) {
        if (m_isIndexed)
            records.insert(records.end(), m_order.begin() + first, m_order.begin() + last + 1);
        else
            jobs.append(m_rows.sliced(first, last - first + 1));
    }
    return m_isIndexed ? JobSequence(m_index, std::move(records)) : JobSequence(jobs);
}

qsizetype JobList::rowOf(const Job &job) const
{
    return rowsOf({job}).constFirst();
}

QList<qsizetype> JobList::rowsOf(const QList<Job> &jobs) const
{
    QList<qsizetype> found(jobs.size(), -1);
    if (!m_isIndexed) {
        for (qsizetype i = 0; i < jobs.size(); ++i) {
            if (!jobs.at(i).isNull())
                found[i] = identities().value(identityOf(jobs.at(i)), -1);
        }
        return found;
    }
    const std::vector<JobIndex::Row> records = m_index.rowsOf(jobs);
    if (records.empty())
        return found;
    // Of several records with one name, the very one that was asked for is the first choice.
    QHash<QString, qsizetype> rows;
    QHash<qint64, qsizetype> places;
    for (qsizetype row = 0; row < size(); ++row) {
        const JobIndex::Row record = m_order[std::size_t(row)];
        if (!std::binary_search(records.begin(), records.end(), record))
            continue;
        const Job job = m_index.jobAt(record);
        if (const QString identity = identityOf(job); !rows.contains(identity))
            rows.insert(identity, row);
        places.insert(job.place().begin, row);
    }
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const Job &job = jobs.at(i);
        const qsizetype there = job.isNull() ? -1 : places.value(job.place().begin, -1);
        if (there >= 0 && m_index.jobAt(m_order[std::size_t(there)]).place() == job.place())
            found[i] = there;
        else if (!job.isNull())
            found[i] = rows.value(identityOf(job), -1);
    }
    return found;
}

void JobList::setRows(QList<Job> rows)
{
    m_isIndexed = false;
    m_index = {};
    m_order.clear();
    m_held.reset();
    m_rows = std::move(rows);
    m_loaded = countJobs(m_rows);
    m_identitiesAreStale = true;
}

void JobList::setRows(JobIndex index, std::vector<JobIndex::Row> order)
{
    constexpr int MostHeld = 2000;
    setRows({});
    m_isIndexed = true;
    m_index = std::move(index);
    m_order = std::move(order);
    m_held = std::make_shared<QCache<JobIndex::Row, Job>>(MostHeld);
}

void JobList::set(qsizetype row, const Job &job)
{
    m_loaded += (job.isNull() ? 0 : 1) - (m_rows.at(row).isNull() ? 0 : 1);
    const Job &old = m_rows.at(row);
    m_identitiesAreStale =
        m_identitiesAreStale || (!old.isNull() && (job.isNull() || identityOf(old) != identityOf(job)));
    m_rows[row] = job;
    if (!job.isNull() && !m_identitiesAreStale)
        m_identities.insert(identityOf(job), row);
}

void JobList::resize(qsizetype size)
{
    if (size == m_rows.size())
        return;
    m_rows.resize(size);
    m_loaded = countJobs(m_rows);
    m_identitiesAreStale = true;
}

void JobList::append(const QList<Job> &jobs)
{
    m_rows.append(jobs);
    m_loaded += countJobs(jobs);
    m_identitiesAreStale = true;
}

void JobList::remove(qsizetype row, qsizetype count)
{
    if (m_isIndexed) {
        m_order.erase(m_order.begin() + row, m_order.begin() + row + count);
        return;
    }
    m_loaded -= countJobs(m_rows.sliced(row, count));
    m_rows.remove(row, count);
    m_identitiesAreStale = true;
}

void JobList::sink(const QList<int> &rows)
{
    const auto sunk = [&rows](auto &all) {
        std::remove_reference_t<decltype(all)> order;
        order.reserve(all.size());
        auto sinking = rows.begin();
        for (qsizetype row = 0; row < qsizetype(all.size()); ++row) {
            if (sinking != rows.end() && *sinking == row)
                ++sinking;
            else
                order.push_back(all[std::size_t(row)]);
        }
        for (const int row : rows)
            order.push_back(all[std::size_t(row)]);
        all = std::move(order);
    };
    if (m_isIndexed)
        sunk(m_order);
    else
        sunk(m_rows);
    m_identitiesAreStale = true;
}
