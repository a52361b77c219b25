// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include "listrig.h"
#include "orchestratorsource.h"
#include "schedulerequest.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The demo orchestrator as a program, and a source that asks it.
class Demo
{
public:
    explicit Demo(const QString &generation)
    {
        m_process.start(QStringLiteral(CALLBOARD_DEMO),
                        {u"--generation"_s, generation, u"--jobs"_s, u"60"_s, u"--exit-with-stdin"_s});
        const bool isReady = m_process.waitForReadyRead(20'000);
        Connection connection;
        connection.base = QUrl(QString::fromLatin1(m_process.readLine()).trimmed() + u"/orchestrator/v1"_s);
        if (isReady)
            source =
                std::make_shared<OrchestratorSource>(connection, Dialect(Dialect::Generation::Environment));
    }
    ~Demo()
    {
        m_process.closeWriteChannel();
        m_process.waitForFinished(5000);
    }
    Q_DISABLE_COPY_MOVE(Demo)

    std::shared_ptr<OrchestratorSource> source; ///< null: it did not start

    QList<Job> jobs() const
    {
        QObject asker;
        std::optional<Result<JobPage>> got;
        QObject::connect(source->fetch({}, 0, 200, &asker), &PageReply::finished, &asker,
                         [&got](const Result<JobPage> &page) { got = page; });
        return until([&got] { return got.has_value(); }) && *got ? got->value().jobs : QList<Job>();
    }
    ScheduleAnswer schedule(const QByteArray &json) const
    {
        QObject asker;
        std::optional<ScheduleAnswer> got;
        QObject::connect(source->schedule(json, &asker), &ScheduleReply::finished, &asker,
                         [&got](const ScheduleAnswer &answer) { got = answer; });
        return until([&got] { return got.has_value(); }) ? *got : ScheduleAnswer();
    }
    static Job named(const QList<Job> &jobs, const QString &name)
    {
        const auto found =
            std::find_if(jobs.begin(), jobs.end(), [&](const Job &job) { return job.name().value == name; });
        return found == jobs.end() ? Job() : *found;
    }

private:
    QProcess m_process;
};

int highest(const QList<Job> &jobs)
{
    int number = 0;
    for (const Job &job : jobs)
        number = std::max(number, job.name().value.toInt());
    return number;
}

/// A body that the demo takes, with some keys replaced; null takes the key out.
QByteArray bodyWith(const QJsonObject &changes)
{
    QJsonObject body = QJsonDocument::fromJson(R"({
        "type": "task", "environment": "production", "description": "", "userdata": {},
        "schedule": {"start_time": "2090-01-01T00:00:00Z", "interval": null},
        "input": {"name": "echo", "parameters": {"message": {"value": "x"}}, "scope": {"nodes": ["a"]}}})")
                           .object();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        body[it.key()] = it.value().isNull() ? QJsonValue(QJsonValue::Undefined) : it.value();
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

} // namespace

/// Scheduling with the demo orchestrator.
class DemoSchedulingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyJobOfTheDemoCanBeScheduledAgain();
    void theNewJobIsListed();
    void numbersAreNotUsedTwice();
    void refusesWhatAServerRefuses_data();
    void refusesWhatAServerRefuses();
    void olderServersKnowNoneOfThis();

private:
    const std::unique_ptr<Demo> m_demo = std::make_unique<Demo>(u"2021.7"_s);
};

void DemoSchedulingTest::everyJobOfTheDemoCanBeScheduledAgain()
{
    QVERIFY(m_demo->source);
    const QList<Job> before = m_demo->jobs();
    QCOMPARE(before.size(), 60);
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    int number = highest(before);
    int scheduled = 0;
    for (const Job &job : before) {
        const ScheduleRequest request(job, now);
        QCOMPARE(request.whyNotSendable(), QString());
        // A deployment of an application is a thing of the past.
        if (job.scopeKind() == Scope::Kind::Application)
            continue;
        ScheduleValues values;
        values.startUtcMs = request.start().utcMs.value_or(now + 3'600'000);
        const QStringList sensitive = request.sensitiveParameters();
        for (const QString &name : sensitive)
            values.sensitive.insert(name, R"("secret")");
        const ScheduleAnswer answer = m_demo->schedule(request.json(values));
        QVERIFY2(!answer.error, qPrintable(answer.error ? answer.error->toText() : QString()));
        QCOMPARE(answer.name.toInt(), ++number);
        const Job made = Demo::named(m_demo->jobs(), answer.name);
        QVERIFY(!made.isNull());
        QCOMPARE(made.json()["input"_L1]["scope"_L1], job.json()["input"_L1]["scope"_L1]);
        QCOMPARE(made.parameters().value, job.parameters().value);
        QCOMPARE(made.sensitiveParameters(), sensitive);
        QCOMPARE(made.userData().value, job.userData().value);
        QCOMPARE(made.schedule().kind, job.schedule().kind);
        QCOMPARE(made.schedule().intervalSeconds, job.schedule().intervalSeconds);
        QCOMPARE(made.nextRun().value.utcMs.value_or(0) / 1000, *values.startUtcMs / 1000);
        QCOMPARE(made.ownerLabel(), u"Administrator"_s);
        QVERIFY(!made.raw().contains("secret\""));
        ++scheduled;
    }
    QVERIFY(scheduled > 50);
}

