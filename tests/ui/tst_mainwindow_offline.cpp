// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "recentfiles.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QFile>
#include <QFileDialog>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QThreadPool>

using namespace Qt::StringLiterals;

/// Saved responses: how they are opened, what is said about them, and that they are used as a server is.
class MainWindowOfflineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void showsAFileWithItsNameAndTime();
    void seesTheJobsAtTheTimeOfTheFile();
    void opensTheFileThatIsTypedInTheDialog();
    void opensTheFileThatIsDropped();
    void opensAWindowForEachFurtherFile();
    void takesFilesWhereverTheyAreDropped();
    void doesNotTakeWhatIsNoFile();
    void remembersWhatWasOpened();
    void opensARecentFileByTheMenu();
    void opensEveryShape_data();
    void opensEveryShape();
    void pastesAResponse();
    void keepsTheListWhenWhatIsPastedIsNone();
    void keepsTheListWhenAFileIsNone_data();
    void keepsTheListWhenAFileIsNone();
    void theNextGoodFileTakesTheMessageAway();
    void listsEachRepairWithLineAndColumn();
    void saysWhenAFileIsOnePageOfMany();
    void saysThatAFileHoldsNoJobs();
    void filtersAndSortsAsAServerDoes_data();
    void filtersAndSortsAsAServerDoes();
    void theFileOpenedLastIsShown();
    void refreshReadsTheFileAgain();
    void whatWasPastedCanNotBeReadAgain();
    void aSavedStubPromisesNothing();

private:
    bool drop(WindowRig &rig, const QList<QUrl> &urls) const;
    static QList<QJsonObject> mixedJobs();
};

void MainWindowOfflineTest::init()
{
    RecentFiles::clear();
}

bool MainWindowOfflineTest::drop(WindowRig &rig, const QList<QUrl> &urls) const
{
    QMimeData data;
    data.setUrls(urls);
    data.setText(u"some text"_s);
    QDragEnterEvent enter({100, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&rig.window, &enter);
    if (!enter.isAccepted())
        return false;
    QDropEvent event({100, 300}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&rig.window, &event);
    return event.isAccepted();
}

QList<QJsonObject> MainWindowOfflineTest::mixedJobs()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 12);
    jobs[1] = ListServer::job(2, {{u"type"_s, u"plan"_s}, {u"description"_s, u"Zebra"_s}});
    jobs[3] = ListServer::job(4, {{u"type"_s, u"deploy"_s}, {u"environment"_s, u"staging"_s}});
    jobs[5] = ListServer::job(6, {{u"type"_s, u"plan"_s}, {u"noop"_s, true}, {u"description"_s, u""_s}});
    // Last, as the server sends it.
    jobs.removeAt(7);
    jobs += ListServer::job(8, {{u"next_run"_s, QJsonValue::Null}, {u"owner"_s, QJsonObject()}});
    jobs[7] = ListServer::job(9, {{u"scope"_s, QJsonObject{{u"query"_s, u"nodes { }"_s}}}});
    return jobs;
}

void MainWindowOfflineTest::showsAFileWithItsNameAndTime()
{
    WindowRig rig;
    const QString path = rig.write(responseOf(ListServer::jobs(1, 3)), u"monday & tuesday.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QDateTime time(QDate(2029, 12, 31), QTime(22, 0), Qt::UTC);
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
    file.close();
    rig.window.openFile(path);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.window.windowTitle(), u"monday & tuesday.json — Scheduled Jobs"_s);
    QVERIFY(rig.shows(u"File (read-only): "_s + path));
    QVERIFY(rig.shows(u"As of 31 Dec 2029 22:00:00"_s));
    QCOMPARE(rig.count(), u"3 of 3 jobs"_s);
    QCOMPARE(rig.sortIndicator(), u"Next Run up"_s);
    QVERIFY(rig.bar("note").isEmpty());
}

void MainWindowOfflineTest::seesTheJobsAtTheTimeOfTheFile()
{
    WindowRig rig;
    const QString path = rig.write(responseOf(ListServer::jobs(1, 3)), u"jobs.json"_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    const QDateTime time(QDate(2030, 1, 1), QTime(0, 2), Qt::UTC);
    QVERIFY(file.setFileTime(time, QFileDevice::FileModificationTime));
    file.close();
    rig.window.openFile(path);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.text(0, u"Next Run"_s), u"1 Jan 2030 00:01:00 (overdue by 1 min)"_s);
    QCOMPARE(rig.text(2, u"Next Run"_s), u"1 Jan 2030 00:03:00 (in 1 min)"_s);
    rig.selectJob(u"3"_s);
    QCOMPARE(rig.field(u"Due"_s), u"in 1 min"_s);
}

