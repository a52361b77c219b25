// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedule.h"

#include <optional>

// When one job runs by its plan: at `firstUtcMs` and every `stepMs` after it, without end; or only once.
// Exact, because an interval is a whole number of seconds and knows of no time zone. It is a plan and no
// promise: a run that would overlap its predecessor is skipped, and an outage of the server moves the grid.
// Milliseconds, UTC; spans of time are half-open, from `from` up to and without `to`.
struct RunGrid
{
    qint64 firstUtcMs = 0;
    qint64 stepMs = 0; // 0: once

    // What a schedule makes of the next run. Of an interval that is not understood, the next run is all that
    // is known.
    static RunGrid of(qint64 nextRunUtcMs, const Schedule &schedule);

    bool repeats() const { return stepMs > 0; }
    // The first run at or after that moment; none: there is none any more.
    std::optional<qint64> firstFrom(qint64 fromUtcMs) const;
    // The last run before that moment; none: there was none by this plan, which says nothing of earlier runs.
    std::optional<qint64> lastBefore(qint64 untilUtcMs) const;
    qint64 countIn(qint64 fromUtcMs, qint64 toUtcMs) const;
    // Whether the other one is this one, only some whole steps further on or back.
    bool isSameGridAs(const RunGrid &other) const;

    bool operator==(const RunGrid &) const = default;
};
