// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "loopbackserver.h"
#include "orchestratorsource.h"
#include "testca.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QSemaphore>
#include <QTestEventLoop>
#include <QThreadPool>

#include <algorithm>
#include <array>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Ending = LoopbackAnswer::Ending;

namespace {

constexpr auto Token = "0VZZ6geJQK8zJGKxBdq1ct";
constexpr auto OneJob =
    R"({"items": [{"name": "1"}], "pagination": {"limit": 100, "offset": 0, "total": 1}})";

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.base = orchestratorBase(QString::fromLatin1(url.toEncoded())).value();
    connection.token = Token;
    connection.silenceTimeout = 10s;
    connection.wholeTimeout = 20s;
    return connection;
}

Job jobNamed(const QString &name)
{
    const QByteArray record = "{\"name\": \"" + name.toUtf8() + "\"}";
    return Job(record);
}

QByteArray errorBody(const QByteArray &kind, const QByteArray &message, const QByteArray &rest = {})
{
    return "{\"kind\": \"" + kind + "\", \"msg\": \"" + message + '"' + rest + '}';
}

// Somebody who asks a source, and what is answered.
class Asker : public QObject
{
public:
    void fetch(OrchestratorSource &source, const JobQuery &query = {}, qint64 offset = 0, int limit = 100)
    {
        PageReply *reply = source.fetch(query, offset, limit, this);
        connect(reply, &PageReply::finished, this, [this](const Result<JobPage> &page) {
            pages.append(page);
            m_loop.exitLoop();
        });
    }
    void remove(OrchestratorSource &source, const QString &name)
    {
        RemovalReply *reply = source.remove(jobNamed(name), this);
        connect(reply, &RemovalReply::finished, this, [this](const RemovalAnswer &answer) {
            removals.append(answer);
            m_loop.exitLoop();
        });
    }
    // Waits for that many answers in all.
    bool isAnswered(qsizetype times = 1)
    {
        while (pages.size() + removals.size() < times && !m_loop.timeout())
            m_loop.enterLoopMSecs(30'000);
        return pages.size() + removals.size() == times;
    }

    QList<Result<JobPage>> pages;
    QList<RemovalAnswer> removals;

private:
    QTestEventLoop m_loop;
};

// A server that answers every request alike, and a source that asks it.
struct Scene
{
    explicit Scene(const LoopbackAnswer &answer) : Scene([answer](const LoopbackRequest &) { return answer; })
    {
    }
    explicit Scene(LoopbackServer::Handler handler, std::chrono::milliseconds silence = 10s,
                   std::chrono::milliseconds whole = 20s)
    {
        server.setHandler(std::move(handler));
        Connection connection = connectionTo(server.url());
        connection.silenceTimeout = silence;
        connection.wholeTimeout = whole;
        source = std::make_unique<OrchestratorSource>(connection, Dialect(Dialect::Generation::Classic));
    }

    qsizetype count(const QByteArray &method) const { return server.requests(method).size(); }

    LoopbackServer server;
    std::unique_ptr<OrchestratorSource> source;
};

// Answers the n-th request with the n-th answer, and all further ones with the last.
LoopbackServer::Handler inTurn(const QList<LoopbackAnswer> &answers)
{
    return [answers, next = std::make_shared<qsizetype>(0)](const LoopbackRequest &) {
        return answers.at(std::min((*next)++, answers.size() - 1));
    };
}

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

} // namespace

class OrchestratorSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void listRequestIsAsDocumented_data();
    void listRequestIsAsDocumented();
    void tokenIsSentOnlyIfThereIsOne();
    void noCookiesAreKept();
    void answerBecomesAPage();
    void answersGoToWhoAsked();
    void saysWhatItIs();
    void errorAnswerIsSaid_data();
    void errorAnswerIsSaid();
    void uselessSuccessIsSaid_data();
    void uselessSuccessIsSaid();
    void refusedConnectionIsSaid();
    void unknownHostIsSaid();
    void stallTimesOut();
    void trickleBeyondTheWholeTimeTimesOut();
    void slowAnswerIsWaitedFor();
    void aTokenThatTheServerRepeatsIsNotSaid();
    void passingTroubleIsTriedThreeTimes_data();
    void passingTroubleIsTriedThreeTimes();
    void secondTrySucceeds_data();
    void secondTrySucceeds();
    void pauseThatIsTooLongIsNotWaitedFor();
    void redirectInsideTheOriginIsFollowed_data();
    void redirectInsideTheOriginIsFollowed();
    void redirectToAnotherOriginIsRefused_data();
    void redirectToAnotherOriginIsRefused();
    void redirectsInACircleEnd();
    void removalRequestIsAsDocumented_data();
    void removalRequestIsAsDocumented();
    void removalGoesOutExactlyOnce_data();
    void removalGoesOutExactlyOnce();
    void unremovableJobs_data();
    void unremovableJobs();
    void askerLeavesAtOnce();
    void askerLeavesWhileWaiting();
    void askerLeavesBetweenTwoTries();
    void askerLeavesDuringTheBody();
    void askerLeavesDuringTheParse();
    void askerLeavesWhenAnswered_data();
    void askerLeavesWhenAnswered();
    void askerLeavesAfterARemoval();
    void sourceGoesFirst_data();
    void sourceGoesFirst();
    void sourceGoesBetweenTwoTries();
    void serverWithItsCertificateIsTrusted();
    void plainServerForTlsIsRefused();
    void tlsServerForPlainHttpIsSaid();
};

void OrchestratorSourceTest::listRequestIsAsDocumented_data()
{
    QTest::addColumn<QByteArray>("typed");
    QTest::addColumn<JobQuery>("query");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("target");

    QTest::newRow("first page") << ""_ba << JobQuery() << qint64{0} << 100
                                << "/orchestrator/v1/scheduled_jobs?limit=100&offset=0"_ba;
    QTest::newRow("with a slash") << "/"_ba << JobQuery() << qint64{0} << 100
                                  << "/orchestrator/v1/scheduled_jobs?limit=100&offset=0"_ba;
    QTest::newRow("with the path") << "/orchestrator/v1"_ba << JobQuery() << qint64{0} << 100
                                   << "/orchestrator/v1/scheduled_jobs?limit=100&offset=0"_ba;
    QTest::newRow("behind a prefix") << "/pe%20one/"_ba << JobQuery() << qint64{0} << 100
                                     << "/pe%20one/orchestrator/v1/scheduled_jobs?limit=100&offset=0"_ba;
    QTest::newRow("everything") << ""_ba << JobQuery{u"plan"_s, Column::NextRun, Qt::DescendingOrder}
                                << qint64{2000} << 1000
                                << "/orchestrator/v1/scheduled_jobs?limit=1000&offset=2000"
                                   "&order_by=next_run&order=desc&type=plan"_ba;
}

