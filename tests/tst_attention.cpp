// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concernrows.h"
#include "demojobs.h"
#include "environment.h"
#include "indexrecords.h"
#include "jobwork.h"
#include "rowset.h"

#include <QCoreApplication>
#include <QRandomGenerator>
#include <QTest>
#include <QTranslator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace IndexRecords;
using Rows = std::vector<JobIndex::Row>;

namespace {

constexpr qint64 Clock = 1'792'512'000'000; // 2026-10-20T16:00:00Z

const ConcernLimits limits{15, Clock};

Rows rowsOf(const JobIndex &index, Concern concern, const ConcernLimits &with = limits)
{
    RowSet all(index.data().rowCount);
    for (const JobIndex::Row row : index.rows())
        all.insert(row);
    const auto found = ConcernRows::of(index.data(), all, concern, with, {});
    Rows rows;
    for (const JobIndex::Row row : index.rows()) {
        if (found->contains(row))
            rows.push_back(row);
    }
    return rows;
}

// From what each job says of itself, and of two whether they do the same.
Rows slowRowsOf(const JobIndex &index, Concern concern)
{
    Rows rows;
    const Rows all = index.rows();
    std::vector<std::optional<JobWork>> works;
    for (const JobIndex::Row row : all)
        works.push_back(JobWork::of(index.jobAt(row)));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const bool isIt = concern == Concern::Duplicate
                              ? works[i] && std::count(works.begin(), works.end(), works[i]) > 1
                              : isOf(concern, index.jobAt(all[i]), limits);
        if (isIt)
            rows.push_back(all[i]);
    }
    return rows;
}

// Jobs that differ in this and that, and some in nothing.
QList<QByteArray> variedRecords(int count)
{
    QRandomGenerator random(7);
    const auto oneOf = [&random](const QStringList &texts) {
        return texts.at(random.bounded(texts.size()));
    };
    QList<QByteArray> records;
    for (int i = 0; i < count; ++i) {
        const QString schedule =
            oneOf({u"{}"_s, u"null"_s, u"{\"interval\":{\"units\":\"seconds\",\"value\":600}}"_s,
                   u"{\"interval\":{\"units\":\"seconds\",\"value\":900}}"_s});
        const QString run = oneOf({u"\"2026-10-20T15:00:00Z\""_s, u"\"2026-10-20T15:59:30Z\""_s,
                                   u"\"2026-10-20T16:30:00Z\""_s, u"null"_s});
        const QString scope = oneOf({u"{\"nodes\":[\"a\",\"b\"]}"_s, u"{\"nodes\":[\"b\",\"a\"]}"_s,
                                     u"{\"nodes\":[\"a\"]}"_s, u"{\"query\":\"nodes{}\"}"_s, u"{}"_s});
        const QString type = oneOf({u"task"_s, u"plan"_s, u"deploy"_s});
        const QString target = oneOf({u"x"_s, u"y"_s});
        const QString noop = oneOf({u"true"_s, u"false"_s});
        const QString owner = oneOf({u"true"_s, u"false"_s, u"false"_s});
        const QString id = random.bounded(4) == 0 ? QString::number(i + 1) : QString::number(i);
        if (random.bounded(2) == 0) {
            records << uR"({"name":"%1","id":"https://h/%2","type":"%3","%3":"%4","next_run":%5,)"_s
                               .arg(QString::number(i), id, type, target, run)
                               .toUtf8() +
                           uR"("schedule_options":%1,"scope":%2,"noop":%3,"owner":{"is_revoked":%4}})"_s
                               .arg(schedule, scope, noop, owner)
                               .toUtf8();
        } else {
            const QString schedules = schedule == "null"_L1 ? u"{}"_s : schedule;
            records
                << uR"({"name":"%1","id":"https://h/%2","type":"%3","next_run":{"time":%4},"schedule":%5,)"_s
                           .arg(QString::number(i), id, type, run, schedules)
                           .toUtf8() +
                       uR"("input":{"name":"%1","scope":%2,"noop":%3,"parameters":%4},"enabled":%5,)"_s
                           .arg(target, scope, noop,
                                oneOf({u"{\"a\":1}"_s, u"{\"a\":1.0}"_s, u"{}"_s, u"null"_s}),
                                oneOf({u"true"_s, u"true"_s, u"false"_s}))
                           .toUtf8() +
                       uR"("last_run":{"job":%1},"owner":{"is_revoked":%2}})"_s
                           .arg(oneOf({u"{}"_s, u"{\"submission_error\":{\"msg\":\"m\"}}"_s}), owner)
                           .toUtf8();
        }
    }
    return records;
}

