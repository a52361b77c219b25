// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexblock.h"

#include <algorithm>
#include <iterator>

// Where a row of an index stands.
struct IndexedRow
{
    const IndexBlock *block;
    std::size_t place;

    // There must be such a row.
    static IndexedRow of(const JobIndexData &index, quint32 row)
    {
        const auto behind =
            std::upper_bound(index.blocks.begin(), index.blocks.end(), row,
                             [](quint32 sought, const IndexBlock &block) { return sought < block.firstRow; });
        const IndexBlock &block = *std::prev(behind);
        return {&block, row - block.firstRow};
    }
    bool isEnvironmentJob() const
    {
        return (block->columns().flags[place] & RecordColumns::IsEnvironmentJob) != 0;
    }
};
