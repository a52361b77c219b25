// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runload.h"
#include "timespan.h"

#include <QtGlobal>

#include <stop_token>
#include <vector>

struct BusySpan
{
    TimeSpan span;
    qint64 runs = 0;

    bool operator==(const BusySpan &) const = default;
};

// The spans between neighbouring edges with the most runs, those with most first, of equal ones the earlier;
// at most `most`, and none without a run.
std::vector<BusySpan> busiestSpans(const RunLoad &load, const std::vector<qint64> &edges, std::size_t most,
                                   const std::stop_token &stop = {});

// The spans of `leastMs` or more between two starts, in the order of time: no job starts in them, but for
// that at whose start they begin. Those at the ends of `within` are cut there. How long runs take is not
// known to anybody, so that one which started before may still be under way.
std::vector<TimeSpan> quietWindows(const RunLoad &load, TimeSpan within, qint64 leastMs,
                                   const std::stop_token &stop = {});
