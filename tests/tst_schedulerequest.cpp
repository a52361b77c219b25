// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include "jsonobject.h"
#include "responseparser.h"
#include "schedulerequest.h"

#include <QDateTime>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;

namespace {

Job jobOf(const QByteArray &record)
{
    const Result<JobPage> page = ResponseParser::parseFile('[' + record + ']', u"test"_s);
    return page ? page.value().jobs.value(0) : Job();
}

QList<Job> jobsOf(const char *fileName)
{
    QFile file(QStringLiteral(CALLBOARD_TEST_DATA "/") + QString::fromLatin1(fileName));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const Result<JobPage> page = ResponseParser::parseFile(file.readAll(), u"test"_s);
    return page ? page.value().jobs : QList<Job>();
}

qint64 utc(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs).toMSecsSinceEpoch();
}

const qint64 now = utc(u"2026-11-26T12:00:00Z"_s);

/// An environment job with this input, otherwise complete.
QByteArray recordWith(const QByteArray &input, const QByteArray &type = "task")
{
    return R"({"name":"7","type":")" + type +
           R"(","environment":"production","description":"nightly",)"
           R"("schedule":{"start_time":"2031-01-01T00:00:00Z","interval":null},"input":)" +
           input + R"(,"userdata":{"ticket":"T-1"}})";
}

/// An environment job with these times, JSON each.
Job timed(const QByteArray &start, const QByteArray &interval, const QByteArray &next = "null")
{
    return jobOf(R"({"name":"7","type":"plan","environment":"production","input":{"name":"p"},)"
                 R"("schedule":{"start_time":)" +
                 start + R"(,"interval":)" + interval + R"(},"next_run":)" + next + '}');
}

QByteArray every(qint64 seconds)
{
    return R"({"units":"seconds","value":)" + QByteArray::number(seconds) + '}';
}

QJsonObject parsed(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

/// The body below the head of a copied text.
QJsonObject copiedBody(const QString &text)
{
    return parsed(text.section(u"\n\n"_s, 1).toUtf8());
}

bool isMark(const QJsonValue &value)
{
    return value.toString().startsWith("MISSING: "_L1);
}

} // namespace

/// What would schedule a job again, made from its record.
class ScheduleRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allSixKeysAreThere_data();
    void allSixKeysAreThere();
    void everythingElseInTheInputIsVerbatim();
    void numbersGoOutAsTheyCame_data();
    void numbersGoOutAsTheyCame();
    void parametersAreWrapped();
    void queriesStayQueries();
    void sensitiveValuesAreAskedFor();
    void sensitiveValuesAreInNoPreview();
    void aScopeIsAskedForWhereOneIsNeeded_data();
    void aScopeIsAskedForWhereOneIsNeeded();
    void whatCantBeSentSaysWhy_data();
    void whatCantBeSentSaysWhy();
    void aFutureStartStays_data();
    void aFutureStartStays();
    void aPastStartMovesOnTheOldGrid_data();
    void aPastStartMovesOnTheOldGrid();
    void theGridIsThatOfTheNextRun();
    void withoutAGridThereIsNoStart_data();
    void withoutAGridThereIsNoStart();
    void aChosenStartIsSent();
    void everyJobOfAMixedListIsUnderstood();
    void oldJobsAreCopiedAsCommands_data();
    void oldJobsAreCopiedAsCommands();
    void whatTheOldListDoesNotTellIsMarked();
    void theOldestListTellsStillLess();
    void optionsOfADeploymentAreFilledIn();
    void environmentJobsAreCopiedWithoutSecrets();
    void aCopyNamesTheServer();
    void exactlyOneJsonValueIsAValue_data();
    void exactlyOneJsonValueIsAValue();
};

