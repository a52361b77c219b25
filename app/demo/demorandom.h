// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// Random numbers that are the same on every machine and cost nothing to seed (splitmix64).
class DemoRandom
{
public:
    DemoRandom(quint64 seed, quint64 index)
        : m_state(seed * 0xd1b54a32d192ed03U + index * 0x8cb92ba72f3d8dd7U)
    {
        next();
    }

    quint32 below(quint32 limit) { return static_cast<quint32>(((next() >> 32) * limit) >> 32); }
    bool chance(quint32 percent) { return below(100) < percent; }

    template <typename T, std::size_t N>
    const T &pick(const T (&table)[N])
    {
        return table[below(N)];
    }

private:
    quint64 next()
    {
        m_state += 0x9e3779b97f4a7c15U;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31);
    }

    quint64 m_state;
};