void OrchestratorSourceTest::listRequestIsAsDocumented()
{
    QFETCH(const QByteArray, typed);
    QFETCH(const JobQuery, query);
    QFETCH(const qint64, offset);
    QFETCH(const int, limit);
    const Scene scene(LoopbackAnswer::json(OneJob));
    OrchestratorSource source(connectionTo(scene.server.url(typed)), Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source, query, offset, limit);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());

    QCOMPARE(scene.server.requests().size(), 1);
    const LoopbackRequest request = scene.server.requests().constFirst();
    QCOMPARE(request.method, "GET");
    QTEST(request.target, "target");
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("X-Authentication"), Token);
    QVERIFY(request.header("User-Agent").startsWith("Callboard/"));
    QVERIFY(request.body.isEmpty());
    QCOMPARE(request.raw.count(Token), 1);
}

void OrchestratorSourceTest::tokenIsSentOnlyIfThereIsOne()
{
    const Scene scene(LoopbackAnswer::json(OneJob));
    Connection connection = connectionTo(scene.server.url());
    connection.token.clear();
    OrchestratorSource source(connection, Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source);
    asker.remove(source, u"7"_s);
    QVERIFY(asker.isAnswered(2));
    QCOMPARE(scene.server.requests().size(), 2);
    for (const LoopbackRequest &request : scene.server.requests())
        QVERIFY(!request.hasHeader("X-Authentication"));
}

void OrchestratorSourceTest::noCookiesAreKept()
{
    const Scene scene(LoopbackAnswer::json(OneJob).withHeader("Set-Cookie", "session=1; Path=/"));
    Asker asker;
    for (int i = 1; i <= 2; ++i) {
        asker.fetch(*scene.source);
        QVERIFY(asker.isAnswered(i));
    }
    QCOMPARE(scene.server.requests().size(), 2);
    QVERIFY(!scene.server.requests().constLast().hasHeader("Cookie"));
}

void OrchestratorSourceTest::answerBecomesAPage()
{
    const Scene scene(LoopbackAnswer::json(OneJob));
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.pages.isEmpty());
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    const JobPage page = asker.pages.constFirst().value();
    QCOMPARE(page.jobs.size(), 1);
    QCOMPARE(page.jobs.constFirst().name().value, u"1"_s);
    QCOMPARE(page.total.value, 1);
    QCOMPARE(page.bytes, QByteArray(OneJob));
}

void OrchestratorSourceTest::answersGoToWhoAsked()
{
    const Scene scene([](const LoopbackRequest &request) {
        const QByteArray offset = request.query().queryItemValue(u"offset"_s).toLatin1();
        return LoopbackAnswer::json(R"({"items": [{"name": ")" + offset + "\"}]}")
            .withDelay(offset == "0" ? 100 : 0);
    });
    std::array<Asker, 5> askers;
    for (std::size_t i = 0; i < askers.size(); ++i)
        askers.at(i).fetch(*scene.source, {}, qint64(i));
    for (std::size_t i = 0; i < askers.size(); ++i) {
        QVERIFY(askers.at(i).isAnswered());
        QVERIFY(askers.at(i).pages.constFirst());
        QCOMPARE(askers.at(i).pages.constFirst().value().jobs.constFirst().name().value, QString::number(i));
    }
}

void OrchestratorSourceTest::saysWhatItIs()
{
    const OrchestratorSource source(connectionTo(QUrl(u"https://pe.example.com:8143"_s)),
                                    Dialect(Dialect::Generation::Classic));
    QCOMPARE(source.label(), u"pe.example.com:8143"_s);
    QCOMPARE(source.location(), u"https://pe.example.com:8143/orchestrator/v1"_s);
    QVERIFY(source.isLive());
    QVERIFY(!source.asOf());
    for (const ColumnSpec &spec : columnSpecs()) {
        const bool isSorted = spec.column == Column::NextRun || spec.column == Column::ScheduledTime ||
                              spec.column == Column::Name;
        QVERIFY2(source.sortsBy(spec.column) == isSorted, spec.title);
    }
}

