// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "responsesaver.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStatusBar>

#include <unistd.h>

using namespace Qt::StringLiterals;

/// Saving what is shown.
class MainWindowSaveTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void savesTheWholeList();
    void asksForTheFileName();
    void whatIsSavedOpensAsTheSameList();
    void savesTheJobsThatASearchHides();
    void loadsTheRestOfALongListFirst();
    void savesNothingWhenTheRestCanNotBeRead();
    void saysWhenTheSavedListMayBeIncomplete();
    void savesAMendedFileAsValidJson();
    void savesThePageAsReceived();
    void aFailureKeepsWhatWasThere_data();
    void aFailureKeepsWhatWasThere();
    void replacesAnOlderFile();
    void canNotSaveNothing();

private:
    static QByteArray read(const QString &path);
    static QJsonDocument readJson(const QString &path);
    /// Chooses the file in the dialog that is open.
    static void answerDialog(WindowRig &rig, const QString &path);
    /// Waits until it is told what became of it; false: it never was.
    [[nodiscard]] static bool save(const WindowRig &rig, const QString &path);
};

QByteArray MainWindowSaveTest::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QJsonDocument MainWindowSaveTest::readJson(const QString &path)
{
    return QJsonDocument::fromJson(read(path));
}

bool MainWindowSaveTest::save(const WindowRig &rig, const QString &path)
{
    auto *saver = rig.window.findChild<ResponseSaver *>();
    QSignalSpy idle(saver, &ResponseSaver::idle);
    saver->saveListTo(path);
    return saver->isBusy() && idle.wait();
}

void MainWindowSaveTest::answerDialog(WindowRig &rig, const QString &path)
{
    auto *dialog = rig.window.findChild<QFileDialog *>(u"saveDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(path);
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(!rig.window.findChild<QFileDialog *>(u"saveDialog"_s));
}

void MainWindowSaveTest::savesTheWholeList()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 250);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(save(rig, rig.path(u"out.json"_s)));
    const QJsonDocument saved = readJson(rig.path(u"out.json"_s));
    QCOMPARE(saved[u"items"_s].toArray().size(), 250);
    QCOMPARE(saved[u"pagination"_s][u"total"_s].toInt(), 250);
    QCOMPARE(saved[u"items"_s][0].toObject(), ListServer::job(1));
    QCOMPARE(rig.window.statusBar()->currentMessage(), u"Saved 250 jobs to out.json."_s);
    QVERIFY(rig.bar("problem").isEmpty());
}

void MainWindowSaveTest::asksForTheFileName()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_S, Qt::ControlModifier);
    answerDialog(rig, rig.path(u"chosen"_s));
    // With the suffix that was left out.
    QTRY_COMPARE(rig.window.statusBar()->currentMessage(), u"Saved 3 jobs to chosen.json."_s);
    QCOMPARE(readJson(rig.path(u"chosen.json"_s))[u"items"_s].toArray().size(), 3);
}

void MainWindowSaveTest::whatIsSavedOpensAsTheSameList()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 120);
    server.jobs()[3] = ListServer::job(4, {{u"description"_s, u"\u00fc \u65e5\u672c \"quoted\" \\ \n"_s},
                                           {u"unknown"_s, QJsonArray{1.5, QJsonValue::Null}}});
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const JobIndex before = rig.window.jobs()->allJobs();
    const QString path = rig.path(u"out.json"_s);
    QVERIFY(save(rig, path));
    rig.window.openFile(path);
    QTRY_VERIFY(rig.window.windowTitle().startsWith("out.json"_L1) && rig.rows() == 120);
    QVERIFY(rig.bar("note").isEmpty());
    const JobIndex after = rig.window.jobs()->allJobs();
    QCOMPARE(after.size(), before.size());
    for (qsizetype i = 0; i < after.size(); ++i)
        QCOMPARE(after.jobAt(after.rows().at(std::size_t(i))).raw(),
                 before.jobAt(before.rows().at(std::size_t(i))).raw());
    // And saving that changes nothing any more.
    QVERIFY(save(rig, rig.path(u"again.json"_s)));
    QCOMPARE(read(rig.path(u"again.json"_s)), read(path));
}

void MainWindowSaveTest::savesTheJobsThatASearchHides()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 20);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.rows(), 11);
    QVERIFY(save(rig, rig.path(u"out.json"_s)));
    QCOMPARE(readJson(rig.path(u"out.json"_s))[u"items"_s].toArray().size(), 20);
}

void MainWindowSaveTest::loadsTheRestOfALongListFirst()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const QString path = rig.path(u"out.json"_s);
    QVERIFY(save(rig, path));
    QCOMPARE(readJson(path)[u"items"_s].toArray().size(), 3000);
    QCOMPARE(rig.window.statusBar()->currentMessage(), u"Saved 3,000 jobs to out.json."_s);
}

