// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "loopbackserver.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>

#include <cerrno>
#include <memory>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using Ending = LoopbackAnswer::Ending;
using Reply = std::unique_ptr<QNetworkReply>;

class LoopbackServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestIsRecordedAsSent();
    void endings_data();
    void endings();
    void keepsConnectionAlive();
    void closesWhenAsked_data();
    void closesWhenAsked();
    void dropsAfterOneRequest();
    void resetIsReset();
    void stallsUntilClientLeaves();
    void trickles();
    void delays();
    void redirects();
    void refusesWhatIsNotPlainHttp_data();
    void refusesWhatIsNotPlainHttp();
    void closes();
    void survivesDeletionByHandler();

private:
    Reply get(const QUrl &url) { return Reply(m_network.get(QNetworkRequest(url))); }

    QNetworkAccessManager m_network;
};

namespace {
bool isFinished(QNetworkReply &reply)
{
    return reply.isFinished() || QSignalSpy(&reply, &QNetworkReply::finished).wait();
}

std::unique_ptr<QTcpSocket> connectedTo(const LoopbackServer &server)
{
    auto socket = std::make_unique<QTcpSocket>();
    socket->connectToHost(u"127.0.0.1"_s, quint16(server.url().port()));
    return socket;
}
} // namespace

void LoopbackServerTest::requestIsRecordedAsSent()
{
    LoopbackServer server;
    QVERIFY(server.isListening());
    QSignalSpy arrived(&server, &LoopbackServer::requestArrived);

    const auto client = connectedTo(server);
    client->write("POST /x HTTP/1.1\r\nContent-");
    QTRY_COMPARE(server.openConnectionCount(), 1);
    client->write("Length: 2\r\n\r\nok");
    QTRY_VERIFY(client->bytesAvailable());

    QCOMPARE(client->readLine(), "HTTP/1.1 404 Not Found\r\n");
    QCOMPARE(arrived.size(), 1);
    QCOMPARE(server.requests("POST").size(), 1);
    QCOMPARE(server.requests("GET").size(), 0);
    QCOMPARE(server.requests().constFirst().body, "ok");
    QCOMPARE(server.requests().constFirst().connection, 1);
    server.clearRequests();
    QVERIFY(server.requests().isEmpty());
}

void LoopbackServerTest::endings_data()
{
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<QNetworkReply::NetworkError>("error");
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("keep-alive") << Ending::KeepAlive << QNetworkReply::NoError << "0123456789"_ba;
    QTest::newRow("close") << Ending::Close << QNetworkReply::NoError << "0123456789"_ba;
    QTest::newRow("trickle") << Ending::Trickle << QNetworkReply::NoError << "0123456789"_ba;
    QTest::newRow("drop") << Ending::DropBeforeAnswer << QNetworkReply::RemoteHostClosedError << QByteArray();
    QTest::newRow("reset") << Ending::ResetBeforeAnswer << QNetworkReply::RemoteHostClosedError
                           << QByteArray();
    QTest::newRow("half") << Ending::DropAfterHeaders << QNetworkReply::RemoteHostClosedError << "01234"_ba;
}

void LoopbackServerTest::endings()
{
    QFETCH(const Ending, ending);
    LoopbackServer server;
    server.setHandler(
        [ending](const LoopbackRequest &) { return LoopbackAnswer::json("0123456789").withEnding(ending); });

    const Reply reply = get(server.url("/a"));
    QVERIFY(isFinished(*reply));
    QTEST(reply->error(), "error");
    QTEST(reply->readAll(), "body");
    QVERIFY(!server.requests("GET").isEmpty());
    QCOMPARE(server.requests().constFirst().url(), server.url("/a"));
    QTRY_COMPARE(server.openConnectionCount(),
                 ending == Ending::KeepAlive || ending == Ending::Trickle ? 1 : 0);
}

void LoopbackServerTest::keepsConnectionAlive()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::empty(204); });
    for (int i = 0; i < 3; ++i) {
        const Reply reply = get(server.url());
        QVERIFY(isFinished(*reply));
        QCOMPARE(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), 204);
    }
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.connectionCount(), 1);
}

void LoopbackServerTest::closesWhenAsked_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::newRow("header") << "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"_ba;
    QTest::newRow("old version") << "GET / HTTP/1.0\r\n\r\n"_ba;
}

void LoopbackServerTest::closesWhenAsked()
{
    QFETCH(const QByteArray, head);
    LoopbackServer server;
    const auto client = connectedTo(server);
    client->write(head);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QVERIFY(client->readAll().contains("\r\nConnection: close\r\n"));
}