void ScheduleRequestTest::allSixKeysAreThere_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("complete") << recordWith(R"({"name":"p","parameters":{}})", "plan")
                              << R"({"type":"plan","input":{"name":"p","parameters":{}},)"
                                 R"("environment":"production","schedule":)"
                                 R"({"start_time":"2031-01-01T00:00:00Z","interval":null},)"
                                 R"("description":"nightly","userdata":{"ticket":"T-1"}})"_ba;
    QTest::newRow("sparse") << R"({"name":"7","type":"plan","environment":"x","input":{"name":"p"},)"
                               R"("schedule":{"start_time":"2031-01-01T00:00:00.500-08:00"}})"_ba
                            << R"({"type":"plan","input":{"name":"p","parameters":{}},)"
                               R"("environment":"x","schedule":)"
                               R"({"start_time":"2031-01-01T00:00:00.500-08:00","interval":null},)"
                               R"("description":"","userdata":{}})"_ba;
    QTest::newRow("nulls, and a deployment wherever its nodes belong")
        << R"({"name":"7","type":"deploy","environment":"","description":null,"userdata":null,)"
           R"("input":{"scope":{"nodes":["a"]},"noop":true},"enabled":true,"future":1,)"
           R"("schedule":{"interval":{"units":"seconds","value":60},"start_time":"2031-01-01T00:00:00Z"}})"_ba
        << R"({"type":"deploy","input":{"scope":{"nodes":["a"]},"noop":true},"environment":"",)"
           R"("schedule":{"start_time":"2031-01-01T00:00:00Z","interval":{"units":"seconds","value":60}},)"
           R"("description":"","userdata":{}})"_ba;
}

void ScheduleRequestTest::allSixKeysAreThere()
{
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, sent);
    const ScheduleRequest request(jobOf(record), now);
    QCOMPARE(request.path(), u"/scheduled_jobs/environment_jobs"_s);
    QCOMPARE(request.whyNotSendable(), QString());
    QCOMPARE(request.json({}), sent);
    QCOMPARE(parsed(request.preview({})), parsed(sent));
}

void ScheduleRequestTest::everythingElseInTheInputIsVerbatim()
{
    const QByteArray rest = R"("noop":false,"concurrency":null,"transport":"pxp",)"
                            R"("targets":[{"type":"ssh", "hostnames":["a"]}],"sch\u00f6n \"x\"":[1.0, 2e3])";
    const ScheduleRequest request(jobOf(recordWith(R"({"name":"t",)" + rest + '}')), now);
    const QByteArray sent = request.json({});
    QVERIFY2(sent.contains(QByteArray(rest).replace(R"(sch\u00f6n)", "schön")), sent.constData());
}

void ScheduleRequestTest::numbersGoOutAsTheyCame_data()
{
    QTest::addColumn<QByteArray>("number");
    for (const char *number :
         {"0", "-0", "9007199254740993", "18446744073709551616", "123456789012345678901234567890", "1.10",
          "0.1000000000000000055511151231257827", "-1E-7", "3.0"})
        QTest::newRow(number) << QByteArray(number);
}

void ScheduleRequestTest::numbersGoOutAsTheyCame()
{
    QFETCH(QByteArray, number);
    const QByteArray record =
        R"({"name":"7","type":"task","environment":"e","input":{"name":"t","parameters":)"
        R"({"n":)" +
        number + R"(,"deep":{"list":[)" + number + R"(]}},"scope":{"query":["=",)" + number +
        R"(]},"concurrency":)" + number + R"(},"userdata":{"n":)" + number +
        R"(},"schedule":{"start_time":"2031-01-01T00:00:00Z"}})";
    const Job job = jobOf(record);
    QVERIFY(!job.isNull());
    const QByteArray sent = ScheduleRequest(job, now).json({});
    for (const QByteArray &place :
         {R"("n":{"value":)" + number + '}', R"("list":[)" + number + ']', R"(["=",)" + number + ']',
          R"("concurrency":)" + number + ',', R"("userdata":{"n":)" + number + '}'})
        QVERIFY2(sent.contains(place), sent.constData());
}

void ScheduleRequestTest::parametersAreWrapped()
{
    const ScheduleRequest request(
        jobOf(recordWith(R"({"name":"t","scope":{"nodes":["a"]},"parameters":{"s":"é\n","l":[1,{"a":null}],)"
                         R"("n":null,"value":{"value":1},"b":true}})")),
        now);
    QVERIFY(request.json({}).contains(
        R"("parameters":{"s":{"value":"é\n"},"l":{"value":[1,{"a":null}]},"n":{"value":null},)"
        R"("value":{"value":{"value":1}},"b":{"value":true}})"));
}

void ScheduleRequestTest::queriesStayQueries()
{
    const ScheduleRequest request(
        jobOf(recordWith(R"({"name":"p","parameters":{"q":{"type":"query","value":"nodes[certname] { }"},)"
                         R"("r":{"type":"query","value":5},"s":{"type":"query"},)"
                         R"("t":{"type":"string","value":"x"}}})",
                         "plan")),
        now);
    QCOMPARE(request.queryParameters(), QStringList{u"q"_s});
    QVERIFY(request.json({}).contains(R"("q":{"type":"query","value":"nodes[certname] { }"},)"
                                      R"("r":{"value":{"type":"query","value":5}},)"
                                      R"("s":{"value":{"type":"query"}},)"
                                      R"("t":{"value":{"type":"string","value":"x"}})"));
}

