// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "arrangement.h"

#include "concernrows.h"
#include "rowfilter.h"
#include "rowset.h"
#include "rowsorter.h"

#include <vector>

namespace {

// Whether `a` comes before `b`; false for equals.
bool comesBefore(const SortKey &a, const SortKey &b, Qt::SortOrder order)
{
    const bool aIsAbsent = a.kind == SortKey::Kind::Absent;
    const bool bIsAbsent = b.kind == SortKey::Kind::Absent;
    if (aIsAbsent || bIsAbsent)
        return !aIsAbsent && bIsAbsent;
    const int compared = compareKeys(a, b);
    return order == Qt::AscendingOrder ? compared < 0 : compared > 0;
}

// The rows that are held, and of a type unless that is empty.
RowSet rowsOfType(const JobIndexData &index, const QString &type)
{
    const ValueDictionary &types = index.dictionaries[std::size_t(IndexedColumn::Type)];
    std::vector<char> isWanted(types.size());
    for (quint32 id = 0; id < types.size(); ++id)
        isWanted[id] = type.isEmpty() || types[id].text == type ? 1 : 0;
    RowSet rows(index.rowCount);
    for (const IndexBlock &block : index.blocks) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            if (block.holds(i) && isWanted[block.idOf(IndexedColumn::Type, i)] != 0)
                rows.insert(block.firstRow + i);
        }
    }
    return rows;
}

} // namespace

std::optional<Arrangement::Outcome> Arrangement::arrange(const JobIndex &index,
                                                         const std::stop_token &stop) const
{
    Outcome outcome;
    outcome.isFiltered = isFiltered();
    outcome.isOfConcern = concern.has_value();
    RowSet shown = rowsOfType(index.data(), type);
    outcome.ofType = qsizetype(shown.size());
    if (concern) {
        auto concerned = ConcernRows::of(index.data(), shown, *concern, limits, stop);
        if (!concerned)
            return std::nullopt;
        shown = std::move(*concerned);
    }
    if (!filter.isEmpty()) {
        RowFilter rows(index.data(), shown, filter, stop);
        if (!rows.run())
            return std::nullopt;
        outcome.error = rows.error();
        shown = rows.found();
    }
    RowSorter sorter(index.data(), shown, order, stop);
    auto rows = sorter.sort(sortColumn);
    if (!rows)
        return std::nullopt;
    outcome.rows = std::move(*rows);
    if (!outcome.error)
        outcome.error = sorter.error();
    return outcome;
}

bool Arrangement::isInOrder(const QList<Job> &jobs) const
{
    SortKey last;
    for (const Job &job : jobs) {
        if (job.isNull())
            continue;
        if (!type.isEmpty() && job.type().value != type)
            return false;
        const SortKey key = specOf(sortColumn).key(job);
        if (key.kind == SortKey::Kind::Absent)
            continue;
        if (last.kind != SortKey::Kind::Absent && comesBefore(key, last, order))
            return false;
        last = key;
    }
    return true;
}
