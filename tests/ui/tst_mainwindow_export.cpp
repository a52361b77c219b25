// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "exportdialog.h"
#include "jobmodel.h"
#include "otherprogram.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialogButtonBox>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStatusBar>

using namespace Qt::StringLiterals;

/// Taking jobs out of the window: the dialog, and what other programs read in the files.
class MainWindowExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exportsTheSelection();
    void exportsWhatIsShownInItsOrder();
    void exportsAllThatASearchHides();
    void loadsTheRestOfALongListFirst_data();
    void loadsTheRestOfALongListFirst();
    void aSavedResponseOpensAgain();
    void exportsTheRunsOfAFileFromItsMoment();
    void countsTheRunsOfASpanOfTheUsers();
    void refusesTooManyEvents();
    void refusesACalendarWithoutEvents();
    void saysWhatCanNotBeChosen();
    void rowsOfALongFileGoOutAsTheyAreSelected();
    void tellsWhyAFileWasNotWritten();
    void cancellingWritesNothing();

private:
    static ExportDialog *dialog(const WindowRig &rig) { return rig.window.findChild<ExportDialog *>(); }
    /// Opens the dialog by its key.
    static ExportDialog *ask(WindowRig &rig);
    static void check(const WindowRig &rig, const char *name);
    static QString countText(const WindowRig &rig);
    static QPushButton *exportButton(const WindowRig &rig);
    /// Presses Export and answers the question for a file; waits until it is said what became of it.
    static void finish(WindowRig &rig, const QString &path);
    static QByteArray read(const QString &path);
    /// The column of a CSV file, as Python reads it.
    static QStringList column(const QString &path, const QString &name);
    static QStringList events(const QString &path);
};

ExportDialog *MainWindowExportTest::ask(WindowRig &rig)
{
    rig.press(Qt::Key_E, Qt::ControlModifier);
    ExportDialog *shown = dialog(rig);
    return shown && QTest::qWaitForWindowActive(shown) ? shown : nullptr;
}

void MainWindowExportTest::check(const WindowRig &rig, const char *name)
{
    auto *button = dialog(rig)->findChild<QAbstractButton *>(QString::fromLatin1(name));
    QVERIFY2(button && button->isEnabled(), name);
    // On the circle: beside the text nothing is hit.
    QTest::mouseClick(button, Qt::LeftButton, {}, QPoint(8, button->height() / 2));
    QVERIFY(button->isChecked());
}

QString MainWindowExportTest::countText(const WindowRig &rig)
{
    return dialog(rig)->findChild<QLabel *>(u"exportCount"_s)->text();
}

QPushButton *MainWindowExportTest::exportButton(const WindowRig &rig)
{
    return dialog(rig)->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
}

void MainWindowExportTest::finish(WindowRig &rig, const QString &path)
{
    rig.window.statusBar()->clearMessage();
    WindowRig::click(exportButton(rig));
    auto *file = rig.window.findChild<QFileDialog *>(u"saveDialog"_s);
    QVERIFY(file && QTest::qWaitForWindowActive(file));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(path);
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(!rig.window.statusBar()->currentMessage().isEmpty() || !rig.bar("problem").isEmpty());
    QTRY_VERIFY(!dialog(rig));
}

QByteArray MainWindowExportTest::read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QStringList MainWindowExportTest::column(const QString &path, const QString &name)
{
    const QJsonValue values = readByPython(
        "import csv, json, sys\n"
        "with open(sys.argv[1], encoding='utf-8', newline='') as f:\n"
        "    print(json.dumps([line[sys.argv[2]] for line in csv.DictReader(f, strict=True)]))\n",
        {}, {path, name});
    return values.toVariant().toStringList();
}

QStringList MainWindowExportTest::events(const QString &path)
{
    const QJsonValue values =
        readByPython("import icalendar, json, sys\n"
                     "calendar = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n"
                     "print(json.dumps([e['DTSTART'].dt.isoformat() for e in calendar.walk('VEVENT')]))\n",
                     {}, {path});
    return values.toVariant().toStringList();
}

void MainWindowExportTest::exportsTheSelection()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 20);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"3"_s);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(ask(rig));
    // What is selected is what most probably goes out.
    QVERIFY(dialog(rig)->findChild<QAbstractButton *>(u"exportSelected"_s)->isChecked());
    finish(rig, rig.path(u"out"_s));
    // With the suffix that was left out.
    const QString path = rig.path(u"out.csv"_s);
    QCOMPARE(column(path, u"name"_s), (QStringList{u"3"_s, u"4"_s}));
    QCOMPARE(column(path, u"next_run"_s).constFirst(), u"2030-01-01T00:03:00Z"_s);
    QVERIFY(rig.window.statusBar()->currentMessage().startsWith("Exported 2 job"_L1));
    QVERIFY(rig.window.statusBar()->currentMessage().endsWith(" to out.csv."_L1));
}

