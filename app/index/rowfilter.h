// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "needle.h"
#include "rowset.h"

#include <QMutex>

#include <atomic>
#include <optional>
#include <stop_token>
#include <vector>

// Which rows of an index have a text in them: exactly those of which TextFilter::matches(Job::searchText()).
// What the index knows is looked at first, then the records of the rows that are left.
class RowFilter
{
public:
    // `rows`: among which to look.
    RowFilter(const JobIndexData &index, const RowSet &rows, const TextFilter &filter, std::stop_token stop)
        : m_index(index),
          m_rows(rows),
          m_needle(filter),
          m_stop(std::move(stop)),
          m_found(index.rowCount),
          m_toCheck(index.rowCount)
    {
    }

    // False: it was stopped.
    bool run();
    const RowSet &found() const { return m_found; }
    // Why some records could not be read, if they could not; they are not among those that were found.
    const std::optional<Error> &error() const { return m_error; }

private:
    class BlockSearch;

    bool searchColumns();
    bool searchRecords();
    void work();

    const JobIndexData &m_index;
    const RowSet &m_rows;
    const Needle m_needle;
    const std::stop_token m_stop;
    RowSet m_found;
    RowSet m_toCheck; // where the description may match, with its accents
    std::atomic<std::size_t> m_nextBlock = 0;
    std::atomic<bool> m_hasFailed = false;
    QMutex m_mutex; // of what follows
    std::optional<Error> m_error;
};
