// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "forecast.h"
#include "indexrecords.h"
#include "listednodes.h"
#include "pileups.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <set>

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 From = 1'772'000'000'000;
constexpr qint64 Minute = 60'000;
constexpr qint64 Hour = 60 * Minute;
constexpr TimeSpan Day{From, From + 24 * Hour};

QByteArray record(const QByteArray &name, qint64 nextRunMs, qint64 intervalSeconds,
                  const QByteArray &more = {})
{
    QByteArray text =
        R"({"name":")" + name + R"(","next_run":")" +
        QDateTime::fromMSecsSinceEpoch(nextRunMs, Qt::UTC).toString(Qt::ISODateWithMs).toUtf8() + "\"";
    if (intervalSeconds > 0) {
        text += R"(,"schedule_options":{"interval":{"units":"seconds","value":)" +
                QByteArray::number(intervalSeconds) + "}}";
    }
    return text + (more.isEmpty() ? "" : "," + more) + '}';
}

QByteArray onNodes(const QByteArrayList &nodes)
{
    QByteArrayList quoted;
    for (const QByteArray &node : nodes)
        quoted << "\"" + node + "\"";
    return R"("scope":{"nodes":[)" + quoted.join(',') + "]}";
}

JobList listOf(const QList<QByteArray> &records)
{
    QList<Job> jobs;
    for (const QByteArray &one : records)
        jobs << Job(one);
    JobList list;
    list.setRows(jobs);
    return list;
}

// The same by an index, whose records lie in the opposite order.
JobList indexedListOf(QList<QByteArray> records)
{
    std::reverse(records.begin(), records.end());
    std::vector<JobIndex::Row> order(std::size_t(records.size()));
    std::iota(order.rbegin(), order.rend(), 0U);
    JobList list;
    list.setRows(IndexRecords::indexOf(records, 7), order);
    return list;
}

Forecast forecastOf(const JobList &list, Lanes lanes, TimeSpan span = Day)
{
    const auto made = Forecast::make(list, lanes, span, {});
    if (!made || !*made)
        qFatal("there is no forecast");
    return made->value();
}

// "label: rows" of each lane.
QStringList lanesOf(const Forecast &forecast)
{
    QStringList texts;
    for (std::size_t lane = 0; lane < forecast.laneCount(); ++lane) {
        QStringList rows;
        for (const quint32 place : forecast.placesOf(lane))
            rows << QString::number(forecast.planned()[place].row);
        using Kind = Forecast::Lane::Kind;
        const QString label = forecast.lanes() == Lanes::Jobs              ? u"job"_s
                              : forecast.group(lane).kind == Kind::Unnamed ? u"(none)"_s
                              : forecast.group(lane).kind == Kind::UnknownTargets
                                  ? u"(unknown)"_s
                                  : forecast.group(lane).label;
        texts << label + u": "_s + rows.join(u' ');
    }
    return texts;
}

QList<QByteArray> sampleRecords()
{
    return {
        record("1", From + Hour, 0,
               R"("type":"task","task":"b","environment":"test",)" + onNodes({"n1", "n2"})),
        record("2", From - Hour, 3 * 3600, R"("type":"plan","plan":"a","owner":{"login":"anna"})"),
        record("3", From - Hour, 0, R"("type":"task","task":"b")"),       // its time is over
        record("4", From + 25 * Hour, 60, R"("type":"task","task":"b")"), // too late
        R"({"name":"5","type":"task"})",                                  // never
        record("6", From + 2 * Hour, 0,
               R"("type":"Deploy","environment":"Test","owner":{"login":"bert"},)" + onNodes({"n2", "n2"})),
        record("7", From + 3 * Hour, 0, onNodes({})),
        record("8", From + 3 * Hour, 0, R"("type":"task","scope":{"query":"nodes {}"})"),
    };
}

} // namespace

class ForecastTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lanesHoldWhatRuns_data();
    void lanesHoldWhatRuns();
    void countsOfWhatRunsAndWhatNamesNoNodes();
    void countsAreThoseOfTheJobs_data();
    void countsAreThoseOfTheJobs();
    void disabledJobsDoNotRun();
    void lanesOfRows();
    void listedNodesAreThoseOfTheJob();
    void recordsThatCanNotBeReadAreAnError();
    void oddIntervalsAreCounted();
    void pileUpsOfKnownStarts();
    void pileUpsAreThoseOfEveryStart_data();
    void pileUpsAreThoseOfEveryStart();
    void moreStartsThanWantedShortenTheSearch();
    void whatIsStoppedMakesNothing();
};