void ScheduleRequestTest::sensitiveValuesAreAskedFor()
{
    const ScheduleRequest request(
        jobOf(recordWith(R"({"name":"t","scope":{"nodes":["a"]},"parameters":{"user":"fred","pin":"****"},)"
                         R"("sensitive_parameters":["password","pin","password"]})")),
        now);
    QCOMPARE(request.sensitiveParameters(), (QStringList{u"password"_s, u"pin"_s}));
    ScheduleValues values;
    values.sensitive = {{u"password"_s, R"("hunter2")"_ba}, {u"pin"_s, "9007199254740993"_ba}};
    const QByteArray sent = request.json(values);
    QVERIFY2(sent.contains(R"("parameters":{"user":{"value":"fred"},"password":{"value":"hunter2"},)"
                           R"("pin":{"value":9007199254740993}})"),
             sent.constData());
    QVERIFY(!sent.contains("sensitive_parameters"));
    QVERIFY(!sent.contains("****"));
}

void ScheduleRequestTest::sensitiveValuesAreInNoPreview()
{
    const ScheduleRequest request(
        jobOf(recordWith(R"({"name":"p","sensitive_parameters":["a","b"]})", "plan")), now);
    ScheduleValues values;
    values.sensitive = {{u"a"_s, R"("hunter2")"_ba}};
    const QByteArray shown = request.preview(values);
    QVERIFY(!shown.contains("hunter2"));
    const QJsonObject parameters = parsed(shown)["input"_L1]["parameters"_L1].toObject();
    QCOMPARE(parameters["a"_L1], QJsonValue(QJsonObject{{u"value"_s, u"•••"_s}}));
    QVERIFY(isMark(parameters["b"_L1]));
}

void ScheduleRequestTest::aScopeIsAskedForWhereOneIsNeeded_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<bool>("isNeeded");
    const auto row = [](const char *name, const char *type, const char *input, bool isNeeded) {
        QTest::newRow(name) << QByteArray(type) << QByteArray(input) << isNeeded;
    };
    row("task without", "task", R"({"name":"t"})", true);
    row("task with null", "task", R"({"name":"t","scope":null})", true);
    row("task with nothing in it", "task", R"({"name":"t","scope":{}})", true);
    row("task with nodes", "task", R"({"name":"t","scope":{"nodes":["a"]}})", false);
    row("task with targets", "task", R"({"name":"t","targets":[{}]})", false);
    row("deployment without", "deploy", R"({"noop":true})", true);
    row("deployment with a group", "deploy", R"({"scope":{"node_group":"x"}})", false);
    row("plan without", "plan", R"({"name":"p"})", false);
}

void ScheduleRequestTest::aScopeIsAskedForWhereOneIsNeeded()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, input);
    QFETCH(bool, isNeeded);
    const ScheduleRequest request(jobOf(recordWith(input, type)), now);
    QCOMPARE(request.whyNotSendable(), QString());
    QCOMPARE(request.needsScope(), isNeeded);
    ScheduleValues values;
    QCOMPARE(isMark(parsed(request.preview(values))["input"_L1]["scope"_L1]), isNeeded);
    values.scope = R"({"query":"nodes { }"})";
    QCOMPARE(request.json(values).count(R"("scope":{"query":"nodes { }"})"), isNeeded ? 1 : 0);
    QVERIFY(request.json(values).count(R"("scope")") <= 1);
}

