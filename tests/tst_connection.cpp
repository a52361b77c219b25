// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"
#include "dialect.h"
#include "environment.h"
#include "testca.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

template <class T>
QString reasonOf(const Result<T> &result)
{
    return result ? QString() : result.error().reason;
}

const TestCa &authority()
{
    static const TestCa ca;
    return ca;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class ConnectionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void baseIsMadeOfWhatPeopleType_data();
    void baseIsMadeOfWhatPeopleType();
    void baseIsRefused_data();
    void baseIsRefused();
    void labelIsHostAndPort_data();
    void labelIsHostAndPort();
    void tokenIsTrimmed_data();
    void tokenIsTrimmed();
    void tokenFileIsRefused_data();
    void tokenFileIsRefused();
    void tokenFileIsNoFile();
    void authoritiesAreRead();
    void authoritiesAreRefused_data();
    void authoritiesAreRefused();
    void authoritiesAreNoFile();
    void connectionIsMadeOfAllThree();
    void connectionNeedsNoFiles();
    void connectionSaysWhichFileIsWrong();
    void commonCaIsTrustedBesideTheSystems();
    void commonCaGivesWayToAGivenOne();
    void commonCaThatIsNoneIsPassedOver();
    void clientIdentityIsRead_data();
    void clientIdentityIsRead();
    void clientIdentityIsRefused_data();
    void clientIdentityIsRefused();
    void tlsIsRecentAndVerified();
    void tokenIsNotExposed_data();
    void tokenIsNotExposed();
    void listUrlNamesEveryParameter_data();
    void listUrlNamesEveryParameter();
    void removalUrlIsOneSegmentLonger_data();
    void removalUrlIsOneSegmentLonger();
    void pathSegments_data();
    void pathSegments();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }

    const QTemporaryDir m_folder;
};

void ConnectionTest::baseIsMadeOfWhatPeopleType_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("base");

    const QString usual = u"https://pe.example.com:8143/orchestrator/v1"_s;
    QTest::newRow("bare") << u"https://pe.example.com:8143"_s << usual;
    QTest::newRow("slash") << u"https://pe.example.com:8143/"_s << usual;
    QTest::newRow("slashes") << u"https://pe.example.com:8143///"_s << usual;
    QTest::newRow("with the path") << u"https://pe.example.com:8143/orchestrator/v1"_s << usual;
    QTest::newRow("with the path and a slash") << u"https://pe.example.com:8143/orchestrator/v1/"_s << usual;
    QTest::newRow("with half of the path") << u"https://pe.example.com:8143/orchestrator"_s << usual;
    QTest::newRow("with half of the path and a slash")
        << u"https://pe.example.com:8143/orchestrator/"_s << usual;
    QTest::newRow("blanks around") << u" https://pe.example.com:8143\n"_s << usual;
    QTest::newRow("capitals") << u"HTTPS://PE.Example.COM:8143"_s << usual;
    QTest::newRow("no port") << u"https://pe.example.com"_s << u"https://pe.example.com/orchestrator/v1"_s;
    QTest::newRow("unencrypted") << u"http://localhost:8080"_s << u"http://localhost:8080/orchestrator/v1"_s;
    QTest::newRow("IPv4") << u"https://192.0.2.7:8143"_s << u"https://192.0.2.7:8143/orchestrator/v1"_s;
    QTest::newRow("IPv6") << u"https://[2001:db8::7]:8143/"_s
                          << u"https://[2001:db8::7]:8143/orchestrator/v1"_s;
    QTest::newRow("IPv6 without a port") << u"https://[::1]"_s << u"https://[::1]/orchestrator/v1"_s;
    QTest::newRow("behind a prefix") << u"https://proxy.example.com/pe"_s
                                     << u"https://proxy.example.com/pe/orchestrator/v1"_s;
    QTest::newRow("behind a prefix, with the path") << u"https://proxy.example.com/pe/orchestrator/v1/"_s
                                                    << u"https://proxy.example.com/pe/orchestrator/v1"_s;
    QTest::newRow("behind an encoded prefix") << u"https://proxy.example.com/a%20b%2Fc"_s
                                              << u"https://proxy.example.com/a%20b%2Fc/orchestrator/v1"_s;
    QTest::newRow("prefix that only looks alike")
        << u"https://proxy.example.com/myorchestrator/v1"_s
        << u"https://proxy.example.com/myorchestrator/v1/orchestrator/v1"_s;
    QTest::newRow("international name")
        << u"https://b\u00fccher.example:8143"_s << u"https://xn--bcher-kva.example:8143/orchestrator/v1"_s;
}

