// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runload.h"

#include <algorithm>
#include <tuple>

namespace {

// A job's place in the waves; they sort so that a wave's jobs stand together.
struct Entry
{
    qint64 stepMs;
    qint64 window;
    qint64 phase;

    bool operator<(const Entry &other) const
    {
        return std::tie(stepMs, window, phase) < std::tie(other.stepMs, other.window, other.phase);
    }
};

} // namespace

RunLoad::RunLoad(const std::vector<RunGrid> &grids, qint64 fromUtcMs)
{
    std::vector<Entry> entries;
    for (const RunGrid &grid : grids) {
        const auto first = grid.firstFrom(fromUtcMs);
        if (!first)
            continue;
        if (grid.repeats())
            entries.push_back(
                {grid.stepMs, (*first - fromUtcMs) / grid.stepMs, (*first - fromUtcMs) % grid.stepMs});
        else
            m_once.push_back(*first);
    }
    std::sort(m_once.begin(), m_once.end());
    std::sort(entries.begin(), entries.end());
    m_phases.reserve(entries.size());
    for (const Entry &entry : entries) {
        const qint64 begin = fromUtcMs + entry.window * entry.stepMs;
        if (m_waves.empty() || m_waves.back().stepMs != entry.stepMs || m_waves.back().beginUtcMs != begin)
            m_waves.push_back({entry.stepMs, begin, m_phases.size(), m_phases.size()});
        m_phases.push_back(entry.phase);
        ++m_waves.back().last;
    }
}

qint64 RunLoad::countBefore(qint64 untilUtcMs) const
{
    qint64 count = std::lower_bound(m_once.begin(), m_once.end(), untilUtcMs) - m_once.begin();
    for (const Wave &wave : m_waves) {
        const qint64 elapsed = untilUtcMs - wave.beginUtcMs;
        if (elapsed <= 0)
            continue;
        const auto first = m_phases.begin() + qint64(wave.first);
        const auto last = m_phases.begin() + qint64(wave.last);
        count += elapsed / wave.stepMs * (last - first);
        count += std::lower_bound(first, last, elapsed % wave.stepMs) - first;
    }
    return count;
}

std::optional<qint64> RunLoad::firstFrom(qint64 fromUtcMs) const
{
    std::optional<qint64> found;
    const auto offer = [&found](qint64 run) {
        if (!found || run < *found)
            found = run;
    };
    const auto once = std::lower_bound(m_once.begin(), m_once.end(), fromUtcMs);
    if (once != m_once.end())
        offer(*once);
    for (const Wave &wave : m_waves) {
        const auto first = m_phases.begin() + qint64(wave.first);
        const auto last = m_phases.begin() + qint64(wave.last);
        const qint64 elapsed = fromUtcMs - wave.beginUtcMs;
        if (elapsed <= 0) {
            offer(wave.beginUtcMs + *first);
            continue;
        }
        const qint64 step = fromUtcMs - elapsed % wave.stepMs;
        const auto phase = std::lower_bound(first, last, elapsed % wave.stepMs);
        offer(phase == last ? step + wave.stepMs + *first : step + *phase);
    }
    return found;
}

std::optional<qint64> RunLoad::lastBefore(qint64 untilUtcMs) const
{
    std::optional<qint64> found;
    const auto offer = [&found](qint64 run) {
        if (!found || run > *found)
            found = run;
    };
    const auto once = std::lower_bound(m_once.begin(), m_once.end(), untilUtcMs);
    if (once != m_once.begin())
        offer(*std::prev(once));
    for (const Wave &wave : m_waves) {
        const auto first = m_phases.begin() + qint64(wave.first);
        const auto last = m_phases.begin() + qint64(wave.last);
        const qint64 elapsed = untilUtcMs - wave.beginUtcMs;
        if (elapsed <= *first)
            continue;
        const qint64 step = untilUtcMs - elapsed % wave.stepMs;
        const auto phase = std::lower_bound(first, last, elapsed % wave.stepMs);
        offer(phase == first ? step - wave.stepMs + *std::prev(last) : step + *std::prev(phase));
    }
    return found;
}
