// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "loopbackserver.h"
#include "rbacclient.h"
#include "token.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Password = "correct horse"_L1;

QJsonObject bodyOf(const LoopbackRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

QStringList textsOf(const Error &error)
{
    return {error.whatHappened(), error.nextStep(), error.serverWords(), error.toText()};
}

} // namespace

/// The RBAC service, asked over real sockets.
class RbacClientTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void signingInGivesTheToken();
    void signingInSendsOnlyWhatWasGiven();
    void aFailedLoginIsNotRepeated_data();
    void aFailedLoginIsNotRepeated();
    void errorsDoNotRepeatThePassword();
    void errorsDoNotRepeatTheToken();
    void oddTokensAreRefused_data();
    void oddTokensAreRefused();
    void tellsWhoseTokenItIsAndUntilWhen();
    void anAbsentExpiryIsNoError();
    void oddFactsAreErrors_data();
    void oddFactsAreErrors();
    void theCurrentUserIsAskedWithTheToken();
    void permissionsComeInTheOrderOfTheQuestion();
    void oddPermissionsAreErrors_data();
    void oddPermissionsAreErrors();
    void silenceEndsEarly();
    void deletingTheAskerTakesTheQuestionBack();
    void usualPlaceOfTheService_data();
    void usualPlaceOfTheService();
    void secretsStayOffTheOpenNetwork_data();
    void secretsStayOffTheOpenNetwork();

private:
    void answerWith(const LoopbackAnswer &answer);
    template <class T, class Ask>
    Result<T> waitFor(Ask ask);
    Result<QByteArray> signIn();

    std::unique_ptr<LoopbackServer> server;
    Connection connection;
    std::unique_ptr<RbacClient> client;
};

void RbacClientTest::init()
{
    server = std::make_unique<LoopbackServer>();
    connection = {};
    connection.base = QUrl(u"http://localhost:1/orchestrator/v1"_s);
    connection.rbac = server->url("/rbac-api");
    connection.token = "secret-token";
    client = std::make_unique<RbacClient>(connection);
}

void RbacClientTest::answerWith(const LoopbackAnswer &answer)
{
    server->setHandler([answer](const LoopbackRequest &) { return answer; });
}

template <class T, class Ask>
Result<T> RbacClientTest::waitFor(Ask ask)
{
    std::optional<Result<T>> result;
    QObject asker;
    ask(&asker, [&result](const Result<T> &answer) { result = answer; });
    if (result || !QTest::qWaitFor([&result] { return result.has_value(); }, 10'000))
        return Error{};
    return *result;
}

Result<QByteArray> RbacClientTest::signIn()
{
    return waitFor<QByteArray>([this](QObject *asker, auto done) {
        client->signIn({u"fred"_s, Password, u"8h"_s, u"desk"_s}, asker, done);
    });
}

void RbacClientTest::signingInGivesTheToken()
{
    answerWith(LoopbackAnswer::json(R"({"token": "0QX-fresh"})"));
    const Result<QByteArray> token = signIn();
    QVERIFY(token);
    QCOMPARE(token.value(), "0QX-fresh"_ba);
    QCOMPARE(server->requests().size(), 1);
    const LoopbackRequest request = server->requests().constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/rbac-api/v1/auth/token"_ba);
    QCOMPARE(request.header("Content-Type"), "application/json"_ba);
    // An old token would be refused before the password is looked at.
    QVERIFY(!request.hasHeader("X-Authentication"));
    const QJsonObject expected{{u"login"_s, u"fred"_s},
                               {u"password"_s, Password},
                               {u"lifetime"_s, u"8h"_s},
                               {u"label"_s, u"desk"_s}};
    QCOMPARE(bodyOf(request), expected);
}

void RbacClientTest::signingInSendsOnlyWhatWasGiven()
{
    answerWith(LoopbackAnswer::json(R"({"token": "0QX-fresh"})"));
    QVERIFY(waitFor<QByteArray>([this](QObject *asker, auto done) {
        client->signIn({u"fred"_s, Password, {}, {}}, asker, done);
    }));
    QCOMPARE(bodyOf(server->requests().constFirst()).keys(), (QStringList{u"login"_s, u"password"_s}));
}

void RbacClientTest::aFailedLoginIsNotRepeated_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Error::Kind>("kind");
    QTest::newRow("wrong password")
        << LoopbackAnswer::json(R"({"kind": "puppetlabs.rbac/user-unauthenticated", "msg": "No."})", 401)
        << Error::Kind::NotAuthenticated;
    QTest::newRow("web page") << LoopbackAnswer::html("<html>Bad Gateway</html>", 502)
                              << Error::Kind::ServerFailure;
    QTest::newRow("starting") << LoopbackAnswer::empty(503) << Error::Kind::ServerFailure;
    QTest::newRow("dropped") << LoopbackAnswer::drop() << Error::Kind::ConnectionLost;
    QTest::newRow("redirected") << LoopbackAnswer::redirect(QUrl(u"https://elsewhere.test/"_s))
                                << Error::Kind::Redirected;
}

void RbacClientTest::aFailedLoginIsNotRepeated()
{
    QFETCH(const LoopbackAnswer, answer);
    answerWith(answer);
    const Result<QByteArray> token = signIn();
    QVERIFY(!token);
    QTEST(token.error().kind, "kind");
    QCOMPARE(token.error().subject, client->label());
    QCOMPARE(server->requests().size(), 1);
}

void RbacClientTest::errorsDoNotRepeatThePassword()
{
    answerWith(LoopbackAnswer::json(
        R"({"kind": "malformed-request", "msg": "I got 'correct horse'", "details": {"password": "correct horse"}})",
        400));
    const Result<QByteArray> token = signIn();
    QVERIFY(!token);
    QVERIFY(token.error().serverWords().contains("I got"_L1));
    for (const QString &text : textsOf(token.error()))
        QVERIFY2(!text.contains(Password), qPrintable(text));
}

void RbacClientTest::errorsDoNotRepeatTheToken()
{
    answerWith(LoopbackAnswer::json(
        R"({"kind": "invalid-token", "msg": "secret-token is none", "details": {"token": "secret-token"}})",
        400));
    const auto facts =
        waitFor<TokenFacts>([this](QObject *asker, auto done) { client->authenticate(asker, done); });
    QVERIFY(!facts);
    for (const QString &text : textsOf(facts.error()))
        QVERIFY2(!text.contains("secret-token"_L1), qPrintable(text));
}

void RbacClientTest::oddTokensAreRefused_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no JSON") << "token"_ba;
    QTest::newRow("web page") << "<html>Welcome</html>"_ba;
    QTest::newRow("no token") << "{}"_ba;
    QTest::newRow("number") << R"({"token": 12})"_ba;
    QTest::newRow("empty") << R"({"token": ""})"_ba;
    QTest::newRow("a second header") << R"({"token": "a\r\nX-Evil: b"})"_ba;
}