QList<QByteArray> demoRecords()
{
    QList<QByteArray> records;
    for (const DemoGeneration generation : {DemoGeneration::Pe2019, DemoGeneration::Pe2021}) {
        for (const DemoJob &job : demoJobs(5, 300, Clock / 1000, generation))
            records << job.json;
    }
    return records;
}

} // namespace

class AttentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyConcernHasOneSpec();
    void titlesAreTranslatedWhateverTheMinutes();
    void definitions_data();
    void definitions();
    void anIndexSaysWhatItsJobsSay_data();
    void anIndexSaysWhatItsJobsSay();
    void jobsOfEqualWorkHaveEqualHashes();
    void duplicates_data();
    void duplicates();
    void duplicatesOfManyAreFound();
    void aJobThatIsRemovedIsNobodysDuplicate();
    void theOtherDuplicatesOfAJobAreTold();
    void countsAreThoseOfAType();
    void aStopIsHeeded();
};

void AttentionTest::everyConcernHasOneSpec()
{
    QStringList titles;
    for (const ConcernSpec &spec : concernSpecs()) {
        QCOMPARE(&specOf(spec.concern), &spec);
        QCOMPARE(concernOf(QString::fromLatin1(spec.key)), std::optional(spec.concern));
        titles << concernTitle(spec.concern, 15);
        QVERIFY(!concernExplanation(spec.concern).isEmpty());
    }
    titles.removeDuplicates();
    QCOMPARE(std::size_t(titles.size()), ConcernCount);
    QVERIFY(!concernOf(u"no such"_s));
}

// As a catalogue does: a text without a plural is not found with a number.
class NoPlurals : public QTranslator
{
public:
    NoPlurals() { QCoreApplication::installTranslator(this); }
    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int n) const override
    {
        return n < 0 || QByteArray(source).contains("%n") ? u"übersetzt"_s : QString();
    }
};

void AttentionTest::titlesAreTranslatedWhateverTheMinutes()
{
    const NoPlurals catalogue;
    for (const ConcernSpec &spec : concernSpecs()) {
        QCOMPARE(concernTitle(spec.concern, 15), u"übersetzt"_s);
        QCOMPARE(concernExplanation(spec.concern), u"übersetzt"_s);
    }
}

