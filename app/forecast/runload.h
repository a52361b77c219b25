// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rungrid.h"

#include <optional>
#include <vector>

// The runs of many jobs together, without a list of them: a job that runs every minute has half a million a
// year. To count or to find takes a search in each wave, and there are about as many waves as different
// intervals. Milliseconds, UTC; spans are half-open.
class RunLoad
{
public:
    RunLoad() = default;
    // What runs at or after that moment; earlier ones are not there.
    RunLoad(const std::vector<RunGrid> &grids, qint64 fromUtcMs);

    qint64 countBefore(qint64 untilUtcMs) const;
    qint64 countIn(qint64 fromUtcMs, qint64 toUtcMs) const
    {
        return countBefore(toUtcMs) - countBefore(fromUtcMs);
    }
    std::optional<qint64> firstFrom(qint64 fromUtcMs) const;
    std::optional<qint64> lastBefore(qint64 untilUtcMs) const;
    // What a count takes, in searches.
    std::size_t waveCount() const { return m_waves.size() + 1; }

private:
    // Jobs of the same interval whose first runs lie in the same step of it: from then on they all run once
    // in each step, each in its phase.
    struct Wave
    {
        qint64 stepMs = 0;
        qint64 beginUtcMs = 0;
        std::size_t first = 0; // in m_phases
        std::size_t last = 0;  // behind the last
    };

    std::vector<Wave> m_waves;
    std::vector<qint64> m_phases; // ascending in each wave
    std::vector<qint64> m_once;   // ascending
};
