// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "radixsort.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <span>
#include <stop_token>
#include <string_view>
#include <vector>

// Sorts rows by texts that are somewhere else: by seven bytes at a time, as numbers, and goes on where those
// are the same. `textOf(row)` gives the text of a row.
template <class TextOf>
class TextSort
{
public:
    TextSort(TextOf textOf, bool isDescending, std::stop_token stop)
        : m_textOf(std::move(textOf)), m_flip(isDescending ? ~quint64{0} : 0), m_stop(std::move(stop))
    {
    }

    // Equals keep their order. False: it was stopped.
    bool sort(std::vector<WideEntry> &entries)
    {
        for (WideEntry &entry : entries)
            entry.setKey(keyOf(entry.row, 0));
        if (!radixSort(entries, m_stop))
            return false;
        pushRuns(entries, 0);
        while (!m_runs.empty()) {
            if (m_stop.stop_requested())
                return false;
            const Run run = m_runs.back();
            m_runs.pop_back();
            for (WideEntry &entry : run.entries)
                entry.setKey(keyOf(entry.row, run.depth));
            sortRun(run.entries);
            pushRuns(run.entries, run.depth);
        }
        return true;
    }

private:
    static constexpr std::size_t Step = 7;
    struct Run
    {
        std::span<WideEntry> entries;
        std::size_t depth = 0;
    };

    // The bytes from `depth` on, and in the last byte how many there are, so that what ends comes before what
    // goes on with a zero.
    quint64 keyOf(quint32 row, std::size_t depth) const
    {
        const std::string_view text = m_textOf(row);
        const std::size_t left = text.size() - std::min(depth, text.size());
        quint64 bytes = 0;
        std::memcpy(&bytes, text.data() + text.size() - left, std::min(left, Step));
        return ((qFromBigEndian(bytes) & ~quint64{0xFF}) | std::min(left, Step + 1)) ^ m_flip;
    }

    void sortRun(std::span<WideEntry> run)
    {
        constexpr std::size_t Few = 1024;
        if (run.size() <= Few) {
            std::stable_sort(run.begin(), run.end(),
                             [](const WideEntry &a, const WideEntry &b) { return a.key() < b.key(); });
            return;
        }
        std::vector<WideEntry> entries(run.begin(), run.end());
        if (radixSort(entries, m_stop))
            std::copy(entries.begin(), entries.end(), run.begin());
    }

    void pushRuns(std::span<WideEntry> entries, std::size_t depth)
    {
        for (std::size_t begin = 0; begin < entries.size();) {
            const quint64 key = entries[begin].key();
            std::size_t end = begin + 1;
            while (end < entries.size() && entries[end].key() == key)
                ++end;
            const bool goesOn = ((key ^ m_flip) & 0xFF) > Step;
            if (goesOn && end - begin > 1)
                m_runs.push_back({entries.subspan(begin, end - begin), depth + Step});
            begin = end;
        }
    }

    const TextOf m_textOf;
    const quint64 m_flip;
    const std::stop_token m_stop;
    std::vector<Run> m_runs;
};
