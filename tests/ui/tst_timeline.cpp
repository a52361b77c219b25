// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concerncounts.h"
#include "deletions.h"
#include "environment.h"
#include "jobmodel.h"
#include "listserver.h"
#include "shownzone.h"
#include "windowrig.h"

#include <QAbstractScrollArea>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QDialog>
#include <QFile>
#include <QFileDialog>
#include <QImage>
#include <QJsonArray>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollBar>
#include <QSpinBox>
#include <QStatusBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

QJsonObject jobOf(const QString &name, const QString &nextRun, int intervalSeconds,
                  const QStringList &nodes = {}, const QString &task = u"package"_s)
{
    QJsonObject options;
    if (intervalSeconds > 0)
        options["interval"_L1] = QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, intervalSeconds}};
    QJsonObject scope;
    if (!nodes.isEmpty())
        scope["nodes"_L1] = QJsonArray::fromStringList(nodes);
    return {{u"name"_s, name},
            {u"type"_s, u"task"_s},
            {u"task"_s, task},
            {u"next_run"_s, nextRun},
            {u"schedule_options"_s, options},
            {u"scope"_s, scope},
            {u"environment"_s, u"production"_s}};
}

/// Jobs of a file that is as of noon of 28 March 2026, UTC.
QList<QJsonObject> sampleJobs()
{
    return {jobOf(u"1"_s, u"2026-03-28T13:00:00Z"_s, 6 * 3600, {u"db1"_s, u"web1"_s}),
            jobOf(u"2"_s, u"2026-03-28T13:03:00Z"_s, 0, {u"db1"_s}, u"backup"_s),
            jobOf(u"3"_s, u"2026-03-29T01:30:00Z"_s, 86400),
            jobOf(u"4"_s, u"2026-04-20T01:30:00Z"_s, 0, {u"web1"_s})};
}

} // namespace

/// The timeline as a user sees and drives it.
class TimelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QVERIFY(ShownZone::set({})); }
    void aKeyShowsWhatRuns();
    void keysGoFromLaneToLaneAndFromRunToRun();
    void whatIsSelectedHereIsSelectedThere();
    void shiftExtendsTheSelection();
    void nothingIsDeletedThatHasNoLane();
    void allIsWhatHasALane();
    void aClickOnARunSelectsItsJob();
    void aFilterApplies();
    void lanesOfGroupsTellTheirJobs();
    void nodesThatNobodyKnowsHaveALane();
    void anotherRangeIsLookedAt();
    void draggingOverTheStripZooms();
    void keysZoom();
    void theLoadStripTellsRunsOfABar();
    void pileUpsGoToTheirJobs();
    void quietWindowsOfALength();
    void theTimeZoneIsOneForTheWholeWindow();
    void anotherZoneIsChosenByItsName();
    void aFileIsTakenToBeOfAnotherMoment();
    void localTimesThatMoveAreTold();
    void aRunOnceAYearFindsTheClocksAsTheyWere();
    void picturesAreWritten();
    void aPictureOfManyLanesSaysWhichItShows();
    void aLongListIsReadToItsEnd();
    void mirroredKeysGoWithTime();
    void nothingRuns();

private:
    [[nodiscard]] static bool openSample(WindowRig &rig, const QList<QJsonObject> &jobs = sampleJobs());
    [[nodiscard]] static bool showTimeline(WindowRig &rig);
    static QString text(const WindowRig &rig, const char *label);
    static QAbstractScrollArea *lanes(const WindowRig &rig);
    static QWidget *strip(const WindowRig &rig) { return rig.window.findChild<QWidget *>(u"loadStrip"_s); }
    static void choose(const WindowRig &rig, const char *box, const QString &entry);
};

bool TimelineTest::openSample(WindowRig &rig, const QList<QJsonObject> &jobs)
{
    const QString path = rig.write(responseOf(jobs), u"jobs.json"_s);
    QFile file(path);
    const QDateTime noon(QDate(2026, 3, 28), QTime(12, 0), Qt::UTC);
    if (!file.open(QIODevice::ReadWrite) || !file.setFileTime(noon, QFileDevice::FileModificationTime))
        return false;
    file.close();
    rig.window.openFile(path);
    return QTest::qWaitFor([&] { return rig.window.jobs()->source() != nullptr; }) && rig.rests();
}

