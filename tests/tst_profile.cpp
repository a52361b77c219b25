// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "profiles.h"
#include "testca.h"
#include "token.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Connections as their user has set them up: kept, passed on, and made ready to be used.
class ProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFieldSurvivesTheSettings();
    void everyFieldSurvivesAFile();
    void anExportHoldsNoSecret();
    void theListIsSortedAsReadersSort();
    void whatCanNotBeReadIsKept();
    void puttingReplacesTheOneOfTheSameName();
    void theLastUsedComesFirst();
    void importsTellWhereTheyAreWrong_data();
    void importsTellWhereTheyAreWrong();
    void importsAddWhatIsNewAndRenameWhatIsTaken();
    void consoleUrlsLeadToTheRbacService_data();
    void consoleUrlsLeadToTheRbacService();
    void aConnectionHasAllThatTheProfileSays();
    void theUsualTokenFileMayBeMissing();
    void aTokenFileThatIsThereMustHoldOne();
    void aPastedTokenTakesThePlaceOfTheFile();
    void aTokenDoesNotTravelUnencrypted();
    void aClientCertificateNeedsItsKey();
    void theKeychainKeyIsBoundToTheServer();

private:
    QString write(const QString &name, const QByteArray &content) const;
    static Profile fullProfile();

    std::unique_ptr<QTemporaryDir> folder;
};

void ProfileTest::init()
{
    QSettings().clear();
    folder = std::make_unique<QTemporaryDir>();
    QDir(QDir::homePath() + "/.puppetlabs"_L1).removeRecursively();
}

