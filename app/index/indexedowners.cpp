// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexedowners.h"

#include "indexblock.h"

std::vector<JobIndex::Row> firstOfEachOwner(const JobIndex &index)
{
    const JobIndexData &data = index.data();
    std::vector<bool> isSeen(data.dictionaries[std::size_t(IndexedColumn::Owner)].size());
    std::vector<JobIndex::Row> rows;
    for (const IndexBlock &block : data.blocks) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            const quint32 owner = block.idOf(IndexedColumn::Owner, i);
            if (!block.holds(i) || isSeen[owner])
                continue;
            isSeen[owner] = true;
            rows.push_back(JobIndex::Row(block.firstRow + i));
        }
    }
    return rows;
}
