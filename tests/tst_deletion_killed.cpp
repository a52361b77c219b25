// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"

#include "connection.h"
#include "environment.h"
#include "journalreader.h"
#include "listrig.h"
#include "listserver.h"
#include "orchestratorsource.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <csignal>
#include <cstdio>

using namespace Qt::StringLiterals;
using Outcome = DeletionOutcome;

namespace {

constexpr int Jobs = 80;

QString nameOf(const LoopbackRequest &request)
{
    return QString::fromLatin1(request.target).section(u'/', -1);
}

/// What the child does: deletes all jobs of the server as a window would, and says when it is done.
int deleteAll(const QString &url, const QString &folder)
{
    const Result<Connection> connection = makeConnection(url, {}, {});
    if (!connection)
        return 2;
    const auto source =
        std::make_shared<OrchestratorSource>(connection.value(), Dialect(Dialect::Generation::Classic));
    Deletions deletions(folder);
    QList<Job> jobs;
    for (const QJsonObject &json : ListServer::jobs(1, Jobs))
        jobs.append(jobFrom(json));
    DeletionBatch *batch = deletions.addMany(source, jobs, true);
    QObject::connect(batch, &DeletionBatch::changed, batch, [batch] {
        if (batch->stage() != DeletionBatch::Stage::Finished)
            return;
        std::puts("finished");
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}

} // namespace

/// kill -9 at every step of a batch: what went out is in the journal, and the next start finds out the rest.
class DeletionKilledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWentOutIsInTheJournal_data();
    void whatWentOutIsInTheJournal();

private:
    void checkAfterwards(ListServer &server, const QString &folder);
};

void DeletionKilledTest::whatWentOutIsInTheJournal_data()
{
    QTest::addColumn<QString>("when");
    QTest::addColumn<int>("number");
    QTest::newRow("at once") << u"started"_s << 0;
    QTest::newRow("as soon as there is a journal") << u"journal"_s << 0;
    for (const int request : {1, 2, 5, 33, 60, Jobs})
        QTest::addRow("at request %d, not answered", request) << u"before"_s << request;
    for (const int request : {1, 4, 32, 50, Jobs})
        QTest::addRow("at request %d, which deleted the job", request) << u"after"_s << request;
    QTest::newRow("while the list is read again") << u"check"_s << 0;
    QTest::newRow("at the end") << u"finished"_s << 0;
    for (int i = 0; i < 12; ++i)
        QTest::addRow("at any moment, %d", i) << u"any"_s << i;
}

void DeletionKilledTest::whatWentOutIsInTheJournal()
{
    QFETCH(const QString, when);
    QFETCH(const int, number);
    const QTemporaryDir place;
    const QString folder = place.filePath(u"journal"_s);
    ListServer server;
    server.jobs() = ListServer::jobs(1, Jobs);
    QProcess child;
    bool isKilled = false;
    const auto kill = [&child, &isKilled] {
        if (!std::exchange(isKilled, true))
            ::kill(pid_t(child.processId()), SIGKILL);
    };
    int deletes = 0;
    server.intercept = [&](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method == "GET") {
            if (when == "check"_L1)
                kill();
            return std::nullopt;
        }
        ++deletes;
        if (when == "before"_L1 && deletes == number) {
            kill();
            return LoopbackAnswer::drop();
        }
        if (when == "after"_L1 && deletes == number)
            QMetaObject::invokeMethod(&server, kill, Qt::QueuedConnection);
        return std::nullopt;
    };
    child.setProcessChannelMode(QProcess::SeparateChannels);
    child.start(QCoreApplication::applicationFilePath(),
                {u"--delete-all"_s, server.url("/orchestrator/v1").toString(), folder});
    QVERIFY(child.waitForStarted());
    if (when == "started"_L1)
        kill();
    else if (when == "journal"_L1)
        QVERIFY(until([&] { return QFileInfo::exists(folder); }));
    else if (when == "finished"_L1)
        QVERIFY(until([&] { return child.bytesAvailable() > 0; }));
    else if (when == "any"_L1)
        QTimer::singleShot(QRandomGenerator::global()->bounded(20, 250), &server, kill);
    if (when == "journal"_L1 || when == "finished"_L1)
        kill();
    QVERIFY(until([&child] { return child.state() == QProcess::NotRunning; }));
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    // What it had sent when it died may still be on its way.
    QVERIFY(until([&server] { return server.openConnectionCount() == 0; }));
    server.intercept = {};
    checkAfterwards(server, folder);
}

void DeletionKilledTest::checkAfterwards(ListServer &server, const QString &folder)
{
    const JournalContents contents = readJournal(folder);
    QHash<QString, JournalEntry> byName;
    for (const JournalEntry &entry : contents.entries)
        byName.insert(entry.job().name().value, entry);
    QCOMPARE(byName.size(), contents.entries.size());
    QSet<QString> sent;
    for (const LoopbackRequest &request : server.requests("DELETE"))
        sent.insert(nameOf(request));
    QCOMPARE(sent.size(), server.requests("DELETE").size());
    for (const QString &name : std::as_const(sent)) {
        QVERIFY2(byName.contains(name), qPrintable(name));
        QCOMPARE(QJsonDocument::fromJson(byName.value(name).record).object(), ListServer::job(name.toInt()));
    }
    // Nothing is claimed that is not so.
    QSet<QString> listed;
    for (const QJsonObject &job : std::as_const(server.jobs()))
        listed.insert(job[u"name"_s].toString());
    for (const JournalEntry &entry : contents.entries) {
        if (entry.outcome == Outcome::Gone)
            QVERIFY(!listed.contains(entry.job().name().value));
    }
    // The next start.
    const QList<JournalEntry> open = unsettled(contents, folder);
    for (const QString &name : std::as_const(sent))
        QVERIFY(byName.value(name).isSettled() ||
                std::any_of(open.begin(), open.end(),
                            [&name](const JournalEntry &entry) { return entry.job().name().value == name; }));
    if (open.isEmpty())
        return;
    const qsizetype before = server.requests("DELETE").size();
    const auto source = sourceOn(server);
    {
        Deletions deletions(folder);
        DeletionBatch *batch = deletions.recover(source, open);
        QVERIFY(batch);
        deletions.checkUnknown(*source, QDateTime::currentDateTimeUtc().addMSecs(1));
        QVERIFY(until([batch] {
            return batch->tally().of(Outcome::Unknown) == 0 && batch->tally().finished == batch->size();
        }));
        for (const Deletion *deletion : batch->deletions()) {
            const bool isListed = listed.contains(deletion->job().name().value);
            QCOMPARE(deletion->outcome(), isListed ? Outcome::StillListed : Outcome::Gone);
        }
    }
    QCOMPARE(server.requests("DELETE").size(), before);
    QVERIFY(unsettled(readJournal(folder), folder).isEmpty());
}

int main(int argc, char *argv[])
{
    ownTimeAndPlace();
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == "--delete-all"_L1)
        return deleteAll(arguments.value(2), arguments.value(3));
    DeletionKilledTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_deletion_killed.moc"