void AttentionTest::definitions_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QList<int>>("concerns");
    const auto add = [](const char *what, const QByteArray &record, const QList<Concern> &concerns) {
        QList<int> numbers;
        for (const Concern concern : concerns)
            numbers << int(concern);
        QTest::newRow(what) << record << numbers;
    };
    const auto old = [](const QByteArray &members) {
        return R"({"type":"task","task":"t",)" + members + '}';
    };
    const auto environment = [](const QByteArray &members) {
        return R"({"type":"task","input":{"name":"t"},)" + members + '}';
    };
    const auto repeating = [](int seconds) {
        return R"("schedule_options":{"interval":{"units":"seconds","value":)" + QByteArray::number(seconds) +
               "}}";
    };
    const QByteArray later = R"("next_run":"2026-10-20T17:00:00Z")";
    add("nothing", "{}", {});
    add("one that will run", old(later), {});
    add("revoked", old(later + R"(,"owner":{"is_revoked":true})"), {Concern::OwnerRevoked});
    add("revoked as a text", old(later + R"(,"owner":{"is_revoked":"true"})"), {});
    add("revoked and disabled",
        environment(
            R"("enabled":false,"next_run":{"time":"2026-10-20T15:00:00Z"},"owner":{"is_revoked":true})"),
        {Concern::OwnerRevoked, Concern::NeverRuns});
    add("an hour late", old(R"("next_run":"2026-10-20T15:00:00Z")"), {Concern::Overdue});
    add("late by more than the grace", old(R"("next_run":"2026-10-20T15:58:59.999Z")"), {Concern::Overdue});
    add("late by the grace", old(R"("next_run":"2026-10-20T15:59:00Z")"), {});
    add("late, in another zone", old(R"("next_run":"2026-10-20T17:30:00+02:00")"), {Concern::Overdue});
    add("a next run that can't be read", old(R"("next_run":"soon")"), {});
    add("a next run that is a number", old(R"("next_run":5)"), {});
    add("no next run any more", old(R"("next_run":null)"), {Concern::NeverRuns});
    add("an empty next run", old(R"("next_run":"")"), {Concern::NeverRuns});
    add("not told by old servers", old(R"("scheduled_time":"2020-10-20T15:00:00Z")"), {});
    add("not there any more", environment(R"("schedule":{})"), {Concern::NeverRuns});
    add("null as a time", environment(R"("next_run":{"time":null})"), {Concern::NeverRuns});
    add("repeats but noop", old(later + R"(,"noop":true,)" + repeating(3600)), {Concern::RepeatsButNoop});
    add("noop once", old(later + R"(,"noop":true,"schedule_options":{})"), {});
    add("noop in vain no more", old(R"("next_run":null,"noop":true,)" + repeating(60)), {Concern::NeverRuns});
    add("more often than 15 minutes", old(later + ',' + repeating(899)), {Concern::RunsOften});
    add("every 15 minutes", old(later + ',' + repeating(900)), {});
    add("another number", old(later + R"(,"name":"7","id":"https://h/scheduled_jobs/8")"),
        {Concern::IdDisagrees});
    add("the same number", old(later + R"(,"name":"7","id":"https://h/scheduled_jobs/7/")"), {});
    add("not submitted",
        environment(
            R"("next_run":{"time":"2026-10-20T17:00:00Z"},"last_run":{"job":{"submission_error":{}}})"),
        {Concern::SubmissionFailed});
    add("submitted",
        environment(R"("next_run":{"time":"2026-10-20T17:00:00Z"},"last_run":{"job":{"name":"3"}})"), {});
}

void AttentionTest::definitions()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QList<int>, concerns);
    const JobIndex index = indexOf({record});
    for (const ConcernSpec &spec : concernSpecs()) {
        const bool expected = concerns.contains(int(spec.concern));
        QVERIFY2(isOf(spec.concern, Job(record), limits) == expected, spec.key);
        QVERIFY2(!rowsOf(index, spec.concern).empty() == expected, spec.key);
    }
}

void AttentionTest::anIndexSaysWhatItsJobsSay_data()
{
    QTest::addColumn<JobIndex>("index");
    QTest::newRow("odd values") << indexOf(fixtureRecords() + oddRecords(), 7);
    QTest::newRow("varied") << indexOf(variedRecords(700), 100);
    QTest::newRow("removed rows") << indexOf(variedRecords(200), 9).without({0, 3, 5, 8, 9, 60, 61, 100});
    QTest::newRow("demo") << indexOf(demoRecords());
    QTest::newRow("none") << JobIndex();
}

void AttentionTest::anIndexSaysWhatItsJobsSay()
{
    QFETCH(const JobIndex, index);
    const auto counts = ConcernRows::count(index.data(), {}, limits, {});
    for (const ConcernSpec &spec : concernSpecs()) {
        const Rows expected = slowRowsOf(index, spec.concern);
        const Rows found = rowsOf(index, spec.concern);
        QVERIFY2(found == expected, spec.key);
        QCOMPARE((*counts)[std::size_t(spec.concern)], qint64(expected.size()));
    }
}

void AttentionTest::jobsOfEqualWorkHaveEqualHashes()
{
    QList<QByteArray> records = fixtureRecords() + oddRecords() + variedRecords(200);
    std::vector<std::pair<JobWork, QByteArray>> works;
    for (const QByteArray &record : std::as_const(records)) {
        if (auto work = JobWork::of(Job(record)))
            works.emplace_back(std::move(*work), record);
    }
    QVERIFY(works.size() > 100);
    qsizetype equal = 0;
    for (const auto &[a, first] : works) {
        for (const auto &[b, second] : works) {
            if ((a == b) != (a.hash() == b.hash()))
                QFAIL((first + "\n" + second).constData());
            equal += a == b ? 1 : 0;
        }
    }
    QVERIFY(equal > qsizetype(works.size()));
}

