// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "job.h"
#include "rungrid.h"
#include "shownzone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

qint64 ms(const QString &iso)
{
    const QDateTime time = QDateTime::fromString(iso, Qt::ISODate);
    Q_ASSERT(time.isValid());
    return time.toMSecsSinceEpoch();
}

Job jobWith(const QString &nextRun, qint64 intervalSeconds, const QByteArray &more = {})
{
    const QByteArray options = intervalSeconds == 0 ? QByteArray("{}")
                                                    : R"({"interval":{"units":"seconds","value":)" +
                                                          QByteArray::number(intervalSeconds) + "}}";
    return Job(R"({"name":"1","next_run":")" + nextRun.toUtf8() + R"(","schedule_options":)" + options +
               more + '}');
}

// Run after run, by the calendar of QDateTime instead of by numbers.
QStringList runsByCalendar(const QString &nextRun, qint64 intervalSeconds, const QString &from,
                           const QString &to)
{
    QStringList runs;
    const QDateTime begin = QDateTime::fromString(from, Qt::ISODate);
    const QDateTime end = QDateTime::fromString(to, Qt::ISODate);
    QDateTime run = QDateTime::fromString(nextRun, Qt::ISODate).toUTC();
    for (; run < end; run = run.addSecs(intervalSeconds)) {
        if (run >= begin)
            runs << run.toString(Qt::ISODate);
        if (intervalSeconds == 0)
            break;
    }
    return runs;
}

QStringList runsOf(const RunGrid &grid, const QString &from, const QString &to)
{
    QStringList runs;
    auto run = grid.firstFrom(ms(from));
    while (run && *run < ms(to)) {
        runs << QDateTime::fromMSecsSinceEpoch(*run, Qt::UTC).toString(Qt::ISODate);
        run = grid.repeats() ? grid.firstFrom(*run + 1) : std::nullopt;
    }
    return runs;
}

} // namespace

class RunGridTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsAreThoseOfTheCalendar_data();
    void runsAreThoseOfTheCalendar();
    void knownRuns_data();
    void knownRuns();
    void lastRunBeforeAMoment();
    void aGridThatMovedOnIsTheSame();
    void whatNamesNoInstantHasNoRuns();
    void localTimesMoveWithTheClocks();
    void clockChangesOfTheShownZone();
    void unknownZonesAreRefused();
    void zonesAreTakenAsTheyAreMeant_data();
    void zonesAreTakenAsTheyAreMeant();
    void cleanup() { QVERIFY(ShownZone::set({})); }
};

void RunGridTest::runsAreThoseOfTheCalendar_data()
{
    QTest::addColumn<QString>("nextRun");
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");

    const auto add = [](const char *what, const QString &nextRun, qint64 interval, const QString &from,
                        const QString &to) {
        QTest::newRow(what) << nextRun << interval << from << to;
    };
    add("every second", u"2026-03-29T00:59:58Z"_s, 1, u"2026-03-29T00:59:59Z"_s, u"2026-03-29T01:00:07Z"_s);
    add("daily over the change of clocks in March", u"2026-03-27T01:30:00Z"_s, 86400,
        u"2026-03-27T00:00:00Z"_s, u"2026-04-02T00:00:00Z"_s);
    add("daily over that in October", u"2026-10-24T00:30:00Z"_s, 86400, u"2026-10-24T00:00:00Z"_s,
        u"2026-10-28T00:00:00Z"_s);
    add("over a leap day", u"2028-02-27T12:00:00Z"_s, 86400, u"2028-02-28T00:00:00Z"_s,
        u"2028-03-03T00:00:00Z"_s);
    add("weeks over no leap day in 2100", u"2100-02-20T12:00:00Z"_s, 7 * 86400, u"2100-02-21T00:00:00Z"_s,
        u"2100-03-30T00:00:00Z"_s);
    add("ten years", u"2026-01-01T00:00:00Z"_s, 315'360'000, u"2026-01-01T00:00:00Z"_s,
        u"2090-01-01T00:00:00Z"_s);
    add("next run long past", u"2019-05-05T05:05:05Z"_s, 3607, u"2026-03-29T00:00:00Z"_s,
        u"2026-03-30T00:00:00Z"_s);
    add("next run before 1970", u"1969-12-31T23:59:59Z"_s, 977, u"1970-01-01T00:00:00Z"_s,
        u"1970-01-01T06:00:00Z"_s);
    add("with an offset", u"2026-03-01T01:00:00+05:45"_s, 43'200, u"2026-02-28T00:00:00Z"_s,
        u"2026-03-04T00:00:00Z"_s);
    add("once, ahead", u"2026-03-01T01:00:00Z"_s, 0, u"2026-03-01T01:00:00Z"_s, u"2026-03-04T00:00:00Z"_s);
    add("once, past", u"2026-03-01T01:00:00Z"_s, 0, u"2026-03-01T01:00:01Z"_s, u"2026-03-04T00:00:00Z"_s);
    add("ahead of the span", u"2027-01-01T00:00:00Z"_s, 60, u"2026-01-01T00:00:00Z"_s,
        u"2026-12-31T23:59:59Z"_s);
}

