// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "listserver.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QImage>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <optional>

using namespace Qt::StringLiterals;

namespace {

struct Run
{
    int code = -1;
    QString out;
    QString err;
};

/// The number of colours, as far as that is worth knowing.
int coloursOf(const QImage &image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 7)
            colours.insert(image.pixel(x, y));
    }
    return int(colours.size());
}

} // namespace

/// The built program as a shell starts it.
class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void helpAndVersionNeedNoDisplay_data();
    void helpAndVersionNeedNoDisplay();
    void speaksTheLanguageOfTheUser();
    void badUsageIsOneLineAndExitCode2_data();
    void badUsageIsOneLineAndExitCode2();
    void badTokenAndCaFilesAreNamed_data();
    void badTokenAndCaFilesAreNamed();
    void aTokenIsNotSentUnencrypted();
    void takesAPictureOfAFile();
    void takesTheOptionsInAnyOrder();
    void leavesTheOptionsOfQtToQt_data();
    void leavesTheOptionsOfQtToQt();
    void aPictureNeedsNoDisplay();
    void withoutADisplayThereIsNoWindow();
    void readsATokenFromAPipe();
    void connectsByTheNameOfAConnection();
    void takesAPictureOfStandardInput();
    void takesAPictureOfTheDemo();
    void takesAPictureOfAServer_data();
    void takesAPictureOfAServer();
    void picturesShowTheJobs();
    void picturesOfAnEmptyListAreTakenToo_data();
    void picturesOfAnEmptyListAreTakenToo();
    void sendsTheTokenAndNeverPrintsIt();
    void takesTheUsualTokenFile_data();
    void takesTheUsualTokenFile();
    void tellsWhyAFileCanNotBeOpened_data();
    void tellsWhyAFileCanNotBeOpened();
    void tellsWhyAServerDoesNotAnswer();
    void tellsWhatTheServerSaid();
    void tellsThatThePictureCanNotBeWritten();

private:
    Run run(const QStringList &arguments, const QByteArray &input = {}, const QString &locale = {});
    QString write(const QString &fileName, const QByteArray &bytes) const;
    QString path(const QString &fileName) const { return m_folder->filePath(fileName); }
    QByteArray response(int jobs) const;
    void verifyPicture() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_picture;
    bool m_hasNoDisplay = false;
};

void CommandLineTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_picture = path(u"out.png"_s);
    m_hasNoDisplay = false;
}

/// Keeps the event loop running meanwhile: the servers live in it.
Run CommandLineTest::run(const QStringList &arguments, const QByteArray &input, const QString &locale)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
    if (m_hasNoDisplay) {
        for (const auto &name : {u"QT_QPA_PLATFORM"_s, u"DISPLAY"_s, u"WAYLAND_DISPLAY"_s})
            environment.remove(name);
    }
    environment.insert(u"XDG_CONFIG_HOME"_s, m_folder->path());
    // Under a sanitizer: fontconfig keeps what it found out about fonts.
    const QString suppressions = write(u"suppressions"_s, "leak:libfontconfig\n");
    environment.insert(u"LSAN_OPTIONS"_s, u"print_suppressions=0:suppressions="_s + suppressions);
    if (!locale.isEmpty())
        environment.insert(u"LC_ALL"_s, locale);
    process.setProcessEnvironment(environment);
    process.setWorkingDirectory(m_folder->path());
    process.start(QStringLiteral(CALLBOARD_PROGRAM), arguments);
    process.write(input);
    process.closeWriteChannel();
    const bool ended =
        QTest::qWaitFor([&process] { return process.state() == QProcess::NotRunning; }, 30'000);
    if (!ended) {
        process.kill();
        process.waitForFinished();
        return {};
    }
    // A word of the platform, not of the program.
    QString errors = QString::fromUtf8(process.readAllStandardError());
    errors.remove(u"This plugin does not support propagateSizeHints()\n"_s);
    return {process.exitCode(), QString::fromUtf8(process.readAllStandardOutput()), errors};
}

