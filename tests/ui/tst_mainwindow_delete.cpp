// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDateTime>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// From the click to the request: nothing is sent before its time, and then once.
class MainWindowDeleteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void strikesTheRowOutAndCountsDown();
    void canBeStartedInEveryWay_data();
    void canBeStartedInEveryWay();
    void countsTheSecondsDown();
    void undoByKeySendsNothing();
    void undoByButtonSendsNothing();
    void undoByKeyWorksWhereverTheFocusIs_data();
    void undoByKeyWorksWhereverTheFocusIs();
    void undoInASearchTakesBackTheDeletionBeforeTheText();
    void undoTakesBackTheNewestFirst();
    void deletesWhenTheTimeIsUp();
    void deleteNowSendsOneRequest();
    void aGoneJobLeavesNoBarAndNoSelection();
    void twoDeletionsGoTheirOwnWays();
    void aKeyHeldDownDeletesOneJob();
    void aSecondDeleteOfTheSameJobDoesNothing();
    void ctrlDDeletesNothing();
    void deleteInTheSearchFieldEditsTheText();
    void deleteOutsideOfTheTableDeletesNothing();
    void asksBeforeARunThatIsTooSoon_data();
    void asksBeforeARunThatIsTooSoon();
    void saysThatTheRunCameWhileItAsked();
    void deletesAtOnceWhenToldSoBeforeARun();
    void asksOnceBeforeARun();
    void aRefreshDoesNotEndTheCountdown();
    void theJobMayBeHiddenMeanwhile();
    void anotherJobMayBeSelectedMeanwhile();
    void percentEncodesTheName();

private:
    QStringList deleted() const;
    /// Ctrl+R, and until the list is here again.
    void refresh();
    /// Job 7 runs before a deletion would be sent.
    void showJobThatRunsSoon();

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowDeleteTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(5, 5);
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
}

void MainWindowDeleteTest::cleanup()
{
    rig.reset();
    server.reset();
}

QStringList MainWindowDeleteTest::deleted() const
{
    QStringList targets;
    for (const LoopbackRequest &request : server->requests("DELETE"))
        targets << QString::fromLatin1(request.target);
    return targets;
}

void MainWindowDeleteTest::refresh()
{
    server->clearRequests();
    rig->press(Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY(!listRequests(*server).isEmpty());
    QVERIFY(rig->rests());
}

void MainWindowDeleteTest::showJobThatRunsSoon()
{
    rig->window.deletions()->setUndoTime(std::chrono::minutes(10));
    const QString soon = QDateTime::currentDateTimeUtc().addSecs(300).toString(Qt::ISODate);
    server->jobs()[2] = ListServer::job(7, {{u"next_run"_s, soon}});
    refresh();
}

void MainWindowDeleteTest::strikesTheRowOutAndCountsDown()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->deletionTexts(), QStringList{u"Job 7 'job 7' will be deleted in 5 s"_s});
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
    QVERIFY(rig->button(u"Undo"_s));
    QVERIFY(rig->button(u"Delete Now"_s));
    QVERIFY(!rig->button(u"Dismiss"_s));
    const QModelIndex name = rig->cell(rig->rowOf(u"7"_s), u"Name"_s);
    QVERIFY(name.data(Qt::AccessibleTextRole).toString().contains("will be deleted"_L1));
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    QVERIFY(!QApplication::activeModalWidget());
    QVERIFY(rig->table()->hasFocus());
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::canBeStartedInEveryWay_data()
{
    QTest::addColumn<QString>("way");
    for (const char *way : {"key", "tool bar", "menu", "context menu", "details"})
        QTest::newRow(way) << QString::fromLatin1(way);
}

void MainWindowDeleteTest::canBeStartedInEveryWay()
{
    QFETCH(const QString, way);
    rig->selectJob(u"6"_s);
    if (way == "key"_L1) {
        rig->press(Qt::Key_Delete);
    } else if (way == "tool bar"_L1) {
        const auto *bar = rig->window.findChild<QToolBar *>();
        WindowRig::click(bar->widgetForAction(rig->action("deleteJob")));
    } else if (way == "menu"_L1) {
        QVERIFY(rig->choose({u"Job"_s, u"Delete"_s}));
    } else if (way == "context menu"_L1) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
        QApplication::sendEvent(rig->table()->viewport(), &event);
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        QVERIFY(menu);
        menu->setActiveAction(rig->action("deleteJob"));
        rig->press(Qt::Key_Return);
    } else {
        const auto *details = rig->named(u"Job details"_s);
        const auto buttons = details->findChildren<QToolButton *>();
        for (QToolButton *button : buttons) {
            if (button->defaultAction() == rig->action("deleteJob"))
                WindowRig::click(button);
        }
    }
    QCOMPARE(rig->struckOut(), QStringList{u"6"_s});
    QCOMPARE(rig->deletionTexts(), QStringList{u"Job 6 'job 6' will be deleted in 5 s"_s});
}