void ScheduleRequestTest::whatCantBeSentSaysWhy_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("why");
    QTest::newRow("old record") << R"({"name":"7","type":"task","task":"t"})"_ba << u"parameters"_s;
    QTest::newRow("other type") << recordWith("{}", "backup") << u"task, a plan or a deployment"_s;
    QTest::newRow("no type") << R"({"name":"7","input":{"name":"t"},"environment":"e"})"_ba
                             << u"task, a plan or a deployment"_s;
    QTest::newRow("input is null") << recordWith("null") << u"\"input\""_s;
    QTest::newRow("input is a text") << recordWith(R"("t")") << u"\"input\""_s;
    QTest::newRow("no task") << recordWith(R"({"parameters":{}})") << u"does not name the task"_s;
    QTest::newRow("task is a number") << recordWith(R"({"name":5})") << u"does not name the task"_s;
    QTest::newRow("no environment") << R"({"name":"7","type":"plan","input":{"name":"p"}})"_ba
                                    << u"no environment"_s;
    QTest::newRow("parameters are a list")
        << recordWith(R"({"name":"p","parameters":[1]})", "plan") << u"unexpected form"_s;
    QTest::newRow("secrets are an object")
        << recordWith(R"({"name":"p","sensitive_parameters":{"a":1}})", "plan") << u"unexpected form"_s;
    QTest::newRow("a secret is a number")
        << recordWith(R"({"name":"p","sensitive_parameters":["a",1]})", "plan") << u"unexpected form"_s;
}

void ScheduleRequestTest::whatCantBeSentSaysWhy()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, why);
    const Job job = jobOf(record);
    QVERIFY(!job.isNull());
    const QString said = ScheduleRequest(job, now).whyNotSendable();
    QVERIFY2(said.contains(why), qPrintable(said));
}

void ScheduleRequestTest::aFutureStartStays_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("interval");
    QTest::addColumn<QByteArray>("next");
    QTest::newRow("once") << R"("2031-01-01T00:00:00Z")"_ba
                          << "null"_ba
                          << "null"_ba;
    QTest::newRow("with an offset and milliseconds")
        << R"("2031-01-01T01:00:00.250+05:30")"_ba << every(3600) << "null"_ba;
    QTest::newRow("in a second") << R"("2026-11-26T12:00:01Z")"_ba << every(315'360'000) << "null"_ba;
    QTest::newRow("whatever the next run")
        << R"("2031-01-01T00:00:00Z")"_ba << every(60) << R"({"time":"2032-01-01T00:00:00Z"})"_ba;
}

void ScheduleRequestTest::aFutureStartStays()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, interval);
    QFETCH(QByteArray, next);
    const ScheduleRequest request(timed(start, interval, next), now);
    QVERIFY(!request.start().isMoved);
    QCOMPARE('"' + request.start().text.toUtf8() + '"', start);
    QCOMPARE(request.start().utcMs, utc(request.start().text));
    QVERIFY(request.json({}).contains(R"("start_time":)" + start));
}

void ScheduleRequestTest::aPastStartMovesOnTheOldGrid_data()
{
    QTest::addColumn<QString>("start");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("now");
    const auto row = [](const char *name, const QString &start, qint64 seconds,
                        const QString &now = u"2026-11-26T12:00:00Z"_s) {
        QTest::newRow(name) << start << seconds << now;
    };
    row("second", u"2026-11-26T11:59:59Z"_s, 1);
    row("second, for decades", u"1971-03-04T05:06:07Z"_s, 1);
    row("seven seconds", u"2001-01-01T00:00:00Z"_s, 7);
    row("minute", u"2026-11-26T11:59:30Z"_s, 60);
    row("hour", u"2026-11-26T11:59:59.999Z"_s, 3600);
    row("day, over a change of clocks", u"2026-03-28T01:30:00+01:00"_s, 86400);
    row("week", u"2018-10-05T19:50:08Z"_s, 604800);
    row("four weeks from a leap day", u"2024-02-29T23:59:59Z"_s, 4 * 604800);
    row("day, on a leap day", u"2020-02-29T00:00:00Z"_s, 86400, u"2028-02-29T12:00:00Z"_s);
    row("ten years", u"1990-06-01T00:00:00Z"_s, 315'360'000);
    row("ten years, begun today", u"2026-11-26T11:00:00Z"_s, 315'360'000);
    row("before 1970", u"1960-02-29T00:00:00Z"_s, 86400);
    row("milliseconds", u"2026-11-01T00:00:00.123Z"_s, 90);
    row("a start of just now", u"2026-11-26T12:00:00Z"_s, 3600);
    row("exactly a minute ahead", u"2026-11-26T11:01:00Z"_s, 3600);
    row("a millisecond less than a minute ahead", u"2026-11-26T11:00:59.999Z"_s, 3600);
}

