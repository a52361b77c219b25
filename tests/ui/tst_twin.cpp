// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "listserver.h"
#include "otherprogram.h"
#include "testca.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <optional>

using namespace Qt::StringLiterals;

namespace {

QByteArray responseOf(const QList<QJsonObject> &jobs, int total = -1)
{
    QJsonArray items;
    for (const QJsonObject &job : jobs)
        items.append(job);
    const QJsonObject pagination{
        {u"limit"_s, 50}, {u"offset"_s, 0}, {u"total"_s, total < 0 ? int(jobs.size()) : total}};
    return QJsonDocument(QJsonObject{{u"items"_s, items}, {u"pagination"_s, pagination}}).toJson();
}

QJsonObject every(int seconds)
{
    return {{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, seconds}}}};
}

QStringList linesOf(const QByteArray &bytes)
{
    QStringList lines = QString::fromUtf8(bytes).split(u'\n');
    lines.removeLast();
    return lines;
}

QStringList namesIn(const QByteArray &json)
{
    QStringList names;
    const QJsonArray items = QJsonDocument::fromJson(json)[u"items"_s].toArray();
    for (const QJsonValue &item : items)
        names << item[u"name"_s].toString();
    return names;
}

} // namespace

/// The built program without a window, as a script or cron starts it, and what other programs make of it.
class TwinTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void helpNeedsNothing_data();
    void helpNeedsNothing();
    void badUsageIsOneLineAndExitCode2_data();
    void badUsageIsOneLineAndExitCode2();
    void listsAServerAsATable();
    void listsAFileAndStandardInput();
    void hostileTextsDoNothingInATable();
    void listsAsJsonThatOtherProgramsRead();
    void listsAsCsvThatOtherProgramsRead();
    void filtersAndSorts();
    void readsALongListToItsEnd();
    void aSnapshotIsTheWholeList();
    void aListInDoubtIsNeverWritten_data();
    void aListInDoubtIsNeverWritten();
    void aTableOfAListInDoubtSaysSo();
    void anOlderFileStaysWhereThereIsTrouble();
    void forecastsADayFromTheMomentOfTheFile();
    void forecastsTheSpanThatIsAskedFor_data();
    void forecastsTheSpanThatIsAskedFor();
    void forecastsInEveryFormat();
    void forecastsNoMoreThanCanBeRead();
    void comparesTwoFiles();
    void comparesAFileWithAServer();
    void aRunThatCameAsPlannedIsNoDifference();
    void comparesForOtherPrograms();
    void aListInDoubtIsComparedWithNothing();
    void tellsWhatIsWrong_data();
    void tellsWhatIsWrong();
    void trustsTheAuthorityThatIsNamed();
    void sendsTheTokenAndNeverPrintsIt();
    void aMissingTokenSaysWhatToDo();
    void takesAConnectionByItsName();
    void aTokenThatIsKeptNowhereSaysWhatToDo();
    void aReaderThatHasEnoughIsNoTrouble();
    void aFullDiskIsTrouble();
    void canBeInterrupted();
    void aFileOfThatNameIsOpenedByItsPath();

private:
    /// Nothing in it that a session has: no display, no locale, no bus.
    QProcessEnvironment environment() const;
    ProgramRun run(const QStringList &arguments, const QByteArray &input = {}) const
    {
        return runProgram(QStringLiteral(CALLBOARD_PROGRAM), arguments, input, environment());
    }
    QString path(const QString &name) const { return m_folder->filePath(name); }
    QString write(const QString &name, const QByteArray &bytes) const;
    static QString urlOf(const ListServer &server) { return server.url().toString(); }
    void writeProfile(const ListServer &server, const QByteArray &more) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

QProcessEnvironment TwinTest::environment() const
{
    QProcessEnvironment bare;
    bare.insert(u"HOME"_s, m_folder->path());
    bare.insert(u"PATH"_s, u"/usr/bin:/bin"_s);
    bare.insert(u"QT_PLUGIN_PATH"_s, u"/nowhere"_s);
    bare.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nowhere"_s);
    return bare;
}