void DemoSchedulingTest::theNewJobIsListed()
{
    const ScheduleAnswer answer = m_demo->schedule(bodyWith(
        {{u"schedule"_s,
          QJsonObject{{u"start_time"_s, u"2090-01-01T01:00:00+01:00"_s},
                      {u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}}}}}}));
    QVERIFY(!answer.error);
    const QList<Job> jobs = m_demo->jobs();
    const Job made = Demo::named(jobs, answer.name);
    QCOMPARE(made.nextRun().value.text, u"2090-01-01T00:00:00Z"_s);
    QCOMPARE(made.scheduledTime().value.text, u"2090-01-01T01:00:00+01:00"_s);
    QCOMPARE(made.task().value, u"echo"_s);
    // In its place: by the time of its next run.
    const auto isLater = [](const Job &left, const Job &right) {
        constexpr qint64 Never = std::numeric_limits<qint64>::max();
        return left.nextRun().value.utcMs.value_or(Never) < right.nextRun().value.utcMs.value_or(Never);
    };
    QVERIFY(std::is_sorted(jobs.begin(), jobs.end(), isLater));
}

void DemoSchedulingTest::numbersAreNotUsedTwice()
{
    const ScheduleAnswer first = m_demo->schedule(bodyWith({}));
    QVERIFY(!first.error);
    QObject asker;
    bool isGone = false;
    connect(m_demo->source->remove(Demo::named(m_demo->jobs(), first.name), &asker), &RemovalReply::finished,
            &asker, [&isGone](const RemovalAnswer &answer) { isGone = !answer.error; });
    QTRY_VERIFY(isGone);
    const ScheduleAnswer second = m_demo->schedule(bodyWith({}));
    QCOMPARE(second.name.toInt(), first.name.toInt() + 1);
}

void DemoSchedulingTest::refusesWhatAServerRefuses_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    const auto row = [](const char *name, const QByteArray &body, int status, const char *kind) {
        QTest::newRow(name) << body << status << u"puppetlabs.orchestrator/"_s + QString::fromLatin1(kind);
    };
    const auto input = [](const char *json) {
        return bodyWith({{u"input"_s, QJsonDocument::fromJson(json).object()}});
    };
    const auto schedule = [](const char *json) {
        return bodyWith({{u"schedule"_s, QJsonDocument::fromJson(json).object()}});
    };
    for (const char *key : {"type", "input", "environment", "schedule", "description", "userdata"}) {
        const QString name = QString::fromLatin1(key);
        row(QByteArray("without " + QByteArray(key)).constData(), bodyWith({{name, QJsonValue::Null}}), 400,
            "validation-error");
        row(QByteArray("a number as " + QByteArray(key)).constData(), bodyWith({{name, 5}}), 400,
            "validation-error");
    }
    row("no JSON", "{", 400, "validation-error");
    row("another type", bodyWith({{u"type"_s, u"backup"_s}}), 400, "validation-error");
    row("no task", input(R"({"parameters":{},"scope":{"nodes":["a"]}})"), 400, "validation-error");
    row("flat parameters", input(R"({"name":"t","parameters":{"a":"b"},"scope":{"nodes":["a"]}})"), 400,
        "validation-error");
    row("no scope", input(R"({"name":"t","parameters":{}})"), 400, "validation-error");
    row("two scopes", input(R"({"name":"t","parameters":{},"scope":{"nodes":["a"],"node_group":"g"}})"), 400,
        "validation-error");
    row("no nodes", input(R"({"name":"t","parameters":{},"scope":{"nodes":[]}})"), 400, "empty-target");
    row("start in the past", schedule(R"({"start_time":"2018-10-05T19:50:08Z","interval":null})"), 400,
        "invalid-time");
    row("no start", schedule(R"({"interval":null})"), 400, "validation-error");
    row("no zone", schedule(R"({"start_time":"2090-10-05T19:50:08","interval":null})"), 400,
        "validation-error");
    row("no interval", schedule(R"({"start_time":"2090-10-05T19:50:08Z"})"), 400, "validation-error");
    row("another unit",
        schedule(R"({"start_time":"2090-10-05T19:50:08Z","interval":{"units":"days","value":1}})"), 400,
        "validation-error");
    row("no such environment", bodyWith({{u"environment"_s, u"moon"_s}}), 404, "unknown-environment");
    row("empty environment", bodyWith({{u"environment"_s, QString()}}), 400, "empty-environment");
}

void DemoSchedulingTest::refusesWhatAServerRefuses()
{
    QFETCH(QByteArray, body);
    const QList<Job> before = m_demo->jobs();
    const ScheduleAnswer answer = m_demo->schedule(body);
    QVERIFY(answer.error);
    QTEST(answer.httpStatus, "status");
    QTEST(answer.error->serverKind, "kind");
    QVERIFY(!answer.error->serverMessage.isEmpty());
    QCOMPARE(m_demo->jobs().size(), before.size());
}

void DemoSchedulingTest::olderServersKnowNoneOfThis()
{
    const Demo old(u"2019.8"_s);
    QVERIFY(old.source);
    const ScheduleAnswer answer = old.schedule(bodyWith({}));
    QVERIFY(answer.error);
    QCOMPARE(answer.httpStatus, 404);
}

CALLBOARD_TEST_MAIN(DemoSchedulingTest, QCoreApplication)
#include "tst_demoscheduling.moc"