void ScheduleRequestTest::aPastStartMovesOnTheOldGrid()
{
    QFETCH(QString, start);
    QFETCH(qint64, seconds);
    QFETCH(QString, now);
    const ScheduleRequest request(timed('"' + start.toUtf8() + '"', every(seconds)), utc(now));
    const ScheduleStart moved = request.start();
    QVERIFY(moved.isMoved);
    QVERIFY(moved.utcMs);
    // The whole grid is searched, by the standard library's clock: in steps of a power of two first.
    using namespace std::chrono;
    const sys_time<milliseconds> earliest{milliseconds(utc(now)) + minutes(1)};
    sys_time<milliseconds> time{milliseconds(utc(start))};
    for (int power = 40; power >= 0; --power) {
        if (seconds > (1LL << 40) >> power)
            continue; // longer than the time there is
        const auto step = std::chrono::seconds(seconds) * (1LL << power);
        while (time + step < earliest)
            time += step;
    }
    if (time < earliest)
        time += std::chrono::seconds(seconds);
    QCOMPARE(*moved.utcMs, qint64(time.time_since_epoch().count()));
    QCOMPARE(utc(moved.text), *moved.utcMs);
    QVERIFY(moved.text.endsWith(u'Z'));
    QVERIFY(request.json({}).contains(R"("start_time":")" + moved.text.toUtf8() + R"(","interval":)" +
                                      every(seconds)));
}

void ScheduleRequestTest::theGridIsThatOfTheNextRun()
{
    // An outage has shifted it by ten minutes.
    const Job job = timed(R"("2026-11-01T00:00:00Z")", every(86400), R"({"time":"2026-11-20T00:10:00Z"})");
    QCOMPARE(ScheduleRequest(job, now).start().text, u"2026-11-27T00:10:00Z"_s);
    // A next run that is still to come is it, unless it comes too soon.
    const Job next = timed(R"("2026-11-01T00:00:00Z")", every(86400), R"({"time":"2026-11-26T12:01:00Z"})");
    QCOMPARE(ScheduleRequest(next, now).start().text, u"2026-11-26T12:01:00Z"_s);
    QCOMPARE(ScheduleRequest(next, now + 1).start().text, u"2026-11-27T12:01:00Z"_s);
}