void ForecastTest::lanesHoldWhatRuns_data()
{
    QTest::addColumn<Lanes>("lanes");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("jobs") << Lanes::Jobs
                          << QStringList{u"job: 0"_s, u"job: 1"_s, u"job: 5"_s, u"job: 6"_s, u"job: 7"_s};
    QTest::newRow("types") << Lanes::Types
                           << QStringList{u"Deploy: 5"_s, u"plan: 1"_s, u"task: 0 7"_s, u"(none): 6"_s};
    QTest::newRow("environments") << Lanes::Environments
                                  << QStringList{u"Test: 5"_s, u"test: 0"_s, u"(none): 1 6 7"_s};
    QTest::newRow("owners") << Lanes::Owners << QStringList{u"anna: 1"_s, u"bert: 5"_s, u"(none): 0 6 7"_s};
    QTest::newRow("targets") << Lanes::Targets << QStringList{u"a: 1"_s, u"b: 0"_s, u"(none): 5 6 7"_s};
    QTest::newRow("nodes") << Lanes::Nodes
                           << QStringList{u"n1: 0"_s, u"n2: 0 5"_s, u"(none): 6"_s, u"(unknown): 1 7"_s};
}

void ForecastTest::lanesHoldWhatRuns()
{
    QFETCH(const Lanes, lanes);
    QFETCH(const QStringList, expected);
    QCOMPARE(lanesOf(forecastOf(listOf(sampleRecords()), lanes)), expected);
    QCOMPARE(lanesOf(forecastOf(indexedListOf(sampleRecords()), lanes)), expected);
}

void ForecastTest::countsOfWhatRunsAndWhatNamesNoNodes()
{
    for (const JobList &list : {listOf(sampleRecords()), indexedListOf(sampleRecords())}) {
        const Forecast forecast = forecastOf(list, Lanes::Jobs);
        QCOMPARE(forecast.jobCount(), 8);
        QCOMPARE(forecast.runningCount(), 5);
        QCOMPARE(forecast.unknownTargetCount(), 2);
        // Job 2 runs eight times, the others once.
        QCOMPARE(forecast.load().countIn(Day.fromUtcMs, Day.toUtcMs), 8 + 4);
    }
}

