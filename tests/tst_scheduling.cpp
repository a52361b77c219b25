// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include "listrig.h"
#include "listserver.h"
#include "orchestratorsource.h"
#include "testca.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Ending = LoopbackAnswer::Ending;
using Kind = Error::Kind;

namespace {

constexpr auto Body = R"({"type":"plan","input":{"name":"p","parameters":{"n":{"value":9007199254740993}}}})";
constexpr auto Scheduled =
    R"({"scheduled_job":{"id":"https://elsewhere.test/scheduled_jobs/environment_jobs/12","name":"12"}})";
constexpr auto Path = "/orchestrator/v1/scheduled_jobs/environment_jobs";

Connection connectionTo(const LoopbackServer &server)
{
    Connection connection;
    connection.base = server.url("/orchestrator/v1");
    connection.token = "0VZZ6geJQK8zJGKxBdq1ct";
    connection.silenceTimeout = 10s;
    return connection;
}

std::shared_ptr<OrchestratorSource> source(const Connection &connection,
                                           Dialect::Generation generation = Dialect::Generation::Environment)
{
    return std::make_shared<OrchestratorSource>(connection, Dialect(generation));
}

/// Schedules, and waits for the answer.
std::optional<ScheduleAnswer> schedule(JobSource &source)
{
    QObject asker;
    std::optional<ScheduleAnswer> got;
    const ScheduleReply *reply = source.schedule(Body, &asker);
    QObject::connect(reply, &ScheduleReply::finished, &asker,
                     [&got](const ScheduleAnswer &answer) { got = answer; });
    const bool cameTooEarly = got.has_value();
    return until([&got] { return got.has_value(); }) && !cameTooEarly ? got : std::nullopt;
}

} // namespace

/// What a source does with a job to schedule, over real sockets.
class SchedulingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRequestIsAsDocumented();
    void anAnswerNamesTheNewJob_data();
    void anAnswerNamesTheNewJob();
    void aRefusalHasTheServersWords_data();
    void aRefusalHasTheServersWords();
    void whereNoAnswerCameNobodyKnows_data();
    void whereNoAnswerCameNobodyKnows();
    void whatWasNeverSentIsNotUnknown();
    void whatNobodyTrustsIsNotSent();
    void aLateAnswerIsAnAnswer();
    void whoLeavesHearsNothing();
    void aDroppedConnectionIsNotAskedAgain();
    void aReadOnlyConnectionSendsNothing();
    void theOldApiSchedulesNothing_data();
    void theOldApiSchedulesNothing();
    void aServerNotAskedYetSchedulesNothing();
    void aSavedResponseSchedulesNothing();
    void theTokenOfNowIsSent();
};

void SchedulingTest::theRequestIsAsDocumented()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(Scheduled); });
    Connection connection = connectionTo(server);
    connection.base = server.url("/behind/a%20proxy/orchestrator/v1");
    const auto live = source(connection);
    QCOMPARE(live->whyNotSchedulable(), QString());
    const auto answer = schedule(*live);
    QVERIFY(answer && !answer->error);
    QCOMPARE(server.requests().size(), 1);
    const LoopbackRequest request = server.requests().constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/behind/a%20proxy/orchestrator/v1/scheduled_jobs/environment_jobs"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
    QCOMPARE(request.header("X-Authentication"), connection.token);
    QCOMPARE(request.body, QByteArray(Body));
}

void SchedulingTest::anAnswerNamesTheNewJob_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("name");
    QTest::newRow("200") << 200 << QByteArray(Scheduled) << u"12"_s;
    QTest::newRow("202") << 202 << QByteArray(Scheduled) << u"12"_s;
    QTest::newRow("number") << 200 << R"({"scheduled_job":{"name":12}})"_ba << u"12"_s;
    QTest::newRow("as schedule_deploy has it")
        << 202 << R"({"job":{"id":"https://x/3","name":"3"}})"_ba << u"3"_s;
    QTest::newRow("swapped") << 200 << R"({"scheduled_job":{"name":"https://x/4","id":"4"}})"_ba << u"4"_s;
}

void SchedulingTest::anAnswerNamesTheNewJob()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(QString, name);
    LoopbackServer server;
    server.setHandler([=](const LoopbackRequest &) { return LoopbackAnswer::json(body, status); });
    const auto answer = schedule(*source(connectionTo(server)));
    QVERIFY(answer);
    QVERIFY2(!answer->error, qPrintable(answer->error ? answer->error->toText() : QString()));
    QCOMPARE(answer->httpStatus, status);
    QCOMPARE(answer->name, name);
    QVERIFY(!answer->isUnknown);
    QCOMPARE(server.requests().size(), 1);
}

