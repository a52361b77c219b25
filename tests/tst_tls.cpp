// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "asked.h"
#include "environment.h"
#include "nginxserver.h"
#include "testca.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = Error::Kind;
using Leaf = TestCa::Leaf;

namespace {

constexpr auto List = R"({"items": [{"name": "1"}], "pagination": {"limit": 100, "offset": 0, "total": 1}})";

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

const TestCa &strangers()
{
    static const TestCa ca;
    return ca;
}

QByteArray settingsFor(Leaf leaf, const QByteArray &more = {})
{
    return "ssl_certificate " + authority().certificateFile(leaf).toUtf8() + "; ssl_certificate_key " +
           authority().keyFile(leaf).toUtf8() + "; " + more;
}

QByteArray demandingCertificates()
{
    return "ssl_verify_client on; ssl_client_certificate " + authority().caFile().toUtf8() + ';';
}

Connection connectionTo(const NginxServer &server, const TestCa &trusted = authority())
{
    Connection connection;
    connection.base = server.url();
    connection.token = "secret-token";
    connection.authorities = readAuthorities(trusted.caFile()).value();
    return connection;
}

void show(Connection &connection, const TestCa &issuer, Leaf leaf)
{
    const auto identity = readClientIdentity(issuer.certificateFile(leaf), issuer.keyFile(leaf));
    QVERIFY2(identity, identity ? "" : qPrintable(identity.error().toText()));
    connection.clientChain = identity.value().chain;
    connection.clientKey = identity.value().key;
}

// OpenSSL's own server, which ends the handshake with a client that has no certificate of the authority.
class StrictServer
{
public:
    explicit StrictServer(const QString &version)
    {
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(u"openssl"_s, {u"s_server"_s, version, u"-accept"_s, u"127.0.0.1:0"_s, u"-www"_s,
                                       u"-cert"_s, authority().certificateFile(Leaf::Good), u"-key"_s,
                                       authority().keyFile(Leaf::Good), u"-CAfile"_s, authority().caFile(),
                                       u"-Verify"_s, u"1"_s, u"-verify_return_error"_s});
    }
    ~StrictServer()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Q_DISABLE_COPY_MOVE(StrictServer)

