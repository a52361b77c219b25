// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectioncheck.h"
#include "connectproxy.h"
#include "environment.h"
#include "listserver.h"
#include "nginxserver.h"
#include "testca.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using State = ConnectionCheck::State;
using Topic = ConnectionCheck::Topic;

namespace {

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

} // namespace

/// A connection that is tried step by step, against servers that are fine and servers that are not.
class ConnectionCheckTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void allIsGood();
    void onlyReads();
    void anUnknownHost();
    void nothingListens();
    void aSilentServerIsGivenUp();
    void badCertificates_data();
    void badCertificates();
    void noTlsOnThatPort();
    void oldTls();
    void aClientCertificateIsDemanded();
    void withoutATokenTheServerAsksForOne();
    void theTokenHasExpired();
    void theRbacServiceIsSilent();
    void theOldEndpointIsRetired();
    void everyGenerationIsTold_data();
    void everyGenerationIsTold();
    void rights_data();
    void rights();
    void readOnlyNeedsNoRights();
    void throughAProxy();
    void throughAProxyThatRefuses();
    void endsWhenItIsDestroyed();

private:
    LoopbackAnswer answerRbac(const LoopbackRequest &request) const;
    Connection secure(const LoopbackServer &other) const;
    /// Waits for its end.
    void check(const Connection &connection);
    State stateOf(Topic topic) const { return steps.at(qsizetype(topic)).state; }
    QString textOf(Topic topic) const;
    QList<State> states() const;

    std::unique_ptr<ListServer> server;
    std::unique_ptr<LoopbackServer> rbac;
    bool isSuperuser = false;
    bool isPermitted = true;
    bool isExpired = false;
    QList<ConnectionCheck::Step> steps;
};

void ConnectionCheckTest::initTestCase()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
}

void ConnectionCheckTest::init()
{
    server = std::make_unique<ListServer>(authority().server(TestCa::Leaf::Good));
    server->jobs() = ListServer::jobs(1, 3);
    rbac = std::make_unique<LoopbackServer>(authority().server(TestCa::Leaf::Good));
    rbac->setHandler([this](const LoopbackRequest &request) { return answerRbac(request); });
    isSuperuser = false;
    isPermitted = true;
    isExpired = false;
    steps.clear();
}

LoopbackAnswer ConnectionCheckTest::answerRbac(const LoopbackRequest &request) const
{
    if (isExpired)
        return LoopbackAnswer::json(
            R"({"kind": "puppetlabs.rbac/token-expired", "msg": "The provided token has expired."})", 403);
    if (request.target.endsWith("/authenticate"))
        return LoopbackAnswer::json(
            R"({"login": "fred", "display_name": "Fred F.", "expiration": "2030-01-01T00:00:00Z"})");
    if (request.target.endsWith("/users/current"))
        return LoopbackAnswer::json(QByteArray(R"({"id": "me", "login": "fred", "is_superuser": )") +
                                    (isSuperuser ? "true}" : "false}"));
    return LoopbackAnswer::json(isPermitted ? "[true]" : "[false]");
}

Connection ConnectionCheckTest::secure(const LoopbackServer &other) const
{
    Connection connection;
    connection.base = other.url("/orchestrator/v1");
    connection.rbac = rbac->url("/rbac-api");
    connection.token = "secret-token";
    connection.authorities = QSslCertificate::fromPath(authority().caFile());
    connection.connectTimeout = 3s;
    return connection;
}

