// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QMessageBox>
#include <QSignalSpy>
#include <QTableView>

using namespace Qt::StringLiterals;

/// Deletions when the window closes or shows another list, and jobs that can't be deleted.
class MainWindowDeleteLimitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void closesAtOnceWithoutDeletions();
    void asksBeforeClosingWithAPendingDeletion_data();
    void asksBeforeClosingWithAPendingDeletion();
    void keepsOpenByDefault_data();
    void keepsOpenByDefault();
    void closingSendsNothingThatIsPending();
    void asksBeforeClosingWithADeletionUnderWay();
    void asksOnlyOnceBeforeClosing();
    void theTimeStandsStillWhileTheQuestionIsOpen();
    void theQuestionGoesWhenNothingIsLeftToAsk();
    void aRefusalDoesNotKeepTheWindowOpen();
    void aJobWithoutAUsableNameCanNotBeDeleted_data();
    void aJobWithoutAUsableNameCanNotBeDeleted();
    void nothingIsDeletedInASavedResponse();
    void openingAFileMeanwhileStillDeletesOnTheServer();
    void connectingElsewhereMeanwhileStillDeletesOnTheFirstServer();
    void theSameServerAgainShowsWhatIsPending();

private:
    void pressDeleteOn(const QString &name);
    QMessageBox *question() const { return rig->window.findChild<QMessageBox *>(u"closeWithDeletions"_s); }
    int deletionsSent() const { return int(server->requests("DELETE").size()); }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowDeleteLimitsTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(5, 5);
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
}

void MainWindowDeleteLimitsTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowDeleteLimitsTest::pressDeleteOn(const QString &name)
{
    rig->selectJob(name);
    rig->press(Qt::Key_Delete);
}

void MainWindowDeleteLimitsTest::closesAtOnceWithoutDeletions()
{
    rig->press(Qt::Key_W, Qt::ControlModifier);
    QVERIFY(!rig->window.isVisible());
}

void MainWindowDeleteLimitsTest::asksBeforeClosingWithAPendingDeletion_data()
{
    QTest::addColumn<QString>("way");
    QTest::newRow("Ctrl+W") << u"Ctrl+W"_s;
    QTest::newRow("Ctrl+Q") << u"Ctrl+Q"_s;
    QTest::newRow("the window's own button") << QString();
}

void MainWindowDeleteLimitsTest::asksBeforeClosingWithAPendingDeletion()
{
    QFETCH(const QString, way);
    pressDeleteOn(u"7"_s);
    if (way.isEmpty())
        rig->window.close();
    else
        rig->press(way == "Ctrl+W"_L1 ? Qt::Key_W : Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(rig->window.isVisible());
    QVERIFY(question() && question()->isVisible());
    QVERIFY2(question()->informativeText().contains("1 deletion not sent yet will be taken back"_L1),
             qPrintable(question()->informativeText()));
}

void MainWindowDeleteLimitsTest::keepsOpenByDefault_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("Return") << Qt::Key_Return;
    QTest::newRow("Escape") << Qt::Key_Escape;
}

void MainWindowDeleteLimitsTest::keepsOpenByDefault()
{
    QFETCH(const Qt::Key, key);
    pressDeleteOn(u"7"_s);
    rig->press(Qt::Key_W, Qt::ControlModifier);
    rig->press(key);
    QTRY_VERIFY(!question());
    QVERIFY(rig->window.isVisible());
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
    QCOMPARE(rig->deletionTexts().size(), 1);
}

void MainWindowDeleteLimitsTest::closingSendsNothingThatIsPending()
{
    pressDeleteOn(u"7"_s);
    pressDeleteOn(u"8"_s);
    rig->window.close();
    WindowRig::click(rig->button(u"Close"_s));
    QVERIFY(!rig->window.isVisible());
    QVERIFY(rig->window.deletions()->countingDown().isEmpty());
    QVERIFY(rig->window.deletions()->underWay().isEmpty());
    QCOMPARE(deletionsSent(), 0);
    QCOMPARE(server->jobs().size(), 5);
}

void MainWindowDeleteLimitsTest::asksBeforeClosingWithADeletionUnderWay()
{
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::stall())
                                          : std::optional<LoopbackAnswer>();
    };
    pressDeleteOn(u"7"_s);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(deletionsSent(), 1);
    rig->window.close();
    QVERIFY(rig->window.isVisible());
    QVERIFY(question());
    QVERIFY2(question()->informativeText().contains("1 deletion already sent can't be taken back"_L1),
             qPrintable(question()->informativeText()));
    WindowRig::click(rig->button(u"Close"_s));
    QVERIFY(!rig->window.isVisible());
    QCOMPARE(deletionsSent(), 1);
}

void MainWindowDeleteLimitsTest::asksOnlyOnceBeforeClosing()
{
    pressDeleteOn(u"7"_s);
    rig->window.close();
    rig->window.close();
    QCOMPARE(rig->window.findChildren<QMessageBox *>().size(), 1);
}

void MainWindowDeleteLimitsTest::theTimeStandsStillWhileTheQuestionIsOpen()
{
    rig->window.deletions()->setUndoTime(std::chrono::milliseconds(1000));
    pressDeleteOn(u"7"_s);
    rig->window.close();
    QVERIFY(question()->informativeText().contains("will be taken back"_L1));
    QSignalSpy requests(server.get(), &ListServer::requestArrived);
    QVERIFY(!requests.wait(1300));
    QCOMPARE(deletionsSent(), 0);
    WindowRig::click(rig->button(u"Keep Open"_s));
    QTRY_COMPARE(deletionsSent(), 1);
}