bool TimelineTest::showTimeline(WindowRig &rig)
{
    rig.press(Qt::Key_2, Qt::ControlModifier);
    return QTest::qWaitFor([&] { return text(rig, "timelineSummary").contains(u"in all"_s); });
}

QString TimelineTest::text(const WindowRig &rig, const char *label)
{
    const auto *found = rig.window.findChild<QLabel *>(QString::fromLatin1(label));
    return found && found->isVisible() ? found->text() : QString();
}

QAbstractScrollArea *TimelineTest::lanes(const WindowRig &rig)
{
    return rig.window.findChild<QAbstractScrollArea *>(u"lanes"_s);
}

void TimelineTest::choose(const WindowRig &rig, const char *box, const QString &entry)
{
    auto *combo = rig.window.findChild<QComboBox *>(QString::fromLatin1(box));
    combo->setFocus();
    const int wanted = combo->findText(entry);
    QVERIFY2(wanted >= 0, qPrintable(entry));
    QTest::keyClick(combo, Qt::Key_Home);
    for (int i = 0; i < wanted; ++i)
        QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentText(), entry);
}

void TimelineTest::aKeyShowsWhatRuns()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    // Job 1 at 13, 19, 1 and 7 o'clock, jobs 2 and 3 once.
    QVERIFY2(text(rig, "timelineSummary").startsWith(u"3 of 4 jobs run in this time, 6 runs in all."_s),
             qPrintable(text(rig, "timelineSummary")));
    QVERIFY(text(rig, "timelineSummary").contains(u"This is the plan"_s));
    QVERIFY(lanes(rig)->hasFocus());
    QVERIFY(!rig.table()->isVisible());
    rig.press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(rig.table()->isVisible());
    QVERIFY(rig.table()->hasFocus());
}

void TimelineTest::keysGoFromLaneToLaneAndFromRunToRun()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.press(Qt::Key_Home);
    QCOMPARE(text(rig, "timelineRun"),
             u"1 – package: 4 runs, the next Sat 28 Mar 2026 13:00 UTC, every 6 hours"_s);
    rig.press(Qt::Key_Right);
    QCOMPARE(text(rig, "timelineRun"), u"1 – package: runs Sat 28 Mar 2026 13:00 UTC, every 6 hours"_s);
    rig.press(Qt::Key_Right);
    QCOMPARE(text(rig, "timelineRun"), u"1 – package: runs Sat 28 Mar 2026 19:00 UTC, every 6 hours"_s);
    rig.press(Qt::Key_Left);
    QVERIFY(text(rig, "timelineRun").contains(u"13:00"_s));
    rig.press(Qt::Key_Left);
    QVERIFY(text(rig, "timelineRun").contains(u"13:00"_s)); // it is the first
    rig.press(Qt::Key_Down);
    QCOMPARE(text(rig, "timelineRun"), u"2 – backup: 1 run, the next Sat 28 Mar 2026 13:03 UTC, once"_s);
    QCOMPARE(lanes(rig)->accessibleDescription(), text(rig, "timelineRun"));
    rig.press(Qt::Key_End);
    QVERIFY(text(rig, "timelineRun").startsWith(u"3 – package"_s));
}

void TimelineTest::whatIsSelectedHereIsSelectedThere()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.press(Qt::Key_Home);
    QCOMPARE(rig.selected(), u"1"_s);
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.selected(), u"2"_s);
    QCOMPARE(rig.field(u"Name"_s), u"2"_s);
    rig.press(Qt::Key_1, Qt::ControlModifier);
    rig.selectJob(u"3"_s);
    rig.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY(text(rig, "timelineRun").startsWith(u"3 – package"_s));
    QCOMPARE(rig.selected(), u"3"_s);
}

void TimelineTest::shiftExtendsTheSelection()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    const auto selected = [&rig] {
        return rig.table()->selectionModel()->selectedRows().size();
    };
    rig.press(Qt::Key_Home);
    QCOMPARE(selected(), 1);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(), 2);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(), 3);
    rig.press(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(selected(), 2);
    rig.press(Qt::Key_Down);
    QCOMPARE(selected(), 1);
}

