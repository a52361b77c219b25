// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedule.h"

#include <QByteArray>
#include <QString>

#include <array>
#include <memory>
#include <vector>

// The different values of one column, by id from 0 on: a snapshot of what one thread adds to while others
// read.
class ValueDictionary
{
public:
    struct Entry
    {
        QString text;           // what the column shows
        QByteArray folded;      // of it, see TextFold
        QString searched;       // what a search looks at, joined by line feeds
        bool isRevoked = false; // owners only
        Schedule schedule;      // repeats only, and nothing else
    };

    std::size_t size() const { return m_size; }
    const Entry &operator[](quint32 id) const { return (*m_chunks[id / ChunkSize])[id % ChunkSize]; }

    // To that of which others have older snapshots; they do not see it.
    void append(Entry entry);

private:
    static constexpr std::size_t ChunkSize = 64;
    using Chunk = std::array<Entry, ChunkSize>;

    std::vector<std::shared_ptr<Chunk>> m_chunks;
    std::size_t m_size = 0;
};