void MainWindowDeleteTest::countsTheSecondsDown()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(2000));
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->deletionTexts(), QStringList{u"Job 7 'job 7' will be deleted in 2 s"_s});
    QTRY_COMPARE(rig->deletionTexts(), QStringList{u"Job 7 'job 7' will be deleted in 1 s"_s});
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::undoByKeySendsNothing()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(400));
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(rig->struckOut().isEmpty());
    QCOMPARE(rig->selected(), u"7"_s);
    QVERIFY(rig->action("deleteJob")->isEnabled());
    // Not even when it would have counted down.
    QSignalSpy arrived(server.get(), &LoopbackServer::requestArrived);
    QVERIFY(!arrived.wait(600));
    QCOMPARE(rig->rows(), 5);
}

void MainWindowDeleteTest::undoByButtonSendsNothing()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Undo"_s));
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(rig->struckOut().isEmpty());
    QVERIFY(rig->window.deletions()->all().isEmpty());
    QVERIFY(deleted().isEmpty());
    QCOMPARE(rig->rows(), 5);
}

void MainWindowDeleteTest::undoByKeyWorksWhereverTheFocusIs_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("tab");
    for (const char *name : {"Scheduled jobs", "Type", "Search", "Job fields"})
        QTest::newRow(name) << QString::fromLatin1(name) << 0;
    QTest::newRow("Filter nodes") << u"Filter nodes"_s << 1;
    QTest::newRow("Nodes") << u"Nodes"_s << 1;
    QTest::newRow("Record") << u"Record"_s << 2;
    QTest::newRow("Search in the record") << u"Search in the record"_s << 2;
}

void MainWindowDeleteTest::undoByKeyWorksWhereverTheFocusIs()
{
    QFETCH(const QString, name);
    QFETCH(const int, tab);
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->window.findChild<QTabWidget *>()->setCurrentIndex(tab);
    QWidget *widget = rig->named(name);
    QVERIFY(widget);
    widget->setFocus();
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig->struckOut().isEmpty());
}

void MainWindowDeleteTest::undoInASearchTakesBackTheDeletionBeforeTheText()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job"_s);
    // The deletion runs out while the text does not.
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(rig->search()->text(), u"job"_s);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig->search()->text(), QString());
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::undoTakesBackTheNewestFirst()
{
    rig->selectJob(u"6"_s);
    rig->press(Qt::Key_Delete);
    rig->selectJob(u"8"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->struckOut(), (QStringList{u"6"_s, u"8"_s}));
    QCOMPARE(rig->deletionTexts().size(), 2);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig->struckOut(), QStringList{u"6"_s});
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(rig->struckOut().isEmpty());
    QVERIFY(!rig->action("undoDeletion")->isEnabled());
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::deletesWhenTheTimeIsUp()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(50));
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    QTRY_COMPARE(rig->texts(u"Name"_s), (QStringList{u"5"_s, u"6"_s, u"8"_s, u"9"_s}));
    QCOMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/7"_s});
}

void MainWindowDeleteTest::deleteNowSendsOneRequest()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QCOMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/7"_s});
    const LoopbackRequest request = server->requests("DELETE").constFirst();
    QCOMPARE(request.header("X-Authentication"), "secret-token"_ba);
    QVERIFY(request.body.isEmpty());
    // The list was read again before the row went.
    QCOMPARE(server->requests().constLast().method, "GET"_ba);
}

void MainWindowDeleteTest::aGoneJobLeavesNoBarAndNoSelection()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QVERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(rig->selected(), QString());
    QVERIFY(rig->shows(u"No job selected"_s));
    QCOMPARE(rig->count(), u"4 of 4 jobs"_s);
    QVERIFY(rig->struckOut().isEmpty());
    // Pressed once too often, Del must not hit the neighbour.
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
    // The keyboard is still where it was.
    QVERIFY(rig->table()->hasFocus());
    rig->press(Qt::Key_Down);
    QVERIFY2(rig->selected() == "8"_L1, qPrintable(rig->selected()));
}

void MainWindowDeleteTest::twoDeletionsGoTheirOwnWays()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(60));
    rig->selectJob(u"6"_s);
    rig->press(Qt::Key_Delete);
    rig->selectJob(u"8"_s);
    rig->press(Qt::Key_Delete);
    QTRY_COMPARE(rig->texts(u"Name"_s), (QStringList{u"5"_s, u"7"_s, u"9"_s}));
    QTRY_VERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(deleted().size(), 2);
}

void MainWindowDeleteTest::aKeyHeldDownDeletesOneJob()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(0));
    rig->selectJob(u"7"_s);
    QWindow *window = rig->window.windowHandle();
    const auto send = [window](bool press, bool repeat) {
        QTest::simulateEvent(window, press, Qt::Key_Delete, Qt::NoModifier, QString(), repeat, -1);
    };
    send(true, false);
    for (int i = 0; i < 20; ++i)
        send(true, true);
    QTRY_COMPARE(rig->rows(), 4);
    for (int i = 0; i < 20; ++i)
        send(true, true);
    send(false, false);
    refresh();
    QCOMPARE(rig->rows(), 4);
    QCOMPARE(server->jobs().size(), 4);
}

