// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonsearch.h"

#include "rowfilter.h"

#include <QHash>

namespace {

using Row = Comparison::Row;

RowSet rowsOf(const Comparison &comparison, Row Comparison::Entry::*side, const JobIndex &index)
{
    RowSet rows(std::size_t(index.rowCount()));
    for (const Comparison::Entry &entry : comparison.entries) {
        if (entry.*side != Comparison::NoRow)
            rows.insert(entry.*side);
    }
    return rows;
}

} // namespace

std::optional<ComparisonSearch> ComparisonSearch::of(const Comparison &comparison, const TextFilter &filter,
                                                     const std::stop_token &stop)
{
    ComparisonSearch search;
    const RowSet before = rowsOf(comparison, &Comparison::Entry::before, comparison.before);
    const RowSet after = rowsOf(comparison, &Comparison::Entry::after, comparison.after);
    RowFilter left(comparison.before.data(), before, filter, stop);
    RowFilter right(comparison.after.data(), after, filter, stop);
    if (!left.run() || !right.run())
        return std::nullopt;
    search.error = left.error() ? left.error() : right.error();
    QHash<ComparedFields, bool> isLabel; // there are few different ones
    search.found.reserve(comparison.entries.size());
    for (const Comparison::Entry &entry : comparison.entries) {
        const ComparedFields fields = entry.changed | entry.activity;
        auto label = isLabel.constFind(fields);
        if (label == isLabel.constEnd())
            label = isLabel.insert(fields, filter.matches(labelsOf(fields).join(u'\n')));
        search.found.push_back(*label ||
                               (entry.before != Comparison::NoRow && left.found().contains(entry.before)) ||
                               (entry.after != Comparison::NoRow && right.found().contains(entry.after)));
    }
    return search;
}
