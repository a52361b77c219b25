// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include "deletions.h"
#include "jobmodel.h"
#include "journalreader.h"
#include "orchestratorsource.h"
#include "profiles.h"
#include "unsettleddeletions.h"

#include <QAbstractButton>
#include <QAction>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

Job jobFrom(const QJsonObject &json)
{
    return Job(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

} // namespace

/// The start after a crash or a power cut in the middle of deletions.
class MainWindowUnsettledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsToldWhenAllIsSettled();
    void tellsWhichServerBeforeThereIsAConnection();
    void isLookedUpAfterConnecting();
    void isLookedUpInAListThatWasReadBefore();
    void anotherServerSettlesNothing();
    void connectsWithOneClickWhereTheServerIsKnown();
    void dismissingTellsItAgainTheNextTime();
    void closingInTheMiddleIsToldTheNextTime();

private:
    /// What a Callboard leaves that sends these and ends before the answers.
    void leaveBehind(const QList<int> &numbers);

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowUnsettledTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 9);
    rig = std::make_unique<WindowRig>();
    Profiles::setAll({});
}

void MainWindowUnsettledTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowUnsettledTest::leaveBehind(const QList<int> &numbers)
{
    QList<Job> jobs;
    for (const int number : numbers)
        jobs.append(jobFrom(ListServer::job(number)));
    // Jobs with an even number are deleted, and nobody is told.
    server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method != "DELETE")
            return std::nullopt;
        const QString name = QString::fromLatin1(request.target).section(u'/', -1);
        if (name.toInt() % 2 == 0)
            server->jobs().removeIf([&name](const QJsonObject &job) { return job[u"name"_s] == name; });
        return LoopbackAnswer::stall();
    };
    const auto source =
        std::make_shared<OrchestratorSource>(connectionTo(*server), Dialect(Dialect::Generation::Classic));
    Deletions deletions(Journal::defaultFolder());
    deletions.addMany(source, jobs, true);
    QTRY_COMPARE(server->requests("DELETE").size(), numbers.size());
    server->intercept = {};
}

void MainWindowUnsettledTest::nothingIsToldWhenAllIsSettled()
{
    QVERIFY(rig->connectTo(*server));
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(0));
    rig->selectJob(u"5"_s);
    rig->press(Qt::Key_Delete);
    QTRY_COMPARE(rig->rows(), 8);
    QTRY_VERIFY(!readJournal(Journal::defaultFolder()).entries.isEmpty() &&
                readJournal(Journal::defaultFolder()).entries.constFirst().isSettled());
    MainWindow next;
    next.show();
    QSignalSpy looked(next.findChild<UnsettledDeletions *>(), &UnsettledDeletions::looked);
    next.lookForUnsettledDeletions();
    QVERIFY(looked.wait());
    QVERIFY(next.findChild<QWidget *>(u"unsettledDeletions"_s)->isHidden());
}

void MainWindowUnsettledTest::tellsWhichServerBeforeThereIsAConnection()
{
    leaveBehind({3, 4});
    rig->window.lookForUnsettledDeletions();
    const QString host = QUrl(server->url()).authority();
    QTRY_COMPARE(
        rig->bar("unsettledDeletions"),
        u"Callboard ended before it knew what became of 2 deletions on %1. That is looked up as soon as "
        "you are connected there."_s.arg(host));
    QVERIFY(!rig->button(u"Connect"_s));
    QSignalSpy asked(&rig->window, &MainWindow::deletedJobsRequested);
    WindowRig::click(rig->button(u"Show Deleted Jobs"_s));
    QCOMPARE(asked.size(), 1);
}

void MainWindowUnsettledTest::isLookedUpAfterConnecting()
{
    leaveBehind({3, 4});
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(!rig->bar("unsettledDeletions").isEmpty());
    QVERIFY(rig->connectTo(*server));
    QVERIFY(rig->bar("unsettledDeletions").isEmpty());
    QTRY_COMPARE(rig->deletionTexts(), QStringList{u"2 jobs: 1 gone, 1 still listed."_s});
    // The one that is still there is not sent again.
    QCOMPARE(server->requests("DELETE").size(), 2);
    QVERIFY(unsettled(readJournal(Journal::defaultFolder()), Journal::defaultFolder()).isEmpty() ||
            QTest::qWaitFor([] {
                return unsettled(readJournal(Journal::defaultFolder()), Journal::defaultFolder()).isEmpty();
            }));
}

void MainWindowUnsettledTest::isLookedUpInAListThatWasReadBefore()
{
    leaveBehind({4});
    QVERIFY(rig->connectTo(*server));
    rig->window.lookForUnsettledDeletions();
    QTRY_COMPARE(rig->deletionTexts(),
                 QStringList{u"Job 4 'job 4' is gone from %1."_s.arg(QUrl(server->url()).authority())});
    QVERIFY(rig->bar("unsettledDeletions").isEmpty());
}

void MainWindowUnsettledTest::anotherServerSettlesNothing()
{
    leaveBehind({3, 4});
    ListServer other;
    other.jobs() = ListServer::jobs(1, 2);
    QVERIFY(rig->connectTo(other));
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(rig->bar("unsettledDeletions").contains(QUrl(server->url()).authority()));
    QVERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(unsettled(readJournal(Journal::defaultFolder()), Journal::defaultFolder()).size(), 2);
}

void MainWindowUnsettledTest::connectsWithOneClickWhereTheServerIsKnown()
{
    leaveBehind({4});
    Profile profile;
    profile.name = u"pe-test"_s;
    profile.url = server->url("/orchestrator/v1").toString();
    profile.tokenFrom = Profile::TokenFrom::Session;
    Profiles::setAll({profile});
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(rig->button(u"Connect"_s));
    WindowRig::click(rig->button(u"Connect"_s));
    QTRY_COMPARE(rig->rows(), 8);
    QTRY_COMPARE(rig->deletionTexts(), QStringList{u"Job 4 'job 4' is gone from pe-test."_s});
}

void MainWindowUnsettledTest::dismissingTellsItAgainTheNextTime()
{
    leaveBehind({3});
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(!rig->bar("unsettledDeletions").isEmpty());
    WindowRig::click(rig->button(u"Dismiss"_s));
    QVERIFY(rig->bar("unsettledDeletions").isEmpty());
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(!rig->bar("unsettledDeletions").isEmpty());
}

void MainWindowUnsettledTest::closingInTheMiddleIsToldTheNextTime()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::stall()) : std::nullopt;
    };
    auto closing = std::make_unique<MainWindow>();
    closing->show();
    closing->connectTo(connectionTo(*server));
    QTRY_COMPARE(closing->findChild<QTableView *>(u"jobTable"_s)->model()->rowCount(), 9);
    closing->deletions()->add(closing->jobs()->source(), closing->jobs()->jobAt(2), true);
    QTRY_COMPARE(server->requests("DELETE").size(), 1);
    closing.reset();
    rig->window.lookForUnsettledDeletions();
    QTRY_VERIFY(rig->bar("unsettledDeletions").contains("1 deletion "_L1));
}

CALLBOARD_TEST_MAIN(MainWindowUnsettledTest, QApplication)
#include "tst_mainwindow_unsettled.moc"
