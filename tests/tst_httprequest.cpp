// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.h"
#include "environment.h"
#include "loopbackserver.h"
#include "nginxserver.h"
#include "testca.h"

#include <QCoreApplication>
#include <QTcpServer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Method = HttpQuestion::Method;

namespace {

constexpr auto List = R"({"items": [{"name": "1"}], "pagination": {"limit": 100, "offset": 0, "total": 1}})";

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.base = url;
    connection.token = "secret-token";
    connection.authorities = readAuthorities(authority().caFile()).value();
    return connection;
}

} // namespace

class HttpRequestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void handshakeThatNeverEndsIsNoConnection_data();
    void handshakeThatNeverEndsIsNoConnection();
    void connectionThatIsThereHasNoTimeToConnect();
    void silenceIsNoAnswer();
    void silenceOnAnOldConnectionIsNoAnswer();
};

void HttpRequestTest::initTestCase()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
}

void HttpRequestTest::handshakeThatNeverEndsIsNoConnection_data()
{
    QTest::addColumn<int>("connectMs");
    QTest::addColumn<int>("silenceMs");
    QTest::newRow("time to connect is up") << 300 << 20'000;
    QTest::newRow("silence is shorter") << 20'000 << 300;
}

void HttpRequestTest::handshakeThatNeverEndsIsNoConnection()
{
    QFETCH(const int, connectMs);
    QFETCH(const int, silenceMs);
    // It accepts, and says nothing.
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    Connection connection =
        connectionTo(QUrl(u"https://127.0.0.1:"_s + QString::number(server.serverPort())));
    connection.connectTimeout = std::chrono::milliseconds(connectMs);
    connection.silenceTimeout = std::chrono::milliseconds(silenceMs);
    for (const Method method : {Method::Get, Method::Delete}) {
        const Asked asked(connection, connection.base, method);
        QVERIFY(asked.error);
        QCOMPARE(asked.error->kind, Kind::NoConnection);
        QCOMPARE(asked.error->whatHappened(), u"No connection to %1 within 0.3 s."_s.arg(connection.label()));
        QVERIFY(asked.error->nextStep().contains("firewalls"_L1));
    }
    int connections = 0;
    while (const QTcpSocket *socket = server.nextPendingConnection())
        connections += socket ? 1 : 0;
    QCOMPARE(connections, 2);
}

// The answer takes longer than connecting may.
void HttpRequestTest::connectionThatIsThereHasNoTimeToConnect()
{
    LoopbackServer server(authority().server(TestCa::Leaf::Good));
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json(List).withDelay(800); });
    Connection connection = connectionTo(server.url());
    connection.connectTimeout = 500ms;
    const Asked asked(connection, server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
}

void HttpRequestTest::silenceIsNoAnswer()
{
    LoopbackServer server(authority().server(TestCa::Leaf::Good));
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::stall(); });
    Connection connection = connectionTo(server.url());
    connection.silenceTimeout = 1500ms;
    const Asked silent(connection, server.url());
    QVERIFY(silent.error);
    QCOMPARE(silent.error->kind, Kind::TimedOut);
    QCOMPARE(silent.error->whatHappened(),
             u"No complete answer from %1 within 1.5 s."_s.arg(connection.label()));
    connection.silenceTimeout = 20s;
    connection.wholeTimeout = 1s;
    const Asked slow(connection, server.url());
    QVERIFY(slow.error);
    QCOMPARE(slow.error->kind, Kind::TimedOut);
    QCOMPARE(slow.error->whatHappened(), u"No complete answer from %1 within 1 s."_s.arg(connection.label()));
    QCOMPARE(server.requests().size(), 2);
}

void HttpRequestTest::silenceOnAnOldConnectionIsNoAnswer()
{
    LoopbackServer server(authority().server(TestCa::Leaf::Good));
    server.setHandler([&](const LoopbackRequest &) {
        return server.requests().size() == 1 ? LoopbackAnswer::json(List) : LoopbackAnswer::stall();
    });
    Connection connection = connectionTo(server.url());
    QNetworkAccessManager network;
    const Asked first(network, connection, {Method::Get, server.url()});
    QVERIFY2(!first.error, qPrintable(first.errorText()));
    connection.silenceTimeout = 500ms;
    const Asked second(network, connection, {Method::Get, server.url()});
    QVERIFY(second.error);
    QCOMPARE(second.error->kind, Kind::TimedOut);
    QCOMPARE(server.connectionCount(), 1);
}

CALLBOARD_TEST_MAIN(HttpRequestTest, QCoreApplication)
#include "tst_httprequest.moc"