void OrchestratorSourceTest::errorAnswerIsSaid_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("whatHappened"); // after the name of the server
    QTest::addColumn<QString>("serverWords");
    QTest::addColumn<QString>("nextStep"); // its beginning

    using Kind = Error::Kind;
    const auto add = [](const char *what, const LoopbackAnswer &answer, Kind kind, const QString &happened,
                        const QString &words, const QString &nextStep) {
        QTest::newRow(what) << answer << kind << happened << words << nextStep;
    };
    const auto json = [](int status, const QByteArray &kind, const QByteArray &message,
                         const QByteArray &rest = {}) {
        return LoopbackAnswer::json(errorBody(kind, message, rest), status);
    };
    const auto page = [](int status) {
        return LoopbackAnswer::html("\n<html><body>nginx</body></html>", status);
    };
    const auto none = [](int status) {
        return LoopbackAnswer::empty(status);
    };

    const QString rejected = u"answered with HTTP status 400: the request was not understood."_s;
    const QString refreshStep = u"Refresh the list"_s;
    const QByteArray validation = "puppetlabs.orchestrator/validation-error";
    add("400 with details in words",
        json(400, validation, "limit is no integer", R"(, "details": "limit=x")"), Kind::Rejected, rejected,
        u"limit is no integer — limit=x"_s, refreshStep);
    add("400 with details as an object", json(400, validation, "bad", R"(, "details": {"limit": [1, "x"]})"),
        Kind::Rejected, rejected, uR"(bad — {"limit":[1,"x"]})"_s, refreshStep);
    add("400 with details as a list", json(400, validation, "bad", R"(, "details": ["limit", 2])"),
        Kind::Rejected, rejected, uR"(bad — ["limit",2])"_s, refreshStep);
    add("400 with null details", json(400, validation, "bad", R"(, "details": null)"), Kind::Rejected,
        rejected, u"bad"_s, refreshStep);
    add("400 without details", json(400, validation, "limit is no integer"), Kind::Rejected, rejected,
        u"limit is no integer"_s, refreshStep);
    add("400 with a kind only",
        LoopbackAnswer::json(R"({"kind": "puppetlabs.validators/validation-error"})", 400), Kind::Rejected,
        rejected, u"puppetlabs.validators/validation-error"_s, refreshStep);
    add("400 with markup in its words", json(400, validation, "<b>bad</b>"), Kind::Rejected, rejected,
        u"<b>bad</b>"_s, refreshStep);
    add("400 with odd types", LoopbackAnswer::json(R"({"kind": 7, "msg": ["x"], "details": {}})", 400),
        Kind::Rejected, rejected, {}, refreshStep);
    add("400 that is no object", LoopbackAnswer::json("[]", 400), Kind::Rejected, rejected, {}, refreshStep);
    add("400 empty", none(400), Kind::Rejected, rejected, {}, refreshStep);

    const QString unauthenticated = u"does not accept the token (HTTP status 401)."_s;
    const QString tokenStep = u"Get a new token"_s;
    add("401 expired", json(401, "puppetlabs.rbac/token-expired", "The provided token has expired."),
        Kind::NotAuthenticated, unauthenticated, u"The provided token has expired."_s, tokenStep);
    add("401 revoked", json(401, "puppetlabs.rbac/token-revoked", "revoked", R"(, "details": null)"),
        Kind::NotAuthenticated, unauthenticated, u"revoked"_s, tokenStep);
    add("401 user revoked", json(401, "puppetlabs.rbac/user-revoked", "revoked"), Kind::NotAuthenticated,
        unauthenticated, u"revoked"_s, tokenStep);
    add("401 without a token",
        json(401, "puppetlabs.rbac/user-unauthenticated", "Route requires authentication"),
        Kind::NotAuthenticated, unauthenticated, u"Route requires authentication"_s, tokenStep);
    add("401 of another kind", json(401, "invalid-token", "invalid"), Kind::NotAuthenticated, unauthenticated,
        u"invalid"_s, tokenStep);
    add("401 as a page", page(401), Kind::NotAuthenticated, unauthenticated, {}, tokenStep);
    add("401 empty", none(401), Kind::NotAuthenticated, unauthenticated, {}, tokenStep);
    add("401 that asks for a password", page(401).withHeader("WWW-Authenticate", "Basic realm=\"proxy\""),
        Kind::NotAuthenticated, unauthenticated, {}, tokenStep);

    const QString forbidden = u"does not permit this (HTTP status 403)."_s;
    const QString tokenOf403 = u"does not accept the token (HTTP status 403)."_s;
    const QString permissionStep = u"Ask an administrator"_s;
    add("403 not permitted", json(403, "puppetlabs.orchestrator/not-permitted", "Not authorized to list"),
        Kind::NotPermitted, forbidden, u"Not authorized to list"_s, permissionStep);
    add("403 permission denied", json(403, "permission-denied", "denied", R"(, "details": {})"),
        Kind::NotPermitted, forbidden, u"denied — {}"_s, permissionStep);
    add("403 token revoked", json(403, "puppetlabs.rbac/token-revoked", "revoked"), Kind::NotAuthenticated,
        tokenOf403, u"revoked"_s, tokenStep);
    add("403 token expired", json(403, "puppetlabs.rbac/token-expired", "expired"), Kind::NotAuthenticated,
        tokenOf403, u"expired"_s, tokenStep);
    add("403 token timed out", json(403, "puppetlabs.rbac/token-timed-out", "idle"), Kind::NotAuthenticated,
        tokenOf403, u"idle"_s, tokenStep);
    add("403 bare user-unauthenticated", json(403, "user-unauthenticated", "who?"), Kind::NotAuthenticated,
        tokenOf403, u"who?"_s, tokenStep);
    add("403 bare user-revoked", json(403, "user-revoked", "gone"), Kind::NotAuthenticated, tokenOf403,
        u"gone"_s, tokenStep);
    add("403 as a page", page(403), Kind::NotPermitted, forbidden, {}, permissionStep);
    add("403 empty", none(403), Kind::NotPermitted, forbidden, {}, permissionStep);
    add("400 invalid token", json(400, "puppetlabs.rbac/invalid-token", "no token"), Kind::NotAuthenticated,
        u"does not accept the token (HTTP status 400)."_s, u"no token"_s, tokenStep);

    const QString notFound = u"has nothing at this address (HTTP status 404)."_s;
    const QString urlStep = u"Check the URL"_s;
    add("404 in words", json(404, "puppetlabs.orchestrator/unknown-job", "no such job"), Kind::NotFound,
        notFound, u"no such job"_s, urlStep);
    add("404 as a page", page(404), Kind::NotFound, notFound, {}, urlStep);
    add("404 empty", none(404), Kind::NotFound, notFound, {}, urlStep);

    const QString tooMany = u"asks for fewer requests (HTTP status 429)."_s;
    add("429 with seconds", none(429).withHeader("Retry-After", "7"), Kind::TooManyRequests, tooMany, {},
        u"Try again in 7 second"_s);
    add("429 with a date gone by", none(429).withHeader("Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"),
        Kind::TooManyRequests, tooMany, {}, u"Wait a little"_s);
    add("429 with a date far off", none(429).withHeader("Retry-After", "Tue, 21 Oct 2098 07:28:00 GMT"),
        Kind::TooManyRequests, tooMany, {}, u"Try again in 86400 second"_s);
    add("429 with nonsense", none(429).withHeader("Retry-After", "-7"), Kind::TooManyRequests, tooMany, {},
        u"Wait a little"_s);
    add("429 as a page", page(429), Kind::TooManyRequests, tooMany, {}, u"Wait a little"_s);

    add("405 empty", none(405), Kind::Rejected,
        u"answered with HTTP status 405: this address does not take such requests."_s, {}, refreshStep);
    add("418 empty", none(418), Kind::Rejected,
        u"answered with HTTP status 418: the server refused the request."_s, {}, refreshStep);

    const QString failed = u"answered with HTTP status 500: the server had an internal error."_s;
    const QString laterStep = u"Try again later"_s;
    add("500 in words", json(500, "puppetlabs.orchestrator/unknown-error", "BadPaddingException"),
        Kind::ServerFailure, failed, u"BadPaddingException"_s, laterStep);
    add("500 as a page", page(500), Kind::ServerFailure,
        u"answered with HTTP status 500: the server had an internal error (it sent a web page instead of an "
        u"answer of the "
        "orchestrator)."_s,
        {}, laterStep);
    add("500 as text", LoopbackAnswer::html("Internal error", 500), Kind::ServerFailure, failed, {},
        laterStep);
    add("500 empty", none(500), Kind::ServerFailure, failed, {}, laterStep);
    add("501 empty", none(501), Kind::ServerFailure,
        u"answered with HTTP status 501: the server does not know this kind of request."_s, {}, laterStep);
    add("520 empty", none(520), Kind::ServerFailure, u"answered with HTTP status 520: the server failed."_s,
        {}, laterStep);
    add("302 to nowhere", none(302), Kind::Unexpected, u"answered with HTTP status 302."_s, {},
        u"Check that the address"_s);
}

