// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concernrows.h"

#include "deletionnote.h"
#include "indexblock.h"
#include "jobwork.h"
#include "radixsort.h"
#include "rowset.h"

#include <bit>
#include <utility>

namespace ConcernRows {

namespace {

unsigned bitOf(Concern concern)
{
    return 1U << unsigned(concern);
}

// All concerns of a job that it alone has, a bit for each: isOf() for the records of one block.
class BlockConcerns
{
public:
    BlockConcerns(const JobIndexData &index, const IndexBlock &block, const ConcernLimits &limits)
        : m_columns(block.columns()),
          m_owners(m_columns.ids[std::size_t(IndexedColumn::Owner)]),
          m_schedules(m_columns.ids[std::size_t(IndexedColumn::Repeats)]),
          m_lateUtcMs(limits.atUtcMs - OverdueGraceMs)
    {
        const auto global = [&](IndexedColumn column) {
            return std::pair<const ValueDictionary &, const std::vector<quint32> &>(
                index.dictionaries[std::size_t(column)], block.placed->globalIds[std::size_t(column)]);
        };
        const auto [owners, ownerIds] = global(IndexedColumn::Owner);
        for (const quint32 id : ownerIds)
            m_ofOwner.push_back(owners[id].isRevoked ? bitOf(Concern::OwnerRevoked) : 0);
        const auto [schedules, scheduleIds] = global(IndexedColumn::Repeats);
        for (const quint32 id : scheduleIds) {
            const qint64 interval = schedules[id].schedule.intervalSeconds;
            const bool isOften = interval > 0 && interval < qint64{limits.minutes} * 60;
            m_ofSchedule.push_back((interval > 0 ? bitOf(Concern::RepeatsButNoop) : 0) |
                                   (isOften ? bitOf(Concern::RunsOften) : 0));
        }
    }

    unsigned operator[](std::size_t i) const
    {
        const quint16 flags = m_columns.flags[i];
        if ((flags & RecordColumns::IsKept) != 0 && m_columns.keptJob(i)->deletion())
            return 0;
        unsigned concerns = m_ofOwner[m_owners[i]];
        if ((flags & RecordColumns::IdDisagrees) != 0)
            concerns |= bitOf(Concern::IdDisagrees);
        if ((flags & RecordColumns::WasNotSubmitted) != 0)
            concerns |= bitOf(Concern::SubmissionFailed);
        if ((flags & RecordColumns::NeverRuns) != 0)
            return concerns | bitOf(Concern::NeverRuns);
        // NoTime is before all times.
        const qint64 run = m_columns.nextRuns[i];
        if (run < m_lateUtcMs && run != RecordColumns::NoTime)
            concerns |= bitOf(Concern::Overdue);
        const unsigned always = (flags & RecordColumns::IsNoop) != 0 ? 0 : bitOf(Concern::RepeatsButNoop);
        return concerns | (m_ofSchedule[m_schedules[i]] & ~always);
    }

private:
    const RecordColumns &m_columns;
    const NarrowColumn &m_owners;
    const NarrowColumn &m_schedules;
    const qint64 m_lateUtcMs;
    std::vector<unsigned> m_ofOwner;    // by id in the block
    std::vector<unsigned> m_ofSchedule; // the same; of jobs that are noop
};

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

// All jobs of an index that are duplicates.
std::optional<RowSet> duplicateRows(const JobIndexData &index, const std::stop_token &stop)
{
    // Most are told apart by a part of their hash; only what is left is sorted.
    std::size_t slots = 1024;
    while (slots < index.rowCount * 8)
        slots *= 2;
    std::vector<quint64> seen(slots / 64);
    std::vector<quint64> again(slots / 64);
    std::vector<WideEntry> works;
    bool isDone = visitWorks(index, stop, [&](const IndexBlock &, std::size_t, quint64 work) {
        const std::size_t slot = std::size_t(work) & (slots - 1);
        const quint64 bit = quint64{1} << (slot % 64);
        again[slot / 64] |= seen[slot / 64] & bit;
        seen[slot / 64] |= bit;
    });
    isDone = isDone && visitWorks(index, stop, [&](const IndexBlock &block, std::size_t i, quint64 work) {
                 const std::size_t slot = std::size_t(work) & (slots - 1);
                 if ((again[slot / 64] >> (slot % 64) & 1) == 0)
                     return;
                 WideEntry entry{0, 0, quint32(block.firstRow + i)};
                 entry.setKey(work);
                 works.push_back(entry);
             });
    if (!isDone || !radixSort(works, stop))
        return std::nullopt;
    RowSet rows(index.rowCount);
    for (std::size_t i = 1; i < works.size(); ++i) {
        if (works[i].key() == works[i - 1].key()) {
            rows.insert(works[i - 1].row);
            rows.insert(works[i].row);
        }
    }
    return rows;
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
    std::optional<RowSet> duplicates;
    if (concern == Concern::Duplicate && !(duplicates = duplicateRows(index, stop)))
        return std::nullopt;
    RowSet rows(index.rowCount);
    for (const IndexBlock &block : index.blocks) {
        if (stop.stop_requested())
            return std::nullopt;
        const BlockConcerns concerns(index, block, limits);
        visitRows(block, among, [&](const IndexBlock &, std::size_t i) {
            const std::size_t row = block.firstRow + i;
            if (duplicates ? duplicates->contains(row) : (concerns[i] & bitOf(concern)) != 0)
                rows.insert(row);
        });
    }
    return rows;
}

std::optional<Counts> count(const JobIndexData &index, const QString &type, const ConcernLimits &limits,
                            const std::stop_token &stop)
{
    const std::vector<char> isWanted = typesNamed(index, type);
    const auto duplicates = duplicateRows(index, stop);
    if (!duplicates)
        return std::nullopt;
    Counts counts{};
    for (const IndexBlock &block : index.blocks) {
        if (stop.stop_requested())
            return std::nullopt;
        const BlockConcerns all(index, block, limits);
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (!block.holds(i) || isWanted[block.idOf(IndexedColumn::Type, i)] == 0)
                continue;
            unsigned concerns = all[i];
            if (duplicates->contains(block.firstRow + i))
                concerns |= bitOf(Concern::Duplicate);
            for (; concerns != 0; concerns &= concerns - 1)
                ++counts[std::size_t(std::countr_zero(concerns))];
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
