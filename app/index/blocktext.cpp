// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "blocktext.h"

#include <algorithm>

char *BlockText::room(std::size_t size)
{
    if (size > m_capacity) {
        m_capacity = std::max(size, m_capacity * 2);
        m_buffer = std::make_unique_for_overwrite<char[]>(m_capacity);
    }
    m_bytes = m_buffer.get();
    m_size = size;
    return m_buffer.get();
}

std::optional<Error> BlockText::read(const RecordColumns &columns, const std::vector<quint32> &places)
{
    m_begins.clear();
    m_lengths.clear();
    m_size = 0;
    if (places.empty())
        return std::nullopt;
    qint64 first = columns.beginOf(places.front());
    qint64 end = first;
    qint64 asked = 0;
    for (const quint32 place : places) {
        first = std::min(first, columns.beginOf(place));
        end = std::max(end, columns.beginOf(place) + columns.lengths[place]);
        asked += columns.lengths[place];
        m_lengths.push_back(columns.lengths[place]);
    }
    const auto *memory = dynamic_cast<const MemoryBytes *>(columns.bytes.get());
    // A page or two that nobody asked for cost less than another read.
    constexpr qint64 Gap = 8 * 1024;
    m_isContiguous = memory || end - first <= asked + Gap * qint64(places.size());
    if (m_isContiguous) {
        for (const quint32 place : places)
            m_begins.push_back(std::size_t(columns.beginOf(place) - first));
        if (!memory)
            return columns.bytes->readInto(room(std::size_t(end - first)), first, end - first);
        m_bytes = memory->bytes().constData() + first;
        m_size = std::size_t(end - first);
        return std::nullopt;
    }
    char *to = room(std::size_t(asked));
    std::size_t at = 0;
    for (const quint32 place : places) {
        m_begins.push_back(at);
        const qint64 length = columns.lengths[place];
        if (auto error = columns.bytes->readInto(to + at, columns.beginOf(place), length))
            return error;
        at += std::size_t(length);
    }
    return std::nullopt;
}
