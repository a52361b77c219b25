// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curltext.h"
#include "dialect.h"
#include "environment.h"
#include "loopbackserver.h"
#include "otherprogram.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

Connection connectionTo(const QString &url)
{
    Connection connection;
    connection.base = orchestratorBase(url).value();
    connection.token = "SECRET";
    return connection;
}

const QString there = u"https://pe.example.com:8143"_s;

HttpQuestion removalOf(const QString &name, const Connection &connection,
                       Dialect::Generation generation = Dialect::Generation::Classic)
{
    return Dialect(generation).removal(connection.base, name);
}

HttpQuestion listOf(const Connection &connection, Dialect::Generation generation, const JobQuery &query = {})
{
    return {HttpQuestion::Method::Get, Dialect(generation).listUrl(connection.base, query, 0, 1000)};
}

/// Texts that a shell would do something with.
QStringList hostileTexts()
{
    return {u"it's"_s,
            u"a b"_s,
            u"$(touch pwned)"_s,
            u"`touch pwned`"_s,
            u"a\ntouch pwned\n"_s,
            u"'; touch pwned; '"_s,
            u"\"; touch pwned; \""_s,
            u"a & touch pwned"_s,
            u"| touch pwned"_s,
            u"> pwned"_s,
            u"-rf"_s,
            u"--help"_s,
            u"\\'\\"_s,
            u"!!"_s,
            u"~"_s,
            u"*"_s,
            u"{a,b}[0-9]"_s,
            u"Größe \u65e5\u672c"_s,
            u"# x"_s,
            u"a\r\ntouch pwned"_s,
            u"\u2028touch pwned"_s};
}

} // namespace

/// Requests as commands, pasted into shells.
class CurlTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void asksForTheList();
    void deletesInTheWayOfTheServer();
    void hasNoToken();
    void sendsNoTokenWhereCallboardSendsNone();
    void namesTheFilesOfTheConnection();
    void goesThroughTheProxy();
    void everyTextIsOneWord_data() { shells(); }
    void everyTextIsOneWord();
    void noRemarkLeavesItsComment_data() { shells(); }
    void noRemarkLeavesItsComment();
    void reachesAServerAsCallboardDoes_data() { shells(); }
    void reachesAServerAsCallboardDoes();

private:
    static void shells();
    /// The arguments that curl would get, and what was printed otherwise.
    QStringList paste(const QString &shell, const QString &command);
    QString path(const QString &name) const { return m_folder->filePath(name); }
    void writeProgram(const QString &name, const QByteArray &script) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void CurlTextTest::shells()
{
    QTest::addColumn<QString>("shell");
    QTest::newRow("sh") << u"/bin/sh"_s;
    QTest::newRow("bash") << u"/bin/bash"_s;
}

void CurlTextTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QDir(path({})).mkdir(u"bin"_s);
    writeProgram(u"puppet-access"_s, "test \"$1\" = show && echo THETOKEN\n");
}

void CurlTextTest::writeProgram(const QString &name, const QByteArray &script) const
{
    QFile file(path("bin/"_L1 + name));
    if (!file.open(QIODevice::WriteOnly) || file.write("#!/bin/sh\n" + script) < 0)
        qFatal("can't write %s", qPrintable(name));
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

QStringList CurlTextTest::paste(const QString &shell, const QString &command)
{
    writeProgram(u"curl"_s, "printf '%s\\0' \"$@\"\n");
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, path(u"bin"_s) + ":/usr/bin:/bin"_L1);
    environment.insert(u"HOME"_s, path({}));
    const ProgramRun run = runProgram(
        shell, {}, "cd " + CurlText::quoted(path({})).toUtf8() + "\n" + command.toUtf8(), environment);
    if (run.code != 0 || !run.err.isEmpty())
        return {u"failed: "_s + QString::fromUtf8(run.err)};
    QStringList arguments = QString::fromUtf8(run.out).split(QChar(QChar::Null));
    arguments.removeLast();
    return arguments;
}

