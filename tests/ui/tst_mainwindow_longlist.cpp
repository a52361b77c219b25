// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;

/// A list that is too long to be read at once.
class MainWindowLongListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheWholeLengthAndLoadsTheFirstPage();
    void endLoadsTheLastPage();
    void homeGoesBackToTheFirstRow();
    void pageDownLoadsWhatIsSeen();
    void rowsNotHereSayLoading();
    void aPageThatFailsSaysSoAndRetryLoadsIt();
    void aRowNotHereIsNoJobToDelete();
    void searchLoadsTheRestAndSaysSo();
    void cancelOfASearchTakesTheTextBack();
    void escapeCancelsASearchToo();
    void sortingByAColumnOfOursLoadsTheRest();
    void cancelOfASortTakesTheArrowBack();
    void cancelByKeysAlone();
    void loadsAllOnRequest();
    void typeFilterGoesToTheServer();
    void refreshKeepsThePlace();
    void theSelectionFollowsAJobThatMoved();
    void aRowSelectedBeforeItWasHereIsTheSelectedJob();

private:
    static constexpr int Length = 5000;

    /// From now on lists are answered only when release() is called.
    void hold();
    void release();
    bool isHere(const QString &name) { return rig->texts(u"Name"_s).contains(name); }
    QStringList offsetsAsked() const;

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowLongListTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, Length);
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
    QVERIFY(QTest::qWaitFor([this] { return rig->text(100, u"Name"_s) == "101"_L1; }));
    server->clearRequests();
}

void MainWindowLongListTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowLongListTest::hold()
{
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
}

void MainWindowLongListTest::release()
{
    server->intercept = {};
}

QStringList MainWindowLongListTest::offsetsAsked() const
{
    QStringList offsets;
    for (const LoopbackRequest &request : server->requests())
        offsets << request.query().queryItemValue(u"offset"_s);
    return offsets;
}

void MainWindowLongListTest::showsTheWholeLengthAndLoadsTheFirstPage()
{
    QCOMPARE(rig->rows(), Length);
    QCOMPARE(rig->text(0, u"Name"_s), u"1"_s);
    QCOMPARE(rig->text(99, u"Name"_s), u"100"_s);
    QCOMPARE(rig->text(Length - 1, u"Name"_s), u"Loading …"_s);
    QCOMPARE(rig->count(), u"199 of 5,000 jobs loaded"_s);
    QVERIFY(rig->table()->verticalScrollBar()->maximum() > Length - 200);
}

void MainWindowLongListTest::endLoadsTheLastPage()
{
    rig->press(Qt::Key_End);
    QTRY_COMPARE(rig->text(Length - 1, u"Name"_s), u"5000"_s);
    QCOMPARE(rig->selected(), u"5000"_s);
    QVERIFY2(server->requests().size() <= 3, qPrintable(offsetsAsked().join(u' ')));
}

void MainWindowLongListTest::homeGoesBackToTheFirstRow()
{
    rig->press(Qt::Key_End);
    QTRY_COMPARE(rig->selected(), u"5000"_s);
    // With the page before the last one.
    QTRY_COMPARE(rig->text(Length - 101, u"Name"_s), u"4900"_s);
    QSignalSpy arrived(server.get(), &LoopbackServer::requestArrived);
    rig->press(Qt::Key_Home);
    QCOMPARE(rig->selected(), u"1"_s);
    QCOMPARE(rig->table()->verticalScrollBar()->value(), 0);
    // The first pages are here already.
    QVERIFY(!arrived.wait(50));
}

