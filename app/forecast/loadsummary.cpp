// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadsummary.h"

#include <algorithm>

std::vector<BusySpan> busiestSpans(const RunLoad &load, const std::vector<qint64> &edges, std::size_t most,
                                   const std::stop_token &stop)
{
    std::vector<BusySpan> spans;
    for (std::size_t i = 1; i < edges.size() && !stop.stop_requested(); ++i) {
        if (const qint64 runs = load.countIn(edges[i - 1], edges[i]); runs > 0)
            spans.push_back({{edges[i - 1], edges[i]}, runs});
    }
    std::stable_sort(spans.begin(), spans.end(),
                     [](const BusySpan &a, const BusySpan &b) { return a.runs > b.runs; });
    spans.resize(std::min(spans.size(), most));
    return spans;
}

std::vector<TimeSpan> quietWindows(const RunLoad &load, TimeSpan within, qint64 leastMs,
                                   const std::stop_token &stop)
{
    std::vector<TimeSpan> windows;
    qint64 begin = within.fromUtcMs; // of what may become a window: the start of all, or a run
    qint64 search = begin;
    while (!stop.stop_requested()) {
        const qint64 end = std::min(load.firstFrom(search).value_or(within.toUtcMs), within.toUtcMs);
        if (end - begin >= leastMs && end > begin)
            windows.push_back({begin, end});
        if (end >= within.toUtcMs)
            break;
        // What begins at an earlier run ends before it is long enough: at this one, if not before.
        begin = load.lastBefore(std::min(end + leastMs, within.toUtcMs)).value_or(end);
        search = begin + 1;
    }
    return windows;
}
