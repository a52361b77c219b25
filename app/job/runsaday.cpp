// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runsaday.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RunsADay)
};

} // namespace

bool willNeverRun(const Job &job)
{
    if (job.isNull())
        return false;
    if (job.isDisabled())
        return true;
    const Field<Timestamp> next = job.nextRun();
    switch (next.presence) {
    case Presence::Missing:
        return job.isEnvironmentJob();
    case Presence::Null:
        return true;
    case Presence::Odd:
        return false;
    case Presence::Given:
        break;
    }
    return next.value.text.isEmpty();
}

std::optional<double> runsADay(const Schedule &schedule)
{
    if (schedule.kind != Schedule::Kind::Repeating)
        return std::nullopt;
    return 86400.0 / double(schedule.intervalSeconds);
}

QString runsADayText(double runs)
{
    constexpr double Least = 0.001;
    if (runs > 0 && runs < Least)
        return Texts::tr("under %L1", "runs a day").arg(Least);
    const QLocale locale;
    const int decimals = runs >= 10 ? 0 : runs >= 1 ? 1 : 3;
    QString text = locale.toString(runs, 'f', decimals);
    while (decimals > 0 && text.endsWith(locale.zeroDigit()))
        text.chop(locale.zeroDigit().size());
    if (decimals > 0 && text.endsWith(locale.decimalPoint()))
        text.chop(locale.decimalPoint().size());
    return text;
}

std::optional<double> runsTimesNodes(const Schedule &schedule, Scope::Kind scope, qsizetype nodeCount,
                                     bool neverRuns)
{
    if (neverRuns)
        return 0;
    if (scope != Scope::Kind::Nodes)
        return std::nullopt;
    switch (schedule.kind) {
    case Schedule::Kind::Missing:
    case Schedule::Kind::Odd:
        return std::nullopt;
    case Schedule::Kind::Null:
    case Schedule::Kind::Once:
        return 0;
    case Schedule::Kind::Repeating:
        break;
    }
    return 86400.0 * double(nodeCount) / double(schedule.intervalSeconds);
}

std::optional<double> runsTimesNodes(const Job &job)
{
    return job.isNull() ? std::nullopt
                        : runsTimesNodes(job.schedule(), job.scopeKind(), job.nodeCount(), willNeverRun(job));
}

std::optional<qint64> runsTimesNodesKey(const Schedule &schedule, Scope::Kind scope, qsizetype nodeCount,
                                        bool neverRuns)
{
    constexpr double Unit = 1e6;
    constexpr double Most = 9e18; // fits into 63 bits
    const auto product = runsTimesNodes(schedule, scope, nodeCount, neverRuns);
    return product ? std::optional(qint64(std::llround(std::min(*product * Unit, Most)))) : std::nullopt;
}

QString runsTimesNodesText(const Job &job)
{
    if (job.isNull())
        return {};
    if (willNeverRun(job))
        return Texts::tr("never again", "how often a job runs");
    const Schedule schedule = job.schedule();
    const auto runs = runsADay(schedule);
    const bool isOnce = schedule.kind == Schedule::Kind::Once || schedule.kind == Schedule::Kind::Null;
    if (!runs && !isOnce)
        return schedule.kind == Schedule::Kind::Odd ? Texts::tr("unknown", "how often a job runs")
                                                    : QString();
    const QString often = runs ? runsADayText(*runs) : Texts::tr("once");
    if (job.scopeKind() != Scope::Kind::Nodes)
        return Texts::tr("%1 × ?", "runs a day, of nodes that are not listed").arg(often);
    const QString nodes = QLocale().toString(qlonglong(job.nodeCount()));
    if (!runs)
        return Texts::tr("%1 × %2", "'once', number of nodes").arg(often, nodes);
    return Texts::tr("%1 × %2 = %3", "runs a day, nodes, product")
        .arg(often, nodes, runsADayText(*runsTimesNodes(job)));
}
