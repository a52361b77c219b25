// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexedtexts.h"

#include "indexblock.h"

#include <algorithm>
#include <iterator>

IndexedTexts IndexedTexts::of(const JobIndex &index, JobIndex::Row row)
{
    const JobIndexData &data = index.data();
    if (row >= data.rowCount)
        return {};
    const auto behind = std::upper_bound(
        data.blocks.begin(), data.blocks.end(), row,
        [](JobIndex::Row sought, const IndexBlock &block) { return sought < block.firstRow; });
    const IndexBlock &block = *std::prev(behind);
    const std::size_t place = row - block.firstRow;
    const auto textOf = [&](IndexedColumn column) {
        return data.dictionaries[std::size_t(column)][block.idOf(column, place)].text;
    };
    return {block.columns().identity(place).name.value, textOf(IndexedColumn::Type),
            textOf(IndexedColumn::Target)};
}