// Whoever looks at the lanes sees no sign of a job that does not run in their time.
void TimelineTest::nothingIsDeletedThatHasNoLane()
{
    const QString soon = QDateTime::currentDateTimeUtc().addSecs(3600).toString(Qt::ISODate);
    const QString late = QDateTime::currentDateTimeUtc().addDays(300).toString(Qt::ISODate);
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"next_run"_s, soon}}),
                     ListServer::job(2, {{u"next_run"_s, late}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"2"_s);
    QVERIFY(rig.action("deleteJob")->isEnabled());
    QVERIFY(showTimeline(rig));
    QTRY_VERIFY(text(rig, "timelineSummary").contains(u"1 selected job does not run in this time"_s));
    QVERIFY(!rig.action("deleteJob")->isEnabled());
    rig.press(Qt::Key_Delete);
    QVERIFY(rig.window.statusBar()->currentMessage().contains(u"does not run in this time"_s));
    QVERIFY(rig.window.deletions()->countingDown().isEmpty());
    // What has a lane can be deleted from it.
    rig.press(Qt::Key_Home);
    QVERIFY(text(rig, "timelineSummary").startsWith(u"1 of 2 jobs run"_s));
    QVERIFY(rig.action("deleteJob")->isEnabled());
    rig.press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(rig.action("deleteJob")->isEnabled());
}

void TimelineTest::allIsWhatHasALane()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(rig.table()->selectionModel()->selectedRows().size(), 3);
}

void TimelineTest::aClickOnARunSelectsItsJob()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    QWidget *viewport = lanes(rig)->viewport();
    const QWidget *bars = strip(rig);
    const int laneHeight = viewport->fontMetrics().height() + 8;
    // Job 3 runs 13 and a half of 24 hours from the start on.
    const int x = viewport->width() - bars->width() + int(bars->width() * 13.5 / 24);
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {x, laneHeight * 2 + laneHeight / 2});
    QCOMPARE(rig.selected(), u"3"_s);
    QVERIFY2(text(rig, "timelineRun").contains(u"runs Sun 29 Mar 2026 01:30 UTC"_s),
             qPrintable(text(rig, "timelineRun")));
    // Where nothing runs, it is the lane.
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {x + 60, laneHeight / 2});
    QCOMPARE(rig.selected(), u"1"_s);
    QVERIFY(text(rig, "timelineRun").contains(u"4 runs"_s));
}

void TimelineTest::aFilterApplies()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"backup"_s);
    QTRY_VERIFY(text(rig, "timelineSummary").startsWith(u"1 of 1 job run"_s));
    rig.press(Qt::Key_Return);
    QVERIFY(lanes(rig)->hasFocus());
    rig.press(Qt::Key_Escape);
    QTRY_VERIFY(text(rig, "timelineSummary").startsWith(u"3 of 4 jobs"_s));
}

void TimelineTest::lanesOfGroupsTellTheirJobs()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    choose(rig, "laneChoice", u"By task or plan"_s);
    lanes(rig)->setFocus();
    QTRY_COMPARE((rig.press(Qt::Key_End), text(rig, "timelineRun")),
                 u"package: 5 runs, the first Sat 28 Mar 2026 13:00 UTC (1 – package, 3 – package)"_s);
    QTRY_COMPARE(rig.table()->selectionModel()->selectedRows().size(), 2);
}

void TimelineTest::nodesThatNobodyKnowsHaveALane()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    choose(rig, "laneChoice", u"By target node"_s);
    lanes(rig)->setFocus();
    QTRY_VERIFY((rig.press(Qt::Key_End), text(rig, "timelineRun").startsWith(u"Targets unknown: 1 run"_s)));
    QCOMPARE(rig.selected(), u"3"_s);
    rig.press(Qt::Key_Home);
    QVERIFY(text(rig, "timelineRun").startsWith(u"db1: 5 runs"_s));
}

