// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "messagebar.h"
#include "signinrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// A token dies in the middle of work, and another one comes.
class MainWindowTokenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everythingStaysWhenTheTokenDies();
    void aLongListStaysToo();
    void aSearchThatTheTokenCutShortGoesOn();
    void anotherBadTokenIsAskedForAgain();
    void noTokenAtAllIsAskedForToo();
    void theBarIsReachedByKeys();
    void whatIsNoTokenIsNotTaken();
    void aDeletionThatWasRefusedIsNotSentAgain();
    void deletionsThatCountDownWait();
    void deletionsMadeMeanwhileWaitToo();
    void aServerThatAcceptsTheTokenAfterAllEndsTheQuestion();
    void anotherSourceEndsTheQuestion();
    void aTokenIsNotAskedForWhereItWouldTravelUnencrypted();
    void theTokenIsShownAndKeptNowhere();

private:
    std::unique_ptr<SignInRig> rig;
};

void MainWindowTokenTest::init()
{
    rig = std::make_unique<SignInRig>();
    rig->addJobs();
}

void MainWindowTokenTest::cleanup()
{
    rig.reset();
}

void MainWindowTokenTest::everythingStaysWhenTheTokenDies()
{
    QVERIFY(rig->connectTo());
    WindowRig &window = rig->window;
    window.search()->setFocus();
    window.type(u"echo"_s);
    window.clickHeader(u"Name"_s);
    QVERIFY(window.rests());
    // Not at an edge: a row that is selected is kept in sight.
    window.table()->scrollTo(window.cell(25, u"Name"_s), QAbstractItemView::PositionAtTop);
    const QString name = window.text(27, u"Name"_s);
    window.selectJob(name);
    const int scroll = window.table()->verticalScrollBar()->value();
    const QStringList names = window.texts(u"Name"_s);
    QVERIFY(scroll > 0);
    const auto isUnchanged = [&] {
        return window.selected() == name && window.search()->text() == "echo"_L1 &&
               window.table()->verticalScrollBar()->value() == scroll && window.texts(u"Name"_s) == names;
    };
    QVERIFY(rig->killToken());
    QVERIFY(rig->bar().contains("The provided token has expired."_L1));
    QVERIFY(isUnchanged());
    // One bar says it.
    QCOMPARE(window.bar("listError"), QString());

    rig->goodTokens = {"fresh"};
    rig->paste("fresh");
    QTRY_COMPARE(rig->bar(), QString());
    QCOMPARE(rig->server.requests().constLast().header("X-Authentication"), "fresh"_ba);
    QVERIFY(isUnchanged());
    QVERIFY(rig->window.rests());
    QCOMPARE(window.bar("listError"), QString());
}

void MainWindowTokenTest::aLongListStaysToo()
{
    rig->server.jobs() = ListServer::jobs(1, 2500);
    QVERIFY(rig->connectTo());
    WindowRig &window = rig->window;
    window.table()->scrollTo(window.cell(1195, u"Name"_s), QAbstractItemView::PositionAtTop);
    QTRY_VERIFY(window.text(1200, u"Name"_s).toInt() > 0);
    const QString name = window.text(1200, u"Name"_s);
    window.selectJob(name);
    const int scroll = window.table()->verticalScrollBar()->value();
    QVERIFY(rig->killToken());
    QCOMPARE(window.selected(), name);
    QCOMPARE(window.table()->verticalScrollBar()->value(), scroll);
    rig->goodTokens = {"fresh"};
    rig->paste("fresh");
    QTRY_COMPARE(rig->bar(), QString());
    QVERIFY(window.rests());
    QCOMPARE(window.selected(), name);
    QCOMPARE(window.table()->verticalScrollBar()->value(), scroll);
}

void MainWindowTokenTest::aSearchThatTheTokenCutShortGoesOn()
{
    rig->server.jobs() = ListServer::jobs(1, 2500);
    QVERIFY(rig->connectTo());
    rig->goodTokens = {"fresh"};
    rig->window.search()->setFocus();
    rig->window.type(u"node2499"_s);
    QTRY_VERIFY(rig->bar().contains("does not accept the token"_L1));
    QCOMPARE(rig->window.search()->text(), u"node2499"_s);
    rig->paste("fresh");
    QTRY_COMPARE(rig->window.texts(u"Name"_s), QStringList{u"2499"_s});
    QCOMPARE(rig->window.search()->text(), u"node2499"_s);
    QCOMPARE(rig->bar(), QString());
}