void RunGridTest::runsAreThoseOfTheCalendar()
{
    QFETCH(const QString, nextRun);
    QFETCH(const qint64, interval);
    QFETCH(const QString, from);
    QFETCH(const QString, to);

    const auto grid = jobWith(nextRun, interval).runGrid();
    QVERIFY(grid);
    const QStringList expected = runsByCalendar(nextRun, interval, from, to);
    QCOMPARE(runsOf(*grid, from, to), expected);
    QCOMPARE(grid->countIn(ms(from), ms(to)), expected.size());
}

void RunGridTest::knownRuns_data()
{
    QTest::addColumn<QString>("nextRun");
    QTest::addColumn<qint64>("interval");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("first");

    QTest::newRow("the leap day is a day") << u"2028-02-28T10:00:00Z"_s << qint64{86400}
                                           << u"2028-02-28T10:00:01Z"_s << u"2028-02-29T10:00:00Z"_s;
    QTest::newRow("a year of 365 days after it") << u"2028-02-29T10:00:00Z"_s << qint64{365 * 86400}
                                                 << u"2028-03-01T00:00:00Z"_s << u"2029-02-28T10:00:00Z"_s;
    QTest::newRow("two in the morning becomes one in UTC alone")
        << u"2026-03-28T01:00:00Z"_s << qint64{86400} << u"2026-03-28T01:00:01Z"_s
        << u"2026-03-29T01:00:00Z"_s;
    QTest::newRow("six years of seconds")
        << u"2020-01-01T00:00:00Z"_s << qint64{1} << u"2026-01-01T00:00:00Z"_s << u"2026-01-01T00:00:00Z"_s;
}

void RunGridTest::knownRuns()
{
    QFETCH(const QString, nextRun);
    QFETCH(const qint64, interval);
    QFETCH(const QString, from);
    QFETCH(const QString, first);

    const auto run = jobWith(nextRun, interval).nextRunFrom(ms(from));
    QVERIFY(run);
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(*run, Qt::UTC).toString(Qt::ISODate), first);
}