void MainWindowExportTest::exportsWhatIsShownInItsOrder()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 20);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.clickHeader(u"Name"_s);
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.rows(), 11);
    const QStringList shown = rig.texts(u"Name"_s);
    QCOMPARE(shown.constFirst(), u"19"_s);
    QVERIFY(ask(rig));
    check(rig, "exportShown");
    finish(rig, rig.path(u"out.csv"_s));
    QCOMPARE(column(rig.path(u"out.csv"_s), u"name"_s), shown);
}

void MainWindowExportTest::exportsAllThatASearchHides()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 20);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.rows(), 11);
    QVERIFY(ask(rig));
    check(rig, "exportAll");
    finish(rig, rig.path(u"out.csv"_s));
    QCOMPARE(column(rig.path(u"out.csv"_s), u"name"_s).size(), 20);
}

void MainWindowExportTest::loadsTheRestOfALongListFirst_data()
{
    QTest::addColumn<QByteArray>("which");
    QTest::newRow("all") << "exportAll"_ba;
    QTest::newRow("shown") << "exportShown"_ba;
}

void MainWindowExportTest::loadsTheRestOfALongListFirst()
{
    QFETCH(const QByteArray, which);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(!rig.window.jobs()->status().isWhole);
    QVERIFY(ask(rig));
    check(rig, which.constData());
    finish(rig, rig.path(u"out.csv"_s));
    QCOMPARE(column(rig.path(u"out.csv"_s), u"name"_s).size(), 3000);
}

void MainWindowExportTest::aSavedResponseOpensAgain()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 5);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(ask(rig));
    check(rig, "exportJson");
    const QString path = rig.path(u"out.json"_s);
    finish(rig, path);
    const ProgramRun jq = runProgram(u"jq"_s, {u".items | length"_s, path});
    QCOMPARE(jq.out.trimmed(), "5"_ba);
    rig.window.openFile(path);
    QTRY_VERIFY(rig.window.windowTitle().startsWith("out.json"_L1) && rig.rows() == 5);
}

void MainWindowExportTest::exportsTheRunsOfAFileFromItsMoment()
{
    const QJsonObject hourly{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}}}};
    const QByteArray response = responseOf(
        {ListServer::job(1, {{u"next_run"_s, u"2025-05-01T00:10:00Z"_s}, {u"schedule_options"_s, hourly}})});
    WindowRig rig;
    const QString saved = rig.write(response, u"old.json"_s);
    QFile file(saved);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.setFileTime(QDateTime(QDate(2025, 5, 1), QTime(12, 0), Qt::UTC),
                             QFileDevice::FileModificationTime));
    file.close();
    rig.window.openFile(saved);
    QTRY_COMPARE(rig.rows(), 1);
    QVERIFY(ask(rig));
    check(rig, "exportCalendar");
    QVERIFY2(dialog(rig)->findChild<QLabel *>(u"exportFrom"_s)->text().contains("2025"_L1),
             "the file's moment");
    QTRY_COMPARE(countText(rig), u"168"_s);
    dialog(rig)->findChild<QComboBox *>(u"exportSpan"_s)->setCurrentIndex(0);
    QTRY_COMPARE(countText(rig), u"24"_s);
    finish(rig, rig.path(u"out.ics"_s));
    const QStringList runs = events(rig.path(u"out.ics"_s));
    QCOMPARE(runs.size(), 24);
    QCOMPARE(runs.constFirst(), u"2025-05-01T12:10:00+00:00"_s);
    QVERIFY(rig.window.statusBar()->currentMessage().startsWith("Exported 24 run"_L1));
}

void MainWindowExportTest::countsTheRunsOfASpanOfTheUsers()
{
    const QJsonObject daily{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 86400}}}};
    WindowRig rig;
    QVERIFY(rig.open(responseOf(
        {ListServer::job(1, {{u"next_run"_s, u"2020-01-01T23:59:00Z"_s}, {u"schedule_options"_s, daily}})})));
    QVERIFY(ask(rig));
    check(rig, "exportCalendar");
    auto *span = dialog(rig)->findChild<QComboBox *>(u"exportSpan"_s);
    auto *lastDay = dialog(rig)->findChild<QDateTimeEdit *>(u"exportLastDay"_s);
    QVERIFY(!lastDay->isEnabled());
    span->setCurrentIndex(span->count() - 1);
    QVERIFY(lastDay->isEnabled());
    lastDay->setDate(lastDay->minimumDate());
    QTRY_COMPARE(countText(rig), u"1"_s); // to the end of that day
    lastDay->setDate(lastDay->minimumDate().addDays(9));
    QTRY_COMPARE(countText(rig), u"10"_s);
}