void MainWindowTokenTest::anotherBadTokenIsAskedForAgain()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const auto requests = rig->server.requests().size();
    rig->paste("wrong");
    QTRY_COMPARE(rig->server.requests().size(), requests + 1);
    QTRY_VERIFY(rig->bar().contains("does not accept the token"_L1));
    QVERIFY(rig->window.button(u"Paste Token…"_s));
    QCOMPARE(rig->window.rows(), 50);
}

void MainWindowTokenTest::noTokenAtAllIsAskedForToo()
{
    rig->connection.token.clear();
    QVERIFY(rig->connectTo());
    QTRY_VERIFY2(rig->bar().contains("asks for a token"_L1), qPrintable(rig->bar()));
    rig->paste(" old \n");
    QTRY_COMPARE(rig->window.rows(), 50);
    QTRY_COMPARE(rig->bar(), QString());
}

void MainWindowTokenTest::theBarIsReachedByKeys()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const auto *bar = rig->window.window.findChild<MessageBar *>(u"tokenBar"_s);
    QCOMPARE(bar->accessibleName(), bar->text());
    const auto focused = [] {
        const auto *button = qobject_cast<QAbstractButton *>(QApplication::focusWidget());
        return button ? button->text() : QString();
    };
    for (int step = 0; step < 30 && focused() != u"Paste Token…"_s; ++step)
        rig->window.press(Qt::Key_Tab);
    QCOMPARE(focused(), u"Paste Token…"_s);
    rig->window.press(Qt::Key_Space);
    QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
    rig->window.type(u"fresh"_s);
    rig->goodTokens = {"fresh"};
    rig->window.press(Qt::Key_Return);
    QTRY_COMPARE(rig->bar(), QString());
    // Not to whatever comes next in the window.
    rig->window.press(Qt::Key_Home);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget *>(rig->window.table()));
}

void MainWindowTokenTest::whatIsNoTokenIsNotTaken()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const auto requests = rig->server.requests().size();
    rig->paste("two words");
    const auto *dialog = rig->window.window.findChild<QDialog *>(u"pasteTokenDialog"_s);
    QVERIFY(dialog->isVisible());
    QVERIFY(dialog->findChild<QLabel *>(u"problem"_s)->isVisible());
    rig->window.press(Qt::Key_Escape);
    QTRY_VERIFY(!rig->window.window.findChild<QDialog *>(u"pasteTokenDialog"_s));
    QCOMPARE(rig->server.requests().size(), requests);
    QVERIFY(!rig->bar().isEmpty());
}

void MainWindowTokenTest::aDeletionThatWasRefusedIsNotSentAgain()
{
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"4"_s);
    rig->goodTokens = {"fresh"};
    rig->window.press(Qt::Key_Delete);
    WindowRig::click(rig->window.button(u"Delete Now"_s));
    QTRY_VERIFY(rig->bar().contains("does not accept the token"_L1));
    QCOMPARE(rig->server.requests("DELETE").size(), 1);
    rig->paste("fresh");
    QTRY_COMPARE(rig->bar(), QString());
    QVERIFY(rig->window.rests());
    QCOMPARE(rig->server.requests("DELETE").size(), 1);
    // What became of it stays to be read, and the job stays selected.
    QVERIFY(rig->window.deletionTexts().value(0).contains("was not deleted"_L1));
    QCOMPARE(rig->window.selected(), u"4"_s);
    QCOMPARE(rig->window.rows(), 50);

    rig->window.press(Qt::Key_Delete);
    WindowRig::click(rig->window.button(u"Delete Now"_s));
    QTRY_COMPARE(rig->window.rows(), 49);
    QCOMPARE(rig->server.requests("DELETE").size(), 2);
}