void RunGridTest::lastRunBeforeAMoment()
{
    const RunGrid grid{1000, 10'000};
    QCOMPARE(grid.lastBefore(1000), std::nullopt);
    QCOMPARE(grid.lastBefore(1001), 1000);
    QCOMPARE(grid.lastBefore(11'000), 1000);
    QCOMPARE(grid.lastBefore(11'001), 11'000);
    const RunGrid once{1000, 0};
    QCOMPARE(once.lastBefore(1000), std::nullopt);
    QCOMPARE(once.lastBefore(900'000), 1000);
}

void RunGridTest::aGridThatMovedOnIsTheSame()
{
    const RunGrid grid{1000, 10'000};
    QVERIFY(grid.isSameGridAs({1000 + 7 * 10'000, 10'000}));
    QVERIFY(grid.isSameGridAs({1000 - 7 * 10'000, 10'000}));
    QVERIFY(!grid.isSameGridAs({1001, 10'000}));
    QVERIFY(!grid.isSameGridAs({1000, 20'000}));
    QVERIFY(!grid.isSameGridAs({1000, 0}));
    QVERIFY(!RunGrid({1000, 0}).isSameGridAs({11'000, 0}));
}

void RunGridTest::whatNamesNoInstantHasNoRuns()
{
    QVERIFY(!jobWith(u"2026-03-01T01:00:00"_s, 60).runGrid());
    QVERIFY(!Job(R"({"name":"1"})").runGrid());
    // The next run is all that is known of an interval in months.
    const Job odd(R"({"name":"1","next_run":"2026-03-01T01:00:00Z",
                      "schedule_options":{"interval":{"units":"months","value":1}}})");
    QVERIFY(odd.runGrid());
    QVERIFY(!odd.runGrid()->repeats());
    QVERIFY(jobWith(u"2026-03-01T01:00:00Z"_s, 60, R"(,"enabled":false)").isDisabled());
    QVERIFY(!jobWith(u"2026-03-01T01:00:00Z"_s, 60).isDisabled());
}

void RunGridTest::localTimesMoveWithTheClocks()
{
    QVERIFY(ShownZone::set(u"Europe/Berlin"_s));
    const auto grid = jobWith(u"2026-03-28T01:00:00Z"_s, 86400).runGrid();
    QVERIFY(grid);
    QStringList times;
    for (qint64 run = grid->firstUtcMs; times.size() < 3; run = *grid->firstFrom(run + 1))
        times << ShownZone::at(run).toString(u"d HH:mm "_s) + ShownZone::abbreviationAt(run);
    QCOMPARE(times, QStringList({u"28 02:00 CET"_s, u"29 03:00 CEST"_s, u"30 03:00 CEST"_s}));
}

void RunGridTest::clockChangesOfTheShownZone()
{
    const qint64 from = ms(u"2026-01-01T00:00:00Z"_s);
    const qint64 until = ms(u"2027-01-01T00:00:00Z"_s);
    QVERIFY(ShownZone::set(u"Europe/Berlin"_s));
    QCOMPARE(ShownZone::nextChange(from, until), ms(u"2026-03-29T01:00:00Z"_s));
    QCOMPARE(ShownZone::nextChange(ms(u"2026-03-29T01:00:00Z"_s), until), ms(u"2026-10-25T01:00:00Z"_s));
    QCOMPARE(ShownZone::nextChange(from, ms(u"2026-03-29T01:00:00Z"_s)), std::nullopt);
    QCOMPARE(ShownZone::offsetSecondsAt(from), 3600);
    QVERIFY(ShownZone::set(u"Asia/Kathmandu"_s));
    QCOMPARE(ShownZone::nextChange(from, until), std::nullopt);
    QCOMPARE(ShownZone::offsetSecondsAt(from), 5 * 3600 + 45 * 60);
    QVERIFY(ShownZone::set(u"UTC"_s));
    QCOMPARE(ShownZone::kind(), ShownZone::Kind::Utc);
    QCOMPARE(ShownZone::nextChange(from, until), std::nullopt);
    QVERIFY(ShownZone::set(u"Australia/Lord_Howe"_s));
    QCOMPARE(ShownZone::nextChange(from, until), ms(u"2026-04-04T15:00:00Z"_s));
}

void RunGridTest::unknownZonesAreRefused()
{
    QVERIFY(ShownZone::set(u"Asia/Tokyo"_s));
    QVERIFY(!ShownZone::set(u"Europe/Atlantis"_s));
    QCOMPARE(ShownZone::id(), u"Asia/Tokyo"_s);
    QVERIFY(ShownZone::set({}));
    QCOMPARE(ShownZone::kind(), ShownZone::Kind::System);
}

void RunGridTest::zonesAreTakenAsTheyAreMeant_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("isCalled");
    QTest::addColumn<int>("offsetMinutes");
    QTest::newRow("a name in small letters") << u"europe/berlin"_s << u"Europe/Berlin"_s << 60;
    QTest::newRow("UTC in small letters") << u"utc"_s << u"UTC"_s << 0;
    QTest::newRow("ahead") << u"UTC+02:00"_s << u"UTC+02"_s << 120;
    // A rule of POSIX has the other sign.
    QTest::newRow("ahead, in small letters") << u"utc+2"_s << u"UTC+02"_s << 120;
    QTest::newRow("behind") << u"UTC-3:30"_s << u"UTC-03:30"_s << -210;
}

void RunGridTest::zonesAreTakenAsTheyAreMeant()
{
    QFETCH(const QString, id);
    QFETCH(const QString, isCalled);
    QFETCH(const int, offsetMinutes);
    QVERIFY(ShownZone::set(id));
    QCOMPARE(ShownZone::id(), isCalled);
    QCOMPARE(ShownZone::offsetSecondsAt(ms(u"2026-01-15T12:00:00Z"_s)), offsetMinutes * 60);
    for (const auto &bad : {u"utc+25"_s, u"UTC+2:75"_s, u"foo+2"_s, u"CET-1CEST"_s, u"../Berlin"_s})
        QVERIFY2(!ShownZone::set(bad), qPrintable(bad));
}

CALLBOARD_TEST_MAIN(RunGridTest, QCoreApplication)
#include "tst_rungrid.moc"
