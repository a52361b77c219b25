// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "loopbackserver.h"
#include "testca.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QStandardPaths>

#include <memory>

using namespace Qt::StringLiterals;

class SupportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void surroundings();
    void requestIsTakenByteByByte();
    void tls_data();
    void tls();
    void missingOpensslIsSaid();
};

void SupportTest::surroundings()
{
    const QDateTime noon(QDate(2026, 7, 1), QTime(12, 0));
    QCOMPARE(noon.offsetFromUtc(), 0);
    QCOMPARE(QLocale::system().language(), QLocale::C);
    QVERIFY(QStandardPaths::isTestModeEnabled());
    QVERIFY(QDir::homePath().startsWith(QDir::tempPath()));
    QVERIFY(QStandardPaths::writableLocation(QStandardPaths::ConfigLocation).startsWith(QDir::homePath()));
    QVERIFY(!qEnvironmentVariableIsSet("http_proxy"));
    QVERIFY(QFileInfo(qEnvironmentVariable("XDG_RUNTIME_DIR")).isWritable());
}

void SupportTest::requestIsTakenByteByByte()
{
    const QByteArray sent =
        "PUT /a?b=%20c HTTP/1.1\r\nHost: h:1\r\nX-Word:  one \r\ncontent-length: 3\r\n\r\n123";
    QByteArray buffer;
    for (const char byte : sent.chopped(1)) {
        buffer += byte;
        QVERIFY(!LoopbackRequest::take(buffer));
    }
    buffer += "3GET";

    const std::optional<LoopbackRequest> request = LoopbackRequest::take(buffer);
    QVERIFY(request);
    QCOMPARE(request->raw, sent);
    QCOMPARE(request->method, "PUT");
    QCOMPARE(request->target, "/a?b=%20c");
    QCOMPARE(request->url(), QUrl(u"http://h:1/a?b=%20c"_s));
    QCOMPARE(request->query().queryItemValue(u"b"_s, QUrl::FullyDecoded), u" c"_s);
    QCOMPARE(request->header("x-word"), "one");
    QVERIFY(!request->hasHeader("X-Other"));
    QCOMPARE(request->body, "123");
    QCOMPARE(buffer, "GET");
}

void SupportTest::tls_data()
{
    QTest::addColumn<TestCa::Leaf>("leaf");
    QTest::addColumn<QSslError::SslError>("problem");
    QTest::newRow("good") << TestCa::Leaf::Good << QSslError::NoError;
    QTest::newRow("wrong host") << TestCa::Leaf::WrongHost << QSslError::HostNameMismatch;
    QTest::newRow("expired") << TestCa::Leaf::Expired << QSslError::CertificateExpired;
    QTest::newRow("self-signed") << TestCa::Leaf::SelfSigned << QSslError::SelfSignedCertificate;
}

void SupportTest::tls()
{
    QFETCH(const TestCa::Leaf, leaf);
    QFETCH(const QSslError::SslError, problem);
    static const TestCa ca;
    QVERIFY2(ca.isValid(), qPrintable(ca.errorString()));
    LoopbackServer server(ca.server(leaf));
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json("{}"); });

    QNetworkAccessManager network;
    QList<QSslError::SslError> seen;
    connect(&network, &QNetworkAccessManager::sslErrors, this,
            [&seen](QNetworkReply *, const QList<QSslError> &errors) {
                for (const QSslError &error : errors)
                    seen.append(error.error());
            });
    QNetworkRequest request(server.url("/secret"));
    request.setSslConfiguration(ca.client());
    const std::unique_ptr<QNetworkReply> reply(network.get(request));
    QVERIFY(QSignalSpy(reply.get(), &QNetworkReply::finished).wait());

    const bool isGood = problem == QSslError::NoError;
    QCOMPARE(seen, isGood ? QList<QSslError::SslError>() : QList<QSslError::SslError>{problem});
    QCOMPARE(reply->error(), isGood ? QNetworkReply::NoError : QNetworkReply::SslHandshakeFailedError);
    QCOMPARE(server.requests().size(), isGood ? 1 : 0);
    if (isGood)
        QCOMPARE(server.requests().constFirst().url(), server.url("/secret"));
}

void SupportTest::missingOpensslIsSaid()
{
    const QByteArray path = qgetenv("PATH");
    const auto restore = qScopeGuard([&path] { qputenv("PATH", path); });
    qputenv("PATH", "/nowhere");
    const TestCa ca;
    QVERIFY(!ca.isValid());
    QVERIFY2(ca.errorString().startsWith("openssl"_L1), qPrintable(ca.errorString()));
}

CALLBOARD_TEST_MAIN(SupportTest, QCoreApplication)
#include "tst_support.moc"