void MainWindowOfflineTest::opensTheFileThatIsTypedInTheDialog()
{
    WindowRig rig;
    const QString path = rig.write(responseOf(ListServer::jobs(1, 3)), u"jobs.json"_s);
    rig.press(Qt::Key_O, Qt::ControlModifier);
    auto *dialog = rig.window.findChild<QFileDialog *>(u"openDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    rig.type(path);
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QTRY_VERIFY(!rig.window.findChild<QFileDialog *>(u"openDialog"_s));
    QVERIFY(rig.window.windowTitle().startsWith("jobs.json"_L1));
}

void MainWindowOfflineTest::opensTheFileThatIsDropped()
{
    WindowRig rig;
    const QString path = rig.write(responseOf(ListServer::jobs(1, 2)), u"a b%20c.json"_s);
    QVERIFY(drop(rig, {QUrl::fromLocalFile(path)}));
    QTRY_COMPARE(rig.rows(), 2);
    QVERIFY(rig.window.windowTitle().startsWith("a b%20c.json"_L1));
}

void MainWindowOfflineTest::opensAWindowForEachFurtherFile()
{
    WindowRig rig;
    QList<QUrl> urls;
    for (const QString &name : {u"one.json"_s, u"two.json"_s, u"three.json"_s})
        urls << QUrl::fromLocalFile(rig.write(responseOf(ListServer::jobs(1, 2)), name));
    QSignalSpy further(&rig.window, &MainWindow::newWindowRequested);
    QVERIFY(drop(rig, urls));
    QTRY_COMPARE(rig.rows(), 2);
    QVERIFY(rig.window.windowTitle().startsWith("one.json"_L1));
    QCOMPARE(further.size(), 2);
    QCOMPARE(further.at(0).constFirst().toString(), urls.at(1).toLocalFile());
    QCOMPARE(further.at(1).constFirst().toString(), urls.at(2).toLocalFile());
}

void MainWindowOfflineTest::takesFilesWhereverTheyAreDropped()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 2))));
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_Return, Qt::AltModifier); // the record is shown
    QStringList others;
    const auto widgets = rig.window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        // As Qt looks for who takes what is dragged.
        while (!widget->acceptDrops() && !widget->isWindow())
            widget = widget->parentWidget();
        if (widget != &rig.window && widget->isVisible())
            others << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    others.removeDuplicates();
    QVERIFY2(others.isEmpty(), qPrintable(others.join(u", "_s)));
}

void MainWindowOfflineTest::doesNotTakeWhatIsNoFile()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 2))));
    QVERIFY(!drop(rig, {}));
    QVERIFY(!drop(rig, {QUrl(u"https://pe.test/jobs.json"_s)}));
    QCOMPARE(rig.rows(), 2);
    QVERIFY(rig.bar("problem").isEmpty());
}

void MainWindowOfflineTest::remembersWhatWasOpened()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1)), u"one.json"_s));
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1)), u"two.json"_s));
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1)), u"one.json"_s));
    rig.window.openFile(rig.write("oops", u"bad.json"_s));
    QTRY_VERIFY(!rig.bar("problem").isEmpty());
    QCOMPARE(RecentFiles::list(), (QStringList{rig.path(u"one.json"_s), rig.path(u"two.json"_s)}));
    QVERIFY(rig.choose({u"File"_s, u"Open Recent"_s, u"Clear List"_s}));
    QVERIFY(RecentFiles::list().isEmpty());
}

void MainWindowOfflineTest::opensARecentFileByTheMenu()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1)), u"one.json"_s));
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 2)), u"two.json"_s));
    QVERIFY(rig.choose({u"File"_s, u"Open Recent"_s, u"one.json"_s}));
    QTRY_COMPARE(rig.rows(), 1);
    QVERIFY(rig.window.windowTitle().startsWith("one.json"_L1));
}

void MainWindowOfflineTest::opensEveryShape_data()
{
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray job = R"({"name": "7", "type": "task", "task": "echo"})";
    const QByteArray whole = "{\"items\": [" + job + "], \"pagination\": {\"limit\": 50, \"offset\": 0}}";
    QTest::newRow("response") << whole;
    QTest::newRow("without pagination") << QByteArray("{\"items\": [" + job + "]}");
    QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF" + whole);
    QTest::newRow("array") << QByteArray("[" + job + "]");
    QTest::newRow("one job") << job;
}

void MainWindowOfflineTest::opensEveryShape()
{
    QFETCH(const QByteArray, bytes);
    WindowRig rig;
    QVERIFY(rig.open(bytes));
    QCOMPARE(rig.texts(u"Name"_s), QStringList{u"7"_s});
}