void MainWindowSaveTest::savesNothingWhenTheRestCanNotBeRead()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QTRY_VERIFY(!rig.window.jobs()->status().isBusy);
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"not-permitted"_s, u"Not any more"_s));
    };
    const QString path = rig.path(u"out.json"_s);
    QVERIFY(save(rig, path));
    QCOMPARE(rig.bar("problem"), u"Nothing was saved: the list was not read to its end."_s);
    QVERIFY(!QFile::exists(path));
    QVERIFY(rig.bar("listError").contains("Not any more"_L1));
}

void MainWindowSaveTest::saysWhenTheSavedListMayBeIncomplete()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    server.tamper = [](QJsonObject &response, const LoopbackRequest &) {
        QJsonObject pagination = response.value(u"pagination"_s).toObject();
        pagination[u"total"_s] = 5;
        response[u"pagination"_s] = pagination;
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(save(rig, rig.path(u"out.json"_s)));
    QVERIFY2(rig.bar("problem").startsWith("Saved 3 jobs to out.json. The list may be incomplete: "_L1),
             qPrintable(rig.bar("problem")));
    QCOMPARE(readJson(rig.path(u"out.json"_s))[u"items"_s].toArray().size(), 3);
}

void MainWindowSaveTest::savesAMendedFileAsValidJson()
{
    WindowRig rig;
    rig.window.openFile(QStringLiteral(CALLBOARD_TEST_DATA) + "/published-example.json"_L1);
    QTRY_COMPARE(rig.rows(), 4);
    QVERIFY(save(rig, rig.path(u"out.json"_s)));
    const QJsonDocument saved = readJson(rig.path(u"out.json"_s));
    QCOMPARE(saved[u"items"_s].toArray().size(), 4);
    // The misspelt key is the server's, and stays.
    QCOMPARE(saved[u"items"_s][0][u"enviroment"_s].toString(), u"production"_s);
}

void MainWindowSaveTest::savesThePageAsReceived()
{
    const QByteArray answer =
        "{ \"items\" :[ {\"name\" :\"1\",\t\"n\":1.0} ],\r\n\"pagination\":{\"total\":1}}\n";
    ListServer server;
    server.intercept = [&answer](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::json(answer));
    };
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(!rig.action("savePage")->isEnabled());
    rig.press(Qt::Key_Down);
    QVERIFY(rig.choose({u"File"_s, u"Save Page as Received…"_s}));
    const QString path = rig.path(u"page.json"_s);
    answerDialog(rig, path);
    QTRY_COMPARE(rig.window.statusBar()->currentMessage(), u"Saved the page to page.json."_s);
    QCOMPARE(read(path), answer);
}

void MainWindowSaveTest::aFailureKeepsWhatWasThere_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("no such folder") << u"nowhere/out.json"_s;
    QTest::newRow("a file is no folder") << u"old.json/out.json"_s;
    QTest::newRow("it is a folder") << u"folder"_s;
    QTest::newRow("not writable") << u"locked/out.json"_s;
}

void MainWindowSaveTest::aFailureKeepsWhatWasThere()
{
    QFETCH(const QString, place);
    if (place.startsWith("locked"_L1) && ::geteuid() == 0)
        QSKIP("root may write everywhere");
    WindowRig rig;
    rig.write("old", u"old.json"_s);
    QDir(rig.path({})).mkdir(u"folder"_s);
    QDir(rig.path({})).mkdir(u"locked"_s, QFile::ReadOwner | QFile::ExeOwner);
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    QVERIFY(save(rig, rig.path(place)));
    const QString fileName = QFileInfo(place).fileName();
    QVERIFY2(rig.bar("problem").startsWith(fileName + " was not saved: "_L1), qPrintable(rig.bar("problem")));
    QCOMPARE(read(rig.path(u"old.json"_s)), "old"_ba);
    QCOMPARE(rig.rows(), 3);
    QVERIFY(rig.window.statusBar()->currentMessage().isEmpty());
    // No half of a file is left behind either.
    QCOMPARE(QDir(rig.path({})).entryList(QDir::Files).size(), 2);
}

void MainWindowSaveTest::replacesAnOlderFile()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    const QString path = rig.write(QByteArray(100'000, 'x'), u"old.json"_s);
    QVERIFY(save(rig, path));
    QCOMPARE(readJson(path)[u"items"_s].toArray().size(), 3);
}

void MainWindowSaveTest::canNotSaveNothing()
{
    const WindowRig rig;
    QVERIFY(!rig.action("saveAs")->isEnabled());
    QVERIFY(!rig.action("savePage")->isEnabled());
}

CALLBOARD_TEST_MAIN(MainWindowSaveTest, QApplication)
#include "tst_mainwindow_save.moc"
