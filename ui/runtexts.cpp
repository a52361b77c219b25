// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runtexts.h"

#include "shortdate.h"
#include "shownzone.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RunTexts)
};

QString dateText(const QDate &date)
{
    const QLocale locale;
    return locale.toString(date, u"ddd "_s) + locale.toString(date, shortDateFormat());
}

} // namespace

namespace RunTexts {

QString timeOfDay(const QTime &time)
{
    const QLocale locale;
    QString format = locale.timeFormat(QLocale::ShortFormat).remove(":ss"_L1);
    if (time.second() != 0)
        format.replace("mm"_L1, "mm:ss"_L1);
    return locale.toString(time, format);
}

QString moment(qint64 utcMs)
{
    const QDateTime time = ShownZone::at(utcMs);
    return Texts::tr("%1 %2 %3", "date, time, time zone")
        .arg(dateText(time.date()), timeOfDay(time.time()), ShownZone::abbreviationAt(utcMs));
}

QString span(TimeSpan time)
{
    const QDateTime from = ShownZone::at(time.fromUtcMs);
    const QDateTime to = ShownZone::at(time.toUtcMs);
    if (from.date() == to.date())
        return Texts::tr("%1 %2 – %3 %4", "date, time, time, time zone")
            .arg(dateText(from.date()), timeOfDay(from.time()), timeOfDay(to.time()),
                 ShownZone::abbreviationAt(time.fromUtcMs));
    return Texts::tr("%1 – %2", "moment, moment").arg(moment(time.fromUtcMs), moment(time.toUtcMs));
}

QString runsInSpan(qint64 runs, TimeSpan time)
{
    constexpr qint64 Most = 2'000'000'000;
    return Texts::tr("%1: %2", "span of time, number of runs")
        .arg(span(time), Texts::tr("%Ln runs", nullptr, int(std::min(runs, Most))));
}

QString length(qint64 ms)
{
    const qint64 minutes = ms / 60'000;
    if (minutes < 1)
        return Texts::tr("%1 s", "seconds").arg(ms / 1000);
    if (minutes < 60)
        return Texts::tr("%1 min", "minutes").arg(minutes);
    const qint64 hours = minutes / 60;
    if (hours < 48)
        return minutes % 60 == 0 ? Texts::tr("%1 h", "hours").arg(hours)
                                 : Texts::tr("%1 h %2 min", "hours and minutes").arg(hours).arg(minutes % 60);
    return Texts::tr("%1 d %2 h", "days and hours").arg(hours / 24).arg(hours % 24);
}

QString clockChangeNote(const RunGrid &grid, qint64 fromUtcMs)
{
    constexpr qint64 Day = 86'400'000;
    // What has no time of day cannot move from it.
    if (!grid.repeats() || (grid.stepMs % Day != 0 && Day % grid.stepMs != 0))
        return {};
    const qint64 until = fromUtcMs + 366 * Day;
    const qint64 from = std::max(fromUtcMs, grid.firstUtcMs);
    for (auto change = ShownZone::nextChange(from, until); change;
         change = ShownZone::nextChange(*change, until)) {
        const auto before = grid.lastBefore(*change);
        const auto after = grid.firstFrom(*change);
        if (!before || !after)
            continue;
        // A run once a year may come when the clocks are back again.
        const int shift = ShownZone::offsetSecondsAt(*after) - ShownZone::offsetSecondsAt(*before);
        // Every half an hour is every half an hour on any clock.
        if (shift * qint64{1000} % grid.stepMs == 0)
            continue;
        const QTime time = ShownZone::at(*after).time();
        return Texts::tr(
                   "The interval is in seconds, so the local time of its runs moves with the clocks: from %1 "
                   "to %2 on %3.",
                   "time, time, date")
            .arg(timeOfDay(time.addSecs(-shift)), timeOfDay(time), dateText(ShownZone::at(*after).date()));
    }
    return {};
}

} // namespace RunTexts