QString TwinTest::write(const QString &name, const QByteArray &bytes) const
{
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("can't write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void TwinTest::writeProfile(const ListServer &server, const QByteArray &more) const
{
    QDir(path({})).mkpath(u".config/callboard"_s);
    write(u".config/callboard/callboard.conf"_s,
          "[profiles]\n1\\name=lab\n1\\url=" + server.url().toEncoded() + "\n" + more + "size=1\n");
}

void TwinTest::helpNeedsNothing_data()
{
    QTest::addColumn<QString>("verb");
    QTest::addColumn<QByteArray>("places");
    for (const char *verb : {"list", "snapshot", "forecast"})
        QTest::newRow(verb) << QString::fromLatin1(verb) << " [FILE]"_ba;
    QTest::newRow("compare") << u"compare"_s << " BEFORE [AFTER]"_ba;
}

void TwinTest::helpNeedsNothing()
{
    QFETCH(const QString, verb);
    const ProgramRun help = run({verb, u"--help"_s});
    QCOMPARE(help.err, QByteArray());
    QCOMPARE(help.code, 0);
    QFETCH(const QByteArray, places);
    QVERIFY2(help.out.contains(verb.toUtf8() + places), help.out.constData());
    QVERIFY(help.out.contains("--profile") && help.out.contains("--output"));
    QCOMPARE(help.out.contains("--until"), verb == "forecast"_L1);
    QCOMPARE(help.out.contains("--sort"), verb == "list"_L1);
}

void TwinTest::badUsageIsOneLineAndExitCode2_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    const auto add = [](const char *name, const QStringList &arguments, const QString &said) {
        QTest::newRow(name) << arguments << said;
    };
    add("nothing to list", {u"list"_s}, u"Give a file"_s);
    add("two files", {u"list"_s, u"a"_s, u"b"_s}, u"only one"_s);
    add("file and server", {u"list"_s, u"a"_s, u"--url"_s, u"https://x"_s}, u"only one"_s);
    add("no such option", {u"list"_s, u"--frobnicate"_s, u"a"_s}, u"frobnicate"_s);
    add("no deletion", {u"list"_s, u"--delete"_s, u"a"_s}, u"delete"_s);
    add("format", {u"list"_s, u"a"_s, u"--format"_s, u"xml"_s}, u"--format is"_s);
    add("calendar of a list", {u"list"_s, u"a"_s, u"--format"_s, u"ics"_s}, u"forecast"_s);
    add("type", {u"list"_s, u"a"_s, u"--type"_s, u"job"_s}, u"--type is"_s);
    add("sort", {u"list"_s, u"a"_s, u"--sort"_s, u"colour"_s}, u"next_run"_s);
    add("format of a snapshot", {u"snapshot"_s, u"a"_s, u"--format"_s, u"csv"_s}, u"format"_s);
    add("time", {u"forecast"_s, u"a"_s, u"--from"_s, u"tomorrow"_s}, u"--from is a time"_s);
    add("end", {u"forecast"_s, u"a"_s, u"--until"_s, u"7d"_s}, u"--until is a time"_s);
    add("backwards", {u"forecast"_s, u"a"_s, u"--from"_s, u"2026-03-02"_s, u"--until"_s, u"2026-03-01"_s},
        u"not after"_s);
    add("as of a server", {u"forecast"_s, u"--url"_s, u"https://x"_s, u"--as-of"_s, u"2026-03-01"_s},
        u"--as-of is for files"_s);
    add("twice", {u"list"_s, u"a"_s, u"--type"_s, u"task"_s, u"--type"_s, u"plan"_s}, u"only once"_s);
    add("no value", {u"list"_s, u"--url"_s, u""_s}, u"needs a value"_s);
    add("token of a file", {u"list"_s, u"a"_s, u"--token-file"_s, u"t"_s}, u"--token-file needs"_s);
}

void TwinTest::badUsageIsOneLineAndExitCode2()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, said);
    const ProgramRun bad = run(arguments);
    QCOMPARE(bad.code, 2);
    QCOMPARE(bad.out, QByteArray());
    QVERIFY2(bad.err.contains(said.toUtf8()), bad.err.constData());
    QVERIFY2(bad.err.startsWith("callboard ") && bad.err.count('\n') == 1, bad.err.constData());
}