void RbacClientTest::oddTokensAreRefused()
{
    QFETCH(const QByteArray, body);
    answerWith(LoopbackAnswer::json(body));
    const Result<QByteArray> token = signIn();
    QVERIFY(!token);
    QCOMPARE(token.error().kind, Error::Kind::Unexpected);
    QVERIFY(token.error().whatHappened().contains("no token"_L1));
}

void RbacClientTest::tellsWhoseTokenItIsAndUntilWhen()
{
    answerWith(LoopbackAnswer::json(
        R"({"login": "fred", "display_name": "Fred", "expiration": "2030-01-01T01:00:00.500-01:00",
            "timeout": null, "role_ids": [1]})"));
    const auto facts =
        waitFor<TokenFacts>([this](QObject *asker, auto done) { client->authenticate(asker, done); });
    QVERIFY(facts);
    QCOMPARE(facts.value().login, u"fred"_s);
    QCOMPARE(facts.value().displayName, u"Fred"_s);
    QCOMPARE(facts.value().expires, QDateTime(QDate(2030, 1, 1), QTime(2, 0, 0, 500), Qt::UTC));
    const LoopbackRequest request = server->requests().constFirst();
    QCOMPARE(request.target, "/rbac-api/v2/auth/token/authenticate"_ba);
    QCOMPARE(bodyOf(request),
             (QJsonObject{{u"token"_s, u"secret-token"_s}, {u"update_last_activity?"_s, false}}));
    QVERIFY(!request.hasHeader("X-Authentication"));
}

void RbacClientTest::anAbsentExpiryIsNoError()
{
    answerWith(LoopbackAnswer::json(R"({"login": "fred", "expiration": null})"));
    const auto facts =
        waitFor<TokenFacts>([this](QObject *asker, auto done) { client->authenticate(asker, done); });
    QVERIFY(facts);
    QVERIFY(!facts.value().expires.isValid());
}

void RbacClientTest::oddFactsAreErrors_data()
{
    oddTokensAreRefused_data();
}

void RbacClientTest::oddFactsAreErrors()
{
    QFETCH(const QByteArray, body);
    answerWith(LoopbackAnswer::json(body));
    QVERIFY(!waitFor<TokenFacts>([this](QObject *asker, auto done) { client->authenticate(asker, done); }));
    QVERIFY(!waitFor<RbacUser>([this](QObject *asker, auto done) { client->currentUser(asker, done); }));
}

void RbacClientTest::theCurrentUserIsAskedWithTheToken()
{
    answerWith(LoopbackAnswer::json(
        R"({"id": "784b", "login": "fred", "display_name": "Fred", "is_superuser": true, "email": ""})"));
    const auto user =
        waitFor<RbacUser>([this](QObject *asker, auto done) { client->currentUser(asker, done); });
    QVERIFY(user);
    QCOMPARE(user.value().id, u"784b"_s);
    QCOMPARE(user.value().login, u"fred"_s);
    QVERIFY(user.value().isSuperuser);
    const LoopbackRequest request = server->requests().constFirst();
    QCOMPARE(request.method, "GET"_ba);
    QCOMPARE(request.target, "/rbac-api/v1/users/current"_ba);
    QCOMPARE(request.header("X-Authentication"), "secret-token"_ba);
}