QString CommandLineTest::write(const QString &fileName, const QByteArray &bytes) const
{
    QFile file(path(fileName));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(file.fileName()));
    return file.fileName();
}

QByteArray CommandLineTest::response(int jobs) const
{
    QJsonArray items;
    for (const QJsonObject &job : ListServer::jobs(1, jobs))
        items.append(job);
    return QJsonDocument(QJsonObject{{u"items"_s, items}}).toJson();
}

void CommandLineTest::verifyPicture() const
{
    const QImage image(m_picture, "PNG");
    QCOMPARE(image.size(), QSize(1280, 800));
    QVERIFY2(coloursOf(image) > 5, qPrintable(QString::number(coloursOf(image))));
}

void CommandLineTest::helpAndVersionNeedNoDisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("start");
    QTest::newRow("--help") << QStringList{u"--help"_s} << u"Usage: "_s;
    QTest::newRow("-h") << QStringList{u"-h"_s} << u"Usage: "_s;
    QTest::newRow("--version") << QStringList{u"--version"_s} << u"callboard "_s;
    QTest::newRow("-v") << QStringList{u"-v"_s} << u"callboard "_s;
    QTest::newRow("--help with others") << QStringList{u"--demo"_s, u"--help"_s} << u"Usage: "_s;
}

void CommandLineTest::helpAndVersionNeedNoDisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, start);
    const Run result = run(arguments);
    QCOMPARE(result.code, 0);
    QCOMPARE(result.err, QString());
    QVERIFY2(result.out.startsWith(start), qPrintable(result.out));
    for (const auto &option : {"--url"_L1, "--token-file"_L1, "--ca-file"_L1, "--demo"_L1, "--screenshot"_L1})
        QVERIFY(start != "Usage: "_L1 || result.out.contains(option));
}

void CommandLineTest::speaksTheLanguageOfTheUser()
{
    const QString english = run({u"--help"_s}).out;
    QVERIFY(english.contains("Show this help."_L1));
    const Run german = run({u"--help"_s}, {}, u"de_DE.UTF-8"_s);
    QCOMPARE(german.code, 0);
    QVERIFY2(german.out.contains("Hilfe"_L1) && !german.out.contains("Show this help."_L1),
             qPrintable(german.out));
}

void CommandLineTest::badUsageIsOneLineAndExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const QString &arguments, const QString &says) {
        QTest::newRow(name) << arguments.split(u' ') << says;
    };
    row("unknown option", u"--frobnicate"_s, u"frobnicate"_s);
    row("unknown short option", u"-x"_s, u"x"_s);
    row("no URL", u"--url"_s, u"url"_s);
    row("no picture", u"--demo --screenshot"_s, u"screenshot"_s);
    row("value for --demo", u"--demo=1"_s, u"demo"_s);
    row("empty URL", u"--url="_s, u"--url needs a value"_s);
    row("file and URL", u"a.json --url https://pe.test"_s, u"only one of them"_s);
    row("file and demo", u"a.json --demo"_s, u"only one of them"_s);
    row("URL and demo", u"--url https://pe.test --demo"_s, u"only one of them"_s);
    row("token without URL", u"--token-file token"_s, u"need --url"_s);
    row("CA without URL", u"--demo --ca-file ca.pem"_s, u"need --url"_s);
    row("no URL at all", u"--url pe.test:8143"_s, u"URL"_s);
    row("other scheme", u"--url ftp://pe.test"_s, u"https://"_s);
    row("password in the URL", u"--url https://me:hunter2@pe.test"_s, u"token file"_s);
    row("query in the URL", u"--url https://pe.test/?token=hunter2"_s, u"query"_s);
    row("picture of nothing", u"--screenshot out.png"_s,
        u"--screenshot needs a file, --url, --profile or --demo"_s);
    row("picture of two files", u"--screenshot out.png a.json b.json"_s, u"--screenshot takes one file"_s);
    row("URL twice", u"--url https://pe.test --url https://other.test"_s, u"--url may be given only once"_s);
    row("picture twice", u"--demo --screenshot a.png --screenshot b.png"_s,
        u"--screenshot may be given only once"_s);
    row("standard input twice", u"- -"_s, u"only once"_s);
    row("empty file name", QString(), u"name of a file is empty"_s);
    row("profile and URL", u"--profile a --url https://pe.test"_s, u"only one of them"_s);
    row("unknown profile", u"--profile nowhere"_s, u"no connection nowhere"_s);
}