void OrchestratorSourceTest::errorAnswerIsSaid()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const QString, whatHappened);
    QFETCH(const QString, nextStep);
    const Scene scene(answer);
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QTEST(error.kind, "kind");
    QCOMPARE(error.httpStatus, answer.status);
    QCOMPARE(error.whatHappened(), scene.source->label() + u' ' + whatHappened);
    QTEST(error.serverWords(), "serverWords");
    QVERIFY2(error.nextStep().startsWith(nextStep), qPrintable(error.nextStep()));
    QVERIFY(error.toText().contains(error.serverWords()));
    QVERIFY(!error.toText().contains(QLatin1StringView(Token)));
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::uselessSuccessIsSaid_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("what");

    using Kind = Error::Kind;
    const QString noJson = u"The answer of %1 is not valid JSON: "_s;
    const QString noList = u"The answer of %1 holds no list of scheduled jobs: "_s;
    const QString webPage =
        u"%1 answered with HTTP status 200: it sent a web page instead of an answer of the orchestrator."_s;
    QTest::newRow("web page") << LoopbackAnswer::html("<html><form>Login</form></html>") << Kind::Unexpected
                              << webPage;
    QTest::newRow("no value") << LoopbackAnswer::json("Login") << Kind::Syntax
                              << noJson + u"line 1, column 1: there is no valid value here."_s;
    QTest::newRow("cut off") << LoopbackAnswer::json(R"({"items": [)") << Kind::Syntax
                             << noJson + u"line 1, column 12: it ends before everything in it is closed."_s;
    QTest::newRow("trailing comma") << LoopbackAnswer::json("{\"items\": [\n5,]}") << Kind::Syntax
                                    << noJson + u"line 2, column 3: a value is missing here."_s;
    QTest::newRow("empty") << LoopbackAnswer::empty(200) << Kind::Unexpected
                           << u"%1 answered with HTTP status 200: it sent an empty answer."_s;
    QTest::newRow("no content") << LoopbackAnswer::empty(204) << Kind::Unexpected
                                << u"%1 answered with HTTP status 204: it sent an empty answer."_s;
    QTest::newRow("another object") << LoopbackAnswer::json(R"({"collections": []})") << Kind::Shape
                                    << noList + u"line 1, column 1: there is no \"items\" in it."_s;
    QTest::newRow("bare array") << LoopbackAnswer::json(R"([{"name": "1"}])") << Kind::Shape
                                << noList + u"line 1, column 1: it is no JSON object."_s;
    QTest::newRow("items null") << LoopbackAnswer::json(R"({"items": null})") << Kind::Shape
                                << noList + u"line 1, column 11: its \"items\" is no array."_s;
}

void OrchestratorSourceTest::uselessSuccessIsSaid()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const QString, what);
    const Scene scene(answer);
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QTEST(error.kind, "kind");
    QCOMPARE(error.httpStatus, answer.status);
    QCOMPARE(error.whatHappened(), what.arg(scene.source->label()));
    QCOMPARE(error.nextStep(), u"Check that the address is that of the orchestrator, then try again."_s);
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::refusedConnectionIsSaid()
{
    Scene scene(LoopbackAnswer::json(OneJob));
    scene.server.close();
    Asker asker;
    asker.fetch(*scene.source);
    asker.remove(*scene.source, u"7"_s);
    QVERIFY(asker.pages.isEmpty() && asker.removals.isEmpty());
    QVERIFY(asker.isAnswered(2));
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::Refused);
    QCOMPARE(error.httpStatus, 0);
    QVERIFY2(error.whatHappened().startsWith(scene.source->label()), qPrintable(error.whatHappened()));
    QVERIFY(error.nextStep().contains("port"_L1));
    QVERIFY(asker.removals.constFirst().error);
    QCOMPARE(asker.removals.constFirst().error->kind, Error::Kind::Refused);
}

void OrchestratorSourceTest::unknownHostIsSaid()
{
    OrchestratorSource source(connectionTo(QUrl(u"https://nonexistent.invalid:8143"_s)),
                              Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::UnknownHost);
    QVERIFY(error.whatHappened().contains("nonexistent.invalid"_L1));
    QVERIFY(!error.nextStep().isEmpty());
}

void OrchestratorSourceTest::stallTimesOut()
{
    const Scene scene([](const LoopbackRequest &) { return LoopbackAnswer::stall(); }, 500ms, 60s);
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().error().kind, Error::Kind::TimedOut);
    QVERIFY(!asker.pages.constFirst().error().nextStep().isEmpty());
    QTRY_COMPARE(scene.server.openConnectionCount(), 0);
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::trickleBeyondTheWholeTimeTimesOut()
{
    LoopbackAnswer answer =
        LoopbackAnswer::json(QByteArray(100'000, ' ') + OneJob).withEnding(Ending::Trickle);
    answer.trickleMs = 10;
    const Scene scene([answer](const LoopbackRequest &) { return answer; }, 5s, 1s);
    Asker asker;
    asker.fetch(*scene.source);
    asker.remove(*scene.source, u"7"_s);
    QVERIFY(asker.isAnswered(2));
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().error().kind, Error::Kind::TimedOut);
    QVERIFY(asker.removals.constFirst().error);
    QCOMPARE(asker.removals.constFirst().error->kind, Error::Kind::TimedOut);
    QCOMPARE(scene.count("GET"), 1);
    QCOMPARE(scene.count("DELETE"), 1);
}

void OrchestratorSourceTest::slowAnswerIsWaitedFor()
{
    LoopbackAnswer answer = LoopbackAnswer::json(OneJob).withEnding(Ending::Trickle);
    answer.trickleMs = 10;
    const Scene scene([answer](const LoopbackRequest &) { return answer; }, 500ms, 20s);
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().value().jobs.size(), 1);
}