void MainWindowDeleteTest::aSecondDeleteOfTheSameJobDoesNothing()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->deletionTexts().size(), 1);
    WindowRig::click(rig->button(u"Delete Now"_s));
    rig->press(Qt::Key_Delete);
    QTRY_COMPARE(rig->rows(), 4);
    QCOMPARE(deleted().size(), 1);
}

void MainWindowDeleteTest::ctrlDDeletesNothing()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_D, Qt::ControlModifier);
    rig->press(Qt::Key_Backspace);
    rig->press(Qt::Key_Delete, Qt::ShiftModifier);
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(rig->struckOut().isEmpty());
}

void MainWindowDeleteTest::deleteInTheSearchFieldEditsTheText()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"xjob 7"_s);
    rig->press(Qt::Key_Home);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->search()->text(), u"job 7"_s);
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowDeleteTest::deleteOutsideOfTheTableDeletesNothing()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Return);
    QVERIFY(!rig->table()->hasFocus());
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowDeleteTest::asksBeforeARunThatIsTooSoon_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return keeps") << Qt::Key_Return;
    QTest::newRow("Escape keeps") << Qt::Key_Escape;
    QTest::newRow("Space keeps") << Qt::Key_Space;
}

void MainWindowDeleteTest::asksBeforeARunThatIsTooSoon()
{
    QFETCH(const Qt::Key, key);
    showJobThatRunsSoon();
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    const auto *box = rig->window.findChild<QMessageBox *>(u"deleteBeforeRun"_s);
    QVERIFY(box && box->isVisible());
    QVERIFY2(box->text().startsWith("Job 7 'job 7' runs in "_L1), qPrintable(box->text()));
    QVERIFY(rig->struckOut().isEmpty());
    rig->press(key);
    QTRY_VERIFY(!rig->window.findChild<QMessageBox *>(u"deleteBeforeRun"_s));
    QVERIFY(rig->deletionTexts().isEmpty());
    refresh();
    QCOMPARE(rig->rows(), 5);
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::saysThatTheRunCameWhileItAsked()
{
    rig->window.deletions()->setUndoTime(std::chrono::minutes(10));
    const QString soon = QDateTime::currentDateTimeUtc().addMSecs(1500).toString(Qt::ISODateWithMs);
    server->jobs()[2] = ListServer::job(7, {{u"next_run"_s, soon}});
    refresh();
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    const auto *box = rig->window.findChild<QMessageBox *>(u"deleteBeforeRun"_s);
    QVERIFY(box);
    QVERIFY2(box->text().startsWith("Job 7 'job 7' runs in "_L1), qPrintable(box->text()));
    QTRY_COMPARE(box->text(), u"Job 7 'job 7' has run meanwhile. Delete it now?"_s);
    rig->press(Qt::Key_Escape);
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::deletesAtOnceWhenToldSoBeforeARun()
{
    showJobThatRunsSoon();
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Delete Now"_s));
    // Without counting down.
    QTRY_COMPARE_WITH_TIMEOUT(rig->rows(), 4, 3000);
    QCOMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/7"_s});
}

void MainWindowDeleteTest::asksOnceBeforeARun()
{
    showJobThatRunsSoon();
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    QWindow *window = rig->window.windowHandle();
    QTest::keyClick(window, Qt::Key_Delete);
    QCOMPARE(rig->window.findChildren<QMessageBox *>().size(), 1);
}

void MainWindowDeleteTest::aRefreshDoesNotEndTheCountdown()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    refresh();
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
    QCOMPARE(rig->deletionTexts().size(), 1);
    QVERIFY(deleted().isEmpty());
}

void MainWindowDeleteTest::theJobMayBeHiddenMeanwhile()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job 9"_s);
    QTRY_COMPARE(rig->rows(), 1);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/7"_s});
    QTRY_VERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(rig->count(), u"1 of 4 jobs"_s);
}

void MainWindowDeleteTest::anotherJobMayBeSelectedMeanwhile()
{
    rig->selectJob(u"7"_s);
    rig->press(Qt::Key_Delete);
    rig->selectJob(u"8"_s);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QCOMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/7"_s});
    QCOMPARE(rig->selected(), u"8"_s);
}

void MainWindowDeleteTest::percentEncodesTheName()
{
    server->jobs() = {ListServer::job(1, {{u"name"_s, u"50% off? #1 \u00fc"_s}})};
    refresh();
    rig->press(Qt::Key_Down);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 0);
    QCOMPARE(deleted(), QStringList{u"/orchestrator/v1/scheduled_jobs/50%25%20off%3F%20%231%20%C3%BC"_s});
}

CALLBOARD_TEST_MAIN(MainWindowDeleteTest, QApplication)
#include "tst_mainwindow_delete.moc"