void CommandLineTest::badUsageIsOneLineAndExitCode2()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, says);
    const Run result = run(arguments);
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QString());
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QVERIFY(result.err.startsWith("callboard: "_L1));
    QVERIFY2(result.err.count(u'\n') == 1 && result.err.endsWith(u'\n'), qPrintable(result.err));
    QVERIFY(!result.err.contains("hunter2"_L1));
}

void CommandLineTest::badTokenAndCaFilesAreNamed_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QString>("says");
    QTest::newRow("no token file") << u"--token-file"_s << u"nowhere"_s << u"nowhere"_s;
    QTest::newRow("empty token file") << u"--token-file"_s << u"empty"_s << u"empty"_s;
    QTest::newRow("no token in it") << u"--token-file"_s << u"words"_s << u"holds no token"_s;
    QTest::newRow("token file is a folder") << u"--token-file"_s << u"."_s << u"folder"_s;
    QTest::newRow("no CA file") << u"--ca-file"_s << u"nowhere"_s << u"nowhere"_s;
    QTest::newRow("no CA in it") << u"--ca-file"_s << u"words"_s << u"no certificate"_s;
}

void CommandLineTest::badTokenAndCaFilesAreNamed()
{
    QFETCH(const QString, option);
    QFETCH(const QString, fileName);
    QFETCH(const QString, says);
    write(u"empty"_s, "\n");
    write(u"words"_s, "two hunter2\n");
    const Run result = run({u"--url"_s, u"https://pe.test"_s, option, fileName});
    QCOMPARE(result.code, 2);
    QCOMPARE(result.out, QString());
    QCOMPARE(result.err.count(u'\n'), 1);
    QVERIFY2(result.err.contains(says), qPrintable(result.err));
    QVERIFY(!result.err.contains("hunter2"_L1));
}

void CommandLineTest::aTokenIsNotSentUnencrypted()
{
    write(u"token"_s, "hunter2\n");
    const Run result = run({u"--url"_s, u"http://pe.test:8143"_s, u"--token-file"_s, u"token"_s});
    QCOMPARE(result.code, 2);
    QVERIFY(result.err.contains("unencrypted"_L1));
    QVERIFY(!result.err.contains("hunter2"_L1));
}

void CommandLineTest::takesAPictureOfAFile()
{
    const QString file = write(u"jobs.json"_s, response(5));
    const Run result = run({file, u"--screenshot"_s, m_picture});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::takesTheOptionsInAnyOrder()
{
    write(u"jobs.json"_s, response(5));
    QCOMPARE(run({u"--screenshot=out.png"_s, u"jobs.json"_s}).code, 0);
    verifyPicture();
}

void CommandLineTest::leavesTheOptionsOfQtToQt_data()
{
    QTest::addColumn<QStringList>("options");
    QTest::newRow("style") << QStringList{u"-style"_s, u"fusion"_s};
    QTest::newRow("style in one") << QStringList{u"--style=fusion"_s};
    QTest::newRow("from right to left") << QStringList{u"-reverse"_s};
    QTest::newRow("platform") << QStringList{u"-platform"_s, u"offscreen"_s};
}

void CommandLineTest::leavesTheOptionsOfQtToQt()
{
    QFETCH(const QStringList, options);
    const QString file = write(u"jobs.json"_s, response(3));
    const Run result = run(options + QStringList{u"--screenshot"_s, m_picture, file});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::aPictureNeedsNoDisplay()
{
    m_hasNoDisplay = true;
    const QString file = write(u"jobs.json"_s, response(3));
    const Run result = run({u"--screenshot"_s, m_picture, file});
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::withoutADisplayThereIsNoWindow()
{
    m_hasNoDisplay = true;
    const Run result = run({write(u"jobs.json"_s, response(3))});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.startsWith("callboard: There is no display"_L1), qPrintable(result.err));
}

// It can be read only once.
void CommandLineTest::readsATokenFromAPipe()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    const Run result = run({u"--url"_s, server.url().toString(), u"--token-file"_s, u"/dev/stdin"_s,
                            u"--screenshot"_s, m_picture},
                           "hunter2\n");
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), "hunter2"_ba);
}

