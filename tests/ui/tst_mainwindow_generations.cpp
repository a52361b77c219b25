// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QTableView>

using namespace Qt::StringLiterals;

/// The window on a server of PE 2021.7 or later, which deletes no job but disables it for good.
class MainWindowGenerationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void callsDeletingWhatItIs();
    void disablesAndSaysSo();
    void undoSendsNothing();
    void tellsWhatTheServerSaysAgainstIt();
    void tellsThatItWasDisabledAlready();
    void showsWhatOnlyTheseJobsHave();
    void callsItDeletingAgainOnAnOlderServer();
    void opensASavedListOfBothGenerations();
    void showsNoColumnThatTheServerTellsNothingOf();
    void keepsTheChosenColumnsForTheNextServer();

private:
    QString deletionText() const { return rig->deletionTexts().join(u'|'); }

    bool shows(const QString &column) const { return !rig->table()->isColumnHidden(rig->columnOf(column)); }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowGenerationsTest::init()
{
    server = std::make_unique<ListServer>();
    server->generation = ListServer::Generation::Environment;
    server->jobs() = {
        ListServer::environmentJob(1),
        ListServer::environmentJob(
            2, {{u"last_run"_s,
                 QJsonObject{
                     {u"time"_s, u"2029-11-12T19:50:08Z"_s},
                     {u"job"_s, QJsonObject{{u"name"_s, 42},
                                            {u"submission_error"_s,
                                             QJsonObject{{u"kind"_s, u"puppetlabs.orchestrator/x"_s},
                                                         {u"msg"_s, u"Unknown environment nope"_s}}}}}}}}),
        ListServer::environmentJob(3)};
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
}

void MainWindowGenerationsTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowGenerationsTest::callsDeletingWhatItIs()
{
    rig->selectJob(u"2"_s);
    const QAction *action = rig->action("deleteJob");
    QCOMPARE(action->text().remove(u'&'), u"Disable for Good"_s);
    QVERIFY2(action->statusTip().contains("for good: the server can't undo it"_L1),
             qPrintable(action->statusTip()));
    QVERIFY(rig->button(u"Disable for Good"_s));
    QVERIFY(!rig->button(u"Delete"_s));
}

void MainWindowGenerationsTest::disablesAndSaysSo()
{
    rig->selectJob(u"2"_s);
    rig->press(Qt::Key_Delete);
    QVERIFY2(deletionText().contains("will be disabled for good in"_L1), qPrintable(deletionText()));
    QVERIFY(server->requests("PUT").isEmpty());
    WindowRig::click(rig->button(u"Disable Now"_s));
    QTRY_COMPARE(rig->texts(u"Name"_s), (QStringList{u"1"_s, u"3"_s}));
    QCOMPARE(server->requests("PUT").size(), 1);
    QVERIFY(server->requests("DELETE").isEmpty());
}

void MainWindowGenerationsTest::undoSendsNothing()
{
    rig->selectJob(u"2"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig->deletionTexts(), QStringList());
    QCOMPARE(rig->struckOut(), QStringList());
    QVERIFY(server->requests("PUT").isEmpty());
}

void MainWindowGenerationsTest::tellsWhatTheServerSaysAgainstIt()
{
    server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method == "PUT")
            return ListServer::error(403, u"not-permitted"_s, u"Not authorized to edit job 2"_s);
        return std::nullopt;
    };
    rig->selectJob(u"2"_s);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Disable Now"_s));
    QTRY_VERIFY2(deletionText().contains("was not disabled."_L1), qPrintable(deletionText()));
    QVERIFY(deletionText().contains("Not authorized to edit job 2"_L1));
    QCOMPARE(rig->rows(), 3);
}

void MainWindowGenerationsTest::tellsThatItWasDisabledAlready()
{
    rig->selectJob(u"2"_s);
    server->jobs().removeAt(1);
    server->disabled << u"2"_s;
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Disable Now"_s));
    QTRY_VERIFY2(deletionText().contains("was already disabled or gone"_L1), qPrintable(deletionText()));
    QCOMPARE(rig->texts(u"Name"_s), (QStringList{u"1"_s, u"3"_s}));
}