// Errors are shown, copied and photographed.
void OrchestratorSourceTest::aTokenThatTheServerRepeatsIsNotSaid()
{
    const QByteArray token = Token;
    const Scene scene(LoopbackAnswer::json(R"({"kind": "x/)" + token + R"(", "msg": "bad token )" + token +
                                               R"(", "details": {"token": ")" + token + R"("}})",
                                           400));
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(scene.server.requests().constFirst().header("X-Authentication"), token);
    const QString text = asker.pages.constFirst().error().toText();
    QVERIFY2(!text.contains(QString::fromLatin1(token)), qPrintable(text));
    QVERIFY2(text.contains(u"bad token …"_s), qPrintable(text));
}

void OrchestratorSourceTest::passingTroubleIsTriedThreeTimes_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("whatHappened");

    using Kind = Error::Kind;
    const QString broke = u"The connection to %1 broke before the answer was complete."_s;
    QTest::newRow("drop before the answer") << LoopbackAnswer::drop() << Kind::ConnectionLost << broke;
    QTest::newRow("reset before the answer")
        << LoopbackAnswer().withEnding(Ending::ResetBeforeAnswer) << Kind::ConnectionLost << broke;
    QTest::newRow("half an answer") << LoopbackAnswer::json(OneJob).withEnding(Ending::DropAfterHeaders)
                                    << Kind::ConnectionLost << broke;
    QTest::newRow("502 as a page")
        << LoopbackAnswer::html("<html>nginx</html>", 502) << Kind::ServerFailure
        << u"%1 answered with HTTP status 502: a gateway got no proper answer from the "
           "orchestrator (it sent a web page instead of an answer of the orchestrator)."_s;
    QTest::newRow("503 in words")
        << LoopbackAnswer::json(errorBody("x/unavailable", "starting"), 503) << Kind::ServerFailure
        << u"%1 answered with HTTP status 503: the service is not available at the moment."_s;
    QTest::newRow("504 empty")
        << LoopbackAnswer::empty(504).withEnding(Ending::Close) << Kind::ServerFailure
        << u"%1 answered with HTTP status 504: a gateway waited too long for the orchestrator."_s;
}

void OrchestratorSourceTest::passingTroubleIsTriedThreeTimes()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const QString, whatHappened);
    const Scene scene(answer);
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QTEST(asker.pages.constFirst().error().kind, "kind");
    QCOMPARE(asker.pages.constFirst().error().whatHappened(), whatHappened.arg(scene.source->label()));
    QCOMPARE(scene.count("GET"), 3);
    QCOMPARE(scene.server.requests().at(0).raw, scene.server.requests().at(2).raw);
}

void OrchestratorSourceTest::secondTrySucceeds_data()
{
    QTest::addColumn<LoopbackAnswer>("first");

    QTest::newRow("after a drop") << LoopbackAnswer::drop();
    QTest::newRow("after half an answer")
        << LoopbackAnswer::json(OneJob).withEnding(Ending::DropAfterHeaders);
    QTest::newRow("after a 503") << LoopbackAnswer::empty(503);
    QTest::newRow("after a 503 with a short pause")
        << LoopbackAnswer::empty(503).withHeader("Retry-After", "0");
}

void OrchestratorSourceTest::secondTrySucceeds()
{
    QFETCH(const LoopbackAnswer, first);
    const Scene scene(inTurn({first, LoopbackAnswer::json(OneJob)}));
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().value().jobs.size(), 1);
    QCOMPARE(scene.server.requests().size(), 2);
}

void OrchestratorSourceTest::pauseThatIsTooLongIsNotWaitedFor()
{
    const Scene scene(LoopbackAnswer::empty(503).withHeader("Retry-After", "120"));
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::ServerFailure);
    QCOMPARE(error.retryAfterSeconds, std::optional(120));
    QVERIFY2(error.nextStep().startsWith("Try again in 120 second"_L1), qPrintable(error.nextStep()));
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::redirectInsideTheOriginIsFollowed_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("location"); // %1 is the origin

    for (const int status : {301, 302, 303, 307, 308})
        QTest::addRow("%d", status) << status << "%1/elsewhere?limit=1"_ba;
    QTest::newRow("without a host") << 302 << "/elsewhere?limit=1"_ba;
    QTest::newRow("without a scheme") << 302 << "//%2/elsewhere?limit=1"_ba;
    QTest::newRow("from where it is") << 302 << "../../elsewhere?limit=1"_ba;
}

void OrchestratorSourceTest::redirectInsideTheOriginIsFollowed()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, location);
    const Scene scene([status, location](const LoopbackRequest &request) {
        if (request.target == "/elsewhere?limit=1")
            return LoopbackAnswer::json(OneJob);
        const QByteArray authority = request.header("Host");
        const QByteArray there =
            QByteArray(location).replace("%1", "http://" + authority).replace("%2", authority);
        return LoopbackAnswer::empty(status).withHeader("Location", there);
    });
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    QCOMPARE(scene.count("GET"), 2);
    QCOMPARE(scene.server.requests().constLast().header("X-Authentication"), Token);
}

void OrchestratorSourceTest::redirectToAnotherOriginIsRefused_data()
{
    QTest::addColumn<QByteArray>("location"); // %1 is another server, %2 the port of this one
    QTest::addColumn<int>("status");

    QTest::newRow("another port") << "%1/orchestrator/v1/scheduled_jobs"_ba << 302;
    QTest::newRow("another port, method kept") << "%1/orchestrator/v1/scheduled_jobs"_ba << 307;
    QTest::newRow("another port, for good") << "%1/"_ba << 308;
    QTest::newRow("another name of the same machine") << "http://localhost:%2/"_ba << 302;
    QTest::newRow("another scheme") << "https://127.0.0.1:%2/"_ba << 301;
    QTest::newRow("no HTTP at all") << "file:///etc/passwd"_ba << 302;
    QTest::newRow("another host without a scheme") << "//localhost:%2/"_ba << 302;
    QTest::newRow("this origin as a user name") << "http://127.0.0.1:%2@localhost/"_ba << 302;
}