void CommandLineTest::connectsByTheNameOfAConnection()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    QVERIFY(QDir(m_folder->path()).mkpath(u"callboard"_s));
    write(u"callboard/callboard.conf"_s, "[profiles]\n1\\name=my server\n1\\url=" + server.url().toEncoded() +
                                             "\n1\\token=session\nsize=1\n");
    const Run result = run({u"--profile"_s, u"my server"_s, u"--screenshot"_s, m_picture});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    QVERIFY(!server.requests().isEmpty());
    const Run unknown = run({u"--profile"_s, u"other"_s});
    QCOMPARE(unknown.code, 2);
    QVERIFY2(unknown.err.contains("There are: my server."_L1), qPrintable(unknown.err));
}

void CommandLineTest::takesAPictureOfStandardInput()
{
    const Run result = run({u"-"_s, u"--screenshot"_s, m_picture}, response(5));
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::takesAPictureOfTheDemo()
{
    const Run result = run({u"--demo"_s, u"--screenshot"_s, m_picture});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::takesAPictureOfAServer_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("prefix");
    QTest::newRow("bare") << ""_ba
                          << ""_ba;
    QTest::newRow("slash") << "/"_ba
                           << ""_ba;
    QTest::newRow("base") << "/orchestrator/v1"_ba
                          << ""_ba;
    QTest::newRow("base and slash") << "/orchestrator/v1/"_ba
                                    << ""_ba;
    QTest::newRow("behind a prefix") << "/pe/orchestrator/v1/"_ba
                                     << "/pe"_ba;
}

void CommandLineTest::takesAPictureOfAServer()
{
    QFETCH(const QByteArray, path);
    QFETCH(const QByteArray, prefix);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 5);
    const QString url = QString::fromLatin1(server.url(path).toEncoded());
    const Run result = run({u"--screenshot"_s, m_picture, u"--url"_s, url});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
    QVERIFY(server.requests().constLast().target.startsWith(prefix + "/orchestrator/v1/scheduled_jobs?"));
}

void CommandLineTest::picturesShowTheJobs()
{
    const QString few = write(u"few.json"_s, response(1));
    const QString many = write(u"many.json"_s, response(40));
    QCOMPARE(run({few, u"--screenshot"_s, path(u"few.png"_s)}).code, 0);
    QCOMPARE(run({many, u"--screenshot"_s, path(u"many.png"_s)}).code, 0);
    QVERIFY(QImage(path(u"few.png"_s)) != QImage(path(u"many.png"_s)));
}

void CommandLineTest::picturesOfAnEmptyListAreTakenToo_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("no jobs") << R"({"items": [], "pagination": {"limit": 50, "offset": 0, "total": 0}})"_ba;
    QTest::newRow("retired endpoint") << R"({"items": []})"_ba;
}

void CommandLineTest::picturesOfAnEmptyListAreTakenToo()
{
    QFETCH(const QByteArray, answer);
    ListServer server;
    server.intercept = [&answer](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::json(answer));
    };
    const Run result = run({u"--url"_s, server.url().toString(), u"--screenshot"_s, m_picture});
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    verifyPicture();
}

