// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "indexblock.h"

#include <atomic>
#include <bit>
#include <vector>

// Some rows of an index, a bit for each.
class RowSet
{
public:
    explicit RowSet(std::size_t rowCount) : m_bits((rowCount + 63) / 64) {}

    bool contains(std::size_t row) const { return (m_bits[row / 64] >> (row % 64) & 1) != 0; }
    void insert(std::size_t row) { m_bits[row / 64] |= bitOf(row); }
    // While others do the same.
    void insertShared(std::size_t row)
    {
        std::atomic_ref(m_bits[row / 64]).fetch_or(bitOf(row), std::memory_order_relaxed);
    }
    bool containsShared(std::size_t row)
    {
        return (std::atomic_ref(m_bits[row / 64]).load(std::memory_order_relaxed) & bitOf(row)) != 0;
    }
    std::size_t size() const
    {
        std::size_t size = 0;
        for (const quint64 bits : m_bits)
            size += std::size_t(std::popcount(bits));
        return size;
    }

private:
    static quint64 bitOf(std::size_t row) { return quint64{1} << (row % 64); }

    std::vector<quint64> m_bits;
};

// Calls `visit(block, place in it)` for each row of the set, ascending.
template <class Visit>
void visitRows(const IndexBlock &block, const RowSet &rows, Visit visit)
{
    for (std::size_t i = 0; i < block.size(); ++i) {
        if (rows.contains(block.firstRow + i))
            visit(block, i);
    }
}