    // 0: it does not run.
    quint16 port()
    {
        static const QRegularExpression accept(u"ACCEPT [^\\n]*:(\\d+)\\n"_s);
        QString words;
        while (!accept.match(words).hasMatch()) {
            if (!m_process.waitForReadyRead(10'000))
                return 0;
            words += QString::fromLatin1(m_process.readAll());
        }
        return accept.match(words).captured(1).toUShort();
    }

private:
    QProcess m_process;
};

QSslCertificate certificateOf(Leaf leaf)
{
    return QSslCertificate::fromPath(authority().certificateFile(leaf)).value(0);
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void goodCertificateIsTrusted();
    void certificateIsRefusedWithItsReason_data();
    void certificateIsRefusedWithItsReason();
    void detailsAreThoseOfTheCertificate();
    void selfSignedCertificateIsTrustedWhenNamed();
    void authorityBesideTheSystemsIsTrusted();
    void oldTlsIsSaid();
    void plainHttpIsSaid();
    void clientCertificateIsDemanded_data();
    void clientCertificateIsDemanded();
    void clientCertificateIsShown_data();
    void clientCertificateIsShown();
    void strangeClientCertificateIsRefused();
    void handshakeThatDemandsACertificateIsSaid_data();
    void handshakeThatDemandsACertificateIsSaid();
};

void TlsTest::initTestCase()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
    QVERIFY2(strangers().isValid(), qPrintable(strangers().errorString()));
}

void TlsTest::goodCertificateIsTrusted()
{
    const NginxServer server(NginxServer::Speaks::Tls,
                             settingsFor(Leaf::Good, "ssl_protocols TLSv1.2 TLSv1.3;"), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Asked asked(connectionTo(server), server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QCOMPARE(asked.answer.body, QByteArray(List));
    QTRY_COMPARE(server.log().size(), 1);
    QVERIFY2(server.log().constFirst().contains("TLSv1.3"), server.log().constFirst().constData());
}

void TlsTest::certificateIsRefusedWithItsReason_data()
{
    QTest::addColumn<Leaf>("leaf");
    QTest::addColumn<bool>("isAuthorityKnown");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("whatHappened");
    QTest::addColumn<QString>("nextStep"); // a part of it

    QTest::newRow("expired") << Leaf::Expired << true << Kind::ExpiredCertificate
                             << u"The certificate of %1 expired on 2021-01-01 00:00 UTC."_s << u"renewed"_s;
    QTest::newRow("not yet valid") << Leaf::NotYetValid << true << Kind::EarlyCertificate
                                   << u"The certificate of %1 is not valid before 2090-01-01 00:00 UTC."_s
                                   << u"clocks"_s;
    QTest::newRow("another host") << Leaf::WrongHost << true << Kind::OtherHost
                                  << u"%1 shows a certificate for another host: other.example.com."_s
                                  << u"a host that the certificate is for"_s;
    QTest::newRow("unknown authority")
        << Leaf::Good << false << Kind::UnknownAuthority
        << u"The certificate of %1 comes from an authority that is not trusted here: "
           "CN=Callboard test authority."_s
        << u"/etc/puppetlabs/puppet/ssl/certs/ca.pem"_s;
    QTest::newRow("unknown authority and expired")
        << Leaf::Expired << false << Kind::UnknownAuthority
        << u"The certificate of %1 comes from an authority that is not trusted here: "
           "CN=Callboard test authority."_s
        << u"--ca-file"_s;
    QTest::newRow("self-signed") << Leaf::SelfSigned << true << Kind::SelfSignedCertificate
                                 << u"%1 shows a certificate that it has signed itself."_s << u"SHA-256"_s;
}

void TlsTest::certificateIsRefusedWithItsReason()
{
    QFETCH(const Leaf, leaf);
    QFETCH(const bool, isAuthorityKnown);
    QFETCH(const QString, whatHappened);
    QFETCH(const QString, nextStep);
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(leaf), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Connection connection = connectionTo(server, isAuthorityKnown ? authority() : strangers());
    for (const auto method : {HttpQuestion::Method::Get, HttpQuestion::Method::Delete}) {
        const Asked asked(connection, server.url(), method);
        QVERIFY(asked.error);
        QTEST(asked.error->kind, "kind");
        QCOMPARE(asked.error->whatHappened(), whatHappened.arg(connection.label()));
        QVERIFY2(asked.error->nextStep().contains(nextStep), qPrintable(asked.error->nextStep()));
        QVERIFY(asked.error->toText().contains(asked.error->details));
        QVERIFY(asked.error->details.contains("SHA-256: "_L1));
    }
    QVERIFY(server.log().isEmpty());
}

void TlsTest::detailsAreThoseOfTheCertificate()
{
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(Leaf::WrongHost), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Asked asked(connectionTo(server), server.url());
    QVERIFY(asked.error);
    const QStringList lines = asked.error->details.split(u'\n');
    QCOMPARE(lines.value(0), u"Subject: CN=wronghost"_s);
    QCOMPARE(lines.value(1), u"Issuer: CN=Callboard test authority"_s);
    QCOMPARE(lines.value(2), u"Valid from: 2020-01-01 00:00 UTC"_s);
    QCOMPARE(lines.value(3), u"Valid until: 2099-12-31 23:59 UTC"_s);
    QCOMPARE(lines.value(4), u"For the hosts: other.example.com"_s);
    const QByteArray digest = certificateOf(Leaf::WrongHost).digest(QCryptographicHash::Sha256);
    QCOMPARE(QByteArray::fromHex(lines.value(5).section(u": "_s, 1).toLatin1()), digest);
    QCOMPARE(lines.size(), 6);
}

void TlsTest::selfSignedCertificateIsTrustedWhenNamed()
{
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(Leaf::SelfSigned), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    Connection connection = connectionTo(server);
    connection.authorities = readAuthorities(authority().certificateFile(Leaf::SelfSigned)).value();
    const Asked asked(connection, server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
}

void TlsTest::authorityBesideTheSystemsIsTrusted()
{
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(Leaf::Good), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const QString url = server.url().toString();
    const Asked with(makeConnection(url, {}, {}, authority().caFile()).value(), server.url());
    QVERIFY2(!with.error, qPrintable(with.errorText()));
    const Asked without(makeConnection(url, {}, {}, u"/nowhere/ca.pem"_s).value(), server.url());
    QVERIFY(without.error);
    QCOMPARE(without.error->kind, Kind::UnknownAuthority);
}

void TlsTest::oldTlsIsSaid()
{
    const NginxServer server(
        NginxServer::Speaks::Tls,
        settingsFor(Leaf::Good, "ssl_protocols TLSv1.1; ssl_ciphers DEFAULT@SECLEVEL=0;"), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Asked asked(connectionTo(server), server.url());
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::OldTls);
    QVERIFY(asked.error->nextStep().contains("TLS 1.2"_L1));
    QVERIFY(server.log().isEmpty());
}

void TlsTest::plainHttpIsSaid()
{
    const NginxServer server(NginxServer::Speaks::Http, {}, List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    Connection connection = connectionTo(server);
    connection.base.setScheme(u"https"_s);
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::NoTls);
    QCOMPARE(asked.error->whatHappened(), connection.label() + u" does not speak TLS on this port."_s);
}

void TlsTest::clientCertificateIsDemanded_data()
{
    QTest::addColumn<QByteArray>("versions");
    QTest::newRow("TLS 1.2") << "ssl_protocols TLSv1.2;"_ba;
    QTest::newRow("TLS 1.3") << "ssl_protocols TLSv1.3;"_ba;
}

void TlsTest::clientCertificateIsDemanded()
{
    QFETCH(const QByteArray, versions);
    const NginxServer server(NginxServer::Speaks::Tls,
                             settingsFor(Leaf::Good, versions + demandingCertificates()), List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    const Connection connection = connectionTo(server);
    const Asked asked(connection, server.url());
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::ClientCertificate);
    QCOMPARE(asked.error->whatHappened(), connection.label() + u" demands a client certificate."_s);
    QTRY_COMPARE(server.log().size(), 1);
}

void TlsTest::clientCertificateIsShown_data()
{
    QTest::addColumn<Leaf>("leaf");
    QTest::newRow("EC key") << Leaf::Client;
    QTest::newRow("RSA key") << Leaf::ClientRsa;
}

void TlsTest::clientCertificateIsShown()
{
    QFETCH(const Leaf, leaf);
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(Leaf::Good, demandingCertificates()),
                             List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    Connection connection = connectionTo(server);
    show(connection, authority(), leaf);
    const Asked asked(connection, server.url());
    QVERIFY2(!asked.error, qPrintable(asked.errorText()));
    QTRY_COMPARE(server.log().size(), 1);
    QVERIFY2(server.log().constFirst().contains(" CN=client"), server.log().constFirst().constData());
}

void TlsTest::strangeClientCertificateIsRefused()
{
    const NginxServer server(NginxServer::Speaks::Tls, settingsFor(Leaf::Good, demandingCertificates()),
                             List);
    QVERIFY2(server.isRunning(), qPrintable(server.errorString()));
    Connection connection = connectionTo(server);
    show(connection, strangers(), Leaf::Client);
    const Asked asked(connection, server.url());
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::ClientCertificate);
    QVERIFY2(asked.error->whatHappened().contains("does not accept the client certificate"_L1),
             qPrintable(asked.error->whatHappened()));
}

void TlsTest::handshakeThatDemandsACertificateIsSaid_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("TLS 1.2") << u"-tls1_2"_s;
    QTest::newRow("TLS 1.3") << u"-tls1_3"_s;
}

// As Java servers do, unlike nginx, which says it over HTTP.
void TlsTest::handshakeThatDemandsACertificateIsSaid()
{
    QFETCH(const QString, version);
    StrictServer server(version);
    const quint16 port = server.port();
    QVERIFY(port != 0);
    Connection connection;
    connection.base = QUrl(u"https://127.0.0.1:"_s + QString::number(port));
    connection.authorities = readAuthorities(authority().caFile()).value();
    const Asked asked(connection, connection.base);
    QVERIFY(asked.error);
    QCOMPARE(asked.error->kind, Kind::ClientCertificate);
    QCOMPARE(asked.error->whatHappened(), connection.label() + u" demands a client certificate."_s);

    show(connection, strangers(), Leaf::Client);
    const Asked stranger(connection, connection.base);
    QVERIFY(stranger.error);
    QCOMPARE(stranger.error->kind, Kind::ClientCertificate);
    QVERIFY(stranger.error->whatHappened().contains("does not accept the client certificate"_L1));
}

CALLBOARD_TEST_MAIN(TlsTest, QCoreApplication)
#include "tst_tls.moc"