void MainWindowGenerationsTest::showsWhatOnlyTheseJobsHave()
{
    QCOMPARE(rig->text(0, u"Last Run"_s), u"never"_s);
    QVERIFY(rig->text(1, u"Last Run"_s).endsWith("not started: Unknown environment nope"_L1));
    QCOMPARE(rig->text(0, u"Task or Plan"_s), u"echo"_s);
    QCOMPARE(rig->text(0, u"Targets"_s), u"1 node"_s);
    rig->selectJob(u"2"_s);
    QCOMPARE(rig->field(u"Not started"_s), u"Unknown environment nope"_s);
    QCOMPARE(rig->field(u"Run as job"_s), u"42"_s);
    QCOMPARE(rig->field(u"param_1"_s), u"foo"_s);
    QCOMPARE(rig->field(u"password"_s), u"sensitive: the server does not tell it"_s);
    QCOMPARE(rig->field(u"ticket"_s), u"TICKET-2"_s);
    QCOMPARE(rig->field(u"Enabled"_s), u"not sent"_s);
    QCOMPARE(rig->field(u"Plan"_s), QString());
    QVERIFY(rig->shows(u"The last run could not be started: Unknown environment nope"_s));
}

void MainWindowGenerationsTest::callsItDeletingAgainOnAnOlderServer()
{
    ListServer older;
    older.jobs() = ListServer::jobs(1, 2);
    QVERIFY(rig->connectTo(older));
    rig->selectJob(u"2"_s);
    QCOMPARE(rig->action("deleteJob")->text().remove(u'&'), u"Delete"_s);
    rig->press(Qt::Key_Delete);
    QVERIFY2(deletionText().contains("will be deleted in"_L1), qPrintable(deletionText()));
}

void MainWindowGenerationsTest::opensASavedListOfBothGenerations()
{
    QVERIFY(rig->open(responseOf({ListServer::job(7), ListServer::environmentJob(7), ListServer::job(8)})));
    QCOMPARE(rig->texts(u"Name"_s), (QStringList{u"7"_s, u"7"_s, u"8"_s}));
    QCOMPARE(rig->texts(u"Last Run"_s), (QStringList{QString(), u"never"_s, QString()}));
    rig->search()->setFocus();
    rig->type(u"TICKET-7"_s);
    QTRY_COMPARE(rig->rows(), 1);
    QCOMPARE(rig->text(0, u"Last Run"_s), u"never"_s);
}

void MainWindowGenerationsTest::showsNoColumnThatTheServerTellsNothingOf()
{
    QVERIFY(shows(u"Last Run"_s));
    ListServer older;
    older.jobs() = ListServer::jobs(1, 2);
    QVERIFY(rig->connectTo(older));
    QVERIFY(!shows(u"Last Run"_s));
    QVERIFY(shows(u"Next Run"_s));
    ListServer oldest;
    oldest.generation = ListServer::Generation::Sparse;
    QJsonObject job = ListServer::job(1);
    for (const auto &key : {"next_run"_L1, "schedule_options"_L1, "job_options"_L1})
        job.remove(key);
    oldest.jobs() = {job};
    QVERIFY(rig->connectTo(oldest));
    QVERIFY(!shows(u"Next Run"_s));
    QVERIFY(!shows(u"Repeats"_s));
    QVERIFY(shows(u"Scheduled For"_s));
    QVERIFY(rig->connectTo(*server));
    QVERIFY(shows(u"Last Run"_s));
    QVERIFY(shows(u"Next Run"_s));
    QVERIFY(!shows(u"Scheduled For"_s));
}

void MainWindowGenerationsTest::keepsTheChosenColumnsForTheNextServer()
{
    QVERIFY(rig->choose({u"View"_s, u"Columns"_s, u"Last Run"_s}));
    QVERIFY(rig->choose({u"View"_s, u"Columns"_s, u"Parameters"_s}));
    QVERIFY(!shows(u"Last Run"_s));
    ListServer older;
    older.jobs() = ListServer::jobs(1, 2);
    QVERIFY(rig->connectTo(older));
    QVERIFY(!shows(u"Parameters"_s));
    QVERIFY(rig->connectTo(*server));
    QVERIFY(!shows(u"Last Run"_s));
    QVERIFY(shows(u"Parameters"_s));
    QCOMPARE(rig->text(0, u"Parameters"_s), u"param_1=foo, password=…"_s);
}

CALLBOARD_TEST_MAIN(MainWindowGenerationsTest, QApplication)
#include "tst_mainwindow_generations.moc"
