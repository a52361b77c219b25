// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clienttools.h"
#include "environment.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

/// The configuration of Puppet's client tools, as administrators have it and as they break it.
class ClientToolsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void noFilesAreNoFinding();
    void bothFilesMakeOneProfile();
    void theUsersFileWinsKeyByKey();
    void theOtherFileFillsTheGaps();
    void tildesAreExpanded();
    void withoutAnOrchestratorThereIsNoProfile();
    void badJsonIsToldWithItsLineAndTheRestCounts();
    void valuesThatAreNoTextAreTold();
    void addressesThatCanNotBeUsedAreTold();
    void aFileThatCanNotBeReadIsTold();

private:
    void user(const QString &name, const QByteArray &content) const
    {
        write(tools.userFolder, name, content);
    }
    void global(const QString &name, const QByteArray &content) const
    {
        write(tools.globalFolder, name, content);
    }
    static void write(const QString &folder, const QString &name, const QByteArray &content);
    QString problems() const;

    std::unique_ptr<QTemporaryDir> place;
    ClientTools tools;
};

void ClientToolsTest::init()
{
    place = std::make_unique<QTemporaryDir>();
    tools = {place->filePath(u"user"_s), place->filePath(u"global"_s)};
}

void ClientToolsTest::write(const QString &folder, const QString &name, const QByteArray &content)
{
    QDir().mkpath(folder);
    QFile file(QDir(folder).filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
}

QString ClientToolsTest::problems() const
{
    QStringList texts;
    for (const Error &problem : tools.read().problems)
        texts << problem.whatHappened();
    return texts.join(u'\n');
}

void ClientToolsTest::noFilesAreNoFinding()
{
    const ClientTools::Finding finding = tools.read();
    QVERIFY(!finding.profile);
    QVERIFY(finding.problems.isEmpty());
    QVERIFY(finding.files.isEmpty());
}

void ClientToolsTest::bothFilesMakeOneProfile()
{
    global(u"orchestrator.conf"_s, R"({
        "options": {
            "service-url": "https://pe.example.com:8143/",
            "cacert": "/etc/puppetlabs/puppet/ssl/certs/ca.pem",
            "token-file": "/root/.puppetlabs/token",
            "color": true
        }
    })");
    global(u"puppet-access.conf"_s, R"({"service-url": "https://console.example.com:4433/rbac-api"})");
    const ClientTools::Finding finding = tools.read();
    QCOMPARE(problems(), QString());
    QVERIFY(finding.profile);
    QCOMPARE(finding.profile->name, u"pe.example.com"_s);
    QCOMPARE(finding.profile->url, u"https://pe.example.com:8143/orchestrator/v1"_s);
    QCOMPARE(finding.profile->consoleUrl, u"https://console.example.com:4433/rbac-api"_s);
    QCOMPARE(finding.profile->caFile, u"/etc/puppetlabs/puppet/ssl/certs/ca.pem"_s);
    QCOMPARE(finding.profile->tokenFile, u"/root/.puppetlabs/token"_s);
    QCOMPARE(finding.profile->tokenFrom, Profile::TokenFrom::File);
    QCOMPARE(finding.files.size(), 2);
    QVERIFY(profileOf(toVariants(*finding.profile), {}));
}

void ClientToolsTest::theUsersFileWinsKeyByKey()
{
    global(u"orchestrator.conf"_s,
           R"({"options": {"service-url": "https://global.test:8143", "cacert": "/global/ca.pem"}})");
    user(u"orchestrator.conf"_s, R"({"options": {"service-url": "https://user.test:8143"}})");
    const ClientTools::Finding finding = tools.read();
    QVERIFY(finding.profile);
    QCOMPARE(finding.profile->name, u"user.test"_s);
    QCOMPARE(finding.profile->caFile, u"/global/ca.pem"_s);
}

void ClientToolsTest::theOtherFileFillsTheGaps()
{
    user(u"orchestrator.conf"_s, R"({"options": {"service-url": "https://pe.test:9999"}})");
    user(u"puppet-access.conf"_s, R"({"certificate-file": "/a/ca.pem", "token-file": "/a/token"})");
    const ClientTools::Finding finding = tools.read();
    QVERIFY(finding.profile);
    QCOMPARE(finding.profile->name, u"pe.test:9999"_s);
    QCOMPARE(finding.profile->caFile, u"/a/ca.pem"_s);
    QCOMPARE(finding.profile->tokenFile, u"/a/token"_s);
    QCOMPARE(finding.profile->consoleUrl, QString());
}

void ClientToolsTest::tildesAreExpanded()
{
    user(u"orchestrator.conf"_s,
         R"({"options": {"service-url": "https://pe.test", "cacert": "~/ca.pem", "token-file": "~/t"}})");
    const ClientTools::Finding finding = tools.read();
    QVERIFY(finding.profile);
    QCOMPARE(finding.profile->caFile, QDir::homePath() + u"/ca.pem"_s);
    QCOMPARE(finding.profile->tokenFile, QDir::homePath() + u"/t"_s);
    QCOMPARE(withoutTilde(u"~"_s), QDir::homePath());
    QCOMPARE(withoutTilde(u"~other/x"_s), u"~other/x"_s);
    QCOMPARE(withoutTilde(u"/a/~/b"_s), u"/a/~/b"_s);
}

void ClientToolsTest::withoutAnOrchestratorThereIsNoProfile()
{
    user(u"orchestrator.conf"_s, R"({"options": {"color": true}})");
    user(u"puppet-access.conf"_s, R"({"service-url": "https://console.test:4433/rbac-api"})");
    const ClientTools::Finding finding = tools.read();
    QVERIFY(!finding.profile);
    QCOMPARE(problems(), QString());
    QCOMPARE(finding.files.size(), 2);
    // The wrapper is part of the format.
    user(u"orchestrator.conf"_s, R"({"service-url": "https://pe.test"})");
    QVERIFY(!tools.read().profile);
}

void ClientToolsTest::badJsonIsToldWithItsLineAndTheRestCounts()
{
    user(u"orchestrator.conf"_s, "{\n  \"options\": {\n    service-url: \"https://user.test\"\n  }\n}");
    global(u"orchestrator.conf"_s, R"({"options": {"service-url": "https://global.test:8143"}})");
    const ClientTools::Finding finding = tools.read();
    QVERIFY2(problems().contains("line 3, column 5"_L1), qPrintable(problems()));
    QVERIFY2(problems().contains(tools.userFolder), qPrintable(problems()));
    QVERIFY(finding.profile);
    QCOMPARE(finding.profile->name, u"global.test"_s);
}

void ClientToolsTest::valuesThatAreNoTextAreTold()
{
    user(u"orchestrator.conf"_s, R"({"options": {"service-url": ["https://a", "https://b"]}})");
    QVERIFY(!tools.read().profile);
    QVERIFY2(problems().contains("\"service-url\" is no text"_L1), qPrintable(problems()));
}

void ClientToolsTest::addressesThatCanNotBeUsedAreTold()
{
    user(u"orchestrator.conf"_s, R"({"options": {"service-url": "pe.test:8143"}})");
    QVERIFY(!tools.read().profile);
    QVERIFY2(problems().contains("The URL can't be used"_L1), qPrintable(problems()));
    user(u"orchestrator.conf"_s, R"({"options": {"service-url": "https://pe.test"}})");
    user(u"puppet-access.conf"_s, R"({"service-url": "nonsense"})");
    QVERIFY(tools.read().profile);
    QVERIFY2(problems().contains("The console URL can't be used"_L1), qPrintable(problems()));
}

void ClientToolsTest::aFileThatCanNotBeReadIsTold()
{
    QVERIFY(QDir().mkpath(tools.userFolder + u"/orchestrator.conf"_s)); // a folder
    QVERIFY(!tools.read().profile);
    QVERIFY2(problems().contains("it is a folder"_L1), qPrintable(problems()));
}

CALLBOARD_TEST_MAIN(ClientToolsTest, QCoreApplication)
#include "tst_clienttools.moc"
