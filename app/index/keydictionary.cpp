// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keydictionary.h"

#include <QHashFunctions>

#include <algorithm>

quint32 KeyDictionary::idOf(std::string_view key)
{
    if ((m_ends.size() + 1) * 2 > m_slots.size())
        grow();
    const std::size_t hash = qHashBits(key.data(), key.size(), 0);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hash & mask;; slot = (slot + 1) & mask) {
        if (m_slots[slot] == 0) {
            m_keys.append(key);
            m_ends.push_back(m_keys.size());
            m_hashes.push_back(hash);
            m_slots[slot] = quint32(m_ends.size());
            return quint32(m_ends.size() - 1);
        }
        const quint32 id = m_slots[slot] - 1;
        if (m_hashes[id] == hash && this->key(id) == key)
            return id;
    }
}

void KeyDictionary::clear()
{
    m_keys.clear();
    m_ends.clear();
    m_hashes.clear();
    std::fill(m_slots.begin(), m_slots.end(), 0);
}

void KeyDictionary::grow()
{
    const std::size_t size = std::max<std::size_t>(64, m_slots.size() * 2);
    m_slots.assign(size, 0);
    for (std::size_t id = 0; id < m_hashes.size(); ++id) {
        std::size_t slot = m_hashes[id] & (size - 1);
        while (m_slots[slot] != 0)
            slot = (slot + 1) & (size - 1);
        m_slots[slot] = quint32(id + 1);
    }
}