void MainWindowOfflineTest::pastesAResponse()
{
    WindowRig rig;
    QGuiApplication::clipboard()->setText(QString::fromUtf8(responseOf(ListServer::jobs(1, 3))));
    rig.press(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(rig.window.windowTitle(), u"Clipboard — Scheduled Jobs"_s);
    QVERIFY(RecentFiles::list().isEmpty());
}

void MainWindowOfflineTest::keepsTheListWhenWhatIsPastedIsNone()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    rig.selectJob(u"2"_s);
    QGuiApplication::clipboard()->setText(u"{\n  oops"_s);
    rig.press(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_VERIFY(!rig.bar("problem").isEmpty());
    QVERIFY2(rig.bar("problem").startsWith("Clipboard is not valid JSON: line 2, column 3"_L1),
             qPrintable(rig.bar("problem")));
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(rig.selected(), u"2"_s);
    QVERIFY(rig.window.windowTitle().startsWith("jobs.json"_L1));
    WindowRig::click(rig.button(u"Dismiss"_s));
    QVERIFY(rig.bar("problem").isEmpty());
}

void MainWindowOfflineTest::keepsTheListWhenAFileIsNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("says");
    QTest::newRow("cut off") << "{\n  \"items\": [\n    {\"name\": \"1\""_ba << u"line 3, column 17"_s;
    QTest::newRow("notes") << "Dear diary"_ba << u"line 1, column 1"_s;
    QTest::newRow("empty") << ""_ba << u"line 1, column 1"_s;
    QTest::newRow("two commas") << "[{\"name\": \"1\"},,\n{}]"_ba << u"line 1, column 16"_s;
    QTest::newRow("no list") << R"({"environments": []})"_ba << u"holds no list of scheduled jobs"_s;
}

void MainWindowOfflineTest::keepsTheListWhenAFileIsNone()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, says);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const QString title = rig.window.windowTitle();
    QSignalSpy failed(&rig.window, &MainWindow::openFailed);
    rig.window.openFile(rig.write(bytes, u"bad.json"_s));
    QVERIFY(failed.wait());
    QVERIFY2(rig.bar("problem").startsWith("bad.json "_L1) && rig.bar("problem").contains(says),
             qPrintable(rig.bar("problem")));
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(rig.window.windowTitle(), title);
}

void MainWindowOfflineTest::theNextGoodFileTakesTheMessageAway()
{
    WindowRig rig;
    rig.window.openFile(rig.path(u"nowhere.json"_s));
    QTRY_VERIFY(rig.bar("problem").contains("nowhere.json can't be used"_L1));
    QCOMPARE(rig.statePage().value(0), u"Not connected"_s);
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 1))));
    QVERIFY(rig.bar("problem").isEmpty());
}

void MainWindowOfflineTest::listsEachRepairWithLineAndColumn()
{
    WindowRig rig;
    rig.window.openFile(QStringLiteral(CALLBOARD_TEST_DATA) + "/published-example.json"_L1);
    QTRY_COMPARE(rig.rows(), 4);
    QCOMPARE(rig.bar("note"),
             u"published-example.json is not valid JSON; 2 commas with nothing after them were passed "
             "over: line 174, column 35; line 176, column 8."_s);
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"1"_s, u"2"_s, u"4"_s, u"3"_s}));
    WindowRig::click(rig.button(u"Dismiss"_s));
    QVERIFY(rig.bar("note").isEmpty());
}

void MainWindowOfflineTest::saysWhenAFileIsOnePageOfMany()
{
    WindowRig rig;
    QByteArray page = responseOf(ListServer::jobs(1, 3));
    page.replace("\"total\": 3", "\"total\": 1245");
    QVERIFY(rig.open(page));
    QCOMPARE(rig.bar("note"), u"This is one page of a longer list: 3 of 1,245 jobs."_s);
    QCOMPARE(rig.count(), u"3 of 3 jobs"_s);
}

void MainWindowOfflineTest::saysThatAFileHoldsNoJobs()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({})));
    QCOMPARE(rig.statePage(),
             (QStringList{u"No scheduled jobs"_s, u"jobs.json holds no scheduled jobs."_s, QString()}));
}

void MainWindowOfflineTest::filtersAndSortsAsAServerDoes_data()
{
    QTest::addColumn<QString>("column");
    QTest::addColumn<int>("typeIndex");
    QTest::addColumn<QString>("search");
    for (const char *column : {"Name", "Type", "Task or Plan", "Environment", "Targets", "Owner", "Next Run",
                               "Repeats", "Noop", "Description"})
        QTest::newRow(column) << QString::fromLatin1(column) << 0 << QString();
    QTest::newRow("plans") << u"Name"_s << 2 << QString();
    QTest::newRow("search") << u"Next Run"_s << 0 << u"job 1"_s;
    QTest::newRow("tasks with a text") << u"Description"_s << 1 << u"JOB 1"_s;
    QTest::newRow("nothing matches") << u"Name"_s << 3 << u"zebra"_s;
}

