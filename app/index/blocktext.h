// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordcolumns.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

// The bytes of some records of a block, read in as few pieces as is sensible. To be used again for the next
// block; one thread at a time.
class BlockText
{
public:
    // Those in these places, ascending, without jobs that are kept. Why they can't be had, if they can't.
    std::optional<Error> read(const RecordColumns &columns, const std::vector<quint32> &places);

    // Of the n-th place; until the next read().
    std::string_view record(std::size_t n) const { return {m_bytes + m_begins[n], m_lengths[n]}; }
    // Whether all is in one piece, as it lies in the file, which whole() is.
    bool isContiguous() const { return m_isContiguous; }
    std::string_view whole() const { return {m_bytes, m_size}; }
    std::size_t beginOf(std::size_t n) const { return m_begins[n]; }

private:
    char *room(std::size_t size);

    std::unique_ptr<char[]> m_buffer;
    std::size_t m_capacity = 0;
    const char *m_bytes = nullptr; // of the buffer, or of who has them in memory
    std::size_t m_size = 0;
    bool m_isContiguous = false;
    std::vector<std::size_t> m_begins, m_lengths;
};
