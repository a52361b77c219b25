// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.h"
#include "connectproxy.h"
#include "environment.h"
#include "loopbackserver.h"
#include "nginxserver.h"
#include "testca.h"

#include <QCoreApplication>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

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

QByteArray settings(const QByteArray &more = {})
{
    return "ssl_certificate " + authority().certificateFile(TestCa::Leaf::Good).toUtf8() +
           "; ssl_certificate_key " + authority().keyFile(TestCa::Leaf::Good).toUtf8() + "; " + more;
}

qsizetype countOf(const QByteArray &method, const QList<QByteArray> &log)
{
    return std::count_if(log.begin(), log.end(),
                         [&method](const QByteArray &line) { return line.startsWith(method + ' '); });
}

constexpr auto Packing = "gzip on; gzip_types application/json; gzip_comp_level 9; gzip_min_length 1;";

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
    void http2ServerIsSpokenToInHttp1();
    void connectionThatEndsIsFollowedByAnother();
    void hangingUpIsNoAnswer_data();
    void hangingUpIsNoAnswer();
    void getOnALostConnectionGoesOutThreeTimes_data();
    void getOnALostConnectionGoesOutThreeTimes();
    void answerWithoutLengthThatBreaksOffIsALostConnection_data();
    void answerWithoutLengthThatBreaksOffIsALostConnection();
    void packedAnswerIsUnpacked();
    void listThatPacksExtremelyWellIsRead();
    void packedAnswerThatUnpacksToTooMuchIsRefused();
    void loopbackOfIpv6IsReached();
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

void HttpRequestTest::http2ServerIsSpokenToInHttp1()
{
    const NginxServer server(NginxServer::Speaks::Http2, settings(), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Connection connection = connectionTo(server.url());
    QNetworkAccessManager network;
    for (const Method method : {Method::Get, Method::Delete, Method::Get, Method::Delete}) {
        const Asked asked(network, connection, {method, server.url()});
        QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    }
    QTRY_COMPARE(server.log().size(), 4);
    for (const QByteArray &line : server.log()) {
        QVERIFY2(line.startsWith("GET HTTP/1.1 200 ") || line.startsWith("DELETE HTTP/1.1 204 "),
                 line.constData());
    }
    QCOMPARE(countOf("DELETE", server.log()), 2);
}

// nginx takes leave of a connection after so many requests.
void HttpRequestTest::connectionThatEndsIsFollowedByAnother()
{
    const NginxServer server(NginxServer::Speaks::Http2, settings("keepalive_requests 2;"), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Connection connection = connectionTo(server.url());
    QNetworkAccessManager network;
    for (int i = 0; i < 7; ++i) {
        const Asked asked(network, connection, {Method::Get, server.url()});
        QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    }
    QTRY_COMPARE(server.log().size(), 7);
}

void HttpRequestTest::hangingUpIsNoAnswer_data()
{
    QTest::addColumn<NginxServer::Speaks>("language");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("times");
    QTest::newRow("HTTP/1.1") << NginxServer::Speaks::Tls << Kind::ConnectionLost << 3;
    QTest::newRow("HTTP/2 offered") << NginxServer::Speaks::Http2 << Kind::ConnectionLost << 3;
}

void HttpRequestTest::hangingUpIsNoAnswer()
{
    QFETCH(const NginxServer::Speaks, language);
    QFETCH(const int, times);
    const NginxServer server(language, settings(), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Connection connection = connectionTo(server.url());
    QUrl url = server.url();
    url.setPath(u"/drop"_s);
    QNetworkAccessManager network;
    const Asked asked(network, connection, {Method::Get, url});
    QVERIFY(asked.error);
    QTEST(asked.error->kind, "kind");
    const Asked removal(network, connection, {Method::Delete, url});
    QVERIFY(removal.error);
    QCOMPARE(removal.error->kind, Kind::ConnectionLost);
    QTRY_COMPARE(countOf("DELETE", server.log()), 1);
    QCOMPARE(countOf("GET", server.log()), times);
}

void HttpRequestTest::getOnALostConnectionGoesOutThreeTimes_data()
{
    QTest::addColumn<bool>("isFirst");
    QTest::newRow("new connection") << true;
    QTest::newRow("old connection") << false;
}

// Behind nginx stands a server that counts and never answers; in front of it a tunnel that is cut whenever a
// request has come through.
void HttpRequestTest::getOnALostConnectionGoesOutThreeTimes()
{
    QFETCH(const bool, isFirst);
    LoopbackServer counter;
    counter.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::stall(); });
    const QByteArray behind = "location /behind { proxy_pass " + counter.url().toEncoded() + "; }";
    const QByteArray certificate =
        "ssl_certificate " + authority().certificateFile(TestCa::Leaf::WrongHost).toUtf8() +
        "; ssl_certificate_key " + authority().keyFile(TestCa::Leaf::WrongHost).toUtf8() + "; ";
    const NginxServer server(NginxServer::Speaks::Http2, certificate + behind, List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    ConnectProxy proxy(quint16(server.url().port()));
    qputenv("https_proxy", "http://" + proxy.label().toLatin1());
    connect(&counter, &LoopbackServer::requestArrived, &proxy, [&proxy] {
        for (QTcpSocket *client : proxy.findChildren<QTcpSocket *>())
            client->abort();
    });
    const Connection connection = connectionTo(QUrl(u"https://other.example.com"_s));
    QNetworkAccessManager network;
    if (!isFirst) {
        const Asked first(network, connection, {Method::Get, connection.base});
        QVERIFY2(!first.error, qPrintable(first.errorText()));
    }
    const QUrl url(u"https://other.example.com/behind"_s);
    const Asked asked(network, connection, {Method::Get, url});
    const Asked removal(network, connection, {Method::Delete, url});
    qunsetenv("https_proxy");
    QVERIFY(asked.error);
    QVERIFY(removal.error);
    QTRY_COMPARE(counter.requests("DELETE").size(), 1);
    QCOMPARE(counter.requests("GET").size(), 3);
}

void HttpRequestTest::answerWithoutLengthThatBreaksOffIsALostConnection_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("begun");
    QTest::addColumn<bool>("isLost");
    const QByteArray half = QByteArray(List).left(40);
    const auto chunk = [](const QByteArray &text) {
        return QByteArray::number(text.size(), 16) + "\r\n" + text + "\r\n";
    };
    const QByteArray chunked = "Transfer-Encoding: chunked";
    QTest::newRow("in chunks") << chunked << chunk(half) << true;
    QTest::newRow("within a chunk") << chunked << chunk(List).left(40) << true;
    QTest::newRow("until the end of the connection") << "Connection: close"_ba << half << true;
    QTest::newRow("all") << chunked << chunk(List) + "0\r\n\r\n" << false;
    QTest::newRow("no JSON") << chunked << chunk("<html>") + "0\r\n\r\n" << false;
}

void HttpRequestTest::answerWithoutLengthThatBreaksOffIsALostConnection()
{
    QFETCH(const QByteArray, header);
    QFETCH(const QByteArray, begun);
    QFETCH(const bool, isLost);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    int requests = 0;
    connect(&server, &QTcpServer::newConnection, this, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [&, socket] {
            if (!socket->readAll().endsWith("\r\n\r\n"))
                return;
            ++requests;
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" + header + "\r\n\r\n" +
                          begun);
            socket->disconnectFromHost();
        });
    });
    const Connection connection =
        connectionTo(QUrl(u"http://127.0.0.1:"_s + QString::number(server.serverPort())));
    const Asked asked(connection, connection.base);
    QCOMPARE(requests, isLost ? 3 : 1);
    QCOMPARE(asked.error.has_value(), isLost);
    if (isLost)
        QCOMPARE(asked.error->kind, Kind::ConnectionLost);
}