void TwinTest::listsAServerAsATable()
{
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"next_run"_s, u"2030-01-01T01:00:00+01:00"_s}}),
                     ListServer::job(2, {{u"description"_s, u"Größe \u65e5\u672c"_s}}), ListServer::job(300)};
    const ProgramRun list = run({u"list"_s, u"--url"_s, urlOf(server)});
    QCOMPARE(list.err, QByteArray());
    QCOMPARE(list.code, 0);
    const QStringList lines = linesOf(list.out);
    QCOMPARE(lines.size(), 4);
    const QString next = u"Next Run (UTC)"_s;
    QVERIFY2(lines.at(0).startsWith("Name  Type"_L1) && lines.at(0).contains(next), qPrintable(lines.at(0)));
    QCOMPARE(lines.at(1).mid(lines.at(0).indexOf(next), 19), u"2030-01-01 00:00:00"_s);
    // One below the other.
    for (const QString &line : lines.sliced(1))
        QVERIFY2(line.mid(6).startsWith("task"_L1), qPrintable(line));
    QVERIFY(lines.at(2).contains(u"Größe \u65e5\u672c"_s));
    for (const LoopbackRequest &request : server.requests())
        QCOMPARE(request.method, "GET"_ba);
}

void TwinTest::listsAFileAndStandardInput()
{
    const QByteArray response = responseOf(ListServer::jobs(1, 3));
    const ProgramRun fromFile = run({u"list"_s, write(u"jobs.json"_s, response)});
    QCOMPARE(fromFile.code, 0);
    QCOMPARE(linesOf(fromFile.out).size(), 4);
    const ProgramRun fromInput = run({u"list"_s, u"-"_s}, response);
    QCOMPARE(fromInput.code, 0);
    QCOMPARE(fromInput.out, fromFile.out);
}

void TwinTest::hostileTextsDoNothingInATable()
{
    const QString text = u"\u001b[2J\u0007a\nb\tc\u009bd\u202ee\u007f"_s;
    const QByteArray response =
        responseOf({ListServer::job(1, {{u"task"_s, text},
                                        {u"name"_s, text},
                                        {u"environment"_s, text},
                                        {u"description"_s, text},
                                        {u"next_run"_s, text},
                                        {u"owner"_s, QJsonObject{{u"login"_s, text}}}})});
    for (const auto &verb : {u"list"_s, u"forecast"_s}) {
        const ProgramRun list = run({verb, u"-"_s}, response);
        QCOMPARE(list.code, 0);
        for (const char c : list.out)
            QVERIFY2(uchar(c) >= 0x20 ? c != 0x7f : c == '\n', list.out.constData());
        QVERIFY(!list.out.contains("\xc2\x9b") && !list.out.contains("\xe2\x80\xae"));
    }
    const ProgramRun list = run({u"list"_s, u"-"_s}, response);
    QCOMPARE(linesOf(list.out).size(), 2);
    QVERIFY2(list.out.contains(u"\u241b[2J\u2407a\u240ab\u2409c<U+009B>d<U+202E>e\u2421"_s.toUtf8()),
             list.out.constData());
}

void TwinTest::listsAsJsonThatOtherProgramsRead()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 120);
    const ProgramRun list = run({u"list"_s, u"--url"_s, urlOf(server), u"--format"_s, u"json"_s});
    QCOMPARE(list.code, 0);
    const ProgramRun jq =
        runProgram(u"jq"_s, {u"-c"_s, u"[(.items | length), .pagination.total]"_s}, list.out);
    QCOMPARE(jq.out.trimmed(), "[120,120]"_ba);
    // It opens again.
    QCOMPARE(run({u"list"_s, u"-"_s, u"--format"_s, u"json"_s}, list.out).out, list.out);
}

void TwinTest::listsAsCsvThatOtherProgramsRead()
{
    const QByteArray response =
        responseOf({ListServer::job(1, {{u"description"_s, u"=1+1, \"x\"\nsecond"_s}}), ListServer::job(2)});
    const ProgramRun list = run({u"list"_s, u"-"_s, u"--format"_s, u"csv"_s}, response);
    QCOMPARE(list.code, 0);
    const QJsonArray lines = readByPython("import csv, io, json, sys\n"
                                          "text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n"
                                          "print(json.dumps(list(csv.DictReader(text, strict=True))))\n",
                                          list.out)
                                 .toArray();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(0)[u"description"_s].toString(), u"'=1+1, \"x\"\nsecond"_s);
    QCOMPARE(lines.at(0)[u"next_run"_s].toString(), u"2030-01-01T00:01:00Z"_s);
}