void RbacClientTest::permissionsComeInTheOrderOfTheQuestion()
{
    answerWith(LoopbackAnswer::json("[true, false]"));
    const auto permitted = waitFor<QList<bool>>([this](QObject *asker, auto done) {
        client->mayDeleteJobsOf({u"a"_s, u"b"_s}, u"me"_s, asker, done);
    });
    QVERIFY(permitted);
    QCOMPARE(permitted.value(), (QList<bool>{true, false}));
    const LoopbackRequest request = server->requests().constFirst();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.target, "/rbac-api/v1/permitted"_ba);
    QCOMPARE(request.header("X-Authentication"), "secret-token"_ba);
    const auto triple = [](const QString &owner) {
        return QJsonObject{
            {u"object_type"_s, u"scheduled_jobs"_s}, {u"action"_s, u"delete"_s}, {u"instance"_s, owner}};
    };
    QCOMPARE(bodyOf(request), (QJsonObject{{u"token"_s, u"me"_s},
                                           {u"permissions"_s, QJsonArray{triple(u"a"_s), triple(u"b"_s)}}}));
}

void RbacClientTest::oddPermissionsAreErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("too few") << "[true]"_ba;
    QTest::newRow("too many") << "[true, true, true]"_ba;
    QTest::newRow("no booleans") << "[1, 0]"_ba;
    QTest::newRow("null") << "[null, false]"_ba;
    QTest::newRow("an object") << R"({"a": true, "b": false})"_ba;
    QTest::newRow("web page") << "<html>false, false</html>"_ba;
}

void RbacClientTest::oddPermissionsAreErrors()
{
    QFETCH(const QByteArray, body);
    answerWith(LoopbackAnswer::json(body));
    QVERIFY(!waitFor<QList<bool>>([this](QObject *asker, auto done) {
        client->mayDeleteJobsOf({u"a"_s, u"b"_s}, u"me"_s, asker, done);
    }));
}

void RbacClientTest::silenceEndsEarly()
{
    answerWith(LoopbackAnswer::stall());
    connection.wholeTimeout = std::chrono::milliseconds(200);
    client = std::make_unique<RbacClient>(connection);
    const auto facts =
        waitFor<TokenFacts>([this](QObject *asker, auto done) { client->authenticate(asker, done); });
    QVERIFY(!facts);
    QCOMPARE(facts.error().kind, Error::Kind::TimedOut);
    QCOMPARE(server->requests().size(), 1);
}

void RbacClientTest::deletingTheAskerTakesTheQuestionBack()
{
    answerWith(LoopbackAnswer::stall());
    auto asker = std::make_unique<QObject>();
    bool answered = false;
    client->signIn({u"fred"_s, Password, {}, {}}, asker.get(),
                   [&answered](const Result<QByteArray> &) { answered = true; });
    QTRY_COMPARE(server->requests().size(), 1);
    asker.reset();
    QTRY_COMPARE(server->openConnectionCount(), 0);
    QVERIFY(!answered);
}

void RbacClientTest::usualPlaceOfTheService_data()
{
    QTest::addColumn<QString>("orchestrator");
    QTest::addColumn<QString>("rbac");
    QTest::newRow("https") << u"https://pe.test:8143/orchestrator/v1"_s << u"https://pe.test:4433/rbac-api"_s;
    QTest::newRow("address") << u"https://[::1]/orchestrator/v1"_s << u"https://[::1]:4433/rbac-api"_s;
    QTest::newRow("http") << u"http://pe.test:8143/orchestrator/v1"_s << QString();
    QTest::newRow("none") << QString() << QString();
}

void RbacClientTest::usualPlaceOfTheService()
{
    QFETCH(const QString, orchestrator);
    QTEST(usualRbac(QUrl(orchestrator)).toString(), "rbac");
}

void RbacClientTest::secretsStayOffTheOpenNetwork_data()
{
    QTest::addColumn<QString>("rbac");
    QTest::addColumn<bool>("can");
    QTest::newRow("https") << u"https://pe.test:4433/rbac-api"_s << true;
    QTest::newRow("this machine") << u"http://127.0.0.1:4433/rbac-api"_s << true;
    QTest::newRow("http") << u"http://pe.test:4433/rbac-api"_s << false;
    QTest::newRow("none") << QString() << false;
}

void RbacClientTest::secretsStayOffTheOpenNetwork()
{
    QFETCH(const QString, rbac);
    connection.rbac = QUrl(rbac);
    QTEST(canAskRbac(connection), "can");
}

CALLBOARD_TEST_MAIN(RbacClientTest, QCoreApplication)
#include "tst_access_rbacclient.moc"
