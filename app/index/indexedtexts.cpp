// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexedtexts.h"

#include "indexedrow.h"

IndexedTexts IndexedTexts::of(const JobIndex &index, JobIndex::Row row)
{
    const JobIndexData &data = index.data();
    if (row >= data.rowCount)
        return {};
    const auto [block, place] = IndexedRow::of(data, row);
    const auto textOf = [&data, block = block, place = place](IndexedColumn column) {
        return data.dictionaries[std::size_t(column)][block->idOf(column, place)].text;
    };
    return {block->columns().identity(place).name.value, textOf(IndexedColumn::Type),
            textOf(IndexedColumn::Target)};
}