void TwinTest::filtersAndSorts()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 12);
    server.jobs() << ListServer::job(20, {{u"type"_s, u"plan"_s}});
    const auto names = [this, &server](const QStringList &more) {
        return namesIn(
            run(QStringList{u"list"_s, u"--url"_s, urlOf(server), u"--format"_s, u"json"_s} + more).out);
    };
    QCOMPARE(names({u"--type"_s, u"plan"_s}), QStringList{u"20"_s});
    QCOMPARE(names({u"--filter"_s, u"job 1"_s}), (QStringList{u"1"_s, u"10"_s, u"11"_s, u"12"_s}));
    QCOMPARE(names({u"--sort"_s, u"name"_s, u"--reverse"_s}).first(3),
             (QStringList{u"20"_s, u"12"_s, u"11"_s}));
    // What the server does not sort by.
    QCOMPARE(names({u"--sort"_s, u"description"_s}).first(3), (QStringList{u"1"_s, u"10"_s, u"11"_s}));
    QCOMPARE(names({u"--filter"_s, u"no such text"_s}), QStringList());
}

void TwinTest::readsALongListToItsEnd()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3100);
    server.maxLimit = 500;
    const ProgramRun list = run({u"list"_s, u"--url"_s, urlOf(server), u"--format"_s, u"json"_s});
    QCOMPARE(list.err, QByteArray());
    QCOMPARE(list.code, 0);
    QCOMPARE(namesIn(list.out).size(), 3100);
}

void TwinTest::aSnapshotIsTheWholeList()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3100);
    const QString file = path(u"all.json"_s);
    const ProgramRun snapshot = run({u"snapshot"_s, u"--url"_s, urlOf(server), u"--output"_s, file});
    QCOMPARE(snapshot.err, QByteArray());
    QCOMPARE(snapshot.code, 0);
    QCOMPARE(snapshot.out, QByteArray());
    const ProgramRun jq = runProgram(u"jq"_s, {u".items | length"_s, file});
    QCOMPARE(jq.out.trimmed(), "3100"_ba);
    QCOMPARE(namesIn(run({u"snapshot"_s, file}).out).size(), 3100);
}

void TwinTest::aListInDoubtIsNeverWritten_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("snapshot") << QStringList{u"snapshot"_s};
    QTest::newRow("json") << QStringList{u"list"_s, u"--format"_s, u"json"_s};
    QTest::newRow("csv") << QStringList{u"list"_s, u"--format"_s, u"csv"_s};
    QTest::newRow("calendar") << QStringList{u"forecast"_s, u"--format"_s, u"ics"_s};
}

void TwinTest::aListInDoubtIsNeverWritten()
{
    QFETCH(const QStringList, arguments);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    server.tamper = [](QJsonObject &response, const LoopbackRequest &) {
        QJsonObject pagination = response.value(u"pagination"_s).toObject();
        pagination[u"total"_s] = 5;
        response[u"pagination"_s] = pagination;
    };
    const QString file = path(u"out"_s);
    const ProgramRun doubted = run(arguments + QStringList{u"--url"_s, urlOf(server), u"--output"_s, file});
    QCOMPARE(doubted.code, 2);
    QVERIFY2(doubted.err.contains("Nothing was written: the list may be incomplete."),
             doubted.err.constData());
    QVERIFY(!QFile::exists(file));
    // A page that was saved is not the list either.
    const QString page = write(u"page.json"_s, responseOf(ListServer::jobs(1, 3), 245));
    const ProgramRun paged = run(arguments + QStringList{page});
    QCOMPARE(paged.code, 2);
    QCOMPARE(paged.out, QByteArray());
    QVERIFY2(paged.err.contains("3 of 245"), paged.err.constData());
}

void TwinTest::aTableOfAListInDoubtSaysSo()
{
    const ProgramRun list = run({u"list"_s, u"-"_s}, responseOf(ListServer::jobs(1, 3), 245));
    QCOMPARE(list.code, 2);
    QCOMPARE(linesOf(list.out).size(), 5);
    QVERIFY(linesOf(list.out).constLast().startsWith("The list may be incomplete."_L1));
    QVERIFY(list.err.contains("may be incomplete"));
}

void TwinTest::anOlderFileStaysWhereThereIsTrouble()
{
    const QString file = write(u"all.json"_s, "old");
    const ProgramRun failed = run({u"snapshot"_s, u"--url"_s, u"http://127.0.0.1:1"_s, u"--output"_s, file});
    QCOMPARE(failed.code, 2);
    QFile old(file);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), "old"_ba);
    QCOMPARE(QDir(path({})).entryList(QDir::Files).size(), 1);
}

