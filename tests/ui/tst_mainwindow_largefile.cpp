// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A saved response that is too large to be kept in memory, as a person works with it: what the window shows
// is read from the file when it is looked at.
#include "environment.h"
#include "jobmodel.h"
#include "responsesaver.h"
#include "snapshotsource.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace Qt::StringLiterals;

class MainWindowLargeFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void showsRowsWhereverOneScrolls();
    void showsEveryFieldOfTheJobThatIsSelected();
    void findsWhatOnlyTheRecordHas();
    void keepsTheJobWhileItSorts();
    void selectsAllAtOnceAndSavesThem();
    void copiesWhatIsSelected();
    void saysThatTheFileHasChanged();
    void showsWhatCameBeforeTheFault();
    void retryReadsTheFileAgain();

private:
    static constexpr int Jobs = 9000;

    QByteArray m_response; // compact, some 6 MB
};

void MainWindowLargeFileTest::initTestCase()
{
    QByteArrayList records;
    for (int i = 1; i <= Jobs; ++i) {
        const QDateTime next = QDateTime::fromSecsSinceEpoch(1'900'000'000 + qint64{60} * i, Qt::UTC);
        const QJsonObject job{
            {u"id"_s, u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/%1"_s.arg(i)},
            {u"name"_s, QString::number(i)},
            {u"type"_s, i % 3 == 0 ? u"plan"_s : u"task"_s},
            {i % 3 == 0 ? u"plan"_s : u"task"_s, u"patch::group_%1"_s.arg(i % 7)},
            {u"environment"_s, u"production"_s},
            {u"description"_s, u"Prüft %1"_s.arg(Jobs - i)},
            {u"next_run"_s, next.toString(Qt::ISODate)},
            {u"scope"_s,
             QJsonObject{{u"nodes"_s, QJsonArray{u"node%1.example.com"_s.arg(i), u"b.example.com"_s}}}},
            {u"owner"_s, QJsonObject{{u"login"_s, u"user%1"_s.arg(i % 5)}, {u"display_name"_s, u"User"_s}}},
            {u"note"_s, QString(300, u'.')},
        };
        records << QJsonDocument(job).toJson(QJsonDocument::Compact);
    }
    m_response = "{\"items\": [" + records.join(", ") +
                 "], \"pagination\": {\"limit\": 9000, \"offset\": 0, \"total\": 9000}}";
    QVERIFY(m_response.size() > 5'000'000);
}

void MainWindowLargeFileTest::showsRowsWhereverOneScrolls()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    QCOMPARE(rig.rows(), Jobs);
    QCOMPARE(rig.count(), u"9,000 of 9,000 jobs"_s);
    QTRY_COMPARE(rig.text(0, u"Description"_s), u"Prüft 8999"_s);
    rig.table()->setFocus();
    rig.press(Qt::Key_End);
    QTRY_COMPARE(rig.text(Jobs - 1, u"Description"_s), u"Prüft 0"_s);
    rig.table()->scrollTo(rig.cell(4000, u"Name"_s));
    QTRY_COMPARE(rig.text(4000, u"Description"_s), u"Prüft 4999"_s);
}

void MainWindowLargeFileTest::showsEveryFieldOfTheJobThatIsSelected()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    rig.table()->setFocus();
    rig.press(Qt::Key_End);
    QTRY_COMPARE(rig.field(u"Description"_s), u"Prüft 0"_s);
    QCOMPARE(rig.selected(), QString::number(Jobs));
}

void MainWindowLargeFileTest::findsWhatOnlyTheRecordHas()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    rig.search()->setFocus();
    rig.type(u"NODE777.EXAMPLE"_s);
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 1);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"777"_s});
    QTRY_COMPARE(rig.text(0, u"Description"_s), u"Prüft 8223"_s);
    QCOMPARE(rig.count(), u"1 of 9,000 jobs"_s);
}

void MainWindowLargeFileTest::keepsTheJobWhileItSorts()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    rig.selectJob(u"5"_s);
    QTRY_COMPARE(rig.field(u"Description"_s), u"Prüft 8995"_s);
    rig.clickHeader(u"Description"_s);
    QTRY_COMPARE(rig.rowOf(u"5"_s) >= 0 && rig.sortIndicator().startsWith("Description"_L1), true);
    QVERIFY(rig.rests());
    QCOMPARE(rig.selected(), u"5"_s);
    QCOMPARE(rig.field(u"Description"_s), u"Prüft 8995"_s);
    const int row = rig.table()->currentIndex().row();
    QVERIFY(row > 1000);
    QCOMPARE(rig.text(row, u"Name"_s), u"5"_s);
    // Where it went, the table goes.
    const QRect seen = rig.table()->viewport()->rect();
    QTRY_VERIFY(seen.contains(rig.table()->visualRect(rig.cell(row, u"Name"_s)).center()));
    rig.press(Qt::Key_Home);
    QTRY_COMPARE(rig.text(0, u"Description"_s), u"Prüft 0"_s);
}

