// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concernrows.h"

#include "deletionnote.h"
#include "indexblock.h"
#include "jobwork.h"
#include "rowset.h"

#include <algorithm>

namespace ConcernRows {

namespace {

// One column of an index for all that there is to tell of it.
class Values
{
public:
    explicit Values(const JobIndexData &index, const ConcernLimits &limits) : m_limits(limits)
    {
        const ValueDictionary &owners = index.dictionaries[std::size_t(IndexedColumn::Owner)];
        m_isRevoked.resize(owners.size());
        for (quint32 id = 0; id < owners.size(); ++id)
            m_isRevoked[id] = owners[id].isRevoked ? 1 : 0;
        const ValueDictionary &schedules = index.dictionaries[std::size_t(IndexedColumn::Repeats)];
        m_intervals.resize(schedules.size());
        for (quint32 id = 0; id < schedules.size(); ++id)
            m_intervals[id] = schedules[id].schedule.intervalSeconds;
    }

    // As isOf(); false for what only the whole list tells.
    bool isOf(Concern concern, const IndexBlock &block, std::size_t i) const
    {
        const RecordColumns &columns = block.columns();
        const quint16 flags = columns.flags[i];
        const bool runs = (flags & RecordColumns::NeverRuns) == 0;
        switch (concern) {
        case Concern::OwnerRevoked:
            return m_isRevoked[block.idOf(IndexedColumn::Owner, i)] != 0;
        case Concern::Overdue:
            return runs && columns.nextRuns[i] != RecordColumns::NoTime &&
                   columns.nextRuns[i] < m_limits.atUtcMs - OverdueGraceMs;
        case Concern::NeverRuns:
            return !runs;
        case Concern::RepeatsButNoop:
            return runs && (flags & RecordColumns::IsNoop) != 0 && intervalOf(block, i) > 0;
        case Concern::IdDisagrees:
            return (flags & RecordColumns::IdDisagrees) != 0;
        case Concern::SubmissionFailed:
            return (flags & RecordColumns::WasNotSubmitted) != 0;
        case Concern::RunsOften: {
            const qint64 interval = intervalOf(block, i);
            return runs && interval > 0 && interval < qint64{m_limits.minutes} * 60;
        }
        case Concern::Duplicate:
            break;
        }
        return false;
    }

private:
    // 0: it does not repeat.
    qint64 intervalOf(const IndexBlock &block, std::size_t i) const
    {
        return m_intervals[block.idOf(IndexedColumn::Repeats, i)];
    }