void ConnectionCheckTest::check(const Connection &connection)
{
    ConnectionCheck check(connection);
    const QSignalSpy changes(&check, &ConnectionCheck::changed);
    check.start();
    QVERIFY(QTest::qWaitFor([&check] { return check.isFinished(); }, 20'000));
    steps = check.steps();
    QVERIFY(changes.count() >= 2);
    for (const ConnectionCheck::Step &step : std::as_const(steps)) {
        const QString all = step.text + step.nextStep + step.details;
        QVERIFY2(!all.contains("secret-token"_L1), qPrintable(all));
        QVERIFY(!step.text.isEmpty());
        QVERIFY2(step.state != State::Failed || !step.nextStep.isEmpty(), qPrintable(step.text));
    }
}

QString ConnectionCheckTest::textOf(Topic topic) const
{
    const ConnectionCheck::Step &step = steps.at(qsizetype(topic));
    return step.text + u' ' + step.nextStep + u' ' + step.details;
}

QList<State> ConnectionCheckTest::states() const
{
    QList<State> states;
    for (const ConnectionCheck::Step &step : steps)
        states << step.state;
    return states;
}

void ConnectionCheckTest::allIsGood()
{
    Connection connection = secure(*server);
    connection.base.setHost(u"localhost"_s);
    check(connection);
    QCOMPARE(states(), QList<State>(6, State::Passed));
    QVERIFY2(textOf(Topic::Name).contains("127.0.0.1"_L1), qPrintable(textOf(Topic::Name)));
    QVERIFY2(textOf(Topic::Encryption).contains("TLS 1.3"_L1), qPrintable(textOf(Topic::Encryption)));
    QVERIFY2(textOf(Topic::Encryption).contains("SHA-256"_L1), qPrintable(textOf(Topic::Encryption)));
    QVERIFY2(textOf(Topic::SignIn).contains("Fred F."_L1), qPrintable(textOf(Topic::SignIn)));
    QVERIFY2(textOf(Topic::Api).contains("2019.8.3"_L1), qPrintable(textOf(Topic::Api)));
}

void ConnectionCheckTest::onlyReads()
{
    check(secure(*server));
    QVERIFY(!server->requests().isEmpty());
    for (const LoopbackRequest &request : server->requests())
        QCOMPARE(request.method, "GET"_ba);
    for (const LoopbackRequest &request : rbac->requests())
        QVERIFY2(!request.target.endsWith("/auth/token"), request.target.constData());
}

void ConnectionCheckTest::anUnknownHost()
{
    Connection connection = secure(*server);
    connection.base.setHost(u"no-such-host.invalid"_s);
    check(connection);
    QCOMPARE(states(), QList<State>({State::Failed}) + QList<State>(5, State::Skipped));
    QVERIFY2(textOf(Topic::Name).contains("no-such-host.invalid"_L1), qPrintable(textOf(Topic::Name)));
}

void ConnectionCheckTest::nothingListens()
{
    Connection connection = secure(*server);
    server.reset();
    check(connection);
    QCOMPARE(stateOf(Topic::Name), State::Skipped); // 127.0.0.1 has no name to be looked up
    QCOMPARE(stateOf(Topic::Port), State::Failed);
    QVERIFY2(textOf(Topic::Port).contains("refuses the connection"_L1), qPrintable(textOf(Topic::Port)));
    QCOMPARE(stateOf(Topic::Encryption), State::Skipped);
}

void ConnectionCheckTest::aSilentServerIsGivenUp()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress::LocalHost));
    Connection connection = secure(*server);
    connection.base.setPort(silent.serverPort());
    connection.connectTimeout = 300ms;
    check(connection);
    QCOMPARE(stateOf(Topic::Port), State::Passed);
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
}

void ConnectionCheckTest::badCertificates_data()
{
    QTest::addColumn<TestCa::Leaf>("leaf");
    QTest::addColumn<QString>("says");
    QTest::newRow("expired") << TestCa::Leaf::Expired << u"expired"_s;
    QTest::newRow("not yet valid") << TestCa::Leaf::NotYetValid << u"not valid before"_s;
    QTest::newRow("another host") << TestCa::Leaf::WrongHost << u"for another host: other.example.com"_s;
    QTest::newRow("self-signed") << TestCa::Leaf::SelfSigned << u"signed itself"_s;
}

void ConnectionCheckTest::badCertificates()
{
    QFETCH(const TestCa::Leaf, leaf);
    QFETCH(const QString, says);
    const ListServer bad(authority().server(leaf));
    check(secure(bad));
    QCOMPARE(stateOf(Topic::Port), State::Passed);
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
    QVERIFY2(textOf(Topic::Encryption).contains(says), qPrintable(textOf(Topic::Encryption)));
    QVERIFY2(textOf(Topic::Encryption).contains("SHA-256"_L1), qPrintable(textOf(Topic::Encryption)));
    QCOMPARE(stateOf(Topic::Api), State::Skipped);
    QVERIFY(bad.requests().isEmpty());
    QVERIFY(rbac->requests().isEmpty());
}

void ConnectionCheckTest::noTlsOnThatPort()
{
    const ListServer plain;
    Connection connection = secure(*server);
    connection.base.setPort(plain.url().port());
    check(connection);
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
    QVERIFY2(textOf(Topic::Encryption).contains("does not speak TLS"_L1),
             qPrintable(textOf(Topic::Encryption)));
}

void ConnectionCheckTest::oldTls()
{
    const QByteArray settings = "ssl_certificate " +
                                authority().certificateFile(TestCa::Leaf::Good).toUtf8() +
                                "; ssl_certificate_key " + authority().keyFile(TestCa::Leaf::Good).toUtf8() +
                                "; ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;";
    const NginxServer old(NginxServer::Speaks::Tls, settings, "{}");
    QVERIFY2(old.isRunning(), qPrintable(old.errorString()));
    Connection connection = secure(*server);
    connection.base = old.url();
    check(connection);
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
    QVERIFY2(textOf(Topic::Encryption).contains("no longer safe"_L1), qPrintable(textOf(Topic::Encryption)));
}