void MainWindowLongListTest::pageDownLoadsWhatIsSeen()
{
    rig->press(Qt::Key_Home);
    for (int i = 0; i < 30; ++i)
        rig->press(Qt::Key_PageDown);
    QTRY_VERIFY(!rig->selected().isEmpty() && rig->selected() != "Loading …"_L1);
    const int row = rig->table()->currentIndex().row();
    QVERIFY(row > 200);
    QCOMPARE(rig->selected(), QString::number(row + 1));
    // What is seen comes, what was passed by need not.
    const int top = rig->table()->rowAt(0);
    QTRY_COMPARE(rig->text(top, u"Name"_s), QString::number(top + 1));
    QStringList offsets = offsetsAsked();
    QCOMPARE(offsets.removeDuplicates(), 0);
}

void MainWindowLongListTest::rowsNotHereSayLoading()
{
    hold();
    rig->press(Qt::Key_End);
    QCOMPARE(rig->text(Length - 1, u"Name"_s), u"Loading …"_s);
    QCOMPARE(rig->text(Length - 1, u"Description"_s), QString());
    QCOMPARE(rig->cell(Length - 1, u"Name"_s).data(Qt::AccessibleTextRole).toString(), u"Loading …"_s);
    QVERIFY(rig->shows(u"No job selected"_s));
}

void MainWindowLongListTest::aPageThatFailsSaysSoAndRetryLoadsIt()
{
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(500, u"x"_s, u"words of the server"_s));
    };
    rig->press(Qt::Key_End);
    QTRY_VERIFY(rig->bar("listError").contains("words of the server"_L1));
    QCOMPARE(rig->text(Length - 1, u"Name"_s), u"Not loaded"_s);
    QCOMPARE(rig->text(0, u"Name"_s), u"1"_s);
    QCOMPARE(rig->rows(), Length);
    release();
    WindowRig::click(rig->button(u"Retry"_s));
    QTRY_COMPARE(rig->text(Length - 1, u"Name"_s), u"5000"_s);
    QCOMPARE(rig->bar("listError"), QString());
}

void MainWindowLongListTest::aRowNotHereIsNoJobToDelete()
{
    hold();
    rig->press(Qt::Key_End);
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowLongListTest::searchLoadsTheRestAndSaysSo()
{
    hold();
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"node4999.example"_s);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    QVERIFY(rig->shows(u"To search the whole list, the rest is loaded first: 0 of 5,000"_s));
    // Nothing is claimed of what was not searched.
    QCOMPARE(rig->rows(), Length);
    QCOMPARE(rig->count(), u"199 of 5,000 jobs loaded"_s);
    WindowRig::click(rig->button(u"Cancel"_s));
    release();
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"node4999.example"_s);
    QTRY_COMPARE(rig->texts(u"Name"_s), QStringList{u"4999"_s});
    QCOMPARE(rig->count(), u"1 of 5,000 jobs"_s);
    QVERIFY(!rig->button(u"Cancel"_s));
}

void MainWindowLongListTest::cancelOfASearchTakesTheTextBack()
{
    hold();
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job 4"_s);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    WindowRig::click(rig->button(u"Cancel"_s));
    QVERIFY(!rig->button(u"Cancel"_s));
    QCOMPARE(rig->search()->text(), QString());
    QCOMPARE(rig->rows(), Length);
    QCOMPARE(rig->text(0, u"Name"_s), u"1"_s);
}

void MainWindowLongListTest::escapeCancelsASearchToo()
{
    hold();
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job 4"_s);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    rig->press(Qt::Key_Escape);
    QVERIFY(!rig->button(u"Cancel"_s));
    QCOMPARE(rig->search()->text(), QString());
    QVERIFY(!rig->window.jobs()->status().isBusy);
}

void MainWindowLongListTest::sortingByAColumnOfOursLoadsTheRest()
{
    server->jobs()[4321] = ListServer::job(4322, {{u"description"_s, u"a first one"_s}});
    rig->clickHeader(u"Description"_s);
    QTRY_COMPARE(rig->text(0, u"Name"_s), u"4322"_s);
    QCOMPARE(rig->sortIndicator(), u"Description up"_s);
    QTRY_COMPARE(rig->count(), u"5,000 of 5,000 jobs"_s);
}