void AttentionTest::duplicates_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::addColumn<QByteArray>("second");
    QTest::addColumn<bool>("areDuplicates");
    const QByteArray hourly = R"("next_run":"2026-10-20T17:00:00Z","schedule_options":)"
                              R"({"interval":{"units":"seconds","value":3600}})";
    const auto task = [&hourly](const QByteArray &members) {
        return R"({"type":"task","task":"t",)" + (members.isEmpty() ? hourly : hourly + ',' + members) + '}';
    };
    const auto parameters = [](const QByteArray &input) {
        return R"({"type":"task","next_run":{"time":"2026-10-20T17:00:00Z"},"input":{"name":"t",)" + input +
               "}}";
    };
    const auto once = [](const QByteArray &time) {
        return R"({"type":"task","task":"t","schedule_options":{},"next_run":")" + time + "\"}";
    };
    QTest::newRow("the same under other names")
        << task(R"("name":"1","owner":{"login":"a"})") << task(R"("name":"2","description":"d")") << true;
    QTest::newRow("at another time of the hour")
        << task({}) << task({}).replace("17:00:00", "17:20:00") << true;
    QTest::newRow("another task") << task({}) << task({}).replace("\"t\"", "\"u\"") << false;
    QTest::newRow("another interval") << task({}) << task({}).replace("3600", "3601") << false;
    QTest::newRow("another environment") << task({}) << task(R"("environment":"e")") << false;
    QTest::newRow("noop") << task({}) << task(R"("noop":true)") << false;
    QTest::newRow("the same nodes in another order")
        << task(R"("scope":{"nodes":["a","b"]})") << task(R"("scope":{"nodes":["b","a","b"]})") << true;
    QTest::newRow("a node less") << task(R"("scope":{"nodes":["a","b"]})")
                                 << task(R"("scope":{"nodes":["a"]})") << false;
    QTest::newRow("the same query") << task(R"("scope":{"query":"n{}"})")
                                    << task(R"("scope":{"query":"n{}"})") << true;
    QTest::newRow("the same query as AST") << task(R"("scope":{"query":["=",{"a":1,"b":2}]})")
                                           << task(R"("scope":{ "query":["=",{"b":2.0,"a":1}]})") << true;
    QTest::newRow("a group and an application of one name")
        << task(R"("scope":{"node_group":"x"})") << task(R"("scope":{"application":"x"})") << false;
    QTest::newRow("the same parameters") << parameters(R"("parameters":{"a":1,"b":"x"})")
                                         << parameters(R"("parameters":{"b":"x","a":1})") << true;
    QTest::newRow("another parameter")
        << parameters(R"("parameters":{"a":1})") << parameters(R"("parameters":{"a":2})") << false;
    QTest::newRow("no parameters, said twice")
        << parameters(R"("parameters":{})") << parameters(R"("parameters":null)") << true;
    QTest::newRow("another secret") << parameters(R"("sensitive_parameters":["a"])")
                                    << parameters(R"("sensitive_parameters":["b"])") << false;
    QTest::newRow("deployments") << R"({"type":"deploy","name":"1","next_run":"2026-10-20T17:00:00Z"})"_ba
                                 << R"({"type":"deploy","name":"2","next_run":"2026-10-20T17:00:00Z"})"_ba
                                 << true;
    QTest::newRow("tasks without a name of the task") << R"({"type":"task","name":"1"})"_ba
                                                      << R"({"type":"task","name":"2"})"_ba << false;
    QTest::newRow("disabled") << parameters(R"("noop":false)") + ""
                              << parameters(R"("noop":false)").replace("{\"type", "{\"enabled\":false,\"type")
                              << false;
    QTest::newRow("once at the same moment")
        << once("2026-10-20T17:00:00Z") << once("2026-10-20T19:00:00+02:00") << true;
    QTest::newRow("once today, once tomorrow")
        << once("2026-10-20T17:00:00Z") << once("2026-10-21T17:00:00Z") << false;
    QTest::newRow("intervals that nobody understands")
        << R"({"type":"task","task":"t","schedule_options":{"interval":7}})"_ba
        << R"({"name":"2","type":"task","task":"t","schedule_options":{"interval":7}})"_ba << false;
}