// nginx lets the handshake pass and says it over HTTP: it is a matter of encryption all the same.
void ConnectionCheckTest::aClientCertificateIsDemanded()
{
    const QByteArray settings =
        "ssl_certificate " + authority().certificateFile(TestCa::Leaf::Good).toUtf8() +
        "; ssl_certificate_key " + authority().keyFile(TestCa::Leaf::Good).toUtf8() +
        "; ssl_verify_client on; ssl_client_certificate " + authority().caFile().toUtf8() + ';';
    const NginxServer strict(
        NginxServer::Speaks::Tls, settings,
        R"({"items": [], "pagination": {"limit": 1, "offset": 0, "total": 0, "order_by": "next_run"}})");
    QVERIFY2(strict.isRunning(), qPrintable(strict.errorString()));
    Connection connection = secure(*server);
    connection.base = strict.url();
    connection.base.setPath(u"/orchestrator/v1"_s);
    check(connection);
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
    QVERIFY2(textOf(Topic::Encryption).contains("demands a client certificate"_L1),
             qPrintable(textOf(Topic::Encryption)));
    const auto identity = readClientIdentity(authority().certificateFile(TestCa::Leaf::Client),
                                             authority().keyFile(TestCa::Leaf::Client));
    connection.clientChain = identity.value().chain;
    connection.clientKey = identity.value().key;
    check(connection);
    QCOMPARE(stateOf(Topic::Encryption), State::Passed);
    QCOMPARE(stateOf(Topic::Api), State::Passed);
}

void ConnectionCheckTest::withoutATokenTheServerAsksForOne()
{
    server->intercept = [](const LoopbackRequest &) {
        return LoopbackAnswer::json(
            R"({"kind": "puppetlabs.rbac/user-unauthenticated", "msg": "Route requires authentication"})",
            401);
    };
    Connection connection = secure(*server);
    connection.token.clear();
    check(connection);
    QCOMPARE(stateOf(Topic::Encryption), State::Passed);
    QCOMPARE(stateOf(Topic::SignIn), State::Failed);
    QVERIFY2(textOf(Topic::SignIn).contains("Route requires authentication"_L1),
             qPrintable(textOf(Topic::SignIn)));
    QCOMPARE(stateOf(Topic::Api), State::Skipped);
    QVERIFY(rbac->requests().isEmpty());
}

void ConnectionCheckTest::theTokenHasExpired()
{
    isExpired = true;
    server->intercept = [](const LoopbackRequest &) {
        return LoopbackAnswer::json(
            R"({"kind": "puppetlabs.rbac/token-expired", "msg": "The provided token has expired."})", 401);
    };
    check(secure(*server));
    QCOMPARE(stateOf(Topic::SignIn), State::Failed);
    QVERIFY2(textOf(Topic::SignIn).contains("has expired"_L1), qPrintable(textOf(Topic::SignIn)));
    QCOMPARE(stateOf(Topic::Rights), State::Skipped);
}

void ConnectionCheckTest::theRbacServiceIsSilent()
{
    Connection connection = secure(*server);
    rbac.reset();
    check(connection);
    QCOMPARE(stateOf(Topic::SignIn), State::Unsure);
    QVERIFY2(textOf(Topic::SignIn).contains("works without"_L1), qPrintable(textOf(Topic::SignIn)));
    QCOMPARE(stateOf(Topic::Api), State::Passed);
    QCOMPARE(stateOf(Topic::Rights), State::Unsure);
}

void ConnectionCheckTest::theOldEndpointIsRetired()
{
    server->intercept = [](const LoopbackRequest &request) {
        return request.target.contains("environment_jobs") ? LoopbackAnswer::empty(404)
                                                           : LoopbackAnswer::json(R"({"items": []})");
    };
    check(secure(*server));
    QCOMPARE(stateOf(Topic::Api), State::Failed);
    QVERIFY2(textOf(Topic::Api).contains("has retired the old endpoint"_L1), qPrintable(textOf(Topic::Api)));
}

void ConnectionCheckTest::everyGenerationIsTold_data()
{
    QTest::addColumn<ListServer::Generation>("generation");
    QTest::addColumn<QString>("says");
    QTest::newRow("sparse") << ListServer::Generation::Sparse << u"2018.1 to 2019.8.1"_s;
    QTest::newRow("classic") << ListServer::Generation::Classic << u"2019.8.3 to 2021.6"_s;
    QTest::newRow("environment") << ListServer::Generation::Environment << u"2021.7 and later"_s;
}