void ScheduleRequestTest::withoutAGridThereIsNoStart_data()
{
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("interval");
    QTest::newRow("once") << R"("2026-11-26T11:59:59Z")"_ba
                          << "null"_ba;
    QTest::newRow("other units") << R"("2026-11-26T11:59:59Z")"_ba
                                 << R"({"units":"days","value":1})"_ba;
    QTest::newRow("no start") << "null"_ba << every(60);
    QTest::newRow("no zone") << R"("2031-01-01T00:00:00")"_ba
                             << "null"_ba;
    QTest::newRow("no time") << R"("tomorrow")"_ba << every(60);
    QTest::newRow("beyond the calendar") << R"("2020-01-01T00:00:00Z")"_ba << every(300'000'000'000);
}

void ScheduleRequestTest::withoutAGridThereIsNoStart()
{
    QFETCH(QByteArray, start);
    QFETCH(QByteArray, interval);
    const ScheduleRequest request(timed(start, interval), now);
    QVERIFY(!request.start().utcMs);
    QVERIFY(isMark(parsed(request.preview({}))["schedule"_L1]["start_time"_L1]));
    ScheduleValues values;
    values.startUtcMs = utc(u"2027-02-03T04:05:06Z"_s);
    QVERIFY(request.json(values).contains(R"({"start_time":"2027-02-03T04:05:06Z","interval":)" + interval));
}

void ScheduleRequestTest::aChosenStartIsSent()
{
    const ScheduleRequest request(timed(R"("2031-01-01T00:00:00.000+00:00")", "null"), now);
    ScheduleValues values;
    values.startUtcMs = utc(u"2031-01-01T00:00:00Z"_s);
    QVERIFY(request.json(values).contains(R"("2031-01-01T00:00:00.000+00:00")"));
    values.startUtcMs = utc(u"2031-01-01T00:00:00.001Z"_s);
    values.description = u"again, \"quoted\" ü"_s;
    QVERIFY(request.json(values).contains(R"("2031-01-01T00:00:00.001Z")"));
    QVERIFY(request.json(values).contains(R"("description":"again, \"quoted\" ü")"));
}

void ScheduleRequestTest::everyJobOfAMixedListIsUnderstood()
{
    const QList<Job> jobs = jobsOf("environment_jobs_mixed.json");
    QCOMPARE(jobs.size(), 4);
    for (const Job &job : jobs) {
        const ScheduleRequest request(job, now);
        QCOMPARE(request.whyNotSendable(), QString());
        const QJsonObject record = job.json();
        const QJsonObject sent = parsed(request.json({}));
        QCOMPARE(sent.keys(), (QStringList{u"description"_s, u"environment"_s, u"input"_s, u"schedule"_s,
                                           u"type"_s, u"userdata"_s}));
        QCOMPARE(sent["description"_L1], record["description"_L1]);
        QCOMPARE(sent["environment"_L1], record["environment"_L1]);
        QCOMPARE(sent["schedule"_L1]["interval"_L1], record["schedule"_L1]["interval"_L1]);
        QCOMPARE(sent["input"_L1]["scope"_L1], record["input"_L1]["scope"_L1]);
        QVERIFY(!sent["input"_L1].toObject().contains("sensitive_parameters"_L1));
    }
    QCOMPARE(ScheduleRequest(jobs[0], now).start().text, u"2026-11-27T01:30:00Z"_s);
    QCOMPARE(ScheduleRequest(jobs[3], now).sensitiveParameters(), QStringList{u"token"_s});
    QCOMPARE(ScheduleRequest(jobs[3], now).queryParameters(), QStringList{u"targets"_s});
}

void ScheduleRequestTest::oldJobsAreCopiedAsCommands_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("path");
    QTest::newRow("task") << R"({"name":"1","type":"task","task":"t"})"_ba << u"/command/schedule_task"_s;
    QTest::newRow("plan") << R"({"name":"1","type":"plan","plan":"p"})"_ba << u"/command/schedule_plan"_s;
    QTest::newRow("deployment") << R"({"name":"1","type":"deploy"})"_ba << u"/command/schedule_deploy"_s;
    QTest::newRow("no type, a task") << R"({"name":"1","task":"t"})"_ba << u"/command/schedule_task"_s;
    QTest::newRow("no type, a plan") << R"({"name":"1","plan":"p"})"_ba << u"/command/schedule_plan"_s;
    QTest::newRow("nothing") << R"({"name":"1"})"_ba << QString();
    QTest::newRow("another type") << R"({"name":"1","type":"backup","task":"t"})"_ba << QString();
}

void ScheduleRequestTest::oldJobsAreCopiedAsCommands()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, path);
    const ScheduleRequest request(jobOf(record), now);
    QCOMPARE(request.path(), path);
    QCOMPARE(request.whyNotCopyable().isEmpty(), !path.isEmpty());
}

void ScheduleRequestTest::whatTheOldListDoesNotTellIsMarked()
{
    const QList<Job> jobs = jobsOf("syn_old_list_mixed.json");
    QCOMPARE(jobs.size(), 3);
    const QJsonObject task = copiedBody(ScheduleRequest(jobs[0], now).copyText({}));
    QVERIFY(isMark(task["params"_L1]));
    QCOMPARE(task["task"_L1].toString(), u"service"_s);
    QCOMPARE(task["environment"_L1].toString(), u"production"_s);
    QCOMPARE(task["scope"_L1], jobs[0].json()["scope"_L1]);
    QCOMPARE(task["description"_L1].toString(), u"spelt correctly"_s);
    QCOMPARE(task["noop"_L1], QJsonValue(false));
    QCOMPARE(task["schedule_options"_L1], jobs[0].json()["schedule_options"_L1]);
    QCOMPARE(task["scheduled_time"_L1].toString(), u"2026-11-26T13:00:00Z"_s);
    QCOMPARE(task.size(), 8);
    const QJsonObject plan = copiedBody(ScheduleRequest(jobs[2], now).copyText({}));
    QCOMPARE(plan["plan"_L1].toString(), u"canary::random"_s);
    QVERIFY(isMark(plan["params"_L1]));
    QVERIFY(isMark(plan["scheduled_time"_L1])); // it lay in the past, and never comes again
    QCOMPARE(plan.keys(), (QStringList{u"environment"_s, u"params"_s, u"plan"_s, u"scheduled_time"_s}));
}