void AttentionTest::duplicates()
{
    QFETCH(const QByteArray, first);
    QFETCH(const QByteArray, second);
    QFETCH(const bool, areDuplicates);
    const auto a = JobWork::of(Job(first));
    const auto b = JobWork::of(Job(second));
    QCOMPARE(a && b && *a == *b, areDuplicates);
    QCOMPARE(rowsOf(indexOf({first, second}), Concern::Duplicate), areDuplicates ? Rows({0, 1}) : Rows());
}

// Every third task is there twice, every fifth three times more.
void AttentionTest::duplicatesOfManyAreFound()
{
    QList<QByteArray> records;
    Rows expected;
    const auto add = [&records](int task) {
        records << uR"({"name":"%1","type":"task","task":"t%2","next_run":"2026-10-20T17:00:00Z",)"
                   uR"("scope":{"nodes":["a%2","b"]}})"_s.arg(records.size())
                       .arg(task)
                       .toUtf8();
    };
    for (int task = 0; task < 20'000; ++task) {
        const int times = 1 + (task % 3 == 0 ? 1 : 0) + (task % 5 == 0 ? 3 : 0);
        for (int time = 0; time < times; ++time) {
            if (times > 1)
                expected.push_back(JobIndex::Row(records.size()));
            add(task);
        }
    }
    QCOMPARE(rowsOf(indexOf(records), Concern::Duplicate), expected);
}

void AttentionTest::aJobThatIsRemovedIsNobodysDuplicate()
{
    const QByteArray job = R"({"type":"deploy","next_run":"2026-10-20T17:00:00Z"})";
    const JobIndex index = indexOf({job, "{}", job});
    QCOMPARE(rowsOf(index, Concern::Duplicate), Rows({0, 2}));
    QCOMPARE(rowsOf(index.without({0}), Concern::Duplicate), Rows());
}

void AttentionTest::theOtherDuplicatesOfAJobAreTold()
{
    const QByteArray deploy = R"("type":"deploy","next_run":"2026-10-20T17:00:00Z"})";
    const JobIndex index = indexOf({R"({"name":"1",)" + deploy, R"({"name":"2"})", R"({"name":"3",)" + deploy,
                                    R"({"name":"4",)" + deploy});
    QCOMPARE(ConcernRows::duplicatesOf(index, index.jobAt(2)), Rows({0, 3}));
    QCOMPARE(ConcernRows::duplicatesOf(index, index.jobAt(1)), Rows());
    QCOMPARE(ConcernRows::duplicatesOf(index.without({0}), index.jobAt(2)), Rows({3}));
    QCOMPARE(ConcernRows::duplicatesOf(index, Job()), Rows());
}

void AttentionTest::countsAreThoseOfAType()
{
    const QByteArray end = R"(,"next_run":null})";
    const JobIndex index =
        indexOf({R"({"type":"task")" + end, R"({"type":"plan")" + end, R"({"type":"task")" + end});
    const auto never = [&index](const QString &type) {
        return (*ConcernRows::count(index.data(), type, limits, {}))[std::size_t(Concern::NeverRuns)];
    };
    QCOMPARE(never({}), 3);
    QCOMPARE(never(u"task"_s), 2);
    QCOMPARE(never(u"deploy"_s), 0);
}

void AttentionTest::aStopIsHeeded()
{
    std::stop_source source;
    source.request_stop();
    const JobIndex index = indexOf(fixtureRecords());
    QVERIFY(!ConcernRows::count(index.data(), {}, limits, source.get_token()));
    for (const ConcernSpec &spec : concernSpecs())
        QVERIFY(!ConcernRows::of(index.data(), RowSet(index.data().rowCount), spec.concern, limits,
                                 source.get_token()));
}

CALLBOARD_TEST_MAIN(AttentionTest, QCoreApplication)
#include "tst_attention.moc"
