// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "loadsummary.h"
#include "runload.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <random>

namespace {

constexpr qint64 From = 1'772'000'000'000;
constexpr qint64 Hour = 3'600'000;

std::vector<RunGrid> randomGrids(std::mt19937 &random, int count)
{
    const std::array<qint64, 8> steps{0, 1000, 7000, 60'000, 61'000, 5 * Hour, 24 * Hour, 4000 * Hour};
    std::uniform_int_distribution<std::size_t> step(0, steps.size() - 1);
    // In the past, soon, and after many of their steps only.
    std::uniform_int_distribution<qint64> first(-10 * Hour, 3 * Hour);
    std::vector<RunGrid> grids;
    for (int i = 0; i < count; ++i)
        grids.push_back({From + first(random), steps[step(random)]});
    return grids;
}

// Every run from `From` to `until`, one by one.
std::vector<qint64> runsOf(const std::vector<RunGrid> &grids, qint64 until)
{
    std::vector<qint64> runs;
    for (const RunGrid &grid : grids) {
        for (qint64 run = grid.firstUtcMs; run < until; run += grid.stepMs) {
            if (run >= From)
                runs.push_back(run);
            if (grid.stepMs == 0)
                break;
        }
    }
    std::sort(runs.begin(), runs.end());
    return runs;
}

} // namespace

class RunLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatRunsOneByOne_data();
    void countsWhatRunsOneByOne();
    void nothingRuns();
    void manyOfOneIntervalAreTwoWaves();
    void busiestSpansComeFirst();
    void quietWindowsAreThoseBetweenRuns_data();
    void quietWindowsAreThoseBetweenRuns();
    void aQuietSpanIsOneWindow();
};

void RunLoadTest::countsWhatRunsOneByOne_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void RunLoadTest::countsWhatRunsOneByOne()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    const std::vector<RunGrid> grids = randomGrids(random, int(seed) * 3);
    const RunLoad load(grids, From);
    const std::vector<qint64> runs = runsOf(grids, From + 4 * Hour);
    std::uniform_int_distribution<qint64> moment(From, From + 3 * Hour);
    for (int i = 0; i < 200; ++i) {
        // Also exactly at a run.
        const qint64 at =
            i % 3 == 0 && !runs.empty() ? runs[std::size_t(i * 7) % runs.size()] : moment(random);
        const auto next = std::lower_bound(runs.begin(), runs.end(), at);
        QCOMPARE(load.countBefore(at), next - runs.begin());
        if (next != runs.end())
            QCOMPARE(load.firstFrom(at), *next);
        if (next != runs.begin())
            QCOMPARE(load.lastBefore(at), *std::prev(next));
        else
            QCOMPARE(load.lastBefore(at), std::nullopt);
        const qint64 end = moment(random);
        if (end > at)
            QCOMPARE(load.countIn(at, end), std::lower_bound(runs.begin(), runs.end(), end) - next);
    }
}

void RunLoadTest::nothingRuns()
{
    const RunLoad load({{From - 1, 0}}, From);
    QCOMPARE(load.countBefore(From + Hour), 0);
    QCOMPARE(load.firstFrom(From), std::nullopt);
    QCOMPARE(load.lastBefore(From + Hour), std::nullopt);
}

void RunLoadTest::manyOfOneIntervalAreTwoWaves()
{
    std::vector<RunGrid> grids;
    for (qint64 i = 0; i < 100'000; ++i)
        grids.push_back({From + i * 997 % 90'000, 60'000});
    const RunLoad load(grids, From);
    QVERIFY2(load.waveCount() <= 3, qPrintable(QString::number(load.waveCount())));
    QCOMPARE(load.countIn(From + Hour, From + 2 * Hour), 100'000 * 60);
}

void RunLoadTest::busiestSpansComeFirst()
{
    const RunLoad load({{From + 10, 0}, {From + Hour, Hour}, {From + 3 * Hour, 0}, {From + 3 * Hour + 1, 0}},
                       From);
    const std::vector<qint64> edges{From, From + Hour, From + 2 * Hour, From + 3 * Hour, From + 4 * Hour};
    const auto spans = busiestSpans(load, edges, 2);
    QCOMPARE(spans.size(), 2U);
    QCOMPARE(spans[0], (BusySpan{{From + 3 * Hour, From + 4 * Hour}, 3}));
    QCOMPARE(spans[1], (BusySpan{{From, From + Hour}, 1}));
    QCOMPARE(busiestSpans(RunLoad(), edges, 2).size(), 0U);
}

void RunLoadTest::quietWindowsAreThoseBetweenRuns_data()
{
    countsWhatRunsOneByOne_data();
}

void RunLoadTest::quietWindowsAreThoseBetweenRuns()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    std::vector<RunGrid> grids = randomGrids(random, int(seed));
    if (seed % 2 == 0)
        std::erase_if(grids, [](const RunGrid &grid) { return grid.repeats() && grid.stepMs < Hour; });
    const RunLoad load(grids, From);
    const TimeSpan within{From, From + 3 * Hour};
    for (const qint64 least : {qint64{1}, qint64{900}, qint64{7000}, qint64{600'000}, Hour}) {
        std::vector<TimeSpan> expected;
        std::vector<qint64> runs = runsOf(grids, within.toUtcMs);
        runs.push_back(within.toUtcMs);
        qint64 begin = From;
        for (const qint64 run : runs) {
            if (run - begin >= least)
                expected.push_back({begin, run});
            begin = run;
        }
        QCOMPARE(quietWindows(load, within, least), expected);
    }
}

void RunLoadTest::aQuietSpanIsOneWindow()
{
    const TimeSpan within{From, From + Hour};
    QCOMPARE(quietWindows(RunLoad(), within, Hour), std::vector<TimeSpan>{within});
    QCOMPARE(quietWindows(RunLoad(), within, Hour + 1).size(), 0U);
}

CALLBOARD_TEST_MAIN(RunLoadTest, QCoreApplication)
#include "tst_runload.moc"
