// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <array>
#include <stop_token>
#include <utility>
#include <vector>

// What is sorted: a key and the row that it is of, as narrow as the keys allow.
struct NarrowEntry
{
    quint32 number;
    quint32 row;

    quint64 key() const { return number; }
    void setKey(quint64 key) { number = quint32(key); }
};
struct WideEntry
{
    quint32 low;
    quint32 high;
    quint32 row;

    quint64 key() const { return quint64{high} << 32 | low; }
    void setKey(quint64 key)
    {
        low = quint32(key);
        high = quint32(key >> 32);
    }
};
static_assert(sizeof(WideEntry) == 12, "or a sort of a million rows takes a third more memory");

// By ascending key, equals in the order in which they are. Digits that all keys share cost next to nothing.
// Needs as much memory again for the time. False: it was stopped.
template <class Entry>
bool radixSort(std::vector<Entry> &entries, const std::stop_token &stop)
{
    constexpr unsigned DigitBits = 11;
    constexpr std::size_t Digits = std::size_t{1} << DigitBits;
    constexpr unsigned Passes = ((sizeof(Entry) - 4) * 8 + DigitBits - 1) / DigitBits;
    const auto digitOf = [](const Entry &entry, unsigned pass) {
        return std::size_t(entry.key() >> (pass * DigitBits)) % Digits;
    };
    std::vector<std::array<quint32, Digits>> counts(Passes);
    for (const Entry &entry : entries) {
        for (unsigned pass = 0; pass < Passes; ++pass)
            ++counts[pass][digitOf(entry, pass)];
    }
    std::vector<Entry> sorted;
    for (unsigned pass = 0; pass < Passes; ++pass) {
        if (stop.stop_requested())
            return false;
        auto &places = counts[pass];
        if (entries.empty() || places[digitOf(entries.front(), pass)] == entries.size())
            continue;
        quint32 place = 0;
        for (quint32 &count : places)
            count = std::exchange(place, place + count);
        sorted.resize(entries.size());
        for (const Entry &entry : entries)
            sorted[places[digitOf(entry, pass)]++] = entry;
        entries.swap(sorted);
    }
    return true;
}
