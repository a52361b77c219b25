// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comingruns.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ComingRuns)
};

Error stopped()
{
    Error error;
    error.kind = Error::Kind::Stopped;
    return error;
}

qint64 sumOf(qint64 a, qint64 b)
{
    constexpr qint64 Most = std::numeric_limits<qint64>::max();
    return a > Most - b ? Most : a + b;
}

// Calls `visit(place, grid)` for each job that has runs in the span. Returns why not for all.
template <class Visit>
std::optional<Error> visitGrids(const JobSequence &jobs, const TimeSpan &span, const std::stop_token &stop,
                                Visit visit)
{
    for (qsizetype place = 0; place < jobs.size(); ++place) {
        if (stop.stop_requested())
            return stopped();
        const auto grid = jobs.runGridAt(place);
        if (!grid || grid->countIn(span.fromUtcMs, span.toUtcMs) == 0)
            continue;
        const Job job = jobs.at(place);
        if (auto error = job.load())
            return error;
        if (!job.isDisabled())
            visit(place, *grid);
    }
    return std::nullopt;
}

} // namespace

namespace ComingRuns {

Result<qint64> count(const JobSequence &jobs, const TimeSpan &span, const std::stop_token &stop)
{
    qint64 runs = 0;
    const auto error = visitGrids(jobs, span, stop, [&runs, &span](qsizetype, const RunGrid &grid) {
        runs = sumOf(runs, grid.countIn(span.fromUtcMs, span.toUtcMs));
    });
    if (error)
        return *error;
    return runs;
}

Result<List> list(const JobSequence &jobs, const TimeSpan &span, const std::stop_token &stop)
{
    List list;
    const auto add = [&list, &span](qsizetype place, const RunGrid &grid) {
        const qint64 more = grid.countIn(span.fromUtcMs, span.toUtcMs);
        list.count = sumOf(list.count, more);
        if (list.isTooLong())
            return;
        const qint64 first = grid.firstFrom(span.fromUtcMs).value_or(0);
        for (qint64 i = 0; i < more; ++i)
            list.runs.push_back({first + i * grid.stepMs, place});
    };
    if (const auto error = visitGrids(jobs, span, stop, add))
        return *error;
    return list;
}

QString tooManyText(qint64 runs)
{
    const int told = int(std::min<qint64>(runs, std::numeric_limits<int>::max()));
    return Texts::tr("These jobs run %Ln time(s) in that span, and more than %1 are not written. Choose a "
                     "shorter span, or fewer jobs.",
                     nullptr, told)
        .arg(QLocale().toString(Most));
}

} // namespace ComingRuns
