// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QScrollArea>
#include <QTableView>

using namespace Qt::StringLiterals;

using Ending = LoopbackAnswer::Ending;

/// What is said of a deletion when the server does not do as asked.
class MainWindowOutcomesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsThatTheServerKeptTheJob();
    void checksAgainWithoutDeletingAgain();
    void showsTheServersWordsWhenItIsNotPermitted();
    void canBeTriedAgainAfterARefusal();
    void tellsThatTheJobWasGoneAlready();
    void tellsThatTheTokenIsNoLongerAccepted();
    void settlesAnUnclearAnswerByTheList_data();
    void settlesAnUnclearAnswerByTheList();
    void tellsThatTheOutcomeIsUnknown();
    void findsOutLaterWhatBecameOfIt();
    void aRefreshTellsWhatBecameOfIt_data();
    void aRefreshTellsWhatBecameOfIt();
    void anEndpointThatRetiresMeanwhileLeavesTheOutcomeUnknown();
    void tellsWhatItIsDoing();
    void browsingGoesOnMeanwhile();
    void aDismissedBarLeavesNoTrace();
    void manyRefusalsDoNotFillTheWindow();

    void theNewestDeletionIsInSight();

private:
    /// Selects the job and deletes it at once.
    void deleteNow(const QString &name);
    void answerDeletions(const LoopbackAnswer &answer, bool alsoDeletes = false);
    QString onlyText() const
    {
        return rig->deletionTexts().size() == 1 ? rig->deletionTexts()[0] : QString();
    }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
    QString label;
};

void MainWindowOutcomesTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(5, 5);
    label = connectionTo(*server).label();
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
}

void MainWindowOutcomesTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowOutcomesTest::deleteNow(const QString &name)
{
    rig->selectJob(name);
    rig->press(Qt::Key_Delete);
    WindowRig::click(rig->button(u"Delete Now"_s));
}

void MainWindowOutcomesTest::answerDeletions(const LoopbackAnswer &answer, bool alsoDeletes)
{
    server->intercept = [this, answer, alsoDeletes](const LoopbackRequest &request) {
        if (request.method != "DELETE")
            return std::optional<LoopbackAnswer>();
        if (alsoDeletes)
            server->jobs().removeAt(2);
        return std::optional(answer);
    };
}

void MainWindowOutcomesTest::tellsThatTheServerKeptTheJob()
{
    answerDeletions(LoopbackAnswer::empty(204));
    deleteNow(u"7"_s);
    const QString text =
        u"Job 7 'job 7' was not deleted: %1 answered that it was, but still lists it."_s.arg(label);
    QTRY_COMPARE(onlyText(), text);
    QCOMPARE(rig->texts(u"Name"_s), numbers(5, 5));
    QVERIFY(rig->struckOut().isEmpty());
    QCOMPARE(rig->selected(), u"7"_s);
    QVERIFY(rig->shows(u"⚠ "_s + text)); // in the details
    QVERIFY(rig->cell(2, u"Name"_s).data(Qt::AccessibleTextRole).toString().contains(text));
    QCOMPARE(server->requests("DELETE").size(), 1);
}

