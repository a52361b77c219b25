// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeaxis.h"

#include "runtexts.h"
#include "shownzone.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 Second = 1000;
constexpr qint64 Minute = 60 * Second;
constexpr qint64 Hour = 60 * Minute;
constexpr qint64 Day = 24 * Hour;

constexpr std::array Units{Second,      5 * Second,  15 * Second, 30 * Second, Minute,   5 * Minute,
                           10 * Minute, 15 * Minute, 30 * Minute, Hour,        2 * Hour, 3 * Hour,
                           6 * Hour,    12 * Hour,   Day,         2 * Day,     7 * Day,  14 * Day,
                           28 * Day,    91 * Day,    364 * Day,   3640 * Day};

void add(std::vector<qint64> &edges, qint64 utcMs)
{
    if (edges.empty() || utcMs > edges.back())
        edges.push_back(utcMs);
}

// Those of one day that are in the span, or next to it.
void addOfDay(std::vector<qint64> &edges, const QDate &date, TimeSpan span, qint64 unitMs)
{
    const qint64 midnight = ShownZone::utcMsOf(date, QTime(0, 0));
    const qint64 next = ShownZone::utcMsOf(date.addDays(1), QTime(0, 0));
    // Clocks are moved by an hour, or by half of one.
    if (next - midnight == Day || unitMs <= Hour / 2) {
        const qint64 passed = std::max(span.fromUtcMs - midnight, qint64{0});
        const qint64 end = std::min(next, span.toUtcMs + unitMs);
        for (qint64 utcMs = midnight + passed / unitMs * unitMs; utcMs < end; utcMs += unitMs)
            add(edges, utcMs);
        return;
    }
    for (qint64 time = 0; time < Day; time += unitMs) {
        const qint64 edge = ShownZone::utcMsOf(date, QTime::fromMSecsSinceStartOfDay(int(time)));
        // An hour that comes twice has an edge for each.
        for (qint64 utcMs = edges.empty() ? edge : edges.back() + Hour; unitMs == Hour && utcMs < edge;
             utcMs += Hour)
            add(edges, utcMs);
        add(edges, edge);
    }
}

QString dayText(const QDate &date)
{
    return QLocale().toString(date, u"ddd "_s) + QLocale().toString(date, u"d MMM"_s);
}

} // namespace

double TimeAxis::xAt(qint64 utcMs) const
{
    if (m_span.lengthMs() <= 0)
        return 0;
    const double x = double(utcMs - m_span.fromUtcMs) * m_width / double(m_span.lengthMs());
    return m_isMirrored ? m_width - x : x;
}

qint64 TimeAxis::momentAt(double x) const
{
    const double along = m_isMirrored ? m_width - x : x;
    return m_span.fromUtcMs + qint64(along * msPerPixel());
}

qint64 TimeAxis::unitOf(int leastPixels) const
{
    const double least = leastPixels * msPerPixel();
    const auto unit =
        std::find_if(Units.begin(), Units.end(), [least](qint64 ms) { return double(ms) >= least; });
    return unit == Units.end() ? Units.back() : *unit;
}

// By the clock on the wall: six in the morning is six on every day, also on those of 23 and 25 hours.
std::vector<qint64> TimeAxis::edgesOf(TimeSpan span, qint64 unitMs)
{
    std::vector<qint64> edges;
    QDate date = ShownZone::at(span.fromUtcMs).date();
    // Weeks begin on Mondays, and so do multiples of them.
    if (unitMs >= 7 * Day)
        date = date.addDays(1 - date.dayOfWeek());
    while (edges.empty() || edges.back() < span.toUtcMs) {
        if (unitMs >= Day) {
            add(edges, ShownZone::utcMsOf(date, QTime(0, 0)));
            date = date.addDays(unitMs / Day);
            continue;
        }
        addOfDay(edges, date, span, unitMs);
        date = date.addDays(1);
    }
    const auto first = std::upper_bound(edges.begin(), edges.end(), span.fromUtcMs);
    if (first != edges.begin())
        edges.erase(edges.begin(), std::prev(first));
    const auto last = std::lower_bound(edges.begin(), edges.end(), span.toUtcMs);
    if (last != edges.end())
        edges.erase(std::next(last), edges.end());
    return edges;
}

QList<TimeAxis::Tick> TimeAxis::ticks(int leastPixels) const
{
    QList<Tick> ticks;
    if (m_width <= 0 || m_span.lengthMs() <= 0)
        return ticks;
    const qint64 unit = unitOf(leastPixels);
    for (const qint64 utcMs : edges(unit)) {
        if (utcMs < m_span.fromUtcMs || utcMs >= m_span.toUtcMs)
            continue;
        const QDateTime time = ShownZone::at(utcMs);
        const bool isDay = time.time() == QTime(0, 0) || unit >= Day;
        const QString text = isDay ? dayText(time.date()) : RunTexts::timeOfDay(time.time());
        ticks.append({utcMs, text, isDay});
    }
    // Within a day, too, it should be said which.
    const bool hasDay = std::any_of(ticks.begin(), ticks.end(), [](const Tick &tick) { return tick.isDay; });
    if (!ticks.isEmpty() && !hasDay) {
        const QDateTime first = ShownZone::at(ticks.constFirst().utcMs);
        ticks.first().text = dayText(first.date()) + u' ' + RunTexts::timeOfDay(first.time());
    }
    return ticks;
}