void OrchestratorSourceTest::redirectToAnotherOriginIsRefused()
{
    QFETCH(const QByteArray, location);
    QFETCH(const int, status);
    LoopbackServer other;
    other.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(OneJob); });
    const Scene scene([&other, location, status](const LoopbackRequest &request) {
        const QByteArray port = QByteArray::number(request.url().port());
        const QByteArray there =
            QByteArray(location).replace("%1", other.url().toEncoded()).replace("%2", port);
        return LoopbackAnswer::empty(status).withHeader("Location", there + "?secret=1");
    });
    Asker asker;
    asker.fetch(*scene.source);
    asker.remove(*scene.source, u"7"_s);
    QVERIFY(asker.isAnswered(2));
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::Redirected);
    QCOMPARE(error.httpStatus, status);
    QVERIFY2(error.whatHappened().startsWith(scene.source->label()), qPrintable(error.whatHappened()));
    QVERIFY(!error.toText().contains("secret"_L1));
    QVERIFY(error.nextStep().contains("token"_L1));
    QVERIFY(asker.removals.constFirst().error);
    QCOMPARE(asker.removals.constFirst().error->kind, Error::Kind::Redirected);
    QCOMPARE(scene.count("GET"), 1);
    QCOMPARE(scene.count("DELETE"), 1);
    QCOMPARE(other.connectionCount(), 0);
}

void OrchestratorSourceTest::redirectsInACircleEnd()
{
    const Scene scene([](const LoopbackRequest &) { return LoopbackAnswer::redirect(QUrl(u"/round"_s)); });
    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    const Error error = asker.pages.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::RedirectLoop);
    QVERIFY2(error.whatHappened().contains("without end"_L1), qPrintable(error.whatHappened()));
    QVERIFY2(error.nextStep().startsWith("Check the address"_L1), qPrintable(error.nextStep()));
    QCOMPARE(scene.count("GET"), 6);
}

void OrchestratorSourceTest::removalRequestIsAsDocumented_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("segment");

    QTest::newRow("number") << u"81"_s << "81"_ba;
    QTest::newRow("blank") << u"a b"_s << "a%20b"_ba;
    QTest::newRow("umlaut") << u"\u00e4"_s << "%C3%A4"_ba;
    QTest::newRow("query") << u"7?x=1"_s << "7%3Fx%3D1"_ba;
    QTest::newRow("fragment") << u"#"_s << "%23"_ba;
    QTest::newRow("encoded slash") << u"%2F"_s << "%252F"_ba;
    QTest::newRow("encoded points") << u"%2E%2E"_s << "%252E%252E"_ba;
}

void OrchestratorSourceTest::removalRequestIsAsDocumented()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, segment);
    const Scene scene(LoopbackAnswer::empty(204));
    QCOMPARE(scene.source->whyNotRemovable(jobNamed(name)), QString());
    Asker asker;
    asker.remove(*scene.source, name);
    QVERIFY(asker.removals.isEmpty());
    QVERIFY(asker.isAnswered());
    QCOMPARE(asker.removals.constFirst().httpStatus, 204);
    QVERIFY(!asker.removals.constFirst().error);

    QCOMPARE(scene.server.requests().size(), 1);
    const LoopbackRequest request = scene.server.requests().constFirst();
    QCOMPARE(request.method, "DELETE");
    QCOMPARE(request.target, "/orchestrator/v1/scheduled_jobs/" + segment);
    QCOMPARE(request.header("X-Authentication"), Token);
    QCOMPARE(request.header("Accept"), "application/json");
    QCOMPARE(request.header("Content-Length"), "0");
    QVERIFY(request.body.isEmpty());
}

void OrchestratorSourceTest::removalGoesOutExactlyOnce_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<bool>("isReused");
    QTest::addColumn<int>("status");
    QTest::addColumn<std::optional<Error::Kind>>("kind");

    using Kind = Error::Kind;
    const auto both = [](const char *what, const LoopbackAnswer &answer, int status,
                         std::optional<Kind> kind) {
        QTest::addRow("%s, fresh connection", what) << answer << false << status << kind;
        QTest::addRow("%s, reused connection", what) << answer << true << status << kind;
    };
    both("204", LoopbackAnswer::empty(204), 204, {});
    both("204 and close", LoopbackAnswer::empty(204).withEnding(Ending::Close), 204, {});
    both("202 with a body", LoopbackAnswer::json("{}", 202), 202, {});
    both("403",
         LoopbackAnswer::json(
             errorBody("puppetlabs.orchestrator/not-permitted", "Not authorized to delete job 7"), 403),
         403, Kind::NotPermitted);
    both("403 for the token",
         LoopbackAnswer::json(errorBody("puppetlabs.rbac/token-revoked", "revoked"), 403), 403,
         Kind::NotAuthenticated);
    both("401", LoopbackAnswer::empty(401), 401, Kind::NotAuthenticated);
    both("404", LoopbackAnswer::empty(404), 404, Kind::NotFound);
    both("429", LoopbackAnswer::empty(429).withHeader("Retry-After", "0"), 429, Kind::TooManyRequests);
    both("500", LoopbackAnswer::empty(500), 500, Kind::ServerFailure);
    both("502 as a page", LoopbackAnswer::html("<html></html>", 502), 502, Kind::ServerFailure);
    both("503", LoopbackAnswer::empty(503).withHeader("Retry-After", "0"), 503, Kind::ServerFailure);
    both("504 and close", LoopbackAnswer::empty(504).withEnding(Ending::Close), 504, Kind::ServerFailure);
    both("redirect inside the origin", LoopbackAnswer::redirect(QUrl(u"/orchestrator/v1/scheduled_jobs/8"_s)),
         302, Kind::Redirected);
    both("redirect that keeps the method",
         LoopbackAnswer::redirect(QUrl(u"/orchestrator/v1/scheduled_jobs/8"_s), 307), 307, Kind::Redirected);
    both("permanent redirect", LoopbackAnswer::redirect(QUrl(u"/orchestrator/v1/scheduled_jobs/8"_s), 308),
         308, Kind::Redirected);
    both("drop before the answer", LoopbackAnswer::drop(), 0, Kind::ConnectionLost);
    both("late drop before the answer", LoopbackAnswer::drop().withDelay(100), 0, Kind::ConnectionLost);
    both("reset before the answer", LoopbackAnswer().withEnding(Ending::ResetBeforeAnswer), 0,
         Kind::ConnectionLost);
    both("half an answer", LoopbackAnswer::json(OneJob).withEnding(Ending::DropAfterHeaders), 200,
         Kind::ConnectionLost);
    both("stall", LoopbackAnswer::stall(), 0, Kind::TimedOut);
}