void TwinTest::forecastsADayFromTheMomentOfTheFile()
{
    const QByteArray response =
        responseOf({ListServer::job(1, {{u"next_run"_s, u"2025-05-01T00:30:00Z"_s},
                                        {u"schedule_options"_s, every(6 * 3600)}}),
                    ListServer::job(2, {{u"next_run"_s, u"2025-05-01T15:00:00Z"_s}})});
    QFile file(write(u"old.json"_s, response));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime(QDate(2025, 5, 1), QTime(12, 0), Qt::UTC),
                             QFileDevice::FileModificationTime));
    file.close();
    const ProgramRun forecast = run({u"forecast"_s, file.fileName()});
    QCOMPARE(forecast.err, QByteArray());
    QCOMPARE(forecast.code, 0);
    QStringList runs;
    for (const QString &line : linesOf(forecast.out).sliced(1))
        runs << line.first(22);
    QCOMPARE(runs, (QStringList{u"2025-05-01 12:30:00  1"_s, u"2025-05-01 15:00:00  2"_s,
                                u"2025-05-01 18:30:00  1"_s, u"2025-05-02 00:30:00  1"_s,
                                u"2025-05-02 06:30:00  1"_s}));
}

void TwinTest::forecastsTheSpanThatIsAskedFor_data()
{
    QTest::addColumn<QStringList>("span");
    QTest::addColumn<int>("runs");
    QTest::newRow("a moment") << QStringList{u"--from"_s, u"2026-03-01T00:00:00Z"_s, u"--until"_s,
                                             u"2026-03-01T03:00:00Z"_s}
                              << 3;
    QTest::newRow("hours") << QStringList{u"--from"_s, u"2026-03-01"_s, u"--until"_s, u"+5h"_s} << 5;
    QTest::newRow("days") << QStringList{u"--as-of"_s, u"2026-03-01"_s, u"--until"_s, u"+2d"_s} << 48;
    QTest::newRow("a week") << QStringList{u"--from"_s, u"2026-03-01"_s, u"--until"_s, u"+1w"_s} << 168;
    QTest::newRow("another zone") << QStringList{u"--from"_s, u"2026-03-01T00:00:00-08:00"_s, u"--until"_s,
                                                 u"2026-03-01T09:00:00Z"_s}
                                  << 1;
    QTest::newRow("before anything") << QStringList{u"--from"_s, u"2020-01-01"_s} << 0;
}

void TwinTest::forecastsTheSpanThatIsAskedFor()
{
    QFETCH(const QStringList, span);
    QFETCH(const int, runs);
    const QByteArray response = responseOf({ListServer::job(
        1, {{u"next_run"_s, u"2025-05-01T00:00:00Z"_s}, {u"schedule_options"_s, every(3600)}})});
    const ProgramRun forecast =
        run(QStringList{u"forecast"_s, u"-"_s, u"--format"_s, u"json"_s} + span, response);
    QCOMPARE(forecast.code, 0);
    const QJsonDocument json = QJsonDocument::fromJson(forecast.out);
    QVERIFY(json.isObject());
    QCOMPARE(json[u"runs"_s].toArray().size(), runs);
}

void TwinTest::forecastsInEveryFormat()
{
    const QString file =
        write(u"jobs.json"_s, responseOf({ListServer::job(1, {{u"next_run"_s, u"2026-03-01T00:30:00Z"_s},
                                                              {u"schedule_options"_s, every(7200)}}),
                                          ListServer::job(2, {{u"next_run"_s, u"2026-03-01T01:00:00Z"_s},
                                                              {u"description"_s, u"a, \"b\""_s}})}));
    const auto forecast = [this, &file](const QString &format) {
        return run({u"forecast"_s, file, u"--from"_s, u"2026-03-01"_s, u"--until"_s, u"+4h"_s, u"--format"_s,
                    format})
            .out;
    };
    const QJsonArray expected{u"2026-03-01T00:30:00Z"_s, u"2026-03-01T01:00:00Z"_s,
                              u"2026-03-01T02:30:00Z"_s};
    const ProgramRun jq = runProgram(u"jq"_s, {u"-c"_s, u"[.runs[].run]"_s}, forecast(u"json"_s));
    QCOMPARE(QJsonDocument::fromJson(jq.out).array(), expected);
    QCOMPARE(readByPython("import csv, io, json, sys\n"
                          "text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n"
                          "print(json.dumps([l['run'] for l in csv.DictReader(text, strict=True)]))\n",
                          forecast(u"csv"_s))
                 .toArray(),
             expected);
    QCOMPARE(readByPython("import icalendar, json, sys\n"
                          "c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
                          "print(json.dumps(sorted(e['DTSTART'].dt.strftime('%Y-%m-%dT%H:%M:%SZ')\n"
                          "                        for e in c.walk('VEVENT'))))\n",
                          forecast(u"ics"_s))
                 .toArray(),
             expected);
}