void ConnectionTest::baseIsMadeOfWhatPeopleType()
{
    QFETCH(const QString, text);
    const Result<QUrl> base = orchestratorBase(text);
    QCOMPARE(reasonOf(base), QString());
    QTEST(QString::fromLatin1(base.value().toEncoded()), "base");
}

void ConnectionTest::baseIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");

    const QString noUrl = u"it is no URL such as https://pe.example.com:8143"_s;
    const QString scheme = u"it starts with neither https:// nor http://"_s;
    const QString user = u"it carries a user name or password; use a token file"_s;
    const QString query = u"it carries a query or fragment"_s;
    QTest::newRow("empty") << QString() << noUrl;
    QTest::newRow("blank") << u"  "_s << noUrl;
    QTest::newRow("no scheme") << u"pe.example.com"_s << noUrl;
    QTest::newRow("no scheme but a port") << u"pe.example.com:8143"_s << noUrl;
    QTest::newRow("no scheme but slashes") << u"//pe.example.com:8143"_s << scheme;
    QTest::newRow("scheme without slashes") << u"https:pe.example.com"_s << noUrl;
    QTest::newRow("scheme only") << u"https://"_s << noUrl;
    QTest::newRow("no host") << u"https:///orchestrator/v1"_s << noUrl;
    QTest::newRow("port out of range") << u"https://pe.example.com:99999"_s << noUrl;
    QTest::newRow("port in words") << u"https://pe.example.com:https"_s << noUrl;
    QTest::newRow("blank inside") << u"https://pe.example .com"_s << noUrl;
    QTest::newRow("open bracket") << u"https://[::1:8143"_s << noUrl;
    QTest::newRow("broken encoding") << u"https://pe.example.com/%zz"_s << noUrl;
    QTest::newRow("another scheme") << u"ftp://pe.example.com"_s << scheme;
    QTest::newRow("file") << u"file://pe.example.com/jobs.json"_s << scheme;
    QTest::newRow("user") << u"https://hunter2@pe.example.com:8143"_s << user;
    QTest::newRow("user and password") << u"https://fred:hunter2@pe.example.com:8143"_s << user;
    QTest::newRow("password only") << u"https://:hunter2@pe.example.com:8143"_s << user;
    QTest::newRow("query") << u"https://pe.example.com:8143/?token=hunter2"_s << query;
    QTest::newRow("empty query") << u"https://pe.example.com:8143/?"_s << query;
    QTest::newRow("fragment") << u"https://pe.example.com:8143/#hunter2"_s << query;
}

void ConnectionTest::baseIsRefused()
{
    QFETCH(const QString, text);
    const Result<QUrl> base = orchestratorBase(text);
    QVERIFY(!base);
    QTEST(base.error().reason, "reason");
    QVERIFY(!base.error().toText().contains("hunter2"_L1));
}

void ConnectionTest::labelIsHostAndPort_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("label");

    QTest::newRow("port") << u"https://pe.example.com:8143"_s << u"pe.example.com:8143"_s;
    QTest::newRow("no port") << u"https://pe.example.com/pe"_s << u"pe.example.com"_s;
    QTest::newRow("IPv6") << u"https://[2001:db8::7]:8143"_s << u"[2001:db8::7]:8143"_s;
}

void ConnectionTest::labelIsHostAndPort()
{
    QFETCH(const QString, url);
    const Result<Connection> connection = makeConnection(url, {}, {});
    QCOMPARE(reasonOf(connection), QString());
    QTEST(connection.value().label(), "label");
}

