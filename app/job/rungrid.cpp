// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rungrid.h"

RunGrid RunGrid::of(qint64 nextRunUtcMs, const Schedule &schedule)
{
    return {nextRunUtcMs,
            schedule.kind == Schedule::Kind::Repeating ? schedule.intervalSeconds * 1000 : qint64{0}};
}

std::optional<qint64> RunGrid::firstFrom(qint64 fromUtcMs) const
{
    if (firstUtcMs >= fromUtcMs)
        return firstUtcMs;
    if (!repeats())
        return std::nullopt;
    const qint64 behind = fromUtcMs - firstUtcMs;
    const qint64 steps = behind / stepMs + (behind % stepMs == 0 ? 0 : 1);
    return firstUtcMs + steps * stepMs;
}

std::optional<qint64> RunGrid::lastBefore(qint64 untilUtcMs) const
{
    if (firstUtcMs >= untilUtcMs)
        return std::nullopt;
    if (!repeats())
        return firstUtcMs;
    return firstUtcMs + (untilUtcMs - 1 - firstUtcMs) / stepMs * stepMs;
}

qint64 RunGrid::countIn(qint64 fromUtcMs, qint64 toUtcMs) const
{
    const auto first = firstFrom(fromUtcMs);
    if (!first || *first >= toUtcMs)
        return 0;
    return repeats() ? (toUtcMs - 1 - *first) / stepMs + 1 : 1;
}

bool RunGrid::isSameGridAs(const RunGrid &other) const
{
    if (stepMs != other.stepMs)
        return false;
    const qint64 apart = other.firstUtcMs - firstUtcMs;
    return repeats() ? apart % stepMs == 0 : apart == 0;
}