void SchedulingTest::aRefusalHasTheServersWords_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("serverKind");
    const auto row = [](int status, const char *kind, Error::Kind error) {
        const QString name = QString::fromLatin1(kind);
        QTest::addRow("%d %s", status, kind)
            << ListServer::error(status, name, u"The words of the server."_s) << error << name;
    };
    row(400, "invalid-time", Kind::Rejected);
    row(400, "empty-target", Kind::Rejected);
    row(400, "empty-environment", Kind::Rejected);
    row(400, "query-error", Kind::Rejected);
    row(400, "puppetdb-error", Kind::Rejected);
    row(404, "unknown-environment", Kind::NotFound);
    row(403, "not-permitted", Kind::NotPermitted);
    row(401, "token-expired", Kind::NotAuthenticated);
    row(409, "conflict", Kind::Rejected);
    row(429, "slow-down", Kind::TooManyRequests);
    row(503, "not-yet", Kind::ServerFailure);
    QTest::newRow("405 and nothing") << LoopbackAnswer::empty(405) << Kind::Rejected << QString();
    QTest::newRow("redirect") << LoopbackAnswer::redirect(QUrl(u"http://127.0.0.1:9/"_s), 307)
                              << Kind::Redirected << QString();
}

void SchedulingTest::aRefusalHasTheServersWords()
{
    QFETCH(LoopbackAnswer, answer);
    QFETCH(QString, serverKind);
    LoopbackServer server;
    server.setHandler([=](const LoopbackRequest &) { return answer; });
    const auto got = schedule(*source(connectionTo(server)));
    QVERIFY(got && got->error);
    QCOMPARE(got->httpStatus, answer.status);
    QTEST(got->error->kind, "kind");
    QVERIFY(!got->isUnknown);
    QCOMPARE(got->name, QString());
    if (!serverKind.isEmpty()) {
        QVERIFY(got->error->serverKind.endsWith(serverKind));
        QVERIFY(got->error->toText().contains("The words of the server."_L1));
    }
    QCOMPARE(server.requests().size(), 1);
}

void SchedulingTest::whereNoAnswerCameNobodyKnows_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    const auto scheduled = LoopbackAnswer::json(Scheduled);
    QTest::newRow("dropped after the request") << LoopbackAnswer::drop() << Kind::ConnectionLost;
    QTest::newRow("reset after the request")
        << scheduled.withEnding(Ending::ResetBeforeAnswer) << Kind::ConnectionLost;
    QTest::newRow("broke off") << scheduled.withEnding(Ending::DropAfterHeaders) << Kind::ConnectionLost;
    QTest::newRow("silent") << LoopbackAnswer::stall() << Kind::TimedOut;
    QTest::newRow("200 and nothing") << LoopbackAnswer::empty(200) << Kind::Unexpected;
    QTest::newRow("204") << LoopbackAnswer::empty(204) << Kind::Unexpected;
    QTest::newRow("200 and a web page") << LoopbackAnswer::html("<html>Welcome</html>") << Kind::Unexpected;
    QTest::newRow("200 without a job") << LoopbackAnswer::json("{}") << Kind::Unexpected;
    QTest::newRow("200 without a name")
        << LoopbackAnswer::json(R"({"scheduled_job":{"id":null}})") << Kind::Unexpected;
    QTest::newRow("500") << ListServer::error(500, u"unknown-error"_s, u"Oops"_s) << Kind::ServerFailure;
    QTest::newRow("HTML 500") << LoopbackAnswer::html("<html>Oops</html>", 500) << Kind::ServerFailure;
    QTest::newRow("502") << LoopbackAnswer::html("<html>Bad Gateway</html>", 502) << Kind::ServerFailure;
    QTest::newRow("504") << LoopbackAnswer::html("<html>Timeout</html>", 504) << Kind::ServerFailure;
}

void SchedulingTest::whereNoAnswerCameNobodyKnows()
{
    QFETCH(LoopbackAnswer, answer);
    LoopbackServer server;
    server.setHandler([=](const LoopbackRequest &) { return answer; });
    Connection connection = connectionTo(server);
    if (answer.ending == Ending::Stall)
        connection.silenceTimeout = 200ms;
    const auto got = schedule(*source(connection));
    QVERIFY(got && got->error);
    QTEST(got->error->kind, "kind");
    QVERIFY(got->isUnknown);
    QVERIFY(got->name.isEmpty());
    QCOMPARE(server.requests().size(), 1);
}