void TwinTest::forecastsNoMoreThanCanBeRead()
{
    const QByteArray response = responseOf({ListServer::job(
        1, {{u"next_run"_s, u"2025-05-01T00:00:00Z"_s}, {u"schedule_options"_s, every(1)}})});
    for (const auto &format : {u"table"_s, u"csv"_s, u"json"_s, u"ics"_s}) {
        const ProgramRun tooMany = run({u"forecast"_s, u"-"_s, u"--from"_s, u"2026-03-01"_s, u"--until"_s,
                                        u"+1w"_s, u"--format"_s, format},
                                       response);
        QCOMPARE(tooMany.code, 2);
        QCOMPARE(tooMany.out, QByteArray());
        QVERIFY2(tooMany.err.contains("604,800") || tooMany.err.contains("604800"), tooMany.err.constData());
    }
}

void TwinTest::comparesTwoFiles()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 4);
    const QString before = write(u"before.json"_s, responseOf(jobs));
    ProgramRun same = run({u"compare"_s, before, before});
    QCOMPARE(same.code, 0);
    QCOMPARE(linesOf(same.out), QStringList{u"0 added, 0 removed, 0 changed, 4 the same"_s});
    jobs.removeFirst();
    jobs[0]["description"_L1] = u"another"_s;
    jobs.append(ListServer::job(9));
    const ProgramRun different = run({u"compare"_s, before, u"-"_s}, responseOf(jobs));
    QCOMPARE(different.code, 1);
    const QStringList lines = linesOf(different.out);
    QCOMPARE(lines.constLast(), u"1 added, 1 removed, 1 changed, 2 the same"_s);
    QVERIFY(lines.filter(u"Removed"_s).constFirst().contains(u" 1 "_s));
    QVERIFY(lines.filter(u"Added"_s).constFirst().contains(u" 9 "_s));
    QVERIFY(lines.filter(u"Changed "_s).constLast().contains(u"Description"_s));
    QVERIFY(different.err.isEmpty());
}

void TwinTest::comparesAFileWithAServer()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2500);
    const QString file = write(u"before.json"_s, responseOf(server.jobs()));
    const QString token = write(u"token"_s, "secret");
    const QStringList line{u"compare"_s, file, u"--url"_s, urlOf(server), u"--token-file"_s, token};
    QCOMPARE(run(line).code, 0);
    server.jobs().removeLast();
    const ProgramRun gone = run(line);
    QCOMPARE(gone.code, 1);
    QCOMPARE(linesOf(gone.out).constLast(), u"0 added, 1 removed, 0 changed, 2,499 the same"_s);
}

void TwinTest::aRunThatCameAsPlannedIsNoDifference()
{
    const auto jobAt = [](const QString &time) {
        return ListServer::job(1, {{u"next_run"_s, time}, {u"schedule_options"_s, every(3600)}});
    };
    const QString before = write(u"before.json"_s, responseOf({jobAt(u"2030-01-01T00:00:00Z"_s)}));
    const QString after = write(u"after.json"_s, responseOf({jobAt(u"2030-01-01T05:00:00Z"_s)}));
    const ProgramRun quiet = run({u"compare"_s, before, after});
    QCOMPARE(quiet.code, 0);
    QCOMPARE(linesOf(quiet.out).constLast(),
             u"0 added, 0 removed, 0 changed, 0 the same; 1 only ran or had sign-ins"_s);
    QCOMPARE(run({u"compare"_s, u"--activity"_s, before, after}).code, 1);
}

void TwinTest::comparesForOtherPrograms()
{
    const QString before = write(u"before.json"_s, responseOf(ListServer::jobs(1, 3)));
    const QString after = write(u"after.json"_s, responseOf(ListServer::jobs(2, 3)));
    const ProgramRun json = run({u"compare"_s, u"--format"_s, u"json"_s, before, after});
    QCOMPARE(json.code, 1);
    QVERIFY(QJsonDocument::fromJson(json.out).isObject());
    const ProgramRun csv = run({u"compare"_s, u"--format"_s, u"csv"_s, before, after});
    QCOMPARE(csv.code, 1);
    QVERIFY(csv.out.count("\r\n") >= 3);
    const ProgramRun calendar = run({u"compare"_s, u"--format"_s, u"ics"_s, before, after});
    QCOMPARE(calendar.code, 2);
    const ProgramRun alone = run({u"compare"_s, before});
    QCOMPARE(alone.code, 2);
    QVERIFY(alone.err.contains("two files"));
    QCOMPARE(run({u"compare"_s, before, path(u"missing.json"_s)}).code, 2);
}