QString ProfileTest::write(const QString &name, const QByteArray &content) const
{
    const QString path = folder->filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

Profile ProfileTest::fullProfile()
{
    Profile profile;
    profile.name = u"Köln, \"prod\" = 1"_s;
    profile.url = u"https://pe.example.com:8143"_s;
    profile.consoleUrl = u"https://console.example.com"_s;
    profile.caFile = u"/etc/ca, my.pem"_s;
    profile.clientCertificate = u"~/me.pem"_s;
    profile.clientKey = u"~/me.key"_s;
    profile.tokenFrom = Profile::TokenFrom::Keychain;
    profile.tokenFile = u"/a/token"_s;
    profile.isReadOnly = true;
    profile.isProduction = true;
    profile.colour = u"#c01c28"_s;
    profile.connectSeconds = 3;
    profile.answerSeconds = 90;
    return profile;
}

void ProfileTest::everyFieldSurvivesTheSettings()
{
    Profiles::put(fullProfile());
    QSettings().sync();
    QCOMPARE(Profiles::all(), QList<Profile>{fullProfile()});
    QCOMPARE(*Profiles::named(fullProfile().name), fullProfile());
    Profile plain;
    plain.name = u"plain"_s;
    plain.url = u"https://plain.test"_s;
    Profiles::put(plain);
    QCOMPARE(*Profiles::named(u"plain"_s), plain);
}

void ProfileTest::everyFieldSurvivesAFile()
{
    const QString path = folder->filePath(u"profiles.json"_s);
    QVERIFY(!Profiles::exportTo(path, {fullProfile()}));
    const auto read = Profiles::importFrom(path);
    QVERIFY2(read, read ? "" : qPrintable(read.error().toText()));
    QCOMPARE(read.value(), QList<Profile>{fullProfile()});
}

void ProfileTest::anExportHoldsNoSecret()
{
    Profile profile = fullProfile();
    profile.tokenFrom = Profile::TokenFrom::File;
    profile.tokenFile = write(u"token"_s, "hunter2");
    profile.clientKey = write(u"key"_s, "PRIVATE KEY");
    const QString path = folder->filePath(u"profiles.json"_s);
    QVERIFY(!Profiles::exportTo(path, {profile}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains(profile.tokenFile.toUtf8()));
    QVERIFY(!content.contains("hunter2"));
    QVERIFY(!content.contains("PRIVATE KEY"));
    // A user name and password in an address would be one, and so would be a token in a query.
    profile.url = u"https://me:hunter2@pe.test"_s;
    QVERIFY(!profileOf(toVariants(profile), u"x"_s));
    // Half a file is none.
    QVERIFY(QFile::remove(path));
    QVERIFY(Profiles::exportTo(path, {fullProfile(), profile}));
    QVERIFY(!QFile::exists(path));
    profile = fullProfile();
    profile.consoleUrl = u"https://console.test?token=hunter2"_s;
    QVERIFY(!profileOf(toVariants(profile), u"x"_s));
}

void ProfileTest::theListIsSortedAsReadersSort()
{
    QList<Profile> profiles;
    for (const char *name : {"pe10", "PE9", "dev", "pe2"}) {
        Profile profile;
        profile.name = QString::fromLatin1(name);
        profile.url = u"https://pe.test"_s;
        profiles << profile;
    }
    Profiles::setAll(profiles);
    QStringList names;
    for (const Profile &profile : Profiles::all())
        names << profile.name;
    QCOMPARE(names, QStringList({u"dev"_s, u"pe2"_s, u"PE9"_s, u"pe10"_s}));
}

// A later version may have written it.
void ProfileTest::whatCanNotBeReadIsKept()
{
    Profile odd = fullProfile();
    odd.name = u"odd"_s;
    Profiles::setAll({fullProfile(), odd});
    QSettings settings;
    settings.setValue(u"profiles/2/token"_s, u"hardware"_s);
    QCOMPARE(Profiles::all(), QList<Profile>{fullProfile()});
    Profile more = fullProfile();
    more.name = u"more"_s;
    Profiles::put(more);
    QCOMPARE(Profiles::all().size(), 2);
    bool isThere = false;
    for (const QString &key : settings.allKeys())
        isThere = isThere || settings.value(key) == u"hardware"_s;
    QVERIFY(isThere);
}

void ProfileTest::puttingReplacesTheOneOfTheSameName()
{
    Profiles::put(fullProfile());
    Profile changed = fullProfile();
    changed.url = u"https://elsewhere.test"_s;
    Profiles::put(changed);
    QCOMPARE(Profiles::all(), QList<Profile>{changed});
}

void ProfileTest::theLastUsedComesFirst()
{
    for (const char *name : {"one", "two"}) {
        Profile profile = fullProfile();
        profile.name = QString::fromLatin1(name);
        Profiles::put(profile);
    }
    for (const char *name : {"one", "two", "gone", "one"})
        Profiles::noteUse(QString::fromLatin1(name));
    QCOMPARE(Profiles::recent(), QStringList({u"one"_s, u"two"_s}));
}

void ProfileTest::importsTellWhereTheyAreWrong_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("says");
    QTest::newRow("no JSON") << "{\"callboardProfiles\": 1,\n \"profiles\": [}"_ba << u"line 2, column 15"_s;
    QTest::newRow("another file") << R"({"items": []})"_ba << u"no connections that Callboard"_s;
    QTest::newRow("an array") << "[]"_ba << u"no JSON object"_s;
    QTest::newRow("a later format") << R"({"callboardProfiles": 2, "profiles": []})"_ba << u"later version"_s;
    const auto with = [](const QByteArray &profile) {
        return QByteArray(R"({"callboardProfiles": 1, "profiles": [)" + profile + R"(]})");
    };
    QTest::newRow("no name") << with(R"({"url": "https://pe.test"})") << u"without a name"_s;
    QTest::newRow("no URL") << with(R"({"name": "a"})") << u"The URL can't be used"_s;
    QTest::newRow("odd read-only") << with(R"({"name": "a", "url": "https://pe.test", "readOnly": "maybe"})")
                                   << u"\"readOnly\""_s;
    QTest::newRow("a number for text")
        << with(R"({"name": "a", "url": "https://pe.test", "caFile": 7})") << u"\"caFile\""_s;
    QTest::newRow("no time") << with(R"({"name": "a", "url": "https://pe.test", "answerSeconds": 0})")
                             << u"\"answerSeconds\""_s;
    QTest::newRow("half a second") << with(R"({"name": "a", "url": "https://pe.test", "answerSeconds": 0.5})")
                                   << u"\"answerSeconds\""_s;
    QTest::newRow("odd colour") << with(R"({"name": "a", "url": "https://pe.test", "colour": "red; x"})")
                                << u"\"colour\""_s;
    QTest::newRow("password") << with(R"({"name": "a", "url": "https://u:p@pe.test"})") << u"password"_s;
}

void ProfileTest::importsTellWhereTheyAreWrong()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, says);
    const auto read = Profiles::importFrom(write(u"in.json"_s, content));
    QVERIFY(!read);
    const QString text = read.error().whatHappened();
    QVERIFY2(text.contains(says), qPrintable(text));
    QVERIFY2(says.startsWith("The URL"_L1) || says == "password"_L1 || text.contains("in.json"_L1),
             qPrintable(text));
}

void ProfileTest::importsAddWhatIsNewAndRenameWhatIsTaken()
{
    QList<Profile> profiles{fullProfile()};
    Profile changed = fullProfile();
    changed.answerSeconds = 5;
    Profile other = fullProfile();
    other.name = u"other"_s;
    QCOMPARE(Profiles::merge(profiles, {fullProfile(), changed, other}), 2);
    QCOMPARE(profiles.size(), 3);
    QCOMPARE(profiles.at(1).name, fullProfile().name + u" (2)"_s);
    QCOMPARE(profiles.at(1).answerSeconds, 5);
    QCOMPARE(profiles.at(2), other);
}

void ProfileTest::consoleUrlsLeadToTheRbacService_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("url");
    const QString usual = u"https://console.test:4433/rbac-api"_s;
    for (const char *text : {"https://console.test", "https://console.test/", "https://console.test:443",
                             "https://console.test:4433", "https://console.test:4433/rbac-api",
                             "https://console.test:4433/rbac-api/v1/", " https://console.test "})
        QTest::addRow("%s", text) << QString::fromLatin1(text) << usual;
    QTest::newRow("another port") << u"https://console.test:9000"_s
                                  << u"https://console.test:9000/rbac-api"_s;
    QTest::newRow("behind a path") << u"https://proxy.test/pe/rbac-api"_s
                                   << u"https://proxy.test:4433/pe/rbac-api"_s;
    QTest::newRow("http") << u"http://localhost:1234"_s << u"http://localhost:1234/rbac-api"_s;
    QTest::newRow("no scheme") << u"console.test"_s << QString();
    QTest::newRow("password") << u"https://me:secret@console.test"_s << QString();
}

void ProfileTest::consoleUrlsLeadToTheRbacService()
{
    QFETCH(const QString, text);
    QFETCH(const QString, url);
    const Result<QUrl> rbac = rbacBase(text);
    QCOMPARE(rbac.ok(), !url.isEmpty());
    if (rbac)
        QCOMPARE(rbac.value().toString(), url);
    else
        QVERIFY(rbac.error().whatHappened().startsWith("The console URL"_L1));
}

void ProfileTest::aConnectionHasAllThatTheProfileSays()
{
    const TestCa ca;
    QVERIFY2(ca.isValid(), qPrintable(ca.errorString()));
    Profile profile = fullProfile();
    profile.caFile = ca.caFile();
    profile.clientCertificate = ca.certificateFile(TestCa::Leaf::Client);
    profile.clientKey = ca.keyFile(TestCa::Leaf::Client);
    const Result<Connection> result = connectionOf(profile);
    QVERIFY2(result, result ? "" : qPrintable(result.error().toText()));
    const Connection &connection = result.value();
    QCOMPARE(connection.base, QUrl(u"https://pe.example.com:8143/orchestrator/v1"_s));
    QCOMPARE(connection.rbac, QUrl(u"https://console.example.com:4433/rbac-api"_s));
    QCOMPARE(connection.authorities, QSslCertificate::fromPath(ca.caFile()));
    QCOMPARE(connection.clientChain.size(), 1);
    QVERIFY(!connection.clientKey.isNull());
    QCOMPARE(connection.connectTimeout, 3s);
    QCOMPARE(connection.silenceTimeout, 90s);
    QVERIFY(connection.wholeTimeout >= 90s);
    QCOMPARE(connection.name, profile.name);
    QVERIFY(connection.isReadOnly);
    QVERIFY(connection.isProduction);
    QCOMPARE(connection.colour, u"#c01c28"_s);
    profile.consoleUrl.clear();
    QCOMPARE(connectionOf(profile).value().rbac, QUrl(u"https://pe.example.com:4433/rbac-api"_s));
}

void ProfileTest::theUsualTokenFileMayBeMissing()
{
    Profile profile;
    profile.url = u"https://pe.test"_s;
    QCOMPARE(connectionOf(profile).value().token, QByteArray());
    QCOMPARE(tokenOriginOf(profile).file, usualTokenFile());
    QVERIFY(QDir().mkpath(QDir::homePath() + "/.puppetlabs"_L1));
    QFile file(usualTokenFile());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hunter2\n");
    file.close();
    QCOMPARE(connectionOf(profile).value().token, "hunter2"_ba);
    profile.tokenFile = u"~/.puppetlabs/token"_s;
    QCOMPARE(connectionOf(profile).value().token, "hunter2"_ba);
    profile.tokenFrom = Profile::TokenFrom::Session;
    QCOMPARE(connectionOf(profile).value().token, QByteArray());
    QCOMPARE(tokenOriginOf(profile).file, QString());
}

void ProfileTest::aTokenFileThatIsThereMustHoldOne()
{
    Profile profile;
    profile.url = u"https://pe.test"_s;
    // The next login makes it.
    profile.tokenFile = folder->filePath(u"missing"_s);
    QVERIFY(connectionOf(profile));
    QCOMPARE(tokenOriginOf(profile).file, profile.tokenFile);
    profile.tokenFile = write(u"token"_s, "two words");
    const Result<Connection> result = connectionOf(profile);
    QVERIFY(!result);
    QVERIFY(!result.error().toText().contains("two words"_L1));
}

void ProfileTest::aPastedTokenTakesThePlaceOfTheFile()
{
    Profile profile;
    profile.url = u"https://pe.test"_s;
    profile.tokenFile = folder->filePath(u"missing"_s);
    QCOMPARE(connectionOf(profile, " pasted\n").value().token, "pasted"_ba);
    const Result<Connection> bad = connectionOf(profile, "two words");
    QVERIFY(!bad);
    QVERIFY(!bad.error().toText().contains("two words"_L1));
}

void ProfileTest::aTokenDoesNotTravelUnencrypted()
{
    Profile profile;
    profile.url = u"http://pe.test"_s;
    profile.tokenFrom = Profile::TokenFrom::Session;
    QVERIFY(connectionOf(profile));
    const Result<Connection> result = connectionOf(profile, "secret");
    QVERIFY(!result);
    QVERIFY(result.error().whatHappened().contains("unencrypted"_L1));
}

void ProfileTest::aClientCertificateNeedsItsKey()
{
    Profile profile;
    profile.url = u"https://pe.test"_s;
    profile.clientCertificate = write(u"me.pem"_s, "x");
    const Result<Connection> result = connectionOf(profile);
    QVERIFY(!result);
    QVERIFY(result.error().whatHappened().contains("both the certificate and its key"_L1));
}

// Else the token would go to whatever address the profile is given next.
void ProfileTest::theKeychainKeyIsBoundToTheServer()
{
    Profile profile = fullProfile();
    const QString key = tokenOriginOf(profile).keychainKey;
    QVERIFY(!key.isEmpty());
    profile.url = u"https://pe.example.com:8143/orchestrator/v1/"_s;
    QCOMPARE(tokenOriginOf(profile).keychainKey, key);
    profile.url = u"https://elsewhere.example.com:8143"_s;
    QVERIFY(tokenOriginOf(profile).keychainKey != key);
    profile.url = u"http://pe.example.com:8143"_s;
    QVERIFY(tokenOriginOf(profile).keychainKey != key);
    profile = fullProfile();
    profile.name = u"other"_s;
    QVERIFY(tokenOriginOf(profile).keychainKey != key);
}

CALLBOARD_TEST_MAIN(ProfileTest, QCoreApplication)
#include "tst_profile.moc"