void ConnectionCheckTest::everyGenerationIsTold()
{
    QFETCH(const ListServer::Generation, generation);
    QFETCH(const QString, says);
    server->jobs().clear();
    server->generation = generation;
    QJsonObject job = generation == ListServer::Generation::Environment ? ListServer::environmentJob(1)
                                                                        : ListServer::job(1);
    if (generation == ListServer::Generation::Sparse) {
        for (const auto &key : {"next_run"_L1, "schedule_options"_L1, "job_options"_L1})
            job.remove(key);
    }
    server->jobs() += job;
    check(secure(*server));
    QCOMPARE(stateOf(Topic::Api), State::Passed);
    QVERIFY2(textOf(Topic::Api).contains(says), qPrintable(textOf(Topic::Api)));
}

void ConnectionCheckTest::rights_data()
{
    QTest::addColumn<bool>("superuser");
    QTest::addColumn<bool>("permitted");
    QTest::addColumn<QString>("says");
    QTest::newRow("an administrator") << true << false << u"everybody's jobs"_s;
    QTest::newRow("granted for all") << false << true << u"everybody's jobs"_s;
    QTest::newRow("not granted") << false << false << u"your own jobs"_s;
}

void ConnectionCheckTest::rights()
{
    QFETCH(const bool, superuser);
    QFETCH(const bool, permitted);
    QFETCH(const QString, says);
    isSuperuser = superuser;
    isPermitted = permitted;
    check(secure(*server));
    QCOMPARE(stateOf(Topic::Rights), State::Passed);
    QVERIFY2(textOf(Topic::Rights).contains(says), qPrintable(textOf(Topic::Rights)));
}

void ConnectionCheckTest::readOnlyNeedsNoRights()
{
    Connection connection = secure(*server);
    connection.isReadOnly = true;
    check(connection);
    QCOMPARE(stateOf(Topic::Rights), State::Skipped);
    QVERIFY2(textOf(Topic::Rights).contains("read-only"_L1), qPrintable(textOf(Topic::Rights)));
}

void ConnectionCheckTest::throughAProxy()
{
    ConnectProxy proxy(quint16(server->url().port()));
    qputenv("https_proxy", "http://" + proxy.label().toUtf8());
    Connection connection = secure(*server);
    connection.base.setHost(u"pe.example.com"_s); // nowhere but behind that proxy
    connection.rbac.clear();
    check(connection);
    qunsetenv("https_proxy");
    QCOMPARE(stateOf(Topic::Name), State::Skipped);
    QVERIFY2(textOf(Topic::Name).contains(proxy.label()), qPrintable(textOf(Topic::Name)));
    QCOMPARE(stateOf(Topic::Port), State::Passed);
    QVERIFY2(textOf(Topic::Port).contains(proxy.label()), qPrintable(textOf(Topic::Port)));
    // The certificate is for localhost.
    QCOMPARE(stateOf(Topic::Encryption), State::Failed);
    QVERIFY2(textOf(Topic::Encryption).contains("for another host"_L1),
             qPrintable(textOf(Topic::Encryption)));
}

void ConnectionCheckTest::throughAProxyThatRefuses()
{
    ConnectProxy proxy(quint16(server->url().port()));
    proxy.refusal = 403;
    qputenv("https_proxy", "http://" + proxy.label().toUtf8());
    Connection connection = secure(*server);
    connection.base.setHost(u"pe.example.com"_s);
    check(connection);
    qunsetenv("https_proxy");
    QCOMPARE(stateOf(Topic::Port), State::Failed);
    QVERIFY2(textOf(Topic::Port).contains("through the proxy"_L1), qPrintable(textOf(Topic::Port)));
}

void ConnectionCheckTest::endsWhenItIsDestroyed()
{
    // At every change that it tells.
    for (int last = 1; last <= 12; ++last) {
        auto check = std::make_unique<ConnectionCheck>(secure(*server));
        int changes = 0;
        connect(check.get(), &ConnectionCheck::changed, this, [&changes] { ++changes; });
        check->start();
        QTRY_VERIFY(changes >= last || check->isFinished());
        check.reset();
        changes = 0;
        QCoreApplication::processEvents();
        QCOMPARE(changes, 0);
    }
}

CALLBOARD_TEST_MAIN(ConnectionCheckTest, QCoreApplication)
#include "tst_connectioncheck.moc"