void OrchestratorSourceTest::removalGoesOutExactlyOnce()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const bool, isReused);
    QFETCH(const std::optional<Error::Kind>, kind);
    const Scene scene(
        [answer](const LoopbackRequest &request) {
            return request.method == "DELETE" ? answer : LoopbackAnswer::json(OneJob);
        },
        answer.ending == Ending::Stall ? 600ms : 10s);
    Asker asker;
    if (isReused) {
        asker.fetch(*scene.source);
        QVERIFY(asker.isAnswered());
    }
    asker.remove(*scene.source, u"7"_s);
    QVERIFY(asker.isAnswered(isReused ? 2 : 1));
    QTEST(asker.removals.constFirst().httpStatus, "status");
    QCOMPARE(asker.removals.constFirst().error.has_value(), kind.has_value());
    if (kind)
        QCOMPARE(asker.removals.constFirst().error->kind, *kind);

    // What Qt might still have to send would go out before the list is here again.
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered(isReused ? 3 : 2));
    QVERIFY(asker.pages.constLast());
    QCOMPARE(scene.count("DELETE"), 1);
    QCOMPARE(scene.server.requests("DELETE").constFirst().connection, 1);
    QCOMPARE(scene.count("GET"), isReused ? 2 : 1);
    QCOMPARE(asker.removals.size(), 1);
}

void OrchestratorSourceTest::unremovableJobs_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("why");

    const QString nameless = u"This job has no name, so the server can't be told which one to delete."_s;
    const QString notInUrl =
        u"The name of this job can't be part of a URL, so the server can't be told which one to delete."_s;
    QTest::newRow("no name") << R"({"id": "https://pe.example.com/orchestrator/v1/scheduled_jobs/7"})"_ba
                             << nameless;
    QTest::newRow("null name") << R"({"name": null})"_ba << nameless;
    QTest::newRow("empty name") << R"({"name": ""})"_ba << nameless;
    QTest::newRow("number for a name") << R"({"name": 7})"_ba << nameless;
    QTest::newRow("no object") << "7"_ba << nameless;
    QTest::newRow("slash") << R"({"name": "7/8"})"_ba << notInUrl;
    QTest::newRow("up") << R"({"name": ".."})"_ba << notInUrl;
    QTest::newRow("here") << R"({"name": "."})"_ba << notInUrl;
    QTest::newRow("line feed") << R"({"name": "7\n8"})"_ba << notInUrl;
    QTest::newRow("half of a surrogate pair") << R"({"name": "\ud800"})"_ba << notInUrl;
    QTest::newRow("usual") << R"({"name": "7"})"_ba << QString();
    QTest::newRow("URL of another job")
        << R"({"name": "4", "id": "https://pe.example.com/scheduled_jobs/2"})"_ba << QString();
}

void OrchestratorSourceTest::unremovableJobs()
{
    QFETCH(const QByteArray, record);
    const Job job(record);
    const OrchestratorSource source(connectionTo(QUrl(u"https://pe.example.com:8143"_s)),
                                    Dialect(Dialect::Generation::Classic));
    QTEST(source.whyNotRemovable(job), "why");
}

void OrchestratorSourceTest::askerLeavesAtOnce()
{
    const Scene scene(LoopbackAnswer::json(OneJob));
    auto leaving = std::make_unique<Asker>();
    leaving->fetch(*scene.source);
    leaving->remove(*scene.source, u"7"_s);
    leaving.reset();

    Asker asker;
    asker.fetch(*scene.source, {}, 50);
    QVERIFY(asker.isAnswered());
    QCOMPARE(scene.server.requests().size(), 1);
    QVERIFY(scene.server.requests().constFirst().target.contains("offset=50"));
}

void OrchestratorSourceTest::askerLeavesWhileWaiting()
{
    const Scene scene([](const LoopbackRequest &request) {
        return request.target.contains("offset=50") ? LoopbackAnswer::json(OneJob) : LoopbackAnswer::stall();
    });
    auto leaving = std::make_unique<Asker>();
    leaving->fetch(*scene.source);
    QTRY_COMPARE(scene.server.requests().size(), 1);
    QCOMPARE(scene.server.openConnectionCount(), 1);
    leaving.reset();
    QTRY_COMPARE(scene.server.openConnectionCount(), 0);

    Asker asker;
    asker.fetch(*scene.source, {}, 50);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    QCOMPARE(scene.server.requests().size(), 2);
}

void OrchestratorSourceTest::askerLeavesBetweenTwoTries()
{
    const Scene scene(inTurn({LoopbackAnswer::empty(503), LoopbackAnswer::json(OneJob),
                              LoopbackAnswer::empty(503), LoopbackAnswer::json(OneJob)}));
    auto leaving = std::make_unique<Asker>();
    leaving->fetch(*scene.source, {}, 10);
    QTRY_COMPARE(scene.server.requests().size(), 1);
    Asker asker;
    asker.fetch(*scene.source, {}, 50);
    QVERIFY(asker.isAnswered());

    // This one's second try comes after that of the one who leaves would have.
    asker.fetch(*scene.source, {}, 50);
    leaving.reset();
    QVERIFY(asker.isAnswered(2));
    QVERIFY(asker.pages.constLast());
    QCOMPARE(scene.server.requests().size(), 4);
    QVERIFY(scene.server.requests().constLast().target.contains("offset=50"));
}

