// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loadsummary.h"
#include "rungrid.h"

#include <QString>
#include <QTime>

#include <optional>

class Job;

// What is said of coming runs, in the shown time zone.
namespace RunTexts {

// "02:00", and the seconds where there are any.
QString timeOfDay(const QTime &time);
// "Sat 28 Mar 2026 02:00 CET"
QString moment(qint64 utcMs);
// "Sat 28 Mar 02:00 – 03:00 CET": the second date only where it is another one.
QString span(TimeSpan time);
QString runsInSpan(qint64 runs, TimeSpan time);
// "1 h 30 min"
QString length(qint64 ms);
// That the local time of a job's runs moves when clocks are changed, when next, and from when to when; empty:
// it does not within a year, or the job does not repeat by days.
QString clockChangeNote(const RunGrid &grid, qint64 fromUtcMs);

} // namespace RunTexts
