// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "blocktext.h"
#include "jobindex.h"

#include <QByteArray>

#include <deque>
#include <optional>
#include <string_view>
#include <vector>

// The bytes of some records of an index, read in as few pieces as is sensible. To be used again for others;
// one thread at a time.
class GatheredRecords
{
public:
    // Those of these rows, ascending. Why they can't be had, if they can't.
    std::optional<Error> read(const JobIndexData &index, const std::vector<JobIndex::Row> &rows);

    // Of the n-th row; until the next read(). There may be trailing commas in it.
    std::string_view record(std::size_t n) const { return m_records[n]; }

private:
    std::optional<Error> readBlock(const IndexBlock &block, const std::vector<JobIndex::Row> &rows,
                                   std::size_t from, std::size_t to);

    std::deque<BlockText> m_texts;
    std::size_t m_textsInUse = 0;
    std::deque<QByteArray> m_kept; // of jobs that are not in the bytes of their block
    std::vector<std::string_view> m_records;
    std::vector<quint32> m_places;
    std::vector<std::size_t> m_numbers; // of the row at each place
};