void MainWindowOfflineTest::filtersAndSortsAsAServerDoes()
{
    QFETCH(const QString, column);
    QFETCH(const int, typeIndex);
    QFETCH(const QString, search);
    ListServer server;
    server.jobs() = mixedJobs();
    WindowRig live;
    QVERIFY(live.connectTo(server));
    WindowRig offline;
    QVERIFY(offline.open(responseOf(mixedJobs())));
    for (const bool isTurned : {false, true}) {
        for (WindowRig *rig : {&live, &offline}) {
            rig->window.activateWindow();
            QVERIFY(QTest::qWaitForWindowActive(&rig->window));
            if (isTurned || rig->sortIndicator() != column + " up"_L1)
                rig->clickHeader(column);
            rig->typeFilter()->setFocus();
            rig->press(Qt::Key_Home);
            for (int step = 0; step < typeIndex; ++step)
                rig->press(Qt::Key_Down);
            rig->press(Qt::Key_F, Qt::ControlModifier);
            rig->type(search);
            rig->press(Qt::Key_Return);
            QVERIFY(rig->rests());
        }
        QCOMPARE(offline.sortIndicator(), column + (isTurned ? " down"_L1 : " up"_L1));
        QCOMPARE(offline.texts(u"Name"_s), live.texts(u"Name"_s));
        QCOMPARE(offline.texts(column).size(), live.texts(column).size());
        QCOMPARE(offline.count(), live.count());
        QCOMPARE(offline.statePage().isEmpty(), live.statePage().isEmpty());
    }
}

void MainWindowOfflineTest::theFileOpenedLastIsShown()
{
    WindowRig rig;
    const QString one = rig.write(responseOf(ListServer::jobs(1, 1500)), u"one.json"_s);
    const QString two = rig.write(responseOf(ListServer::jobs(1, 1)), u"two.json"_s);
    rig.window.openFile(one);
    rig.window.openFile(two);
    QTRY_COMPARE(rig.rows(), 1);
    // The first one has been read too by now.
    QVERIFY(QThreadPool::globalInstance()->waitForDone(10'000));
    QCoreApplication::processEvents();
    QVERIFY(rig.window.windowTitle().startsWith("two.json"_L1));
    QCOMPARE(rig.rows(), 1);
}

void MainWindowOfflineTest::refreshReadsTheFileAgain()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 5))));
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    const QString sort = rig.sortIndicator();
    rig.selectJob(u"4"_s);
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job"_s);
    rig.press(Qt::Key_Return);
    QVERIFY(rig.rests());
    rig.write(responseOf(ListServer::jobs(3, 5)), u"jobs.json"_s);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.rows(), 5);
    QTRY_VERIFY(rig.rowOf(u"7"_s) >= 0);
    QCOMPARE(rig.rowOf(u"1"_s), -1);
    QCOMPARE(rig.selected(), u"4"_s);
    QCOMPARE(rig.sortIndicator(), sort);
    QCOMPARE(rig.search()->text(), u"job"_s);
    // One that can't be read any more leaves what is shown.
    QVERIFY(QFile::remove(rig.path(u"jobs.json"_s)));
    rig.press(Qt::Key_F5);
    QTRY_VERIFY(!rig.bar("problem").isEmpty());
    QCOMPARE(rig.rows(), 5);
    QCOMPARE(rig.selected(), u"4"_s);
}

void MainWindowOfflineTest::whatWasPastedCanNotBeReadAgain()
{
    WindowRig rig;
    QApplication::clipboard()->setText(QString::fromUtf8(responseOf(ListServer::jobs(1, 2))));
    rig.press(Qt::Key_V, Qt::ControlModifier | Qt::ShiftModifier);
    QTRY_COMPARE(rig.rows(), 2);
    QVERIFY(!rig.action("refresh")->isEnabled());
}

void MainWindowOfflineTest::aSavedStubPromisesNothing()
{
    WindowRig rig;
    QVERIFY(rig.open(R"({"items": []})"));
    QCOMPARE(rig.statePage().value(0), u"The answer of an endpoint that was retired"_s);
    QVERIFY2(!rig.statePage().value(1).contains("Retry"_L1), qPrintable(rig.statePage().value(1)));
    QVERIFY(!rig.button(u"Retry"_s));
}

CALLBOARD_TEST_MAIN(MainWindowOfflineTest, QApplication)
#include "tst_mainwindow_offline.moc"
