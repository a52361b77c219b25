// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordcolumns.h"
#include "valuedictionary.h"

#include <array>
#include <memory>
#include <vector>

// One block of an index: the columns, where they stand in it, and what their ids are in the dictionaries of
// the whole.
struct IndexBlock
{
    struct Placed
    {
        std::shared_ptr<const RecordColumns> columns;
        std::array<std::vector<quint32>, IndexedColumnCount> globalIds; // by the id in the block
    };
    using Bits = std::vector<quint64>;

    std::shared_ptr<const Placed> placed;
    std::shared_ptr<const Bits> removed; // one bit per record; null: none is
    quint32 firstRow = 0;

    const RecordColumns &columns() const { return *placed->columns; }
    std::size_t size() const { return placed->columns->size(); }
    bool holds(std::size_t i) const { return !removed || ((*removed)[i / 64] >> (i % 64) & 1) == 0; }
    quint32 idOf(IndexedColumn column, std::size_t i) const
    {
        return placed->globalIds[std::size_t(column)][columns().ids[std::size_t(column)][i]];
    }
};

struct JobIndexData
{
    std::vector<IndexBlock> blocks;
    std::array<ValueDictionary, IndexedColumnCount> dictionaries; // by IndexedColumn
    std::size_t rowCount = 0;
    std::size_t removedCount = 0;
    bool hasEnvironmentJobs = false;
    bool hasNextRuns = false;
    bool isInMemory = true;
};