void ConnectionTest::tokenIsTrimmed_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("bare") << "0VZZ6geJQK8zJGKxBdq1ct"_ba;
    QTest::newRow("with a line feed") << "0VZZ6geJQK8zJGKxBdq1ct\n"_ba;
    QTest::newRow("with a line end of Windows") << "0VZZ6geJQK8zJGKxBdq1ct\r\n"_ba;
    QTest::newRow("with blanks around") << " \t0VZZ6geJQK8zJGKxBdq1ct \n\n"_ba;
}

void ConnectionTest::tokenIsTrimmed()
{
    QFETCH(const QByteArray, content);
    const Result<QByteArray> token = readTokenFile(write(u"token"_s, content));
    QCOMPARE(reasonOf(token), QString());
    QCOMPARE(token.value(), "0VZZ6geJQK8zJGKxBdq1ct"_ba);
}

void ConnectionTest::tokenFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("reason");

    const QString noToken = u"it holds no token: a token is one word of plain characters"_s;
    QTest::newRow("empty") << QByteArray() << u"it is empty"_s;
    QTest::newRow("blanks") << " \r\n\t"_ba << u"it is empty"_s;
    QTest::newRow("two words") << "hunter2 hunter2"_ba << noToken;
    QTest::newRow("two lines") << "hunter2\nX-Evil: hunter2"_ba << noToken;
    QTest::newRow("carriage return") << "hunter2\rhunter2"_ba << noToken;
    QTest::newRow("null byte") << "hunter2"_ba + '\0' + "hunter2" << noToken;
    QTest::newRow("binary") << "\x7F"
                               "ELF\x02\x01hunter2"_ba
                            << noToken;
    QTest::newRow("outside of ASCII") << "hunter2\u00fc"_ba << noToken;
    QTest::newRow("byte order mark") << "\xEF\xBB\xBFhunter2"_ba << noToken;
    QTest::newRow("large") << "hunter2"_ba.repeated(10'000) << u"it is too large"_s;
}

void ConnectionTest::tokenFileIsRefused()
{
    QFETCH(const QByteArray, content);
    const Result<QByteArray> token = readTokenFile(write(u"my-token"_s, content));
    QVERIFY(!token);
    QCOMPARE(token.error().kind, Error::Kind::File);
    QTEST(token.error().reason, "reason");
    QCOMPARE(token.error().subject, u"my-token"_s);
    QVERIFY(!token.error().toText().contains("hunter2"_L1));
}

void ConnectionTest::tokenFileIsNoFile()
{
    const Result<QByteArray> missing = readTokenFile(m_folder.filePath(u"nowhere"_s));
    QVERIFY(!missing);
    QCOMPARE(missing.error().kind, Error::Kind::File);
    QCOMPARE(missing.error().reason, u"No such file or directory"_s);
    QCOMPARE(missing.error().subject, u"nowhere"_s);

    const Result<QByteArray> folder = readTokenFile(m_folder.path());
    QCOMPARE(reasonOf(folder), u"it is a folder"_s);
}

void ConnectionTest::authoritiesAreRead()
{
    QVERIFY2(authority().isValid(), qPrintable(authority().errorString()));
    const auto one = readAuthorities(authority().caFile());
    QCOMPARE(reasonOf(one), QString());
    QCOMPARE(one.value().size(), 1);
    QCOMPARE(one.value().constFirst().subjectInfo(QSslCertificate::CommonName),
             QStringList{u"Callboard test authority"_s});

    const QByteArray pem = contentOf(authority().caFile());
    const auto bundle = readAuthorities(write(u"bundle.pem"_s, "# first\n" + pem + "\n# second\n" + pem));
    QCOMPARE(reasonOf(bundle), QString());
    QCOMPARE(bundle.value().size(), 2);
}

void ConnectionTest::authoritiesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");

    QTest::newRow("empty") << QByteArray();
    QTest::newRow("text") << "hello\n"_ba;
    QTest::newRow("private key") << "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"_ba;
    QTest::newRow("broken certificate")
        << "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"_ba;
    QTest::newRow("half a certificate") << contentOf(authority().caFile()).first(200);
    QTest::newRow("binary") << QByteArray(1000, '\0');
}

