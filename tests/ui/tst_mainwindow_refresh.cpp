// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// What a refresh keeps.
class MainWindowRefreshTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsSelectionScrollAndOrder_data();
    void keepsSelectionScrollAndOrder();
    void keepsTheSelectionWhereTheOrderChanged();
    void showsWhatIsNewOfTheSelectedJob();
    void keepsTheFilters();
    void aVanishedJobLeavesNoSelection();
    void deleteAfterASelectedJobVanishedSendsNothing();
    void theArrowKeysGoOnWhereTheVanishedJobWas();
    void aJobThatComesBackIsSelectedAgain();
    void aJobSelectedMeanwhileStaysSelected();
    void keepsTheSelectionWhileTheSearchHidesIt();
    void refreshesWhileTheRowsStay();
    void refreshTwiceAsksOnceMoreAndEndsWithTheNewest();
    void findsNoSelectionOnAnotherServer();

private:
    static std::unique_ptr<ListServer> serverOf(int jobs)
    {
        auto server = std::make_unique<ListServer>();
        server->jobs() = ListServer::jobs(1, jobs);
        return server;
    }
};

void MainWindowRefreshTest::keepsSelectionScrollAndOrder_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::newRow("F5") << Qt::Key_F5 << Qt::KeyboardModifiers();
    QTest::newRow("Ctrl+R") << Qt::Key_R << Qt::KeyboardModifiers(Qt::ControlModifier);
}

void MainWindowRefreshTest::keepsSelectionScrollAndOrder()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    const auto server = serverOf(300);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    rig.selectJob(u"250"_s);
    const int place = rig.table()->verticalScrollBar()->value();
    QVERIFY(place > 0);
    server->clearRequests();

    rig.press(key, modifiers);
    QTRY_VERIFY(server->requests().size() >= 1);
    QVERIFY(rig.rests());
    QCOMPARE(server->requests().constFirst().query().queryItemValue(u"order_by"_s), u"name"_s);
    QCOMPARE(rig.selected(), u"250"_s);
    QCOMPARE(rig.table()->verticalScrollBar()->value(), place);
    QCOMPARE(rig.sortIndicator(), u"Name up"_s);
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 300));
}

void MainWindowRefreshTest::keepsTheSelectionWhereTheOrderChanged()
{
    const auto server = serverOf(5);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"4"_s);
    server->jobs()[3] = ListServer::job(4, {{u"next_run"_s, u"2029-01-01T00:00:00Z"_s}});
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.texts(u"Name"_s).constFirst(), u"4"_s);
    QCOMPARE(rig.selected(), u"4"_s);
    QCOMPARE(rig.table()->currentIndex().row(), 0);
}

void MainWindowRefreshTest::showsWhatIsNewOfTheSelectedJob()
{
    const auto server = serverOf(2);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"1"_s);
    QCOMPARE(rig.field(u"Description"_s), u"job 1"_s);
    server->jobs()[0] = ListServer::job(1, {{u"description"_s, u"new words"_s}});
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.field(u"Description"_s), u"new words"_s);
    QVERIFY(rig.shows(u"Job 1 'new words'"_s));
}

void MainWindowRefreshTest::keepsTheFilters()
{
    const auto server = serverOf(20);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.rows(), 11);
    server->jobs() += ListServer::job(100);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 12);
    QCOMPARE(rig.count(), u"12 of 21 jobs"_s);
    QVERIFY(rig.search()->hasFocus());
}

void MainWindowRefreshTest::aVanishedJobLeavesNoSelection()
{
    const auto server = serverOf(5);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"3"_s);
    server->jobs().removeAt(2);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 4);
    QCOMPARE(rig.selected(), QString());
    QVERIFY(rig.shows(u"No job selected"_s));
    QVERIFY(!rig.action("deleteJob")->isEnabled());
    QCOMPARE(rig.field(u"Name"_s), u"3"_s); // not shown any more
}

void MainWindowRefreshTest::deleteAfterASelectedJobVanishedSendsNothing()
{
    const auto server = serverOf(5);
    WindowRig rig;
    rig.window.deletions()->setUndoTime(std::chrono::milliseconds(0));
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"3"_s);
    server->jobs().removeAt(2);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 4);
    rig.press(Qt::Key_Delete);
    QVERIFY(rig.deletionTexts().isEmpty());
    rig.press(Qt::Key_F5);
    QVERIFY(rig.rests());
    QVERIFY(server->requests("DELETE").isEmpty());
    QCOMPARE(rig.rows(), 4);
}

void MainWindowRefreshTest::theArrowKeysGoOnWhereTheVanishedJobWas()
{
    const auto server = serverOf(5);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"3"_s);
    server->jobs().removeAt(2);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 4);
    rig.press(Qt::Key_Down);
    QVERIFY2(rig.selected() == "4"_L1 || rig.selected() == "5"_L1, qPrintable(rig.selected()));
}

void MainWindowRefreshTest::aJobThatComesBackIsSelectedAgain()
{
    const auto server = serverOf(3);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"2"_s);
    const QJsonObject job = server->jobs().takeAt(1);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 2);
    QCOMPARE(rig.selected(), QString());
    server->jobs().insert(1, job);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.selected(), u"2"_s);
}

void MainWindowRefreshTest::aJobSelectedMeanwhileStaysSelected()
{
    const auto server = serverOf(3);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_F5);
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.selected(), u"2"_s);
    QVERIFY(rig.rests());
    QCOMPARE(rig.selected(), u"2"_s);
}

void MainWindowRefreshTest::keepsTheSelectionWhileTheSearchHidesIt()
{
    const auto server = serverOf(3);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.selectJob(u"2"_s);
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 3"_s);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"3"_s});
    QCOMPARE(rig.selected(), QString());
    rig.press(Qt::Key_Escape);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.selected(), u"2"_s);
}

void MainWindowRefreshTest::refreshesWhileTheRowsStay()
{
    const auto server = serverOf(150);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    int fewest = rig.rows();
    const auto look = [&] {
        fewest = std::min(fewest, rig.rows());
    };
    connect(rig.table()->model(), &QAbstractItemModel::modelReset, &rig.window, look);
    connect(rig.table()->model(), &QAbstractItemModel::layoutChanged, &rig.window, look);
    connect(rig.table()->model(), &QAbstractItemModel::rowsRemoved, &rig.window, look);
    server->jobs().removeAt(0);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 149);
    QCOMPARE(fewest, 149);
}

void MainWindowRefreshTest::refreshTwiceAsksOnceMoreAndEndsWithTheNewest()
{
    const auto server = serverOf(3);
    WindowRig rig;
    QVERIFY(rig.connectTo(*server));
    rig.press(Qt::Key_F5);
    server->jobs() += ListServer::job(4);
    rig.press(Qt::Key_F5);
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 4));
}

void MainWindowRefreshTest::findsNoSelectionOnAnotherServer()
{
    const auto one = serverOf(3);
    const auto other = serverOf(3);
    WindowRig rig;
    QVERIFY(rig.connectTo(*one));
    rig.selectJob(u"2"_s);
    QVERIFY(rig.connectTo(*other));
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(rig.selected(), QString());
    rig.press(Qt::Key_F5);
    QVERIFY(rig.rests());
    QCOMPARE(rig.selected(), QString());
}

CALLBOARD_TEST_MAIN(MainWindowRefreshTest, QApplication)
#include "tst_mainwindow_refresh.moc"
