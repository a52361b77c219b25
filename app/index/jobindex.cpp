// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobindex.h"

#include "deletionnote.h"
#include "indexblock.h"

#include <QMultiHash>
#include <QSet>

#include <algorithm>

namespace {

std::shared_ptr<const JobIndexData> nothing()
{
    static const auto empty = std::make_shared<const JobIndexData>();
    return empty;
}

// What jobs are asked for by: deletions by their notes, others by name, and by their bytes if there is none.
class SoughtJobs
{
public:
    explicit SoughtJobs(const QList<Job> &jobs)
    {
        for (const Job &job : jobs) {
            if (const auto note = job.deletion())
                m_notes.insert(note->id);
            else if (const Field<QString> name = job.name(); name.given())
                m_names.insert({name.value, job.isEnvironmentJob()});
            else if (!job.isNull())
                m_nameless.insert(job.place().length, job);
        }
        for (const auto &[name, isEnvironmentJob] : std::as_const(m_names)) {
            bool isNumber = false;
            const qint64 number = name.toLongLong(&isNumber);
            if (isNumber && number >= 0 && QString::number(number) == name)
                m_numbers.insert({number, isEnvironmentJob});
        }
        m_hasOnlyNumbers = m_numbers.size() == m_names.size() && m_nameless.isEmpty() && m_notes.isEmpty();
    }

    bool contains(const RecordColumns &columns, std::size_t i) const
    {
        const bool isEnvironmentJob = (columns.flags[i] & RecordColumns::IsEnvironmentJob) != 0;
        if ((columns.flags[i] & RecordColumns::IsKept) != 0)
            return containsOther(columns.job(i));
        if (columns.names[i] >= 0)
            return m_numbers.contains({columns.names[i], isEnvironmentJob});
        return !m_hasOnlyNumbers && containsOther(columns.job(i));
    }

private:
    bool containsOther(const Job &job) const
    {
        if (const auto note = job.deletion())
            return m_notes.contains(note->id);
        if (const Field<QString> name = job.name(); name.given())
            return m_names.contains({name.value, job.isEnvironmentJob()});
        const auto [first, end] = m_nameless.equal_range(job.place().length);
        return std::any_of(first, end, [&job](const Job &sought) { return sought.isSameJobAs(job); });
    }

    QSet<std::pair<QString, bool>> m_names;
    QSet<std::pair<qint64, bool>> m_numbers; // those of the names that stand for themselves in the index
    QMultiHash<qint64, Job> m_nameless;      // by length
    QSet<QString> m_notes;
    bool m_hasOnlyNumbers = false;
};

} // namespace

JobIndex::JobIndex() : d(nothing()) {}

qsizetype JobIndex::rowCount() const
{
    return qsizetype(d->rowCount);
}

qsizetype JobIndex::size() const
{
    return qsizetype(d->rowCount - d->removedCount);
}

std::pair<const IndexBlock *, std::size_t> JobIndex::find(Row row) const
{
    if (row >= d->rowCount)
        return {nullptr, 0};
    const auto behind =
        std::upper_bound(d->blocks.begin(), d->blocks.end(), row,
                         [](Row sought, const IndexBlock &block) { return sought < block.firstRow; });
    const IndexBlock &block = *std::prev(behind);
    return {&block, row - block.firstRow};
}

bool JobIndex::holds(Row row) const
{
    const auto [block, place] = find(row);
    return block && block->holds(place);
}

Job JobIndex::jobAt(Row row) const
{
    const auto [block, place] = find(row);
    return block ? block->columns().job(place) : Job();
}

JobIdentity JobIndex::identityAt(Row row) const
{
    const auto [block, place] = find(row);
    return block ? block->columns().identity(place) : JobIdentity();
}

std::optional<RunGrid> JobIndex::runGridAt(Row row) const
{
    const auto [block, place] = find(row);
    if (!block || block->columns().nextRuns[place] == RecordColumns::NoTime)
        return std::nullopt;
    const ValueDictionary &schedules = d->dictionaries[std::size_t(IndexedColumn::Repeats)];
    return RunGrid::of(block->columns().nextRuns[place],
                       schedules[block->idOf(IndexedColumn::Repeats, place)].schedule);
}

bool JobIndex::isInMemory() const
{
    return d->isInMemory;
}

bool JobIndex::hasEnvironmentJobs() const
{
    return d->hasEnvironmentJobs;
}

bool JobIndex::hasNextRuns() const
{
    return d->hasNextRuns;
}

QStringList JobIndex::types() const
{
    const ValueDictionary &types = d->dictionaries[std::size_t(IndexedColumn::Type)];
    QStringList texts;
    for (quint32 id = 0; id < types.size(); ++id) {
        if (!types[id].text.isEmpty())
            texts << types[id].text;
    }
    return texts;
}

std::vector<JobIndex::Row> JobIndex::rows() const
{
    std::vector<Row> rows;
    rows.reserve(std::size_t(size()));
    for (const IndexBlock &block : d->blocks) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (block.holds(i))
                rows.push_back(Row(block.firstRow + i));
        }
    }
    return rows;
}

JobIndex JobIndex::without(const std::vector<Row> &rows) const
{
    auto data = std::make_shared<JobIndexData>(*d);
    std::vector<Row> ascending(rows);
    std::sort(ascending.begin(), ascending.end());
    std::size_t next = 0;
    for (IndexBlock &block : data->blocks) {
        std::shared_ptr<IndexBlock::Bits> removed;
        for (; next < ascending.size() && ascending[next] < block.firstRow + block.size(); ++next) {
            const std::size_t place = ascending[next] - block.firstRow;
            if (!removed)
                removed = block.removed ? std::make_shared<IndexBlock::Bits>(*block.removed)
                                        : std::make_shared<IndexBlock::Bits>((block.size() + 63) / 64);
            quint64 &bits = (*removed)[place / 64];
            const quint64 bit = quint64{1} << (place % 64);
            data->removedCount += (bits & bit) == 0 ? 1 : 0;
            bits |= bit;
        }
        if (removed)
            block.removed = std::move(removed);
    }
    return JobIndex(std::move(data));
}

std::vector<JobIndex::Row> JobIndex::rowsOf(const QList<Job> &jobs) const
{
    std::vector<Row> rows;
    if (jobs.isEmpty())
        return rows;
    const SoughtJobs sought(jobs);
    for (const IndexBlock &block : d->blocks) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (block.holds(i) && sought.contains(block.columns(), i))
                rows.push_back(Row(block.firstRow + i));
        }
    }
    return rows;
}