void ConnectionTest::authoritiesAreRefused()
{
    QFETCH(const QByteArray, content);
    const auto authorities = readAuthorities(write(u"ca.pem"_s, content));
    QVERIFY(!authorities);
    QCOMPARE(authorities.error().kind, Error::Kind::File);
    QCOMPARE(authorities.error().reason, u"it holds no certificate in PEM form"_s);
    QCOMPARE(authorities.error().subject, u"ca.pem"_s);
}

void ConnectionTest::authoritiesAreNoFile()
{
    QCOMPARE(reasonOf(readAuthorities(m_folder.filePath(u"nowhere"_s))), u"No such file or directory"_s);
    QCOMPARE(reasonOf(readAuthorities(m_folder.path())), u"it is a folder"_s);
}

void ConnectionTest::connectionIsMadeOfAllThree()
{
    const QString token = write(u"token"_s, "hunter2\n");
    const Result<Connection> connection =
        makeConnection(u"https://pe.example.com:8143/"_s, token, authority().caFile());
    QCOMPARE(reasonOf(connection), QString());
    QCOMPARE(connection.value().base.toEncoded(), "https://pe.example.com:8143/orchestrator/v1"_ba);
    QCOMPARE(connection.value().token, "hunter2"_ba);
    QCOMPARE(connection.value().authorities.size(), 1);
    QVERIFY(!connection.value().label().contains("hunter2"_L1));
}

void ConnectionTest::connectionNeedsNoFiles()
{
    const Result<Connection> connection = makeConnection(u"http://pe.example.com"_s, {}, {}, {});
    QCOMPARE(reasonOf(connection), QString());
    QVERIFY(connection.value().token.isEmpty());
    QVERIFY(connection.value().authorities.isEmpty());
    QVERIFY(connection.value().silenceTimeout > std::chrono::seconds(0));
    QVERIFY(connection.value().wholeTimeout > connection.value().silenceTimeout);
}

void ConnectionTest::connectionSaysWhichFileIsWrong()
{
    const QString url = u"https://pe.example.com"_s;
    const QString token = write(u"good-token"_s, "hunter2");
    const QString missing = m_folder.filePath(u"nowhere"_s);
    const Result<Connection> noToken = makeConnection(url, missing, {});
    QVERIFY(!noToken);
    QCOMPARE(noToken.error().subject, u"nowhere"_s);
    const Result<Connection> tokenForCa = makeConnection(url, token, token);
    QVERIFY(!tokenForCa);
    QCOMPARE(tokenForCa.error().subject, u"good-token"_s);
    QCOMPARE(tokenForCa.error().reason, u"it holds no certificate in PEM form"_s);
    QVERIFY(!tokenForCa.error().toText().contains("hunter2"_L1));
    QVERIFY(!makeConnection(u"pe.example.com"_s, token, {}));
}

void ConnectionTest::commonCaIsTrustedBesideTheSystems()
{
    const auto connection = makeConnection(u"https://pe.example.com"_s, {}, {}, authority().caFile());
    QCOMPARE(reasonOf(connection), QString());
    const QList<QSslCertificate> trusted = connection.value().authorities;
    QVERIFY(trusted.contains(readAuthorities(authority().caFile()).value().constFirst()));
    const QList<QSslCertificate> systems = QSslConfiguration::systemCaCertificates();
    QCOMPARE(trusted.size(), systems.size() + 1);
    for (const QSslCertificate &certificate : systems)
        QVERIFY(trusted.contains(certificate));
}

void ConnectionTest::commonCaGivesWayToAGivenOne()
{
    const QString given = authority().certificateFile(TestCa::Leaf::SelfSigned);
    const auto connection = makeConnection(u"https://pe.example.com"_s, {}, given, authority().caFile());
    QCOMPARE(reasonOf(connection), QString());
    QCOMPARE(connection.value().authorities, QSslCertificate::fromPath(given));
}