void TimelineTest::anotherRangeIsLookedAt()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    choose(rig, "range", u"Next 4 weeks"_s);
    QTRY_VERIFY(text(rig, "timelineSummary").startsWith(u"4 of 4 jobs run"_s));
    auto *range = rig.window.findChild<QComboBox *>(u"range"_s);
    range->setFocus();
    QTest::keyClick(range, Qt::Key_Down); // "Other range"
    QDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = rig.window.findChild<QDialog *>(u"rangeDialog"_s)) && dialog->isVisible());
    auto *from = dialog->findChild<QDateTimeEdit *>(u"from"_s);
    auto *to = dialog->findChild<QDateTimeEdit *>(u"to"_s);
    to->setDateTime(QDateTime(QDate(2026, 3, 1), QTime(0, 0), Qt::UTC));
    QVERIFY(!dialog->findChild<QPushButton *>()->isEnabled());
    from->setDateTime(QDateTime(QDate(2026, 4, 20), QTime(0, 0), Qt::UTC));
    to->setDateTime(QDateTime(QDate(2026, 4, 21), QTime(0, 0), Qt::UTC));
    QTest::keyClick(dialog, Qt::Key_Return);
    // Job 1 four times, jobs 3 and 4 once.
    QTRY_VERIFY2(text(rig, "timelineSummary").startsWith(u"3 of 4 jobs run in this time, 6 runs in all."_s),
                 qPrintable(text(rig, "timelineSummary")));
    // What is looked at stands there, and asking again starts from it.
    QCOMPARE(range->currentText(), u"Mon 20 Apr 2026 00:00 UTC – Tue 21 Apr 2026 00:00 UTC"_s);
    QTest::keyClick(range, Qt::Key_Down);
    QTRY_VERIFY((dialog = rig.window.findChild<QDialog *>(u"rangeDialog"_s)) && dialog->isVisible());
    QCOMPARE(dialog->findChild<QDateTimeEdit *>(u"from"_s)->date(), QDate(2026, 4, 20));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCOMPARE(range->currentText(), u"Mon 20 Apr 2026 00:00 UTC – Tue 21 Apr 2026 00:00 UTC"_s);
    choose(rig, "range", u"Next 4 weeks"_s);
    QTRY_VERIFY(text(rig, "timelineSummary").startsWith(u"4 of 4 jobs run"_s));
}

void TimelineTest::draggingOverTheStripZooms()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    QWidget *bars = strip(rig);
    auto *whole = rig.window.findChild<QToolButton *>(u"zoomWhole"_s);
    QVERIFY(!whole->isEnabled());
    const int y = 10;
    QTest::mousePress(bars, Qt::LeftButton, {}, {0, y});
    QTest::mouseMove(bars, {bars->width() / 4, y});
    QTest::mouseMove(bars, {bars->width() / 2, y});
    QTest::mouseRelease(bars, Qt::LeftButton, {}, {bars->width() / 2, y});
    QVERIFY(whole->isEnabled());
    // Twelve hours are as wide as the strip: job 1 runs at one and seven of them.
    QWidget *viewport = lanes(rig)->viewport();
    const int laneHeight = viewport->fontMetrics().height() + 8;
    const int x = viewport->width() - bars->width() + bars->width() * 7 / 12;
    QTest::mouseClick(viewport, Qt::LeftButton, {}, {x, laneHeight / 2});
    QVERIFY2(text(rig, "timelineRun").contains(u"runs Sat 28 Mar 2026 19:00 UTC"_s),
             qPrintable(text(rig, "timelineRun")));
    rig.click(whole);
    QVERIFY(!whole->isEnabled());
}

void TimelineTest::keysZoom()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    const auto *whole = rig.window.findChild<QToolButton *>(u"zoomWhole"_s);
    rig.press(Qt::Key_Plus);
    QVERIFY(whole->isEnabled());
    rig.press(Qt::Key_Minus);
    QVERIFY(!whole->isEnabled());
    rig.press(Qt::Key_Plus);
    rig.press(Qt::Key_Plus);
    rig.press(Qt::Key_0);
    QVERIFY(!whole->isEnabled());
}