void MainWindowOutcomesTest::checksAgainWithoutDeletingAgain()
{
    answerDeletions(LoopbackAnswer::empty(204));
    deleteNow(u"7"_s);
    QTRY_VERIFY(rig->button(u"Check Again"_s));
    server->jobs().removeAt(2);
    WindowRig::click(rig->button(u"Check Again"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QVERIFY(rig->deletionTexts().isEmpty());
    QCOMPARE(server->requests("DELETE").size(), 1);
}

void MainWindowOutcomesTest::showsTheServersWordsWhenItIsNotPermitted()
{
    answerDeletions(ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job 7"_s));
    deleteNow(u"7"_s);
    const QString text =
        u"Job 7 'job 7' was not deleted. %1 says: Not authorized to delete job 7"_s.arg(label);
    QTRY_VERIFY2(onlyText().startsWith(text), qPrintable(onlyText()));
    QVERIFY(rig->shows(u"⚠ "_s + text));
    QCOMPARE(rig->texts(u"Name"_s), numbers(5, 5));
    QVERIFY(rig->struckOut().isEmpty());
    // The list is not in error, and everything else works on.
    QCOMPARE(rig->bar("listError"), QString());
    server->jobs() += ListServer::job(10);
    rig->press(Qt::Key_F5);
    QTRY_COMPARE(rig->rows(), 6);
    QCOMPARE(rig->selected(), u"7"_s);
    QCOMPARE(rig->deletionTexts().size(), 1);
}

void MainWindowOutcomesTest::canBeTriedAgainAfterARefusal()
{
    answerDeletions(ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job 7"_s));
    deleteNow(u"7"_s);
    QTRY_VERIFY(rig->button(u"Dismiss"_s));
    QVERIFY(rig->action("deleteJob")->isEnabled());
    server->intercept = {};
    rig->press(Qt::Key_Delete);
    // The old words make way for the new countdown.
    QCOMPARE(onlyText(), u"Job 7 'job 7' will be deleted in 5 s"_s);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QCOMPARE(server->requests("DELETE").size(), 2);
}

void MainWindowOutcomesTest::tellsThatTheJobWasGoneAlready()
{
    rig->selectJob(u"7"_s);
    server->jobs().removeAt(2);
    deleteNow(u"7"_s);
    QTRY_COMPARE(onlyText(), u"Job 7 'job 7' was already gone from %1."_s.arg(label));
    QCOMPARE(rig->rows(), 4);
    QCOMPARE(rig->selected(), QString());
    QVERIFY(!rig->button(u"Check Again"_s));
}

void MainWindowOutcomesTest::tellsThatTheTokenIsNoLongerAccepted()
{
    answerDeletions(ListServer::error(401, u"token-expired"_s, u"Token expired"_s));
    deleteNow(u"7"_s);
    QTRY_VERIFY(onlyText().contains("no longer accepts the token"_L1));
    QVERIFY(onlyText().contains("puppet-access login"_L1));
    QVERIFY(!onlyText().contains("secret-token"_L1));
    QCOMPARE(rig->rows(), 5);
    QVERIFY(rig->struckOut().isEmpty());
}

void MainWindowOutcomesTest::settlesAnUnclearAnswerByTheList_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<bool>("wasDone");
    const LoopbackAnswer failure = ListServer::error(500, u"x"_s, u"Oops"_s);
    const LoopbackAnswer page = LoopbackAnswer::html("<html><h1>Bad Gateway</h1></html>");
    QTest::newRow("500, not done") << failure << false;
    QTest::newRow("500, done") << failure << true;
    QTest::newRow("web page, not done") << page << false;
    QTest::newRow("web page, done") << page << true;
    QTest::newRow("dropped, not done") << LoopbackAnswer::drop() << false;
    QTest::newRow("dropped, done") << LoopbackAnswer::drop() << true;
    QTest::newRow("reset, done") << LoopbackAnswer::drop().withEnding(Ending::ResetBeforeAnswer) << true;
}

void MainWindowOutcomesTest::settlesAnUnclearAnswerByTheList()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const bool, wasDone);
    answerDeletions(answer, wasDone);
    deleteNow(u"7"_s);
    if (wasDone && QByteArrayView(QTest::currentDataTag()).startsWith("web page")) {
        QTRY_COMPARE(rig->rows(), 4);
        QVERIFY(rig->deletionTexts().isEmpty());
    } else if (wasDone) {
        QTRY_COMPARE(rig->rows(), 4);
        const QString start = u"Job 7 'job 7' is gone from %1, although no clear answer came: "_s.arg(label);
        QVERIFY2(onlyText().startsWith(start) && onlyText().size() > start.size(), qPrintable(onlyText()));
        WindowRig::click(rig->button(u"Dismiss"_s));
        QVERIFY(rig->deletionTexts().isEmpty());
    } else {
        QTRY_VERIFY2(onlyText().contains("still list"_L1), qPrintable(onlyText()));
        QCOMPARE(rig->rows(), 5);
        QVERIFY(rig->struckOut().isEmpty());
    }
    QCOMPARE(server->requests("DELETE").size(), 1);
}

void MainWindowOutcomesTest::tellsThatTheOutcomeIsUnknown()
{
    rig->selectJob(u"7"_s);
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::drop())
                                          : std::optional(LoopbackAnswer::json("{}", 500));
    };
    deleteNow(u"7"_s);
    QTRY_VERIFY2(onlyText().startsWith("It is not known whether Job 7 'job 7' was deleted"_L1),
                 qPrintable(onlyText()));
    // It is not claimed to be gone.
    QCOMPARE(rig->rows(), 5);
    QVERIFY(rig->button(u"Check Again"_s));
    QCOMPARE(server->requests("DELETE").size(), 1);
}

void MainWindowOutcomesTest::findsOutLaterWhatBecameOfIt()
{
    server->intercept = [this](const LoopbackRequest &request) {
        if (request.method == "DELETE")
            server->jobs().removeAt(2);
        return std::optional(LoopbackAnswer::json("{}", 500));
    };
    deleteNow(u"7"_s);
    QTRY_VERIFY(rig->button(u"Check Again"_s));
    server->intercept = {};
    WindowRig::click(rig->button(u"Check Again"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QTRY_VERIFY2(onlyText().startsWith(u"Job 7 'job 7' is gone from %1"_s.arg(label)),
                 qPrintable(onlyText()));
    QCOMPARE(server->requests("DELETE").size(), 1);
}

// Also when that refresh is of a list too long to be here as a whole.
void MainWindowOutcomesTest::aRefreshTellsWhatBecameOfIt_data()
{
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<int>("count");
    QTest::newRow("done") << true << 5;
    QTest::newRow("kept") << false << 5;
    QTest::newRow("done, long list") << true << 2500;
    QTest::newRow("kept, long list") << false << 2500;
}

void MainWindowOutcomesTest::aRefreshTellsWhatBecameOfIt()
{
    QFETCH(const bool, isDone);
    QFETCH(const int, count);
    server->jobs() = ListServer::jobs(5, count);
    rig->press(Qt::Key_F5);
    QVERIFY(rig->rests());
    server->intercept = [this, isDone](const LoopbackRequest &request) {
        if (request.method == "DELETE" && isDone)
            server->jobs().removeAt(2);
        return std::optional(request.method == "DELETE" ? LoopbackAnswer::drop()
                                                        : LoopbackAnswer::json("{}", 500));
    };
    deleteNow(u"7"_s);
    QTRY_VERIFY2(onlyText().startsWith("It is not known whether"_L1), qPrintable(onlyText()));
    server->intercept = {};
    rig->press(Qt::Key_F5);
    const QString said =
        isDone ? u"Job 7 'job 7' is gone from %1"_s : u"Job 7 'job 7' is still listed by %1"_s;
    QTRY_VERIFY2(onlyText().startsWith(said.arg(label)), qPrintable(onlyText()));
    QCOMPARE(server->requests("DELETE").size(), 1);
}

void MainWindowOutcomesTest::anEndpointThatRetiresMeanwhileLeavesTheOutcomeUnknown()
{
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::empty(204))
                                          : std::optional(LoopbackAnswer::json(R"({"items": []})"));
    };
    deleteNow(u"7"_s);
    QTRY_VERIFY2(onlyText().startsWith("It is not known whether"_L1), qPrintable(onlyText()));
    QCOMPARE(rig->rows(), 5);
}

