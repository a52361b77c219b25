// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <string>
#include <string_view>
#include <vector>

// Numbers the different texts in the order in which they come, from 0 on.
class KeyDictionary
{
public:
    quint32 idOf(std::string_view key);

    std::size_t size() const { return m_ends.size(); }
    // Valid until the next idOf() of a new key.
    std::string_view key(quint32 id) const
    {
        const std::size_t begin = id == 0 ? 0 : m_ends[id - 1];
        return std::string_view(m_keys).substr(begin, m_ends[id] - begin);
    }
    void clear();

private:
    void grow();

    std::string m_keys; // one behind the other
    std::vector<std::size_t> m_ends;
    std::vector<std::size_t> m_hashes;
    std::vector<quint32> m_slots; // id + 1; 0: free
};