void MainWindowLongListTest::cancelOfASortTakesTheArrowBack()
{
    hold();
    rig->clickHeader(u"Owner"_s);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    QVERIFY(rig->shows(u"This server can't sort by that column, so the rest is loaded first:"_s));
    WindowRig::click(rig->button(u"Cancel"_s));
    QCOMPARE(rig->sortIndicator(), u"Next Run up"_s);
    QCOMPARE(rig->rows(), Length);
    release();
    rig->press(Qt::Key_F5);
    QTRY_VERIFY(!server->requests().isEmpty());
    QCOMPARE(server->requests().constLast().query().queryItemValue(u"order_by"_s), u"next_run"_s);
}

void MainWindowLongListTest::cancelByKeysAlone()
{
    hold();
    rig->clickHeader(u"Owner"_s);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    rig->press(Qt::Key_Escape);
    QVERIFY(!rig->button(u"Cancel"_s));
    QCOMPARE(rig->sortIndicator(), u"Next Run up"_s);
}

void MainWindowLongListTest::loadsAllOnRequest()
{
    QVERIFY(rig->action("loadAll")->isEnabled());
    QVERIFY(rig->choose({u"View"_s, u"Load All Jobs"_s}));
    QTRY_COMPARE(rig->count(), u"5,000 of 5,000 jobs"_s);
    QCOMPARE(rig->text(Length - 1, u"Name"_s), u"5000"_s);
    QVERIFY(!rig->action("loadAll")->isEnabled());
}

void MainWindowLongListTest::typeFilterGoesToTheServer()
{
    for (int i = 0; i < 3; ++i)
        server->jobs()[i] = ListServer::job(i + 1, {{u"type"_s, u"plan"_s}});
    rig->typeFilter()->setFocus();
    rig->press(Qt::Key_P);
    QTRY_COMPARE(rig->texts(u"Name"_s), numbers(1, 3));
    QCOMPARE(server->requests().size(), 1);
    QCOMPARE(rig->count(), u"3 of 3 jobs"_s);
}

void MainWindowLongListTest::refreshKeepsThePlace()
{
    rig->press(Qt::Key_End);
    QTRY_COMPARE(rig->selected(), u"5000"_s);
    const int place = rig->table()->verticalScrollBar()->value();
    server->jobs()[4990] = ListServer::job(4991, {{u"description"_s, u"changed"_s}});
    rig->press(Qt::Key_F5);
    QTRY_COMPARE(rig->text(4990, u"Description"_s), u"changed"_s);
    QCOMPARE(rig->table()->verticalScrollBar()->value(), place);
    QCOMPARE(rig->selected(), u"5000"_s);
}

void MainWindowLongListTest::theSelectionFollowsAJobThatMoved()
{
    rig->selectJob(u"50"_s);
    server->jobs()[49] = ListServer::job(50, {{u"next_run"_s, server->jobs()[2500].value(u"next_run"_s)}});
    rig->table()->verticalScrollBar()->setValue(2490);
    QTRY_VERIFY(isHere(u"2500"_s) && rig->rowOf(u"50"_s) > 2000);
    QCOMPARE(rig->selected(), u"50"_s);
    QCOMPARE(rig->field(u"Name"_s), u"50"_s);
    QCOMPARE(rig->table()->verticalScrollBar()->value(), 2490);
    QVERIFY(!rig->bar("doubt").isEmpty());
}

void MainWindowLongListTest::aRowSelectedBeforeItWasHereIsTheSelectedJob()
{
    rig->press(Qt::Key_End);
    QTRY_COMPARE(rig->field(u"Name"_s), u"5000"_s);
    QVERIFY(rig->shows(u"Selected: job 5000"_s));
}

CALLBOARD_TEST_MAIN(MainWindowLongListTest, QApplication)
#include "tst_mainwindow_longlist.moc"