void LoopbackServerTest::dropsAfterOneRequest()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::drop(); });

    const auto client = connectedTo(server);
    client->write("DELETE /1 HTTP/1.1\r\n\r\n");
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QCOMPARE(client->readAll(), QByteArray());
    QCOMPARE(server.requests("DELETE").size(), 1);
}

// QTcpSocket reports FIN and RST alike, so this one asks the system.
void LoopbackServerTest::resetIsReset()
{
    LoopbackServer server;
    server.setHandler(
        [](const LoopbackRequest &) { return LoopbackAnswer().withEnding(Ending::ResetBeforeAnswer); });

    const int client = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto close = qScopeGuard([client] { ::close(client); });
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(quint16(server.url().port()));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const void *plain = &address;
    QCOMPARE(::connect(client, static_cast<const sockaddr *>(plain), sizeof address), 0);
    QCOMPARE(::send(client, "GET / HTTP/1.1\r\n\r\n", 18, 0), 18);

    QTRY_COMPARE(server.requests().size(), 1);
    QTRY_COMPARE(server.openConnectionCount(), 0);
    char byte = 0;
    QCOMPARE(::recv(client, &byte, 1, MSG_DONTWAIT), -1);
    QCOMPARE(errno, ECONNRESET);
}

void LoopbackServerTest::stallsUntilClientLeaves()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::stall(); });
    const Reply reply = get(server.url());
    QTRY_COMPARE(server.requests().size(), 1);
    QVERIFY(!reply->isFinished());
    reply->abort();
    QTRY_COMPARE(server.openConnectionCount(), 0);
}

void LoopbackServerTest::trickles()
{
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) {
        return LoopbackAnswer::json("0123456789").withEnding(Ending::Trickle);
    });
    const Reply reply = get(server.url());
    QSignalSpy readyRead(reply.get(), &QNetworkReply::readyRead);
    QVERIFY(isFinished(*reply));
    QVERIFY(readyRead.size() > 1);
    QCOMPARE(reply->readAll(), "0123456789");
}

void LoopbackServerTest::delays()
{
    LoopbackServer server;
    server.setHandler(
        [](const LoopbackRequest &) { return LoopbackAnswer::html("late", 503).withDelay(60); });
    QElapsedTimer clock;
    clock.start();
    const Reply reply = get(server.url());
    QVERIFY(isFinished(*reply));
    QVERIFY(clock.hasExpired(59));
    QCOMPARE(reply->readAll(), "late");
    QCOMPARE(reply->header(QNetworkRequest::ContentTypeHeader).toString(), u"text/html; charset=utf-8"_s);
    QCOMPARE(reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString(),
             u"Service Unavailable"_s);
}

void LoopbackServerTest::redirects()
{
    LoopbackServer server;
    server.setHandler([&server](const LoopbackRequest &request) {
        return request.target == "/there" ? LoopbackAnswer::json("{}")
                                          : LoopbackAnswer::redirect(server.url("/there"), 307);
    });
    const Reply reply = get(server.url("/here"));
    QVERIFY(isFinished(*reply));
    QCOMPARE(reply->url(), server.url("/there"));
    QCOMPARE(reply->readAll(), "{}");
}

void LoopbackServerTest::refusesWhatIsNotPlainHttp_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("statusLine");
    QTest::newRow("TLS hello") << "\x16\x03\x01"_ba
                               << "HTTP/1.1 400 Bad Request\r\n"_ba;
    QTest::newRow("chunked") << "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"_ba
                             << "HTTP/1.1 501 Not Implemented\r\n"_ba;
}

void LoopbackServerTest::refusesWhatIsNotPlainHttp()
{
    QFETCH(const QByteArray, bytes);
    LoopbackServer server;
    const auto client = connectedTo(server);
    client->write(bytes);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);
    QTEST(client->readLine(), "statusLine");
}

void LoopbackServerTest::closes()
{
    LoopbackServer server;
    const auto client = connectedTo(server);
    QTRY_COMPARE(server.openConnectionCount(), 1);
    server.close();
    QVERIFY(!server.isListening());
    QCOMPARE(server.openConnectionCount(), 0);
    QTRY_COMPARE(client->state(), QAbstractSocket::UnconnectedState);

    const Reply reply = get(server.url());
    QVERIFY(isFinished(*reply));
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
}

void LoopbackServerTest::survivesDeletionByHandler()
{
    auto server = std::make_unique<LoopbackServer>();
    server->setHandler([&server](const LoopbackRequest &) {
        server.reset();
        return LoopbackAnswer::empty(200);
    });
    const Reply reply = get(server->url());
    QVERIFY(isFinished(*reply));
    QVERIFY(!server);
    QVERIFY(reply->error() != QNetworkReply::NoError);
}

CALLBOARD_TEST_MAIN(LoopbackServerTest, QCoreApplication)
#include "tst_loopbackserver.moc"