void CommandLineTest::sendsTheTokenAndNeverPrintsIt()
{
    write(u"token"_s, "hunter2\n");
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(401, u"token-expired"_s, u"Token expired"_s));
    };
    const Run result = run(
        {u"--url"_s, server.url().toString(), u"--token-file"_s, u"token"_s, u"--screenshot"_s, m_picture});
    QCOMPARE(result.code, 1);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), "hunter2"_ba);
    QVERIFY2(result.err.contains("does not accept the token"_L1), qPrintable(result.err));
    QVERIFY(!(result.out + result.err).contains("hunter2"_L1));
}

void CommandLineTest::takesTheUsualTokenFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("token") << "hunter2\n"_ba
                           << "hunter2"_ba;
    QTest::newRow("empty") << ""_ba
                           << ""_ba;
    QTest::newRow("no token") << "two words"_ba
                              << ""_ba;
}

void CommandLineTest::takesTheUsualTokenFile()
{
    QFETCH(const QByteArray, content);
    const QString folder = QDir::homePath() + u"/.puppetlabs"_s;
    QVERIFY(QDir().mkpath(folder));
    QFile file(folder + u"/token"_s);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    const Run result = run({u"--url"_s, server.url().toString(), u"--screenshot"_s, m_picture});
    QVERIFY(QDir(folder).removeRecursively());
    QCOMPARE(result.err, QString());
    QCOMPARE(result.code, 0);
    QTEST(server.requests().constFirst().header("X-Authentication"), "sent");
}

void CommandLineTest::tellsWhyAFileCanNotBeOpened_data()
{
    QTest::addColumn<QString>("fileName");
    QTest::addColumn<QStringList>("says");
    QTest::newRow("missing") << u"nowhere.json"_s << QStringList{u"nowhere.json"_s};
    QTest::newRow("a folder") << u"."_s << QStringList{u"folder"_s};
    QTest::newRow("broken") << u"broken.json"_s << QStringList{u"broken.json"_s, u"line 3"_s, u"column 5"_s};
    QTest::newRow("no JSON") << u"notes.txt"_s << QStringList{u"notes.txt"_s, u"line 1"_s, u"column 1"_s};
    QTest::newRow("empty") << u"empty.json"_s << QStringList{u"empty.json"_s};
    QTest::newRow("no list") << u"other.json"_s << QStringList{u"other.json"_s};
}

void CommandLineTest::tellsWhyAFileCanNotBeOpened()
{
    QFETCH(const QString, fileName);
    QFETCH(const QStringList, says);
    write(u"broken.json"_s, "{\n  \"items\": [\n    oops]}\n");
    write(u"notes.txt"_s, "Dear diary\n");
    write(u"empty.json"_s, "");
    write(u"other.json"_s, R"({"hello": "world"})");
    const Run result = run({fileName, u"--screenshot"_s, m_picture});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.out, QString());
    for (const QString &text : says)
        QVERIFY2(result.err.contains(text), qPrintable(result.err));
    QVERIFY(!QFile::exists(m_picture));
}

void CommandLineTest::tellsWhyAServerDoesNotAnswer()
{
    ListServer server;
    const QString url = server.url().toString();
    server.close();
    const Run result = run({u"--url"_s, url, u"--screenshot"_s, m_picture});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("refuses the connection"_L1), qPrintable(result.err));
    QVERIFY(!QFile::exists(m_picture));
}

void CommandLineTest::tellsWhatTheServerSaid()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"not-permitted"_s, u"Not for you"_s));
    };
    const Run result = run({u"--url"_s, server.url().toString(), u"--screenshot"_s, m_picture});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("Not for you"_L1), qPrintable(result.err));
    QCOMPARE(result.err.count(u'\n'), 1);
}

void CommandLineTest::tellsThatThePictureCanNotBeWritten()
{
    write(u"jobs.json"_s, response(1));
    const Run result = run({u"jobs.json"_s, u"--screenshot"_s, u"no/such/folder/out.png"_s});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("out.png"_L1), qPrintable(result.err));
}

CALLBOARD_TEST_MAIN(CommandLineTest, QCoreApplication)
#include "tst_commandline.moc"