void TwinTest::aListInDoubtIsComparedWithNothing()
{
    const QString whole = write(u"whole.json"_s, responseOf(ListServer::jobs(1, 3)));
    const QString page = write(u"page.json"_s, responseOf(ListServer::jobs(1, 3), 50));
    for (const QStringList &files : {QStringList{whole, page}, QStringList{page, whole}}) {
        const ProgramRun doubted = run(QStringList{u"compare"_s} + files);
        QCOMPARE(doubted.code, 2);
        QVERIFY(doubted.out.isEmpty());
        QVERIFY(doubted.err.contains("one page of a longer list"));
    }
}

void TwinTest::tellsWhatIsWrong_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("said");
    QTest::newRow("no file") << QStringList{u"list"_s, u"nowhere.json"_s} << u"nowhere.json can't be used"_s;
    QTest::newRow("no JSON") << QStringList{u"list"_s, u"-"_s} << u"not valid JSON"_s;
    QTest::newRow("nobody there") << QStringList{u"list"_s, u"--url"_s, u"http://127.0.0.1:1"_s}
                                  << u"refuses the connection"_s;
    QTest::newRow("no address") << QStringList{u"list"_s, u"--url"_s, u"ftp://x"_s} << u"URL"_s;
    QTest::newRow("no connection") << QStringList{u"list"_s, u"--profile"_s, u"lab"_s}
                                   << u"no connection lab"_s;
    QTest::newRow("no token file") << QStringList{u"list"_s, u"--url"_s, u"https://x"_s, u"--token-file"_s,
                                                  u"nowhere"_s}
                                   << u"nowhere can't be used"_s;
    QTest::newRow("what is no address")
        << QStringList{u"list"_s, u"--url"_s, u"pe"_s} << u"Correct it, then try again."_s;
    QTest::newRow("no folder") << QStringList{u"list"_s, u"-"_s, u"--output"_s, u"nowhere/out"_s} << u""_s;
}

void TwinTest::tellsWhatIsWrong()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, said);
    const ProgramRun bad = run(arguments, said.isEmpty() ? responseOf(ListServer::jobs(1, 1)) : "{oops"_ba);
    QCOMPARE(bad.code, 2);
    QCOMPARE(bad.out, QByteArray());
    QVERIFY2(bad.err.startsWith("callboard: ") && bad.err.contains(said.toUtf8()), bad.err.constData());
    QCOMPARE(bad.err.count('\n'), 1);
}

void TwinTest::trustsTheAuthorityThatIsNamed()
{
    const TestCa ca;
    QVERIFY2(ca.isValid(), qPrintable(ca.errorString()));
    ListServer server(ca.server(TestCa::Leaf::Good));
    server.jobs() = ListServer::jobs(1, 2);
    for (const auto &option : {u"--ca-file"_s, u"--cacert"_s}) {
        const ProgramRun list = run({u"list"_s, u"--url"_s, urlOf(server), option, ca.caFile()});
        QCOMPARE(list.err, QByteArray());
        QCOMPARE(list.code, 0);
        QCOMPARE(linesOf(list.out).size(), 3);
    }
    server.clearRequests();
    const ProgramRun refused = run({u"list"_s, u"--url"_s, urlOf(server)});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("--ca-file") && refused.err.contains("\nSHA-256: "),
             refused.err.constData());
    QVERIFY(server.requests().isEmpty());
}

void TwinTest::sendsTheTokenAndNeverPrintsIt()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    server.intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.header("X-Authentication") == "good-token")
            return std::nullopt;
        return ListServer::error(401, u"token-revoked"_s, u"The token good-token bad-token is revoked"_s);
    };
    const QString good = write(u"good"_s, "good-token\n");
    const ProgramRun list = run({u"list"_s, u"--url"_s, urlOf(server), u"--token-file"_s, good});
    QCOMPARE(list.code, 0);
    QVERIFY(!list.out.contains("good-token"));
    const QString bad = write(u"bad"_s, "bad-token\n");
    const ProgramRun refused = run({u"list"_s, u"--url"_s, urlOf(server), u"--token-file"_s, bad});
    QCOMPARE(refused.code, 2);
    QVERIFY2(!refused.err.contains("bad-token"), refused.err.constData());
}