void MainWindowExportTest::refusesTooManyEvents()
{
    const QJsonObject often{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 1}}}};
    WindowRig rig;
    QVERIFY(rig.open(responseOf(
        {ListServer::job(1, {{u"next_run"_s, u"2020-01-01T00:00:00Z"_s}, {u"schedule_options"_s, often}})})));
    QVERIFY(ask(rig));
    check(rig, "exportCalendar");
    QTRY_VERIFY2(countText(rig).contains("604,800"_L1), qPrintable(countText(rig)));
    QVERIFY(!exportButton(rig)->isEnabled());
    dialog(rig)->findChild<QComboBox *>(u"exportSpan"_s)->setCurrentIndex(0);
    QTRY_COMPARE(countText(rig), u"86,400"_s);
    QVERIFY(exportButton(rig)->isEnabled());
    check(rig, "exportCsv");
    QVERIFY(exportButton(rig)->isEnabled());
}

void MainWindowExportTest::refusesACalendarWithoutEvents()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({ListServer::job(1, {{u"next_run"_s, u"2020-01-01T00:00:00Z"_s}})})));
    QVERIFY(ask(rig));
    check(rig, "exportCalendar");
    QTRY_VERIFY2(countText(rig).startsWith("None"_L1), qPrintable(countText(rig)));
    QVERIFY(!exportButton(rig)->isEnabled());
}

void MainWindowExportTest::saysWhatCanNotBeChosen()
{
    WindowRig rig;
    QVERIFY(!rig.action("exportJobs")->isEnabled());
    QVERIFY(!rig.action("exportJobs")->statusTip().isEmpty());
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    QVERIFY(ask(rig));
    const auto *selected = dialog(rig)->findChild<QAbstractButton *>(u"exportSelected"_s);
    QVERIFY(!selected->isEnabled());
    QVERIFY2(selected->text().endsWith("no job is selected"_L1), qPrintable(selected->text()));
    QVERIFY(dialog(rig)->findChild<QAbstractButton *>(u"exportShown"_s)->isChecked());
}

void MainWindowExportTest::rowsOfALongFileGoOutAsTheyAreSelected()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 6000))));
    QVERIFY(rig.window.jobs()->isIndexed());
    rig.selectJob(u"10"_s);
    rig.press(Qt::Key_End, Qt::ShiftModifier);
    rig.press(Qt::Key_Up, Qt::ShiftModifier);
    QVERIFY(ask(rig));
    finish(rig, rig.path(u"out.csv"_s));
    QCOMPARE(column(rig.path(u"out.csv"_s), u"name"_s), numbers(10, 5990));
    // And so they are saved.
    QVERIFY(rig.choose({u"File"_s, u"Save Selected Jobs As…"_s}));
    auto *file = rig.window.findChild<QFileDialog *>(u"saveDialog"_s);
    QVERIFY(file && QTest::qWaitForWindowActive(file));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(rig.path(u"out.json"_s));
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(rig.path(u"out.json"_s)));
    const QJsonArray items = QJsonDocument::fromJson(read(rig.path(u"out.json"_s)))[u"items"_s].toArray();
    QCOMPARE(items.size(), 5990);
    QCOMPARE(items.at(0)[u"name"_s].toString(), u"10"_s);
}

void MainWindowExportTest::tellsWhyAFileWasNotWritten()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    QVERIFY(ask(rig));
    finish(rig, rig.path(u"jobs.json/out.csv"_s));
    QVERIFY2(rig.bar("problem").startsWith("out.csv was not saved: "_L1), qPrintable(rig.bar("problem")));
    QVERIFY2(!rig.bar("problem").endsWith(".."_L1), qPrintable(rig.bar("problem")));
}

void MainWindowExportTest::cancellingWritesNothing()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    QVERIFY(ask(rig));
    rig.press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog(rig));
    QVERIFY(!rig.window.findChild<QFileDialog *>(u"saveDialog"_s));
}

CALLBOARD_TEST_MAIN(MainWindowExportTest, QApplication)
#include "tst_mainwindow_export.moc"
