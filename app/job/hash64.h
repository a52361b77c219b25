// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <cstring>
#include <string_view>

// A number that stands for values put into it in an order, the same in every run. Others of the same length
// share it by chance only: among a million values, once in thirty million lists.
class Hash64
{
public:
    void add(quint64 word)
    {
        m_state = (m_state ^ word) * 0x9E3779B97F4A7C15U;
        m_state ^= m_state >> 32;
    }
    void add(std::string_view text)
    {
        add(quint64(text.size()));
        while (text.size() >= sizeof(quint64)) {
            quint64 word = 0;
            std::memcpy(&word, text.data(), sizeof word);
            add(word);
            text.remove_prefix(sizeof word);
        }
        quint64 rest = 0;
        std::memcpy(&rest, text.data(), text.size());
        add(rest);
    }
    quint64 value() const
    {
        const quint64 mixed = (m_state ^ (m_state >> 29)) * 0xBF58476D1CE4E5B9U;
        return mixed ^ (mixed >> 32);
    }

private:
    quint64 m_state = 0x243F6A8885A308D3U;
};