void TwinTest::aMissingTokenSaysWhatToDo()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(401, u"not-authenticated"_s, u"No token"_s));
    };
    const ProgramRun refused = run({u"list"_s, u"--url"_s, urlOf(server)});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("asks for a token"), refused.err.constData());
}

void TwinTest::takesAConnectionByItsName()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    writeProfile(server, "1\\token=file\n1\\tokenFile=" + path(u"token"_s).toUtf8() + "\n");
    write(u"token"_s, "profile-token");
    const ProgramRun list = run({u"list"_s, u"--profile"_s, u"lab"_s});
    QCOMPARE(list.err, QByteArray());
    QCOMPARE(list.code, 0);
    QCOMPARE(server.requests().constLast().header("X-Authentication"), "profile-token"_ba);
    // Another token for this once.
    const ProgramRun other =
        run({u"list"_s, u"--profile"_s, u"lab"_s, u"--token-file"_s, write(u"other"_s, "other-token")});
    QCOMPARE(other.code, 0);
    QCOMPARE(server.requests().constLast().header("X-Authentication"), "other-token"_ba);
}

void TwinTest::aTokenThatIsKeptNowhereSaysWhatToDo()
{
    ListServer server;
    for (const QByteArray &from : {"session"_ba, "keychain"_ba}) {
        writeProfile(server, "1\\token=" + from + "\n");
        const ProgramRun refused = run({u"list"_s, u"--profile"_s, u"lab"_s});
        QCOMPARE(refused.code, 2);
        QVERIFY2(refused.err.contains("--token-file"), refused.err.constData());
    }
    QVERIFY(server.requests().isEmpty());
}

void TwinTest::aReaderThatHasEnoughIsNoTrouble()
{
    const QString file = write(u"jobs.json"_s, responseOf(ListServer::jobs(1, 20'000)));
    const ProgramRun piped = runProgram(u"/bin/bash"_s,
                                        {u"-c"_s, u"\"$0\" list \"$1\" | head -n 1; echo ${PIPESTATUS[0]}"_s,
                                         QStringLiteral(CALLBOARD_PROGRAM), file},
                                        {}, environment());
    QCOMPARE(piped.err, QByteArray());
    QCOMPARE(linesOf(piped.out).value(1), u"141"_s);
}

void TwinTest::aFullDiskIsTrouble()
{
    const QString file = write(u"jobs.json"_s, responseOf(ListServer::jobs(1, 3)));
    const ProgramRun full = runProgram(
        u"/bin/sh"_s, {u"-c"_s, u"\"$0\" list \"$1\" >/dev/full"_s, QStringLiteral(CALLBOARD_PROGRAM), file},
        {}, environment());
    QCOMPARE(full.code, 2);
    QVERIFY2(full.err.contains("standard output"), full.err.constData());
}

void TwinTest::canBeInterrupted()
{
    ListServer server;
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
    QProcess process;
    process.setProcessEnvironment(environment());
    // What nohup switches off stays so.
    process.start(u"/bin/sh"_s, {u"-c"_s, u"trap '' HUP; exec \"$0\" snapshot --url \"$1\" --output \"$2\""_s,
                                 QStringLiteral(CALLBOARD_PROGRAM), urlOf(server), path(u"out.json"_s)});
    QTRY_VERIFY(!server.requests().isEmpty());
    ::kill(pid_t(process.processId()), SIGHUP);
    ::kill(pid_t(process.processId()), SIGINT);
    QTRY_COMPARE(process.state(), QProcess::NotRunning);
    // By the signal, as a shell wants to know.
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), SIGINT);
    QVERIFY(QDir(path({})).entryList({u"out*"_s}).isEmpty());
}

void TwinTest::aFileOfThatNameIsOpenedByItsPath()
{
    const QString file = write(u"list"_s, responseOf(ListServer::jobs(1, 3)));
    const ProgramRun listed = run({u"list"_s, file});
    QCOMPARE(listed.code, 0);
    QCOMPARE(linesOf(listed.out).size(), 4);
}

CALLBOARD_TEST_MAIN(TwinTest, QCoreApplication)
#include "tst_twin.moc"
