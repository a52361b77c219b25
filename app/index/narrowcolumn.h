// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cstring>
#include <vector>

// Numbers in as few bytes each as the largest of them needs: most blocks have less than 256 owners.
class NarrowColumn
{
public:
    NarrowColumn() = default;
    explicit NarrowColumn(const std::vector<quint32> &values)
    {
        const auto largest = std::max_element(values.begin(), values.end());
        m_width = largest == values.end() || *largest <= 0xFF ? 1 : *largest <= 0xFFFF ? 2 : 4;
        m_bytes.resize(values.size() * m_width);
        for (std::size_t i = 0; i < values.size(); ++i)
            store(i, values[i]);
    }

    std::size_t size() const { return m_bytes.size() / m_width; }
    quint32 operator[](std::size_t i) const
    {
        if (m_width == 1)
            return m_bytes[i];
        if (m_width == 2) {
            quint16 value = 0;
            std::memcpy(&value, m_bytes.data() + i * 2, 2);
            return value;
        }
        quint32 value = 0;
        std::memcpy(&value, m_bytes.data() + i * 4, 4);
        return value;
    }

private:
    void store(std::size_t i, quint32 value)
    {
        if (m_width == 1) {
            m_bytes[i] = quint8(value);
        } else if (m_width == 2) {
            const auto half = quint16(value);
            std::memcpy(m_bytes.data() + i * 2, &half, 2);
        } else {
            std::memcpy(m_bytes.data() + i * 4, &value, 4);
        }
    }

    std::vector<quint8> m_bytes;
    std::size_t m_width = 1;
};
