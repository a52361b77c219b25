// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsequence.h"
#include "timespan.h"

#include <stop_token>
#include <vector>

// When jobs will run in a span, each run by itself, as far as RunGrid can tell. Jobs that are disabled do not
// run. Records are read of jobs that may run in the span, and of no others: not for the GUI thread unless all
// are in memory and few.
namespace ComingRuns {

// More are refused: neither a calendar nor its reader has any use for them.
constexpr qint64 Most = 100'000;

struct Run
{
    qint64 utcMs = 0;
    qsizetype place = 0; // of its job in the sequence
};

struct List
{
    qint64 count = 0; // how many there are
    std::vector<Run>
        runs; // job by job, those of each in their order; not whole if there are more than `Most`

    bool isTooLong() const { return count > Most; }
};

// Error::Kind::Stopped: it was stopped.
Result<qint64> count(const JobSequence &jobs, const TimeSpan &span, const std::stop_token &stop);
Result<List> list(const JobSequence &jobs, const TimeSpan &span, const std::stop_token &stop);

// In words: that many are too many, and what to do.
QString tooManyText(qint64 runs);

} // namespace ComingRuns