    const ConcernLimits m_limits;
    std::vector<char> m_isRevoked;   // by owner
    std::vector<qint64> m_intervals; // by schedule
};

bool isDeletion(const RecordColumns &columns, std::size_t i)
{
    const Job *kept = columns.keptJob(i);
    return kept && kept->deletion();
}

// Calls `visit(block, place in it, work)` for each job that is held and has any.
template <class Visit>
bool visitWorks(const JobIndexData &index, const std::stop_token &stop, Visit visit)
{
    for (const IndexBlock &block : index.blocks) {
        if (stop.stop_requested())
            return false;
        const RecordColumns &columns = block.columns();
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (columns.works[i] != 0 && block.holds(i))
                visit(block, i, columns.works[i]);
        }
    }
    return true;
}

// Those that more than one job does, ascending.
std::optional<std::vector<quint64>> repeatedWorks(const JobIndexData &index, const std::stop_token &stop)
{
    // Most are told apart by a part of their hash; only what is left is sorted.
    std::size_t slots = 1024;
    while (slots < index.rowCount * 8)
        slots *= 2;
    std::vector<quint64> seen(slots / 64);
    std::vector<quint64> again(slots / 64);
    const auto slotOf = [slots](quint64 work) {
        return std::size_t(work) & (slots - 1);
    };
    std::vector<quint64> works;
    bool isDone = visitWorks(index, stop, [&](const IndexBlock &, std::size_t, quint64 work) {
        const std::size_t slot = slotOf(work);
        const quint64 bit = quint64{1} << (slot % 64);
        again[slot / 64] |= seen[slot / 64] & bit;
        seen[slot / 64] |= bit;
    });
    isDone = isDone && visitWorks(index, stop, [&](const IndexBlock &, std::size_t, quint64 work) {
                 const std::size_t slot = slotOf(work);
                 if ((again[slot / 64] >> (slot % 64) & 1) != 0)
                     works.push_back(work);
             });
    if (!isDone)
        return std::nullopt;
    std::sort(works.begin(), works.end());
    std::vector<quint64> repeated;
    for (std::size_t i = 1; i < works.size(); ++i) {
        if (works[i] == works[i - 1] && (repeated.empty() || repeated.back() != works[i]))
            repeated.push_back(works[i]);
    }
    return repeated;
}

// All jobs of an index that are duplicates.
std::optional<RowSet> duplicateRows(const JobIndexData &index, const std::stop_token &stop)
{
    const auto repeated = repeatedWorks(index, stop);
    if (!repeated)
        return std::nullopt;
    RowSet rows(index.rowCount);
    std::vector<char> mayBe(std::size_t{1} << 16);
    for (const quint64 work : *repeated)
        mayBe[work >> 48] = 1;
    const bool isDone = visitWorks(index, stop, [&](const IndexBlock &block, std::size_t i, quint64 work) {
        if (mayBe[work >> 48] != 0 && std::binary_search(repeated->begin(), repeated->end(), work))
            rows.insert(block.firstRow + i);
    });
    return isDone ? std::optional(std::move(rows)) : std::nullopt;
}

std::vector<char> typesNamed(const JobIndexData &index, const QString &type)
{
    const ValueDictionary &types = index.dictionaries[std::size_t(IndexedColumn::Type)];
    std::vector<char> isWanted(types.size());
    for (quint32 id = 0; id < types.size(); ++id)
        isWanted[id] = type.isEmpty() || types[id].text == type ? 1 : 0;
    return isWanted;
}

} // namespace

std::optional<RowSet> of(const JobIndexData &index, const RowSet &among, Concern concern,
                         const ConcernLimits &limits, const std::stop_token &stop)
{
    const Values values(index, limits);
    std::optional<RowSet> duplicates;
    if (concern == Concern::Duplicate && !(duplicates = duplicateRows(index, stop)))
        return std::nullopt;
    RowSet rows(index.rowCount);
    for (const IndexBlock &block : index.blocks) {
        if (stop.stop_requested())
            return std::nullopt;
        visitRows(block, among, [&](const IndexBlock &, std::size_t i) {
            const std::size_t row = block.firstRow + i;
            const bool isWanted = duplicates ? duplicates->contains(row) : values.isOf(concern, block, i);
            if (isWanted && !isDeletion(block.columns(), i))
                rows.insert(row);
        });
    }
    return rows;
}

std::optional<Counts> count(const JobIndexData &index, const QString &type, const ConcernLimits &limits,
                            const std::stop_token &stop)
{
    const Values values(index, limits);
    const std::vector<char> isWanted = typesNamed(index, type);
    const auto duplicates = duplicateRows(index, stop);
    if (!duplicates)
        return std::nullopt;
    Counts counts{};
    for (const IndexBlock &block : index.blocks) {
        if (stop.stop_requested())
            return std::nullopt;
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (!block.holds(i) || isWanted[block.idOf(IndexedColumn::Type, i)] == 0 ||
                isDeletion(block.columns(), i))
                continue;
            for (std::size_t concern = 0; concern < ConcernCount; ++concern)
                counts[concern] += values.isOf(Concern(concern), block, i) ? 1 : 0;
            counts[std::size_t(Concern::Duplicate)] += duplicates->contains(block.firstRow + i) ? 1 : 0;
        }
    }
    return counts;
}

std::vector<JobIndex::Row> duplicatesOf(const JobIndex &index, const Job &job)
{
    std::vector<JobIndex::Row> rows;
    const auto work = JobWork::of(job);
    if (!work)
        return rows;
    const quint64 sought = work->hash();
    visitWorks(index.data(), {}, [&](const IndexBlock &block, std::size_t i, quint64 each) {
        if (each == sought && !block.columns().job(i).isSameJobAs(job))
            rows.push_back(JobIndex::Row(block.firstRow + i));
    });
    return rows;
}

} // namespace ConcernRows