void ConnectionTest::commonCaThatIsNoneIsPassedOver()
{
    const QString words = write(u"words"_s, "words");
    for (const QString &path : {m_folder.filePath(u"nowhere"_s), m_folder.path(), words}) {
        const auto connection = makeConnection(u"https://pe.example.com"_s, {}, {}, path);
        QCOMPARE(reasonOf(connection), QString());
        QVERIFY(connection.value().authorities.isEmpty());
    }
}

void ConnectionTest::clientIdentityIsRead_data()
{
    QTest::addColumn<TestCa::Leaf>("leaf");
    QTest::addColumn<QSsl::KeyAlgorithm>("algorithm");
    QTest::newRow("EC") << TestCa::Leaf::Client << QSsl::Ec;
    QTest::newRow("RSA") << TestCa::Leaf::ClientRsa << QSsl::Rsa;
}

void ConnectionTest::clientIdentityIsRead()
{
    QFETCH(const TestCa::Leaf, leaf);
    QFETCH(const QSsl::KeyAlgorithm, algorithm);
    const QString certificate = authority().certificateFile(leaf);
    const QByteArray pem = contentOf(authority().keyFile(leaf));
    // As OpenSSL writes keys now (PKCS #8), and as it did.
    const QByteArray old = QSslKey(pem, algorithm).toPem();
    for (const QByteArray &key : {pem, old, contentOf(certificate) + pem}) {
        const auto identity = readClientIdentity(certificate, write(u"key.pem"_s, key));
        QCOMPARE(reasonOf(identity), QString());
        QCOMPARE(identity.value().chain.size(), 1);
        QCOMPARE(identity.value().key.algorithm(), algorithm);
        QVERIFY(!identity.value().key.isNull());
    }
}

void ConnectionTest::clientIdentityIsRefused_data()
{
    QTest::addColumn<QString>("certificateFile");
    QTest::addColumn<QString>("keyFile");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("reason");

    const QString ec = authority().certificateFile(TestCa::Leaf::Client);
    const QString ecKey = authority().keyFile(TestCa::Leaf::Client);
    const QString rsa = authority().certificateFile(TestCa::Leaf::ClientRsa);
    const QString rsaKey = authority().keyFile(TestCa::Leaf::ClientRsa);
    const QString foreign = u"its key is not that of the certificate"_s;
    const QString locked = u"the key has a passphrase; use one without"_s;
    const QString missing = u"No such file or directory"_s;
    const QByteArray rsaPem = QSslKey(contentOf(rsaKey), QSsl::Rsa).toPem("hunter2");
    const QByteArray ecPem = QSslKey(contentOf(ecKey), QSsl::Ec).toPem("hunter2");
    const QString nowhere = m_folder.filePath(u"nowhere"_s);
    QTest::newRow("no certificate file") << nowhere << ecKey << u"nowhere"_s << missing;
    QTest::newRow("no certificate in it")
        << ecKey << ecKey << u"client.key"_s << u"it holds no certificate in PEM form"_s;
    QTest::newRow("no key file") << ec << nowhere << u"nowhere"_s << missing;
    QTest::newRow("folder for a key")
        << ec << QFileInfo(ec).path() << QFileInfo(QFileInfo(ec).path()).fileName() << u"it is a folder"_s;
    QTest::newRow("no key in it") << ec << ec << u"client.pem"_s
                                  << u"it holds no private RSA or EC key in PEM form"_s;
    QTest::newRow("RSA key with a passphrase")
        << rsa << write(u"rsa.pem"_s, rsaPem) << u"rsa.pem"_s << locked;
    QTest::newRow("EC key with a passphrase") << ec << write(u"ec.pem"_s, ecPem) << u"ec.pem"_s << locked;
    QTest::newRow("key of another sort") << ec << rsaKey << u"clientrsa.key"_s << foreign;
    const QString otherEc = authority().keyFile(TestCa::Leaf::Good);
    QTest::newRow("another EC key") << ec << otherEc << u"good.key"_s << foreign;
    static const TestCa strangers;
    const QString otherRsa = strangers.keyFile(TestCa::Leaf::ClientRsa);
    QTest::newRow("another RSA key") << rsa << otherRsa << u"clientrsa.key"_s << foreign;
}