void MainWindowOutcomesTest::tellsWhatItIsDoing()
{
    answerDeletions(LoopbackAnswer::stall());
    deleteNow(u"7"_s);
    QCOMPARE(onlyText(), u"Deleting Job 7 'job 7' from %1 …"_s.arg(label));
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
    QVERIFY(!rig->button(u"Undo"_s));
    QVERIFY(!rig->button(u"Delete Now"_s));
    QVERIFY(!rig->button(u"Dismiss"_s));
    QVERIFY(!rig->action("undoDeletion")->isEnabled());
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig->deletionTexts().size(), 1);
}

void MainWindowOutcomesTest::browsingGoesOnMeanwhile()
{
    answerDeletions(LoopbackAnswer::stall());
    deleteNow(u"7"_s);
    rig->press(Qt::Key_Down);
    QCOMPARE(rig->selected(), u"8"_s);
    QCOMPARE(rig->field(u"Name"_s), u"8"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(rig->deletionTexts().size(), 2);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(rig->deletionTexts().size(), 1);
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
}

void MainWindowOutcomesTest::aDismissedBarLeavesNoTrace()
{
    answerDeletions(ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job 7"_s));
    deleteNow(u"7"_s);
    QTRY_VERIFY(rig->button(u"Dismiss"_s));
    WindowRig::click(rig->button(u"Dismiss"_s));
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(!rig->shows(u"Not authorized"_s));
    QVERIFY(!rig->cell(2, u"Name"_s).data(Qt::AccessibleTextRole).toString().contains("authorized"_L1));
    QCOMPARE(rig->selected(), u"7"_s);
}

void MainWindowOutcomesTest::manyRefusalsDoNotFillTheWindow()
{
    answerDeletions(ListServer::error(403, u"not-permitted"_s, u"Not authorized"_s));
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(0));
    const QStringList names = numbers(5, 5);
    for (const QString &name : names) {
        rig->selectJob(name);
        rig->press(Qt::Key_Delete);
    }
    QTRY_COMPARE(server->requests("DELETE").size(), 5);
    QTRY_COMPARE(rig->deletionTexts().filter(u"Not authorized"_s).size(), 5);
    const auto *area = rig->named(u"Deletions"_s);
    QVERIFY2(area && area->height() < rig->window.height() / 3, qPrintable(QString::number(area->height())));
}

// With Undo and Delete Now, however many ends were not read yet; and the rows stay in sight, too.
void MainWindowOutcomesTest::theNewestDeletionIsInSight()
{
    answerDeletions(ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete this job"_s));
    for (const auto &name : {u"5"_s, u"6"_s, u"7"_s, u"8"_s}) {
        deleteNow(name);
        QTRY_VERIFY(rig->window.deletions()->underWay().isEmpty());
    }
    const auto *area = rig->window.findChild<QScrollArea *>(u"deletionBar"_s);
    // One that has an end to be read already, and one that has none.
    for (const auto &name : {u"8"_s, u"9"_s}) {
        rig->selectJob(name);
        rig->press(Qt::Key_Delete);
        QCoreApplication::processEvents();
        const QAbstractButton *undo = rig->button(u"Undo"_s);
        QVERIFY(undo);
        const QRect place(undo->mapTo(area->viewport(), QPoint(0, 0)), undo->size());
        QVERIFY2(area->viewport()->rect().contains(place), qPrintable(name));
        rig->press(Qt::Key_Z, Qt::ControlModifier);
    }
    rig->window.resize(800, 560);
    QCoreApplication::processEvents();
    QVERIFY(area->height() <= rig->window.height() / 3);
    QVERIFY(rig->table()->viewport()->height() >= 2 * rig->table()->rowHeight(0));
}

CALLBOARD_TEST_MAIN(MainWindowOutcomesTest, QApplication)
#include "tst_mainwindow_outcomes.moc"