void MainWindowTokenTest::deletionsThatCountDownWait()
{
    rig->window.window.deletions()->setUndoTime(std::chrono::seconds(30));
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"4"_s);
    rig->window.press(Qt::Key_Delete);
    QVERIFY(rig->killToken());
    QVERIFY(rig->bar().contains("Deletions wait for it."_L1));
    Deletion *deletion = rig->window.window.deletions()->all().constFirst();
    const auto left = deletion->batch()->remaining();
    // A dialog that closes does not set it going.
    QVERIFY(rig->openDialog(u"Paste Token…"_s, "pasteTokenDialog"));
    rig->window.press(Qt::Key_Escape);
    QTRY_VERIFY(!rig->window.window.findChild<QDialog *>(u"pasteTokenDialog"_s));
    QCOMPARE(deletion->batch()->remaining(), left);
    rig->goodTokens = {"fresh"};
    rig->paste("fresh");
    QTRY_VERIFY(deletion->batch()->remaining() < left);
    WindowRig::click(rig->window.button(u"Delete Now"_s));
    QTRY_COMPARE(rig->window.rows(), 49);
    QCOMPARE(rig->server.requests("DELETE").size(), 1);
    QCOMPARE(rig->server.requests("DELETE").constFirst().header("X-Authentication"), "fresh"_ba);
}

void MainWindowTokenTest::deletionsMadeMeanwhileWaitToo()
{
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"4"_s);
    QVERIFY(rig->killToken());
    rig->window.window.deletions()->setUndoTime(std::chrono::milliseconds(1));
    rig->window.press(Qt::Key_Delete);
    QVERIFY2(rig->bar().contains("Deletions wait for it."_L1), qPrintable(rig->bar()));
    const QString waiting = rig->window.deletionTexts().value(0);
    QVERIFY2(waiting.contains("the countdown is on hold"_L1), qPrintable(waiting));
    // Longer than it would count down.
    const auto requests = rig->server.requests().size();
    rig->window.press(Qt::Key_F5);
    QTRY_COMPARE(rig->server.requests().size(), requests + 1);
    QVERIFY(rig->window.rests());
    QCOMPARE(rig->server.requests("DELETE").size(), 0);
    rig->goodTokens = {"fresh"};
    rig->paste("fresh");
    QTRY_COMPARE(rig->window.rows(), 49);
    QCOMPARE(rig->server.requests("DELETE").size(), 1);
}

void MainWindowTokenTest::aServerThatAcceptsTheTokenAfterAllEndsTheQuestion()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    rig->goodTokens = {"old"};
    rig->window.press(Qt::Key_F5);
    QTRY_COMPARE(rig->bar(), QString());
}

void MainWindowTokenTest::anotherSourceEndsTheQuestion()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    QVERIFY(rig->window.open(responseOf(ListServer::jobs(1, 2))));
    QCOMPARE(rig->bar(), QString());
    QCOMPARE(rig->account(), QString());
    QCOMPARE(rig->window.rows(), 2);
}

void MainWindowTokenTest::aTokenIsNotAskedForWhereItWouldTravelUnencrypted()
{
    // A name that no loopback address has, and that does not resolve.
    rig->connection.base = QUrl(u"http://pe.invalid:8143/orchestrator/v1"_s);
    rig->connection.token.clear();
    QVERIFY(rig->connectTo(u"token"_s));
    rig->window.write("fresh", u"token"_s);
    QVERIFY(!rig->window.button(u"Paste Token…"_s));
    QVERIFY(!rig->window.button(u"Sign In…"_s));
}

void MainWindowTokenTest::theTokenIsShownAndKeptNowhere()
{
    const auto truth = rig->server.intercept;
    // Some servers repeat what they were sent.
    rig->server.intercept = [truth](const LoopbackRequest &request) {
        auto answer = truth(request);
        if (answer)
            answer->body.replace("The provided token", "hunter2 is " + request.header("X-Authentication"));
        return answer;
    };
    rig->connection.token = "s3cret-old";
    rig->goodTokens = {"s3cret-old"};
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    QVERIFY(rig->bar().contains("hunter2"_L1));
    QVERIFY(!rig->bar().contains("s3cret"_L1));
    rig->goodTokens = {"s3cret-fresh"};
    rig->paste("s3cret-fresh");
    QTRY_COMPARE(rig->bar(), QString());
    rig->window.press(Qt::Key_A, Qt::ControlModifier);
    rig->window.press(Qt::Key_C, Qt::ControlModifier);
    QVERIFY2(!rig->everythingShownOrKept().contains("s3cret"_L1), qPrintable(rig->everythingShownOrKept()));
}

CALLBOARD_TEST_MAIN(MainWindowTokenTest, QApplication)
#include "tst_mainwindow_token.moc"