void ConnectionTest::clientIdentityIsRefused()
{
    QFETCH(const QString, certificateFile);
    QFETCH(const QString, keyFile);
    const auto identity = readClientIdentity(certificateFile, keyFile);
    QVERIFY(!identity);
    QCOMPARE(identity.error().kind, Error::Kind::File);
    QTEST(identity.error().subject, "subject");
    QTEST(identity.error().reason, "reason");
    QVERIFY(!identity.error().toText().contains(u'/'));
}

void ConnectionTest::tlsIsRecentAndVerified()
{
    const Connection connection;
    QCOMPARE(connection.tls().protocol(), QSsl::TlsV1_2OrLater);
    QCOMPARE(connection.tls().peerVerifyMode(), QSslSocket::VerifyPeer);
}

void ConnectionTest::tokenIsNotExposed_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("isSafe");

    QTest::newRow("encrypted") << u"https://pe.example.com"_s << true;
    QTest::newRow("unencrypted") << u"http://pe.example.com"_s << false;
    QTest::newRow("unencrypted, by address") << u"http://192.0.2.7:8143"_s << false;
    QTest::newRow("name that only looks like this machine") << u"http://localhost.example.com"_s << false;
    QTest::newRow("this machine") << u"http://localhost:8143"_s << true;
    QTest::newRow("this machine, IPv4") << u"http://127.0.0.1:8143"_s << true;
    QTest::newRow("this machine, another address") << u"http://127.8.8.8:8143"_s << true;
    QTest::newRow("this machine, IPv6") << u"http://[::1]:8143"_s << true;
}

void ConnectionTest::tokenIsNotExposed()
{
    QFETCH(const QString, url);
    QFETCH(const bool, isSafe);
    const Result<Connection> connection = makeConnection(url, write(u"token"_s, "hunter2"), {});
    QCOMPARE(connection.ok(), isSafe);
    if (!isSafe) {
        QCOMPARE(connection.error().reason, u"your token would travel unencrypted; use https://"_s);
        QVERIFY(!connection.error().toText().contains("hunter2"_L1));
    }
    QVERIFY(makeConnection(url, {}, {}).ok());
}

