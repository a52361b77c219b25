// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "valuedictionary.h"

#include <utility>

// An entry is written before any snapshot counts it, and never after.
void ValueDictionary::append(Entry entry)
{
    if (m_size == m_chunks.size() * ChunkSize)
        m_chunks.push_back(std::make_shared<Chunk>());
    (*m_chunks[m_size / ChunkSize])[m_size % ChunkSize] = std::move(entry);
    ++m_size;
}