void SchedulingTest::whatWasNeverSentIsNotUnknown()
{
    LoopbackServer server;
    const Connection connection = connectionTo(server);
    server.close();
    const auto got = schedule(*source(connection));
    QVERIFY(got && got->error);
    QCOMPARE(got->error->kind, Kind::Refused);
    QVERIFY(!got->isUnknown);
}

void SchedulingTest::whatNobodyTrustsIsNotSent()
{
    const TestCa ca;
    QVERIFY2(ca.isValid(), qPrintable(ca.errorString()));
    const LoopbackServer server(ca.server(TestCa::Leaf::Good));
    const auto got = schedule(*source(connectionTo(server)));
    QVERIFY(got && got->error);
    QVERIFY(!got->isUnknown);
    QCOMPARE(server.requests().size(), 0);
}

void SchedulingTest::aLateAnswerIsAnAnswer()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(Scheduled).withDelay(300); });
    const auto got = schedule(*source(connectionTo(server)));
    QVERIFY(got && !got->error);
    QCOMPARE(got->name, u"12"_s);
    QCOMPARE(server.requests().size(), 1);
}

void SchedulingTest::whoLeavesHearsNothing()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(Scheduled).withDelay(50); });
    const auto live = source(connectionTo(server));
    auto asker = std::make_unique<QObject>();
    bool heard = false;
    connect(live->schedule(Body, asker.get()), &ScheduleReply::finished, this, [&heard] { heard = true; });
    QTRY_COMPARE(server.requests().size(), 1);
    asker.reset();
    QTRY_COMPARE(server.openConnectionCount(), 0);
    QVERIFY(!heard);
}

// On a connection that was good before, Qt alone would send the request again.
void SchedulingTest::aDroppedConnectionIsNotAskedAgain()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &request) {
        if (request.method == "POST")
            return LoopbackAnswer::drop();
        return LoopbackAnswer::json(R"({"items": [], "pagination": {}})");
    });
    const auto live = source(connectionTo(server));
    QVERIFY(settle(live));
    const auto got = schedule(*live);
    QVERIFY(got && got->error && got->isUnknown);
    QVERIFY(settle(live)); // nothing came late
    QCOMPARE(server.requests("POST").size(), 1);
}

void SchedulingTest::aReadOnlyConnectionSendsNothing()
{
    const LoopbackServer server;
    Connection connection = connectionTo(server);
    connection.isReadOnly = true;
    const auto live = source(connection);
    QVERIFY(live->whyNotSchedulable().contains("read-only"_L1));
    const auto got = schedule(*live);
    QVERIFY(got && got->error);
    QVERIFY(!got->isUnknown);
    QVERIFY(got->error->toText().contains("read-only"_L1));
    QCOMPARE(server.connectionCount(), 0);
}

void SchedulingTest::theOldApiSchedulesNothing_data()
{
    QTest::addColumn<Dialect::Generation>("generation");
    QTest::newRow("sparse") << Dialect::Generation::Sparse;
    QTest::newRow("classic") << Dialect::Generation::Classic;
}

void SchedulingTest::theOldApiSchedulesNothing()
{
    QFETCH(Dialect::Generation, generation);
    const LoopbackServer server;
    const auto live = source(connectionTo(server), generation);
    QVERIFY(live->whyNotSchedulable().contains("parameters"_L1));
    QVERIFY(schedule(*live)->error);
    QCOMPARE(server.connectionCount(), 0);
}

void SchedulingTest::aServerNotAskedYetSchedulesNothing()
{
    const LoopbackServer server;
    OrchestratorSource live(connectionTo(server));
    QVERIFY(live.whyNotSchedulable().contains("Refresh"_L1));
    QVERIFY(schedule(live)->error);
    QCOMPARE(server.connectionCount(), 0);
}

void SchedulingTest::aSavedResponseSchedulesNothing()
{
    const auto saved = snapshotOf({R"({"name":"1"})"_ba});
    QVERIFY(!saved->whyNotSchedulable().isEmpty());
    const auto got = schedule(*saved);
    QVERIFY(got && got->error && !got->isUnknown);
}

void SchedulingTest::theTokenOfNowIsSent()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(Scheduled); });
    const auto live = source(connectionTo(server));
    live->setToken("new");
    QVERIFY(schedule(*live));
    QCOMPARE(server.requests().constLast().header("X-Authentication"), "new"_ba);
    QCOMPARE(server.requests().constLast().target, QByteArray(Path));
}

CALLBOARD_TEST_MAIN(SchedulingTest, QCoreApplication)
#include "tst_scheduling.moc"