void ForecastTest::countsAreThoseOfTheJobs_data()
{
    QTest::addColumn<unsigned>("seed");
    for (unsigned seed = 1; seed <= 6; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void ForecastTest::countsAreThoseOfTheJobs()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    std::uniform_int_distribution<qint64> first(-5 * Hour, 30 * Hour);
    std::uniform_int_distribution<int> few(0, 4);
    const std::array<qint64, 5> intervals{0, 60, 3600, 7777, 90'000};
    QList<QByteArray> records;
    for (int i = 0; i < 200; ++i) {
        records << record(QByteArray::number(i), From + first(random), intervals[std::size_t(few(random))],
                          R"("environment":"e)" + QByteArray::number(few(random)) + "\"");
    }
    const JobList list = listOf(records);
    for (const JobList &same : {list, indexedListOf(records)}) {
        for (const Lanes lanes : {Lanes::Jobs, Lanes::Environments}) {
            const Forecast forecast = forecastOf(same, lanes);
            qint64 runs = 0;
            for (std::size_t lane = 0; lane < forecast.laneCount(); ++lane) {
                qint64 expected = 0;
                for (const quint32 place : forecast.placesOf(lane)) {
                    const Job job = list.rows().at(forecast.planned()[place].row);
                    expected += job.runGrid()->countIn(Day.fromUtcMs, Day.toUtcMs);
                }
                QCOMPARE(forecast.countIn(lane, Day), expected);
                runs += expected;
            }
            QCOMPARE(forecast.load().countIn(Day.fromUtcMs, Day.toUtcMs), runs);
        }
    }
}

void ForecastTest::disabledJobsDoNotRun()
{
    const QList<QByteArray> records{record("1", From + Hour, 0, R"("enabled":false)"),
                                    record("2", From + Hour, 0, R"("enabled":true)")};
    QCOMPARE(lanesOf(forecastOf(listOf(records), Lanes::Jobs)), QStringList{u"job: 1"_s});
    QCOMPARE(lanesOf(forecastOf(indexedListOf(records), Lanes::Jobs)), QStringList{u"job: 1"_s});
}

void ForecastTest::lanesOfRows()
{
    const Forecast jobs = forecastOf(listOf(sampleRecords()), Lanes::Jobs);
    QCOMPARE(jobs.laneOfRow(5), std::optional<std::size_t>(2));
    QCOMPARE(jobs.laneOfRow(2), std::nullopt);
    const Forecast nodes = forecastOf(listOf(sampleRecords()), Lanes::Nodes);
    QCOMPARE(nodes.laneOfRow(5), std::optional<std::size_t>(1));
    QCOMPARE(nodes.laneOfRow(0), std::nullopt); // on two
    QCOMPARE(nodes.laneOfRow(7), std::optional<std::size_t>(3));
}

void ForecastTest::listedNodesAreThoseOfTheJob()
{
    const QList<QByteArray> records = IndexRecords::fixtureRecords() + IndexRecords::oddRecords();
    const JobIndex index = IndexRecords::indexOf(records, 9);
    const std::vector<JobIndex::Row> rows = index.rows();
    qsizetype visited = 0;
    const auto visit = [&](JobIndex::Row row, bool isListed, const std::vector<std::string_view> &nodes) {
        QStringList names;
        for (const std::string_view node : nodes)
            names << QString::fromUtf8(node.data(), qsizetype(node.size()));
        const Scope scope = index.jobAt(row).scope();
        QCOMPARE(isListed, scope.kind == Scope::Kind::Nodes);
        QCOMPARE(names, scope.nodes);
        QCOMPARE(row, rows[std::size_t(visited)]);
        ++visited;
    };
    QVERIFY(!visitListedNodes(index, rows, visit, {}));
    QCOMPARE(visited, index.size());
}

void ForecastTest::recordsThatCanNotBeReadAreAnError()
{
    class Gone final : public RecordBytes
    {
    public:
        bool isInMemory() const override { return false; }
        qint64 size() const override { return 1'000'000; }
        Result<QByteArray> read(qint64, qint64) const override
        {
            Error error;
            error.kind = Error::Kind::FileChanged;
            return error;
        }
    };
    const JobIndex index = IndexRecords::indexOf(sampleRecords(), 1000,
                                                 [](const QByteArray &) { return std::make_shared<Gone>(); });
    JobList list;
    list.setRows(index, index.rows());
    // The columns tell the runs; the names of nodes stand in the records alone.
    QCOMPARE(forecastOf(list, Lanes::Types).runningCount(), 5);
    const auto made = Forecast::make(list, Lanes::Nodes, Day, {});
    QVERIFY(made && !made->ok());
    QCOMPARE(made->error().kind, Error::Kind::FileChanged);
}

void ForecastTest::oddIntervalsAreCounted()
{
    const auto every = [](const QByteArray &units, const QByteArray &value) {
        return R"("schedule_options":{"interval":{"units":")" + units + R"(","value":)" + value + "}}";
    };
    QList<QByteArray> records = sampleRecords();
    // One in the span and one behind it; of one that never runs nobody wants to know.
    records << record("9", From + Hour, 0, every("fortnights", "1"))
            << record("10", From + 90 * Hour, 0, every("seconds", "-5"))
            << R"({"name":"11","type":"task",)" + every("moons", "1") + "}";
    for (const JobList &list : {listOf(records), indexedListOf(records)}) {
        const Forecast forecast = forecastOf(list, Lanes::Jobs);
        QCOMPARE(forecast.oddIntervalCount(), 2);
        QCOMPARE(forecast.runningCount(), 6);
    }
    QCOMPARE(forecastOf(listOf(sampleRecords()), Lanes::Jobs).oddIntervalCount(), 0);
}

void ForecastTest::pileUpsOfKnownStarts()
{
    const QList<QByteArray> records{
        record("1", From + Hour, 6 * 3600, onNodes({"a", "b"})),
        record("2", From + Hour + 9 * Minute, 6 * 3600, onNodes({"a"})),
        record("3", From + 7 * Hour + 5 * Minute, 0, onNodes({"a", "b", "c"})),
        record("4", From + 10 * Hour, 60, onNodes({"c"})), // with itself alone
        record("5", From + Hour, 0, R"("scope":{"node_group":"x"})"),
    };
    const auto tenMinutes = findPileUps(forecastOf(listOf(records), Lanes::Nodes), 10 * Minute, {});
    QVERIFY(tenMinutes);
    QCOMPARE(tenMinutes->knownJobs, 4);
    QCOMPARE(tenMinutes->unknownJobs, 1);
    QCOMPARE(tenMinutes->searched, Day);
    QCOMPARE(tenMinutes->found.size(), 2U);
    QCOMPARE(tenMinutes->found[0].node, u"a"_s);
    QCOMPARE(tenMinutes->found[0].jobCount, 3);
    QCOMPARE(tenMinutes->found[0].fromUtcMs, From + 7 * Hour);
    QCOMPARE(tenMinutes->found[0].rows, QList<int>({0, 1, 2}));
    QCOMPARE(tenMinutes->found[0].occurrences, 4);
    QCOMPARE(tenMinutes->found[1].node, u"b"_s);
    QCOMPARE(tenMinutes->found[1].jobCount, 2);
    QCOMPARE(tenMinutes->found[1].rows, QList<int>({0, 2}));
    QCOMPARE(tenMinutes->found[1].occurrences, 1);
    // Nine minutes apart is within nine minutes, and not within less.
    const auto nine = findPileUps(forecastOf(listOf(records), Lanes::Nodes), 9 * Minute, {});
    QVERIFY(nine);
    QCOMPARE(nine->found[0].jobCount, 3);
    const auto less = findPileUps(forecastOf(listOf(records), Lanes::Nodes), 9 * Minute - 1, {});
    QVERIFY(less);
    QCOMPARE(less->found[0].node, u"a"_s);
    QCOMPARE(less->found[0].jobCount, 2);
    QCOMPARE(less->found[0].occurrences, 1);
}

void ForecastTest::pileUpsAreThoseOfEveryStart_data()
{
    countsAreThoseOfTheJobs_data();
}

// Held to every window of every start.
void ForecastTest::pileUpsAreThoseOfEveryStart()
{
    QFETCH(const unsigned, seed);
    std::mt19937 random(seed);
    std::uniform_int_distribution<qint64> first(-5 * Hour, 30 * Hour);
    std::uniform_int_distribution<int> few(0, 3);
    const std::array<qint64, 4> intervals{0, 3600, 7777, 50'000};
    QList<QByteArray> records;
    for (int i = 0; i < 12; ++i) {
        records << record(
            QByteArray::number(i), From + first(random), intervals[std::size_t(few(random))],
            onNodes({"n" + QByteArray::number(few(random)), "n" + QByteArray::number(few(random))}));
    }
    const JobList list = listOf(records);
    std::map<QString, int> most;
    std::map<QString, std::vector<std::pair<qint64, int>>> starts;
    for (int row = 0; row < records.size(); ++row) {
        const Job job = list.at(row);
        const QStringList names = job.scope().nodes;
        const RunGrid grid = *job.runGrid();
        for (auto run = grid.firstFrom(From); run && *run < Day.toUtcMs;
             run = grid.repeats() ? grid.firstFrom(*run + 1) : std::nullopt) {
            for (const QString &node : std::set<QString>(names.begin(), names.end()))
                starts[node].emplace_back(*run, row);
        }
    }
    for (const auto &[node, ofNode] : starts) {
        for (const auto &begin : ofNode) {
            std::set<int> jobs;
            for (const auto &[time, row] : ofNode) {
                if (time >= begin.first && time <= begin.first + 20 * Minute)
                    jobs.insert(row);
            }
            most[node] = std::max(most[node], int(jobs.size()));
        }
    }
    std::erase_if(most, [](const auto &entry) { return entry.second < 2; });
    const auto found = findPileUps(forecastOf(list, Lanes::Nodes), 20 * Minute, {});
    QVERIFY(found);
    std::map<QString, int> foundMost;
    for (const PileUp &one : found->found)
        foundMost[one.node] = one.jobCount;
    QCOMPARE(foundMost, most);
}

void ForecastTest::moreStartsThanWantedShortenTheSearch()
{
    const QList<QByteArray> records{record("1", From, 1, onNodes({"a"})),
                                    record("2", From, 1, onNodes({"a"}))};
    const auto found = findPileUps(forecastOf(listOf(records), Lanes::Nodes), Minute, {}, 2000);
    QVERIFY(found);
    QCOMPARE(found->searched.fromUtcMs, From);
    QVERIFY(found->searched.toUtcMs > From + 990'000);
    QVERIFY(found->searched.toUtcMs <= From + 1'000'000);
    QCOMPARE(found->found.size(), 1U);
}

void ForecastTest::whatIsStoppedMakesNothing()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY(!Forecast::make(listOf(sampleRecords()), Lanes::Jobs, Day, stop.get_token()));
    const Forecast byNode = forecastOf(listOf(sampleRecords()), Lanes::Nodes);
    QVERIFY(!findPileUps(byNode, Hour, stop.get_token()));
}

CALLBOARD_TEST_MAIN(ForecastTest, QCoreApplication)
#include "tst_forecast.moc"
