// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexblock.h"

#include <utility>
#include <vector>

// Finds blocks by row, in about the same time wherever it is. The index must outlive it.
class RowPlaces
{
public:
    explicit RowPlaces(const JobIndexData &index) : m_blocks(index.blocks)
    {
        m_hints.reserve(index.rowCount / Stride + 1);
        for (std::size_t block = 0; block < m_blocks.size(); ++block) {
            while (m_hints.size() * Stride < m_blocks[block].firstRow + m_blocks[block].size())
                m_hints.push_back(quint32(block));
        }
    }

    std::pair<const IndexBlock &, std::size_t> operator[](quint32 row) const
    {
        const IndexBlock *block = &m_blocks[m_hints[row / Stride]];
        while (row - block->firstRow >= block->size())
            ++block;
        return {*block, row - block->firstRow};
    }

private:
    static constexpr std::size_t Stride = 256;

    const std::vector<IndexBlock> &m_blocks;
    std::vector<quint32> m_hints; // the block of each Stride-th row
};