void CurlTextTest::asksForTheList()
{
    const Connection connection = connectionTo(there);
    JobQuery query;
    query.type = u"plan"_s;
    query.orderBy = Column::NextRun;
    query.order = Qt::DescendingOrder;
    const auto command = [&](Dialect::Generation generation) {
        return CurlText::of(listOf(connection, generation, query), connection, QNetworkProxy::NoProxy);
    };
    QCOMPARE(paste(u"/bin/sh"_s, command(Dialect::Generation::Classic)),
             (QStringList{u"--silent"_s, u"--show-error"_s, u"--globoff"_s, u"--header"_s,
                          u"X-Authentication: THETOKEN"_s, u"--header"_s, u"Accept: application/json"_s,
                          u"--url"_s,
                          u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs?limit=1000&offset=0&"
                          "order_by=next_run&order=desc&type=plan"_s}));
    QCOMPARE(
        paste(u"/bin/sh"_s, command(Dialect::Generation::Environment)).constLast(),
        u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/environment_jobs?limit=1000&offset=0&"
        "order_by=next_run_time&order=desc&type=plan"_s);
}

void CurlTextTest::deletesInTheWayOfTheServer()
{
    const Connection connection = connectionTo(there);
    const QStringList classic =
        paste(u"/bin/sh"_s, CurlText::of(removalOf(u"81"_s, connection), connection, QNetworkProxy::NoProxy));
    QCOMPARE(classic.value(classic.indexOf(u"--request"_s) + 1), u"DELETE"_s);
    QCOMPARE(classic.constLast(), u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/81"_s);
    QVERIFY(!classic.contains(u"--data"_s));
    // There is nothing but the status to see.
    QVERIFY(classic.contains(u"--include"_s));
    const QStringList environment =
        paste(u"/bin/sh"_s, CurlText::of(removalOf(u"81"_s, connection, Dialect::Generation::Environment),
                                         connection, QNetworkProxy::NoProxy));
    QCOMPARE(environment.value(environment.indexOf(u"--request"_s) + 1), u"PUT"_s);
    QCOMPARE(environment.value(environment.indexOf(u"--data"_s) + 1), uR"({"enabled": false})"_s);
    QVERIFY(environment.contains(u"Content-Type: application/json"_s));
    QCOMPARE(environment.constLast(),
             u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/environment_jobs/81"_s);
}

void CurlTextTest::hasNoToken()
{
    const Connection connection = connectionTo(there);
    const QString command =
        CurlText::of(removalOf(u"81"_s, connection), connection, QNetworkProxy::NoProxy, u"x"_s);
    QVERIFY(!command.contains("SECRET"_L1));
    QVERIFY(command.contains("$(puppet-access show)"_L1));
}

void CurlTextTest::sendsNoTokenWhereCallboardSendsNone()
{
    const Connection plain = connectionTo(u"http://pe.example.com:8143"_s);
    const QString command = CurlText::of(removalOf(u"81"_s, plain), plain, QNetworkProxy::NoProxy);
    QVERIFY2(!command.contains("puppet-access"_L1), qPrintable(command));
    // A proxy would read what goes there.
    QVERIFY(paste(u"/bin/sh"_s, command).contains(u"--noproxy"_s));
    const Connection here = connectionTo(u"http://127.0.0.1:8143"_s);
    QVERIFY(
        CurlText::of(removalOf(u"81"_s, here), here, QNetworkProxy::NoProxy).contains("puppet-access"_L1));
}

void CurlTextTest::namesTheFilesOfTheConnection()
{
    Connection connection = connectionTo(there);
    connection.authoritiesFile = u"/etc/my ca's/ca.pem"_s;
    connection.clientChainFile = u"/etc/a:b\\c.pem"_s;
    connection.clientKeyFile = u"/etc/key.pem"_s;
    const QStringList arguments =
        paste(u"/bin/sh"_s, CurlText::of(removalOf(u"81"_s, connection), connection, QNetworkProxy::NoProxy));
    const auto valueOf = [&arguments](const QString &option) {
        return arguments.value(arguments.indexOf(option) + 1);
    };
    QCOMPARE(valueOf(u"--cacert"_s), u"/etc/my ca's/ca.pem"_s);
    QCOMPARE(valueOf(u"--cert"_s), u"/etc/a\\:b\\\\c.pem"_s); // as curl wants it
    QCOMPARE(valueOf(u"--key"_s), u"/etc/key.pem"_s);
}

void CurlTextTest::goesThroughTheProxy()
{
    const Connection connection = connectionTo(there);
    const QNetworkProxy proxy(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 3128, u"me"_s, u"PASSWORD"_s);
    const QString command = CurlText::of(removalOf(u"81"_s, connection), connection, proxy);
    const QStringList arguments = paste(u"/bin/sh"_s, command);
    QCOMPARE(arguments.value(arguments.indexOf(u"--proxy"_s) + 1), u"http://proxy.example.com:3128"_s);
    QVERIFY(!command.contains("PASSWORD"_L1));
    const QNetworkProxy socks(QNetworkProxy::Socks5Proxy, u"::1"_s, 1080);
    QVERIFY(
        CurlText::of(removalOf(u"81"_s, connection), connection, socks).contains("socks5h://[::1]:1080"_L1));
}

void CurlTextTest::everyTextIsOneWord()
{
    QFETCH(const QString, shell);
    for (const QString &text : hostileTexts()) {
        Connection connection = connectionTo(there);
        connection.authoritiesFile = text;
        const QStringList arguments =
            paste(shell, CurlText::of(removalOf(text, connection), connection, QNetworkProxy::NoProxy));
        QVERIFY2(arguments.contains(text), qPrintable(arguments.join(u'|')));
        QCOMPARE(QUrl::fromPercentEncoding(arguments.constLast().section(u'/', -1).toUtf8()), text);
        QVERIFY2(!QFile::exists(path(u"pwned"_s)), qPrintable(text));
    }
}

void CurlTextTest::noRemarkLeavesItsComment()
{
    QFETCH(const QString, shell);
    const Connection connection = connectionTo(there);
    const QStringList plain =
        paste(shell, CurlText::of(removalOf(u"1"_s, connection), connection, QNetworkProxy::NoProxy));
    for (const QString &text : hostileTexts()) {
        const QString command =
            CurlText::of(removalOf(u"1"_s, connection), connection, QNetworkProxy::NoProxy, text);
        QCOMPARE(paste(shell, command), plain);
        QVERIFY(command.startsWith("# '"_L1));
        // Where a shell takes no comments, it is still one word to it.
        QString uncommented = command;
        paste(shell, "true "_L1 + uncommented.remove(0, 2));
        QVERIFY2(!QFile::exists(path(u"pwned"_s)), qPrintable(text));
    }
}

void CurlTextTest::reachesAServerAsCallboardDoes()
{
    QFETCH(const QString, shell);
    LoopbackServer server;
    server.setHandler([](const LoopbackRequest &) { return LoopbackAnswer::json("{\"items\": []}"); });
    const Connection connection = connectionTo(server.url().toString());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"PATH"_s, path(u"bin"_s) + ":/usr/bin:/bin"_L1);
    QFile::remove(path(u"bin/curl"_s));
    const auto pasteOne = [&](const HttpQuestion &question) {
        const QString command = CurlText::of(question, connection, QNetworkProxy::NoProxy, u"it's"_s);
        return runProgram(shell, {}, command.toUtf8(), environment);
    };
    const ProgramRun list = pasteOne(listOf(connection, Dialect::Generation::Classic));
    QCOMPARE(list.err, QByteArray());
    QCOMPARE(list.out, "{\"items\": []}"_ba);
    pasteOne(removalOf(u"a b'\u65e5[1-3]{x,y}"_s, connection, Dialect::Generation::Environment));
    const QList<LoopbackRequest> requests = server.requests();
    QCOMPARE(requests.size(), 2);
    QCOMPARE(requests.at(0).header("X-Authentication"), "THETOKEN"_ba);
    QCOMPARE(requests.at(0).target, "/orchestrator/v1/scheduled_jobs?limit=1000&offset=0"_ba);
    QCOMPARE(requests.at(1).method, "PUT"_ba);
    QCOMPARE(requests.at(1).body, R"({"enabled": false})"_ba);
    QCOMPARE(requests.at(1).header("Content-Type"), "application/json"_ba);
    QCOMPARE(QUrl::fromPercentEncoding(requests.at(1).target.mid(requests.at(1).target.lastIndexOf('/') + 1)),
             u"a b'\u65e5[1-3]{x,y}"_s);
}

CALLBOARD_TEST_MAIN(CurlTextTest, QCoreApplication)
#include "tst_curltext.moc"
