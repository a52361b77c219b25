// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"
#include "jobindex.h"
#include "recordcolumns.h"

#include <optional>
#include <stop_token>
#include <vector>

class RowSet;

// Puts rows of an index in the order of compareKeys() of a column's keys; those with equal keys stay as they
// are, those without come last in both directions.
class RowSorter
{
public:
    RowSorter(const JobIndexData &index, const RowSet &rows, Qt::SortOrder order, std::stop_token stop)
        : m_index(index), m_rows(rows), m_isDescending(order == Qt::DescendingOrder), m_stop(std::move(stop))
    {
    }

    using Rows = std::vector<JobIndex::Row>;
    // nullopt: it was stopped.
    std::optional<Rows> sort(Column column);
    // Why some records could not be read, if they could not: they count as without a key then.
    const std::optional<Error> &error() const { return m_error; }

private:
    template <class KeyOf>
    bool takeByNumber(KeyOf keyOf, qint64 unit);
    template <class Entry, class KeyOf>
    bool takeEntries(KeyOf keyOf, qint64 least, qint64 most, qint64 unit);
    template <class TextOf>
    bool takeByText(TextOf textOf);
    bool takeByRank(IndexedColumn column);
    bool takeByScope();
    bool takeByRunsTimesNodes();
    bool takeByName();
    bool takeByRecord(Column column);
    void takeAll();
    void settleLargeNames(std::size_t count);

    const JobIndexData &m_index;
    const RowSet &m_rows;
    const bool m_isDescending;
    const std::stop_token m_stop;
    std::optional<Error> m_error;
    Rows m_sorted; // those that have keys
    Rows m_rest;   // those that have none, ascending
};