void OrchestratorSourceTest::askerLeavesDuringTheBody()
{
    LoopbackAnswer trickle =
        LoopbackAnswer::json(QByteArray(100'000, ' ') + OneJob).withEnding(Ending::Trickle);
    const Scene scene([trickle](const LoopbackRequest &) { return trickle; });
    auto leaving = std::make_unique<Asker>();
    leaving->fetch(*scene.source);
    QTRY_COMPARE(scene.server.requests().size(), 1);
    leaving.reset();
    QTRY_COMPARE(scene.server.openConnectionCount(), 0);
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::askerLeavesDuringTheParse()
{
    // The only thread is taken, so that the parse has to wait for it.
    QThreadPool *pool = QThreadPool::globalInstance();
    const int threads = pool->maxThreadCount();
    pool->setMaxThreadCount(1);
    QSemaphore gate;
    pool->start([&gate] { gate.acquire(); });
    const auto restore = qScopeGuard([pool, threads, &gate] {
        gate.release();
        pool->waitForDone();
        pool->setMaxThreadCount(threads);
    });

    const Scene scene(LoopbackAnswer::json(OneJob));
    auto leaving = std::make_unique<Asker>();
    leaving->fetch(*scene.source);
    QTRY_VERIFY(leaving->findChild<QFutureWatcherBase *>());
    QVERIFY(leaving->pages.isEmpty());
    leaving.reset();
    gate.release();
    QVERIFY(pool->waitForDone(10'000));

    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    QCOMPARE(scene.server.requests().size(), 2);
}

void OrchestratorSourceTest::askerLeavesWhenAnswered_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");

    QTest::newRow("with a page") << LoopbackAnswer::json(OneJob);
    QTest::newRow("with an error") << LoopbackAnswer::empty(403);
    QTest::newRow("with no JSON") << LoopbackAnswer::html("<html></html>");
}

void OrchestratorSourceTest::askerLeavesWhenAnswered()
{
    QFETCH(const LoopbackAnswer, answer);
    const Scene scene(answer);
    int answers = 0;
    auto *asker = new QObject;
    const auto leave = [&] {
        ++answers;
        delete asker;
    };
    connect(scene.source->fetch({}, 0, 100, asker), &PageReply::finished, asker, leave);
    QTRY_COMPARE(answers, 1);

    asker = new QObject;
    connect(scene.source->remove(jobNamed(u"7"_s), asker), &RemovalReply::finished, asker, leave);
    QTRY_COMPARE(answers, 2);
    QCoreApplication::processEvents();
    QCOMPARE(scene.server.requests().size(), 2);
}

void OrchestratorSourceTest::askerLeavesAfterARemoval()
{
    const Scene scene([](const LoopbackRequest &request) {
        return request.method == "DELETE" ? LoopbackAnswer::stall() : LoopbackAnswer::json(OneJob);
    });
    auto leaving = std::make_unique<Asker>();
    leaving->remove(*scene.source, u"7"_s);
    QTRY_COMPARE(scene.count("DELETE"), 1);
    leaving.reset();
    QTRY_COMPARE(scene.server.openConnectionCount(), 0);

    Asker asker;
    asker.fetch(*scene.source);
    QVERIFY(asker.isAnswered());
    QCOMPARE(scene.count("DELETE"), 1);
}

void OrchestratorSourceTest::sourceGoesFirst_data()
{
    QTest::addColumn<bool>("isWaiting");

    QTest::newRow("before anything is sent") << false;
    QTest::newRow("while waiting for the answer") << true;
}

void OrchestratorSourceTest::sourceGoesFirst()
{
    QFETCH(const bool, isWaiting);
    Scene scene(LoopbackAnswer::stall());
    Asker asker;
    asker.fetch(*scene.source);
    asker.remove(*scene.source, u"7"_s);
    if (isWaiting)
        QTRY_COMPARE(scene.server.requests().size(), 2);
    scene.source.reset();
    QVERIFY(asker.isAnswered(2));
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().error().kind, Error::Kind::ConnectionLost);
    QVERIFY(asker.removals.constFirst().error);
    QCOMPARE(asker.removals.constFirst().error->kind, Error::Kind::ConnectionLost);
    QTRY_COMPARE(scene.server.openConnectionCount(), 0);
    QCOMPARE(scene.server.requests().size(), isWaiting ? 2 : 0);
}

void OrchestratorSourceTest::sourceGoesBetweenTwoTries()
{
    Scene scene(LoopbackAnswer::empty(503));
    Asker asker;
    asker.fetch(*scene.source);
    QTRY_COMPARE(scene.server.requests().size(), 1);
    scene.source.reset();
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(scene.server.requests().size(), 1);
}

void OrchestratorSourceTest::serverWithItsCertificateIsTrusted()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
    LoopbackServer server(authority().server(TestCa::Leaf::Good));
    server.setHandler([](const LoopbackRequest &request) {
        return request.method == "DELETE" ? LoopbackAnswer::empty(204) : LoopbackAnswer::json(OneJob);
    });
    Connection connection = connectionTo(server.url());
    connection.authorities = readAuthorities(authority().caFile()).value();
    OrchestratorSource source(connection, Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source);
    QVERIFY(asker.isAnswered());
    QVERIFY(asker.pages.constFirst());
    asker.remove(source, u"7"_s);
    QVERIFY(asker.isAnswered(2));
    QVERIFY(!asker.removals.constFirst().error);
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(server.requests().constFirst().encrypted);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), Token);
}

void OrchestratorSourceTest::plainServerForTlsIsRefused()
{
    const Scene scene(LoopbackAnswer::json(OneJob));
    QUrl url = scene.server.url();
    url.setScheme(u"https"_s);
    OrchestratorSource source(connectionTo(url), Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().error().kind, Error::Kind::NoTls);
    QVERIFY(scene.server.requests().isEmpty());
}

void OrchestratorSourceTest::tlsServerForPlainHttpIsSaid()
{
    const LoopbackServer server(authority().server(TestCa::Leaf::Good));
    QUrl url = server.url();
    url.setScheme(u"http"_s);
    OrchestratorSource source(connectionTo(url), Dialect(Dialect::Generation::Classic));
    Asker asker;
    asker.fetch(source);
    QVERIFY(asker.isAnswered());
    QVERIFY(!asker.pages.constFirst());
    QCOMPARE(asker.pages.constFirst().error().kind, Error::Kind::ConnectionLost);
    QVERIFY(server.requests().isEmpty());
}

CALLBOARD_TEST_MAIN(OrchestratorSourceTest, QCoreApplication)
#include "tst_orchestratorsource.moc"