void HttpRequestTest::packedAnswerIsUnpacked()
{
    const QByteArray list = R"({"items": [], "blanks": ")" + QByteArray(1000, ' ') + R"("})";
    const NginxServer server(NginxServer::Speaks::Tls, settings(Packing), list);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Asked asked(connectionTo(server.url()), server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QCOMPARE(asked.answer.body, list);
    QTRY_COMPARE(server.log().size(), 1);
    // That it was packed.
    QVERIFY2(server.log().constFirst().contains("gzip"), server.log().constFirst().constData());
}

// Of 20 MB one part in a thousand goes over the wire.
void HttpRequestTest::listThatPacksExtremelyWellIsRead()
{
    const QByteArray list = R"({"items": [], "blanks": ")" + QByteArray(20'000'000, ' ') + R"("})";
    const NginxServer server(NginxServer::Speaks::Tls, settings(Packing), list);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Asked asked(connectionTo(server.url()), server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QCOMPARE(asked.answer.body.size(), list.size());
}

void HttpRequestTest::packedAnswerThatUnpacksToTooMuchIsRefused() {}

void HttpRequestTest::loopbackOfIpv6IsReached()
{
    const NginxServer server(NginxServer::Speaks::Tls, settings(), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const QString url = u"https://[::1]:"_s + QString::number(server.url().port());
    const auto connection = makeConnection(url, {}, authority().caFile());
    QVERIFY(connection);
    QCOMPARE(connection.value().label(), u"[::1]:"_s + QString::number(server.url().port()));
    const Asked asked(connection.value(), connection.value().base);
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QTRY_COMPARE(server.log().size(), 1);
    QVERIFY(server.log().constFirst().endsWith(" /orchestrator/v1"));
}

CALLBOARD_TEST_MAIN(HttpRequestTest, QCoreApplication)
#include "tst_httprequest.moc"