void ConnectionTest::listUrlNamesEveryParameter_data()
{
    QTest::addColumn<JobQuery>("query");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("limit");
    QTest::addColumn<QByteArray>("target");

    const auto add = [](const char *what, const JobQuery &query, qint64 offset, int limit,
                        const QByteArray &target) {
        QTest::newRow(what) << query << offset << limit << target;
    };
    add("first page", {}, 0, 100, "limit=100&offset=0");
    add("later page", {}, 3000, 1000, "limit=1000&offset=3000");
    add("beyond 32 bits", {}, 5'000'000'000, 1, "limit=1&offset=5000000000");
    add("next run", {{}, Column::NextRun, Qt::AscendingOrder}, 0, 100,
        "limit=100&offset=0&order_by=next_run&order=asc");
    add("scheduled time, descending", {{}, Column::ScheduledTime, Qt::DescendingOrder}, 0, 100,
        "limit=100&offset=0&order_by=scheduled_time&order=desc");
    add("name", {{}, Column::Name, Qt::AscendingOrder}, 0, 100, "limit=100&offset=0&order_by=name&order=asc");
    add("a column that the server does not sort by", {{}, Column::Owner, Qt::DescendingOrder}, 0, 100,
        "limit=100&offset=0");
    add("type", {u"plan"_s, {}, Qt::AscendingOrder}, 0, 100, "limit=100&offset=0&type=plan");
    add("type and order", {u"deploy"_s, Column::Name, Qt::DescendingOrder}, 100, 50,
        "limit=50&offset=100&order_by=name&order=desc&type=deploy");
    add("type that needs encoding", {u"a&b=c d#\u00e4"_s, {}, Qt::AscendingOrder}, 0, 1,
        "limit=1&offset=0&type=a%26b%3Dc%20d%23%C3%A4");
}

void ConnectionTest::listUrlNamesEveryParameter()
{
    QFETCH(const JobQuery, query);
    QFETCH(const qint64, offset);
    QFETCH(const int, limit);
    QFETCH(const QByteArray, target);
    const QUrl base(u"https://proxy.example.com:8143/a%2Fb/orchestrator/v1"_s);
    const QUrl url = Dialect(Dialect::Generation::Classic).listUrl(base, query, offset, limit);
    QCOMPARE(url.toEncoded(),
             "https://proxy.example.com:8143/a%2Fb/orchestrator/v1/scheduled_jobs?" + target);
}

void ConnectionTest::removalUrlIsOneSegmentLonger_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("segment");

    QTest::newRow("number") << u"81"_s << "81"_ba;
    QTest::newRow("blank") << u"a b"_s << "a%20b"_ba;
    QTest::newRow("umlaut") << u"\u00e4"_s << "%C3%A4"_ba;
    QTest::newRow("query") << u"7?x=1"_s << "7%3Fx%3D1"_ba;
    QTest::newRow("fragment") << u"#"_s << "%23"_ba;
    QTest::newRow("encoded slash") << u"%2F"_s << "%252F"_ba;
    QTest::newRow("encoded points") << u"%2e%2e"_s << "%252e%252e"_ba;
    QTest::newRow("percent") << u"100%"_s << "100%25"_ba;
    QTest::newRow("plus") << u"a+b"_s << "a%2Bb"_ba;
    QTest::newRow("delimiters") << u"a;b,c:d@e&f=g"_s << "a%3Bb%2Cc%3Ad%40e%26f%3Dg"_ba;
    QTest::newRow("unreserved") << u"a-b.c_d~e"_s << "a-b.c_d~e"_ba;
    QTest::newRow("points inside") << u"1..2"_s << "1..2"_ba;
    QTest::newRow("three points") << u"..."_s << "..."_ba;
    QTest::newRow("outside of the basic plane") << u"\U0001F600"_s << "%F0%9F%98%80"_ba;
    QTest::newRow("quotes and brackets") << u"\"<[{|^`'"_s << "%22%3C%5B%7B%7C%5E%60%27"_ba;
}

void ConnectionTest::removalUrlIsOneSegmentLonger()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, segment);
    QVERIFY(Dialect::isPathSegment(name));
    const QUrl base(u"https://proxy.example.com:8143/a%2Fb/orchestrator/v1"_s);
    const QUrl url = Dialect(Dialect::Generation::Classic).removal(base, name).url;
    const QByteArray before = "https://proxy.example.com:8143/a%2Fb/orchestrator/v1/scheduled_jobs/";
    QCOMPARE(QByteArray::fromPercentEncoding(url.toEncoded().sliced(before.size())), name.toUtf8());
    QCOMPARE(url.toEncoded(), before + segment);
    QVERIFY(!url.hasQuery() && !url.hasFragment());
}

void ConnectionTest::pathSegments_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("fits");

    QTest::newRow("number") << u"81"_s << true;
    QTest::newRow("word") << u"nightly patching"_s << true;
    QTest::newRow("encoded slash") << u"a%2Fb"_s << true;
    QTest::newRow("empty") << u""_s << false;
    QTest::newRow("point") << u"."_s << false;
    QTest::newRow("two points") << u".."_s << false;
    QTest::newRow("slash") << u"a/b"_s << false;
    QTest::newRow("slash alone") << u"/"_s << false;
    QTest::newRow("slash at the end") << u"7/"_s << false;
    QTest::newRow("up and away") << u"../../jobs/7"_s << false;
    QTest::newRow("backslash") << u"a\\b"_s << false;
    QTest::newRow("line feed") << u"7\n"_s << false;
    QTest::newRow("null character") << u"7"_s + QChar(0) << false;
    QTest::newRow("delete character") << u"7\x7f"_s << false;
    QTest::newRow("half of a surrogate pair") << QString(QChar(0xD800)) << false;
}

void ConnectionTest::pathSegments()
{
    QFETCH(const QString, name);
    QTEST(Dialect::isPathSegment(name), "fits");
}

CALLBOARD_TEST_MAIN(ConnectionTest, QCoreApplication)
#include "tst_connection.moc"