void TimelineTest::theLoadStripTellsRunsOfABar()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    QWidget *bars = strip(rig);
    bars->setFocus();
    QTRY_VERIFY(!bars->accessibleDescription().isEmpty());
    rig.press(Qt::Key_Home);
    QVERIFY2(text(rig, "timelineRun").startsWith(u"Sat 28 Mar 2026 12:00 – 12:"_s),
             qPrintable(text(rig, "timelineRun")));
    QVERIFY(text(rig, "timelineRun").endsWith(u"0 runs"_s));
    for (int i = 0; i < 200 && !text(rig, "timelineRun").contains(u" 13:00 –"_s); ++i)
        rig.press(Qt::Key_Right);
    QVERIFY2(text(rig, "timelineRun").endsWith(u": 2 runs"_s), qPrintable(text(rig, "timelineRun")));
    rig.press(Qt::Key_Space);
    QCOMPARE(rig.table()->selectionModel()->selectedRows().size(), 2);
}

void TimelineTest::pileUpsGoToTheirJobs()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.click(rig.window.findChild<QToolButton *>(u"showPileUps"_s));
    auto *rows = rig.window.findChild<QTreeWidget *>(u"pileUpRows"_s);
    QTRY_COMPARE(rows->topLevelItemCount(), 1);
    const QTreeWidgetItem *item = rows->topLevelItem(0);
    QCOMPARE(item->text(0), u"db1"_s);
    QCOMPARE(item->text(1), u"2"_s);
    QCOMPARE(item->text(2), u"Sat 28 Mar 2026 13:00 UTC"_s);
    QCOMPARE(item->text(3), u"1"_s);
    QVERIFY(text(rig, "pileUpText").contains(u"Targets unknown: 1 job, which may run on any node."_s));
    rows->setFocus();
    QTest::keyClick(rows, Qt::Key_Down);
    QTest::keyClick(rows, Qt::Key_Return);
    QCOMPARE(rig.table()->selectionModel()->selectedRows().size(), 2);
    // Three minutes apart is within three minutes, and not within two.
    rig.window.findChild<QSpinBox *>(u"within"_s)->setValue(3);
    QTRY_VERIFY(text(rig, "pileUpText").startsWith(u"1 node"_s));
    rig.window.findChild<QSpinBox *>(u"within"_s)->setValue(2);
    QTRY_VERIFY(text(rig, "pileUpText").startsWith(u"None among the 2 jobs that list their nodes."_s));
    QCOMPARE(rows->topLevelItemCount(), 0);
}

void TimelineTest::quietWindowsOfALength()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    rig.click(rig.window.findChild<QToolButton *>(u"showPileUps"_s));
    auto *rows = rig.window.findChild<QTreeWidget *>(u"quietRows"_s);
    auto *busy = rig.window.findChild<QTreeWidget *>(u"busyRows"_s);
    QTRY_VERIFY(busy->topLevelItemCount() > 0);
    QCOMPARE(busy->topLevelItem(0)->text(0), u"Sat 28 Mar 2026 13:00 – 14:00 UTC"_s);
    QCOMPARE(busy->topLevelItem(0)->text(1), u"2"_s);
    rig.window.findChild<QSpinBox *>(u"least"_s)->setValue(5 * 60 + 50);
    // 13:03 to 19:00 and 19:00 to 1:00; the night of job 3 is shorter.
    QTRY_COMPARE(rows->topLevelItemCount(), 2);
    QCOMPARE(rows->topLevelItem(0)->text(0), u"Sat 28 Mar 2026 13:03 – 19:00 UTC"_s);
    QCOMPARE(rows->topLevelItem(0)->text(1), u"5 h 57 min"_s);
}

void TimelineTest::theTimeZoneIsOneForTheWholeWindow()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(ShownZone::set(u"Asia/Kolkata"_s));
    rig.window.applyPreferences();
    QVERIFY(rig.text(0, u"Next Run"_s).startsWith(u"28 Mar 2026 18:30"_s));
    QVERIFY(showTimeline(rig));
    rig.press(Qt::Key_Home);
    QVERIFY2(text(rig, "timelineRun").contains(u"Sat 28 Mar 2026 18:30 IST"_s),
             qPrintable(text(rig, "timelineRun")));
    QVERIFY(rig.choose({u"View"_s, u"Time Zone"_s, u"UTC"_s}));
    QCOMPARE(ShownZone::id(), u"UTC"_s);
    QVERIFY(rig.text(0, u"Next Run"_s).startsWith(u"28 Mar 2026 13:00"_s));
    QCOMPARE(rig.window.findChild<QToolButton *>(u"zoneButton"_s)->text(), u"Times: UTC"_s);
}