void MainWindowDeleteLimitsTest::theQuestionGoesWhenNothingIsLeftToAsk()
{
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE" ? std::optional(LoopbackAnswer::empty(204).withDelay(300))
                                          : std::optional<LoopbackAnswer>();
    };
    pressDeleteOn(u"7"_s);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(deletionsSent(), 1);
    server->jobs().removeIf([](const QJsonObject &job) { return job.value("name"_L1) == "7"_L1; });
    rig->window.close();
    QVERIFY(question());
    QTRY_COMPARE(rig->rows(), 4);
    QTRY_VERIFY(!question());
    QVERIFY(rig->window.isVisible());
    rig->window.close();
    QVERIFY(!rig->window.isVisible());
}

void MainWindowDeleteLimitsTest::aRefusalDoesNotKeepTheWindowOpen()
{
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE"
                   ? std::optional(ListServer::error(403, u"not-permitted"_s, u"Not authorized"_s))
                   : std::optional<LoopbackAnswer>();
    };
    pressDeleteOn(u"7"_s);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_VERIFY(rig->button(u"Dismiss"_s));
    rig->window.close();
    QVERIFY(!rig->window.isVisible());
}

void MainWindowDeleteLimitsTest::aJobWithoutAUsableNameCanNotBeDeleted_data()
{
    QTest::addColumn<QJsonValue>("name");
    QTest::addColumn<QString>("reason");
    const QString noName = u"This job has no name, so the server can't be told which one to delete."_s;
    const QString noSegment =
        u"The name of this job can't be part of a URL, so the server can't be told which one to delete."_s;
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << noName;
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << noName;
    QTest::newRow("number") << QJsonValue(7) << noName;
    QTest::newRow("empty") << QJsonValue(QString()) << noName;
    QTest::newRow("slash") << QJsonValue(u"a/b"_s) << noSegment;
    QTest::newRow("parent") << QJsonValue(u".."_s) << noSegment;
    QTest::newRow("here") << QJsonValue(u"."_s) << noSegment;
}

void MainWindowDeleteLimitsTest::aJobWithoutAUsableNameCanNotBeDeleted()
{
    QFETCH(const QJsonValue, name);
    QFETCH(const QString, reason);
    QJsonObject job = ListServer::job(1);
    if (name.isUndefined())
        job.remove(u"name"_s);
    else
        job[u"name"_s] = name;
    server->jobs() = {job};
    rig->press(Qt::Key_F5);
    QTRY_COMPARE(rig->rows(), 1);
    rig->press(Qt::Key_Down);
    QVERIFY(rig->table()->selectionModel()->hasSelection());
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    QVERIFY(rig->shows(reason));
    QCOMPARE(rig->action("deleteJob")->statusTip(), reason);
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
}

void MainWindowDeleteLimitsTest::nothingIsDeletedInASavedResponse()
{
    QVERIFY(rig->open(responseOf(ListServer::jobs(1, 3))));
    rig->selectJob(u"2"_s);
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    QVERIFY(rig->shows(u"This is a saved response: jobs can be deleted on a server only."_s));
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
    QVERIFY(rig->struckOut().isEmpty());
}

void MainWindowDeleteLimitsTest::openingAFileMeanwhileStillDeletesOnTheServer()
{
    pressDeleteOn(u"7"_s);
    QVERIFY(rig->open(responseOf(ListServer::jobs(5, 5))));
    QVERIFY(rig->struckOut().isEmpty());
    QCOMPARE(rig->deletionTexts().size(), 1);
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(server->jobs().size(), 4);
    // No row goes here, so it is said.
    const QString label = rig->window.deletions()->all().constFirst()->source()->label();
    QTRY_COMPARE(rig->deletionTexts(), QStringList{u"%1: Job 7 'job 7' is gone from %1."_s.arg(label)});
    QCOMPARE(deletionsSent(), 1);
    // The file's own job 7 is another matter.
    QCOMPARE(rig->texts(u"Name"_s), numbers(5, 5));
}

void MainWindowDeleteLimitsTest::connectingElsewhereMeanwhileStillDeletesOnTheFirstServer()
{
    ListServer other;
    other.jobs() = ListServer::jobs(5, 5);
    pressDeleteOn(u"7"_s);
    QVERIFY(rig->connectTo(other));
    QVERIFY(rig->struckOut().isEmpty());
    // Both have a job 7.
    const QString label = rig->window.deletions()->all().constFirst()->source()->label();
    QVERIFY2(rig->deletionTexts().value(0).startsWith(label + u": Job 7 'job 7' will be deleted in "_s),
             qPrintable(rig->deletionTexts().value(0)));
    rig->selectJob(u"7"_s);
    QVERIFY(rig->action("deleteJob")->isEnabled());
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(server->jobs().size(), 4);
    QTRY_COMPARE(rig->deletionTexts(), QStringList{u"%1: Job 7 'job 7' is gone from %1."_s.arg(label)});
    QVERIFY(other.requests("DELETE").isEmpty());
    QCOMPARE(rig->texts(u"Name"_s), numbers(5, 5));
    QCOMPARE(rig->selected(), u"7"_s);
}

void MainWindowDeleteLimitsTest::theSameServerAgainShowsWhatIsPending()
{
    pressDeleteOn(u"7"_s);
    QVERIFY(rig->connectTo(*server));
    QCOMPARE(rig->struckOut(), QStringList{u"7"_s});
    WindowRig::click(rig->button(u"Delete Now"_s));
    QTRY_COMPARE(rig->rows(), 4);
    QCOMPARE(deletionsSent(), 1);
}

CALLBOARD_TEST_MAIN(MainWindowDeleteLimitsTest, QApplication)
#include "tst_mainwindow_deletelimits.moc"
