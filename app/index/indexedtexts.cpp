// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexedtexts.h"

#include "indexblock.h"

#include <algorithm>
#include <iterator>

QString indexedText(const JobIndex &index, JobIndex::Row row, IndexedColumn column)
{
    const JobIndexData &data = index.data();
    const auto next = std::upper_bound(
        data.blocks.begin(), data.blocks.end(), row,
        [](JobIndex::Row wanted, const IndexBlock &block) { return wanted < block.firstRow; });
    if (next == data.blocks.begin() || row >= data.rowCount)
        return {};
    const IndexBlock &block = *std::prev(next);
    return data.dictionaries[std::size_t(column)][block.idOf(column, row - block.firstRow)].text;
}