void MainWindowLargeFileTest::selectsAllAtOnceAndSavesThem()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    rig.table()->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(rig.shows(u"9,000 jobs selected"_s));
    // Nothing is offered that can't be done.
    QVERIFY(!rig.action("deleteJob")->isEnabled());
    QCOMPARE(rig.action("deleteJob")->statusTip(),
             u"This is a saved response: jobs can be deleted on a server only."_s);
    QTRY_VERIFY(rig.shows(u"They are too many to look at each of them here."_s));
    QVERIFY(!rig.shows(u"Before anything is deleted"_s));
    // All of them stay selected in another order.
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    QVERIFY(rig.shows(u"9,000 jobs selected"_s));
    const QString path = rig.path(u"copy.json"_s);
    QVERIFY(rig.action("saveAs")->isEnabled());
    auto *saver = rig.window.findChild<ResponseSaver *>();
    saver->saveListTo(path);
    QTRY_VERIFY_WITH_TIMEOUT(!saver->isBusy(), 20'000);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray items = QJsonDocument::fromJson(file.readAll()).object()[u"items"_s].toArray();
    QCOMPARE(items, QJsonDocument::fromJson(m_response).object()[u"items"_s].toArray());
}

void MainWindowLargeFileTest::copiesWhatIsSelected()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    rig.table()->setFocus();
    rig.press(Qt::Key_End);
    rig.press(Qt::Key_Home, Qt::ShiftModifier);
    QTRY_VERIFY(rig.shows(u"9,000 jobs selected"_s));
    QGuiApplication::clipboard()->setText(u"before"_s);
    rig.press(Qt::Key_C, Qt::ControlModifier);
    QTRY_COMPARE(QGuiApplication::clipboard()->text().count(u'\n'), Jobs - 1);
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"Prüft 4500"_s));
}

void MainWindowLargeFileTest::saysThatTheFileHasChanged()
{
    WindowRig rig;
    QVERIFY(rig.open(m_response));
    QTRY_COMPARE(rig.text(0, u"Description"_s), u"Prüft 8999"_s);
    QFile file(rig.path(u"jobs.json"_s));
    QVERIFY(file.resize(1000));
    rig.table()->setFocus();
    rig.press(Qt::Key_End);
    QTRY_VERIFY(rig.bar("listError").contains("has changed"_L1));
    QVERIFY(rig.bar("listError").contains("Refresh to read it again."_L1));
    // It is not told twice.
    const auto *source = qobject_cast<SnapshotSource *>(rig.window.jobs()->source().get());
    QTRY_VERIFY(source->hasFileChanged());
    QCOMPARE(rig.bar("note"), QString());
    // What is known of a job without its record is still there, and nothing else is made up.
    QCOMPARE(rig.text(Jobs - 1, u"Name"_s), u"9000: not loaded"_s);
    QCOMPARE(rig.text(Jobs - 1, u"Description"_s), QString());
    // What is read again is good again.
    rig.write(m_response, u"jobs.json"_s);
    QAbstractButton *retry = rig.button(u"Retry"_s);
    QVERIFY(retry);
    rig.click(retry);
    QTRY_COMPARE(rig.bar("listError"), QString());
    QVERIFY(rig.rests());
    QTRY_COMPARE(rig.text(Jobs - 1, u"Description"_s), u"Prüft 0"_s);
    QCOMPARE(rig.bar("listError"), QString());
}

void MainWindowLargeFileTest::showsWhatCameBeforeTheFault()
{
    WindowRig rig;
    const qsizetype end = m_response.lastIndexOf(R"({"description")");
    QByteArray broken = m_response.first(end);
    broken.replace(end - 2, 2, "\n ");
    broken += m_response.sliced(end);
    (void)rig.open(broken);
    QTRY_VERIFY(rig.bar("listError").contains("line 2"_L1));
    QVERIFY(rig.rows() > 1000);
    QVERIFY2(rig.count().contains("may be more"_L1), qPrintable(rig.count()));
}

void MainWindowLargeFileTest::retryReadsTheFileAgain()
{
    WindowRig rig;
    (void)rig.open(m_response.first(m_response.size() - 200));
    QTRY_VERIFY(!rig.bar("listError").isEmpty());
    rig.write(m_response, u"jobs.json"_s);
    QAbstractButton *retry = rig.button(u"Retry"_s);
    QVERIFY(retry);
    rig.click(retry);
    QTRY_COMPARE(rig.count(), u"9,000 of 9,000 jobs"_s);
    QTRY_COMPARE(rig.bar("listError"), QString());
}

CALLBOARD_TEST_MAIN(MainWindowLargeFileTest, QApplication)
#include "tst_mainwindow_largefile.moc"