void TimelineTest::anotherZoneIsChosenByItsName()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(rig.choose({u"View"_s, u"Time Zone"_s, u"Other…"_s}));
    auto *dialog = rig.window.findChild<QDialog *>(u"zoneDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    auto *zone = dialog->findChild<QComboBox *>(u"zone"_s);
    zone->setEditText(u"Europe/Atlantis"_s);
    QVERIFY(!dialog->findChild<QPushButton *>()->isEnabled());
    zone->setEditText(u"Europe/Berlin"_s);
    QVERIFY(dialog->findChild<QPushButton *>()->isEnabled());
    dialog->accept();
    QCOMPARE(ShownZone::id(), u"Europe/Berlin"_s);
    QVERIFY(rig.text(0, u"Next Run"_s).startsWith(u"28 Mar 2026 14:00"_s));
}

void TimelineTest::aFileIsTakenToBeOfAnotherMoment()
{
    WindowRig rig;
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    QVERIFY(!rig.text(0, u"Next Run"_s).contains(u"overdue"_s));
    const ConcernCounts counts(rig.window.jobs());
    const auto overdue = [&counts] {
        return counts.counts() ? int((*counts.counts())[std::size_t(Concern::Overdue)]) : -1;
    };
    QCOMPARE(overdue(), 0);
    QVERIFY(rig.choose({u"View"_s, u"As Of…"_s}));
    auto *dialog = rig.window.findChild<QDialog *>(u"asOfDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(dialog->findChild<QRadioButton *>(u"ofFile"_s)->isChecked());
    dialog->findChild<QRadioButton *>(u"other"_s)->click();
    dialog->findChild<QDateTimeEdit *>(u"moment"_s)
        ->setDateTime(QDateTime(QDate(2026, 4, 19), QTime(12, 0), Qt::UTC));
    QTest::keyClick(dialog, Qt::Key_Return);
    // Job 2 has had its time, job 4 comes.
    QTRY_VERIFY2(text(rig, "timelineSummary").startsWith(u"3 of 4 jobs run in this time, 6 runs in all."_s),
                 qPrintable(text(rig, "timelineSummary")));
    QVERIFY(rig.shows(u"As of 19 Apr 2026 12:00 (chosen)"_s) ||
            rig.shows(u"As of 19 Apr 2026 12:00:00 (chosen)"_s));
    QVERIFY(rig.text(rig.rowOf(u"2"_s), u"Next Run"_s).contains(u"overdue"_s));
    // The counts follow at once, and not with the next minute.
    QCOMPARE(overdue(), 3);
}

void TimelineTest::localTimesThatMoveAreTold()
{
    WindowRig rig;
    QVERIFY(openSample(rig, {jobOf(u"3"_s, u"2026-03-28T21:30:00Z"_s, 86400)}));
    QVERIFY(ShownZone::set(u"Europe/Berlin"_s));
    rig.window.applyPreferences();
    rig.selectJob(u"3"_s);
    QCOMPARE(rig.field(u"Clock change"_s), u"The interval is in seconds, so the local time of its runs moves "
                                           u"with the clocks: from 22:30 to 23:30 "
                                           "on Sun 29 Mar 2026."_s);
    QVERIFY(ShownZone::set(u"UTC"_s));
    rig.window.applyPreferences();
    QCOMPARE(rig.field(u"Clock change"_s), QString());
}

void TimelineTest::aRunOnceAYearFindsTheClocksAsTheyWere()
{
    WindowRig rig;
    QVERIFY(openSample(rig, {jobOf(u"3"_s, u"2026-11-27T06:00:00Z"_s, 365 * 86400)}));
    QVERIFY(ShownZone::set(u"America/New_York"_s));
    rig.window.applyPreferences();
    rig.selectJob(u"3"_s);
    QCOMPARE(rig.field(u"Clock change"_s), QString());
}

void TimelineTest::picturesAreWritten()
{
    WindowRig rig;
    QVERIFY(!rig.action("saveTimeline")->isEnabled());
    QVERIFY(openSample(rig));
    QVERIFY(showTimeline(rig));
    QTRY_VERIFY(rig.action("saveTimeline")->isEnabled());
    for (const QString &suffix : {u"png"_s, u"svg"_s, u"pdf"_s}) {
        const QString path = rig.path(u"timeline."_s + suffix);
        rig.action("saveTimeline")->trigger();
        QFileDialog *dialog = nullptr;
        QTRY_VERIFY((dialog = rig.window.findChild<QFileDialog *>(u"saveTimelineDialog"_s)) != nullptr);
        Q_EMIT dialog->fileSelected(path);
        dialog->close();
        QTRY_VERIFY(QFile::exists(path));
        QTRY_VERIFY(rig.window.findChild<QFileDialog *>(u"saveTimelineDialog"_s) == nullptr);
    }
    const QImage image(rig.path(u"timeline.png"_s));
    QVERIFY(image.width() >= 800);
    QFile svg(rig.path(u"timeline.svg"_s));
    QVERIFY(svg.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&svg);
    QString texts;
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::Characters)
            texts += xml.text();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(texts.contains(u"2 – backup"_s));
    QVERIFY(texts.contains(u"times: UTC"_s));
    QFile pdf(rig.path(u"timeline.pdf"_s));
    QVERIFY(pdf.open(QIODevice::ReadOnly));
    QVERIFY(pdf.readAll().startsWith("%PDF-"));
}