void ScheduleRequestTest::theOldestListTellsStillLess()
{
    const Job job = jobOf(R"({"name":"2","type":"task","scope":{},"enviroment":"production",)"
                          R"("scheduled_time":"2031-10-05T19:50:08.000Z"})");
    const QJsonObject body = copiedBody(ScheduleRequest(job, now).copyText({}));
    QCOMPARE(body["environment"_L1].toString(), u"production"_s);
    QCOMPARE(body["scheduled_time"_L1].toString(), u"2031-10-05T19:50:08.000Z"_s);
    for (const auto &key : {"task"_L1, "params"_L1, "scope"_L1, "noop"_L1, "schedule_options"_L1})
        QVERIFY2(isMark(body[key]), key.data());
    const Job deployment = jobOf(R"({"name":"2","type":"deploy","scope":{"nodes":["a"]},"environment":"",)"
                                 R"("noop":true,"scheduled_time":"2031-10-05T19:50:08Z"})");
    QVERIFY(isMark(copiedBody(ScheduleRequest(deployment, now).copyText({}))["enforce_environment"_L1]));
}

void ScheduleRequestTest::optionsOfADeploymentAreFilledIn()
{
    const Job job = jobOf(R"({"name":"2","type":"deploy","scope":{"node_group":"g"},"environment":"",)"
                          R"("noop":true,"scheduled_time":"2031-10-05T19:50:08Z","schedule_options":{},)"
                          R"("job_options":{"noop":false,"debug":true,"concurrency":12345678901234567890,)"
                          R"("filetimeout":null,"enforce_environment":false,"tags":["a"]}})");
    const QString text = ScheduleRequest(job, now).copyText({});
    const QJsonObject body = copiedBody(text);
    QCOMPARE(body["environment"_L1].toString(u"?"_s), QString());
    QCOMPARE(body["noop"_L1], QJsonValue(true)); // that of the job, not of its options
    QCOMPARE(body["debug"_L1], QJsonValue(true));
    QCOMPARE(body["enforce_environment"_L1], QJsonValue(false));
    QCOMPARE(body["tags"_L1], QJsonValue(QJsonArray{u"a"_s}));
    QVERIFY(text.contains("\"concurrency\": 12345678901234567890"_L1));
    QVERIFY(!body.contains("filetimeout"_L1));
    QVERIFY(!body.contains("schedule_options"_L1));
    QVERIFY(!body.contains("params"_L1));
    QVERIFY(!text.contains("MISSING"_L1));
}

void ScheduleRequestTest::environmentJobsAreCopiedWithoutSecrets()
{
    const QList<Job> jobs = jobsOf("environment_jobs_mixed.json");
    const QString text = ScheduleRequest(jobs[3], now).copyText({});
    const QJsonObject body = copiedBody(text);
    QVERIFY(text.startsWith("POST "_L1));
    QVERIFY(text.contains("/scheduled_jobs/environment_jobs\n"_L1));
    // A mark that was a value would become the secret.
    QVERIFY(isMark(body["input"_L1]["parameters"_L1]["token"_L1]));
    QVERIFY(isMark(body["schedule"_L1]["start_time"_L1]));
    QCOMPARE(body.size(), 6);
}

void ScheduleRequestTest::aCopyNamesTheServer()
{
    const ScheduleRequest request(jobOf(R"({"name":"1","type":"plan","plan":"p"})"), now);
    QVERIFY(request.copyText(u"https://pe.test:8143/orchestrator/v1"_s)
                .startsWith("POST https://pe.test:8143/orchestrator/v1/command/schedule_plan\n"
                            "Content-Type: application/json\n\n{\n"_L1));
    QVERIFY(request.copyText({}).startsWith("POST https://<orchestrator>:8143/"_L1));
}

void ScheduleRequestTest::exactlyOneJsonValueIsAValue_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("value");
    for (const char *value : {"5", "\"a\"", "null", "{\"a\": [1]}", "[]", "12345678901234567890"})
        QTest::newRow(value) << QString::fromLatin1(value) << QByteArray(value);
    QTest::newRow("blanks") << u" \n true\t"_s << "true"_ba;
    for (const char *text : {"", " ", "a", "1,2", "1],[2", "1]", "\"a", "{\"a\":}", "01", "1 2"})
        QTest::addRow("no value: %s", text) << QString::fromLatin1(text) << QByteArray();
    QTest::newRow("half a character") << u"\"\xD800\""_s << QByteArray();
}

void ScheduleRequestTest::exactlyOneJsonValueIsAValue()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, value);
    QCOMPARE(jsonValueOf(text).value_or(QByteArray()), value);
}

CALLBOARD_TEST_MAIN(ScheduleRequestTest, QCoreApplication)
#include "tst_schedulerequest.moc"