void TimelineTest::aPictureOfManyLanesSaysWhichItShows()
{
    QList<QJsonObject> jobs;
    for (int i = 1; i <= 250; ++i)
        jobs << jobOf(QString::number(i), u"2026-03-28T13:00:00Z"_s, 3600);
    WindowRig rig;
    QVERIFY(openSample(rig, jobs));
    QVERIFY(showTimeline(rig));
    rig.action("saveTimeline")->trigger();
    QFileDialog *dialog = nullptr;
    QTRY_VERIFY((dialog = rig.window.findChild<QFileDialog *>(u"saveTimelineDialog"_s)) != nullptr);
    const QString path = rig.path(u"timeline.svg"_s);
    Q_EMIT dialog->fileSelected(path);
    dialog->close();
    QTRY_COMPARE(rig.window.statusBar()->currentMessage(),
                 u"Saved the first 200 of 250 lanes of the timeline to timeline.svg."_s);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray svg = file.readAll();
    QVERIFY(svg.contains("Lanes 1 to 200 of 250. ") && svg.contains("jobs.json"));
}

void TimelineTest::aLongListIsReadToItsEnd()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2500);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(!rig.window.jobs()->status().isWhole);
    rig.press(Qt::Key_2, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(rig.window.jobs()->status().isWhole, 20'000);
    QTRY_VERIFY(text(rig, "timelineSummary").contains(u"of 2,500 jobs"_s));
}

void TimelineTest::mirroredKeysGoWithTime()
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    {
        WindowRig rig;
        QVERIFY(openSample(rig));
        QVERIFY(showTimeline(rig));
        rig.press(Qt::Key_Home);
        rig.press(Qt::Key_Left);
        rig.press(Qt::Key_Left);
        QVERIFY(text(rig, "timelineRun").contains(u"19:00"_s));
        // The start is at the right end.
        QWidget *viewport = lanes(rig)->viewport();
        const int width = strip(rig)->width();
        const int laneHeight = viewport->fontMetrics().height() + 8;
        QTest::mouseClick(viewport, Qt::LeftButton, {}, {width - width / 24, laneHeight / 2});
        QVERIFY2(text(rig, "timelineRun").contains(u"13:00"_s), qPrintable(text(rig, "timelineRun")));
    }
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void TimelineTest::nothingRuns()
{
    WindowRig rig;
    QVERIFY(openSample(rig, {jobOf(u"2"_s, u"2026-01-01T00:00:00Z"_s, 0)}));
    QVERIFY(showTimeline(rig));
    QVERIFY(text(rig, "timelineSummary").startsWith(u"0 of 1 job run in this time, 0 runs in all."_s));
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Right);
    QCOMPARE(text(rig, "timelineRun"), QString());
}

CALLBOARD_TEST_MAIN(TimelineTest, QApplication)
#include "tst_timeline.moc"
