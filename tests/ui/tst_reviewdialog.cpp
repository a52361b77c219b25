// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "orchestratorsource.h"
#include "reviewdialog.h"
#include "reviewlist.h"
#include "windowrig.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// The review before several jobs are deleted: what it lists, what it asks for, and that nothing but what was
/// reviewed is ever sent, and to nobody else.
class ReviewDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void listsExactlyWhatWillGo();
    void listsWhatStaysAndWhy();
    void whatRunsWithinMinutesComesFirst();
    void tellsHowOftenAJobRuns_data();
    void tellsHowOftenAJobRuns();
    void sortsByEveryColumn();
    void sortsByTheKeyboard();
    void sendsWhatWasReviewed();
    void cancelIsWhatKeysDo_data();
    void cancelIsWhatKeysDo();
    void moreThan25AskForTheNumber();
    void theNumberMayHaveSeparators();
    void productionAsksForItsName();
    void aRunBeforeTheEndOfTheCountdownSendsAllAtOnce();
    void aRunThatComesNearMeanwhileIsTold();
    void jobsBarredMeanwhileMoveToTheOtherList();
    void aConnectionThatBecameReadOnlySendsNothing();
    void aJobUnderWayStays();
    void recordsOfOneNameAreOneJob();
    void disablingSaysSo();
    void exportsATable();
    void exportsTheRecords();
    void tellsWhenAnExportFails();
    void copiesTheMarkedRows();
    void serversWordsAreNoMarkup();
    void everythingHasANameAndIsReached();
    void fitsOnASmallScreen();
    void tenThousandAreListed();

    void aHeldDelDeletesNothing();
    void aHeldSpaceDeletesNothing();
    void aDoubleClickOnDeleteDeletesNothing();
    void returnAfterDelDeletesNothing();
    void aSecondDelOpensNothing();
    void aDoubleClickOnTheButtonSendsOnce();
    void aRefreshMeanwhileChangesNothing();
    void aSortMeanwhileChangesNothing();
    void rowsThatMovedBeforeAreSentByName();
    void aReconnectMeanwhileStillMeansTheReviewedServer();
    void aSearchMeanwhileChangesNothing();
    void hiddenJobsAreNeverSent();
    void closingTheWindowSendsNothing();

private:
    static constexpr auto Now = std::chrono::milliseconds(0);

    ReviewDialog *dialog() const { return rig->window.findChild<ReviewDialog *>(); }
    ReviewList *going() const { return dialog()->findChild<ReviewList *>(u"reviewGoing"_s); }
    ReviewList *staying() const { return dialog()->findChild<ReviewList *>(u"reviewStaying"_s); }
    QPushButton *act() const { return dialog()->findChild<QPushButton *>(u"act"_s); }
    QLineEdit *edit(const char *name) const
    {
        return dialog()->findChild<QLineEdit *>(QString::fromLatin1(name));
    }
    static QStringList names(const ReviewList *list)
    {
        QStringList result;
        for (int row = 0; row < list->model()->rowCount(); ++row)
            result << list->model()->index(row, 0).data().toString();
        return result;
    }
    static QString cell(const ReviewList *list, int row, const QString &title)
    {
        for (int column = 0; column < list->model()->columnCount(); ++column) {
            if (list->model()->headerData(column, Qt::Horizontal).toString() == title)
                return list->model()->index(row, column).data().toString();
        }
        return u"no such column"_s;
    }
    bool says(const QString &text) const
    {
        const auto labels = dialog()->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) {
            return label->isVisible() && label->text().contains(text);
        });
    }
    void refresh()
    {
        server->clearRequests();
        rig->press(Qt::Key_F5);
        QTRY_VERIFY(!listRequests(*server).isEmpty());
        QVERIFY(rig->rests());
    }
    void selectJobs(const QStringList &jobs)
    {
        for (const QString &name : jobs) {
            const QModelIndex index = rig->cell(rig->rowOf(name), u"Name"_s);
            rig->table()->scrollTo(index);
            QTest::mouseClick(rig->table()->viewport(), Qt::LeftButton,
                              name == jobs.constFirst() ? Qt::NoModifier : Qt::ControlModifier,
                              rig->table()->visualRect(index).center());
        }
    }
    void review(const QStringList &jobs)
    {
        selectJobs(jobs);
        rig->press(Qt::Key_Delete);
        QVERIFY(dialog() && dialog()->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(dialog()));
    }
    void reviewAll(int count)
    {
        server->jobs() = ListServer::jobs(1, count);
        refresh();
        rig->press(Qt::Key_A, Qt::ControlModifier);
        rig->press(Qt::Key_Delete);
        QVERIFY(dialog() && dialog()->isVisible());
        QVERIFY(QTest::qWaitForWindowActive(dialog()));
    }
    /// Once the button can be pressed.
    void confirm()
    {
        QTRY_VERIFY(act()->isEnabled());
        QTest::mouseClick(act(), Qt::LeftButton);
    }
    /// In which the button can't be pressed.
    void waitForThePause()
    {
        const QPointer<QPushButton> button = act();
        QTRY_VERIFY(!button || button->isEnabled());
    }
    static QStringList deletedOn(const ListServer &where)
    {
        QStringList result;
        for (const LoopbackRequest &request : where.requests("DELETE"))
            result << QString::fromLatin1(request.target).section(u'/', -1);
        result.sort();
        return result;
    }
    QStringList deleted() const { return deletedOn(*server); }
    bool isUnderWay() const
    {
        return !rig->window.deletions()->countingDown().isEmpty() ||
               !rig->window.deletions()->underWay().isEmpty();
    }
    static QString inSeconds(int seconds)
    {
        return QDateTime::currentDateTimeUtc().addSecs(seconds).toString(Qt::ISODate);
    }
    Connection production() const
    {
        Connection connection = connectionTo(*server);
        connection.name = u"pe-prod"_s;
        connection.isProduction = true;
        return connection;
    }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void ReviewDialogTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 9);
    rig = std::make_unique<WindowRig>();
    rig->window.deletions()->setUndoTime(Now);
    QVERIFY(rig->connectTo(*server));
}

void ReviewDialogTest::cleanup()
{
    rig.reset();
    server.reset();
}

void ReviewDialogTest::listsExactlyWhatWillGo()
{
    const QJsonObject hourly{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}}}};
    server->jobs()[4] =
        ListServer::job(5, {{u"environment"_s, u"staging"_s}, {u"schedule_options"_s, hourly}});
    refresh();
    review({u"7"_s, u"2"_s, u"5"_s});
    const QAbstractItemModelTester tester(going()->model());
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
    QCOMPARE(cell(going(), 1, u"Type"_s), u"task"_s);
    QCOMPARE(cell(going(), 1, u"Task or Plan"_s), u"echo"_s);
    QCOMPARE(cell(going(), 1, u"Environment"_s), u"staging"_s);
    QCOMPARE(cell(going(), 1, u"Owner"_s), u"Fred"_s);
    QVERIFY(cell(going(), 1, u"Next Run"_s).startsWith("1 Jan 2030 00:05"_L1));
    QCOMPARE(cell(going(), 1, u"Runs a Day"_s), u"24"_s);
    QCOMPARE(cell(going(), 0, u"Runs a Day"_s), u"once"_s);
    QCOMPARE(cell(going(), 1, u"Note"_s), QString());
    QVERIFY(going()->isColumnHidden(7));
    QVERIFY(says(u"Delete 3 jobs from "_s + connectionTo(*server).label()));
    QVERIFY(says(server->url("/orchestrator/v1").toString()));
    QCOMPARE(act()->text(), u"Delete 3 Jobs"_s);
    QVERIFY(!dialog()->findChild<QTabWidget *>()->isTabVisible(1));
    QVERIFY(!edit("reviewNumber")->isVisible());
    QVERIFY(!edit("reviewName")->isVisible());
    QVERIFY(!says(u"PRODUCTION"_s));
}

void ReviewDialogTest::listsWhatStaysAndWhy()
{
    server->jobs()[1] = ListServer::job(2, {{u"name"_s, u""_s}});
    server->jobs()[2] = ListServer::job(3, {{u"name"_s, u".."_s}});
    refresh();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    const QAbstractItemModelTester tester(staying()->model());
    QCOMPARE(names(going()).size(), 7);
    QCOMPARE(names(staying()), (QStringList{u""_s, u".."_s}));
    QVERIFY(cell(staying(), 0, u"Why Not"_s).startsWith("This job has no name"_L1));
    QVERIFY(cell(staying(), 1, u"Why Not"_s).startsWith("The name of this job can't"_L1));
    const auto *tabs = dialog()->findChild<QTabWidget *>();
    QVERIFY(tabs->isTabVisible(1));
    QCOMPARE(tabs->currentIndex(), 0);
    QCOMPARE(tabs->tabText(0), u"Will Be &Deleted (7)"_s);
    QCOMPARE(tabs->tabText(1), u"&Stay (2)"_s);
    QCOMPARE(act()->text(), u"Delete 7 Jobs"_s);
    confirm();
    QTRY_COMPARE(deleted(), (QStringList{u"1"_s, u"4"_s, u"5"_s, u"6"_s, u"7"_s, u"8"_s, u"9"_s}));
}

void ReviewDialogTest::whatRunsWithinMinutesComesFirst()
{
    server->jobs()[6] = ListServer::job(7, {{u"next_run"_s, inSeconds(9 * 60)}});
    server->jobs()[4] = ListServer::job(5, {{u"next_run"_s, inSeconds(3 * 60 + 30)}});
    server->jobs()[3] = ListServer::job(4, {{u"next_run"_s, inSeconds(20 * 60)}});
    refresh();
    rig->clickHeader(u"Name"_s);
    QVERIFY(rig->rests());
    review({u"1"_s, u"4"_s, u"5"_s, u"7"_s});
    QCOMPARE(names(going()), (QStringList{u"5"_s, u"7"_s, u"1"_s, u"4"_s}));
    QCOMPARE(cell(going(), 0, u"Note"_s), u"⚠ runs in 3 min"_s);
    QCOMPARE(cell(going(), 1, u"Note"_s), u"⚠ runs in 8 min"_s);
    QCOMPARE(cell(going(), 3, u"Note"_s), QString());
    QVERIFY(!going()->isColumnHidden(7));
    QVERIFY(says(u"2 of them run"_s));
}

void ReviewDialogTest::tellsHowOftenAJobRuns_data()
{
    QTest::addColumn<QJsonValue>("options");
    QTest::addColumn<QString>("text");
    const auto every = [](qint64 seconds) {
        return QJsonValue(
            QJsonObject{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, seconds}}}});
    };
    QTest::newRow("minute") << every(60) << u"1,440"_s;
    QTest::newRow("hour") << every(3600) << u"24"_s;
    QTest::newRow("five hours") << every(5 * 3600) << u"4.8"_s;
    QTest::newRow("twelve hours") << every(12 * 3600) << u"2"_s;
    QTest::newRow("day") << every(86400) << u"1"_s;
    QTest::newRow("week") << every(7 * 86400) << u"0.143"_s;
    QTest::newRow("two days") << every(2 * 86400) << u"0.5"_s;
    QTest::newRow("ten years") << every(qint64{3650} * 86400) << u"under 0.001"_s;
    QTest::newRow("once") << QJsonValue(QJsonObject()) << u"once"_s;
    QTest::newRow("null") << QJsonValue() << u"once"_s;
    QTest::newRow("odd") << QJsonValue(7) << u"unknown"_s;
}

void ReviewDialogTest::tellsHowOftenAJobRuns()
{
    QFETCH(const QJsonValue, options);
    QFETCH(const QString, text);
    server->jobs() = {ListServer::job(1, {{u"schedule_options"_s, options}})};
    refresh();
    QCOMPARE(runsADayText(rig->window.jobs()->jobAt(0)), text);
}

void ReviewDialogTest::sortsByEveryColumn()
{
    const auto every = [](int seconds) {
        return QJsonObject{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, seconds}}}};
    };
    server->jobs() = {ListServer::job(10, {{u"schedule_options"_s, every(60)}}),
                      ListServer::job(9, {{u"environment"_s, u"alpha"_s}}),
                      ListServer::job(100, {{u"schedule_options"_s, every(3600)}})};
    refresh();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    const QAbstractItemModelTester tester(going()->model());
    const QStringList first = names(going());
    going()->selectRow(0);
    const QString marked = first.constFirst();
    going()->sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE(names(going()), (QStringList{u"100"_s, u"10"_s, u"9"_s}));
    QVERIFY(going()->markedText().startsWith(marked + u'\t'));
    going()->sortByColumn(3, Qt::AscendingOrder);
    QCOMPARE(names(going()).constFirst(), u"9"_s);
    // What has no number comes last either way.
    going()->sortByColumn(6, Qt::AscendingOrder);
    QCOMPARE(names(going()), (QStringList{u"100"_s, u"10"_s, u"9"_s}));
    going()->sortByColumn(6, Qt::DescendingOrder);
    QCOMPARE(names(going()), (QStringList{u"10"_s, u"100"_s, u"9"_s}));
    going()->sortByColumn(-1, Qt::AscendingOrder);
    QCOMPARE(names(going()), first);
    going()->sortByColumn(0, Qt::DescendingOrder);
    confirm();
    QTRY_COMPARE(deleted(), (QStringList{u"10"_s, u"100"_s, u"9"_s}));
}

void ReviewDialogTest::sortsByTheKeyboard()
{
    review({u"2"_s, u"5"_s, u"7"_s});
    going()->setFocus();
    rig->press(Qt::Key_Down);
    rig->press(Qt::Key_F10, Qt::ShiftModifier);
    auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (int step = 0;
         step < 20 && !(menu->activeAction() && menu->activeAction()->text() == "Sort by Name"_L1); ++step)
        rig->press(Qt::Key_Down);
    rig->press(Qt::Key_Return);
    QTRY_COMPARE(going()->horizontalHeader()->sortIndicatorSection(), 0);
    QVERIFY(dialog()->isVisible());
}

void ReviewDialogTest::sendsWhatWasReviewed()
{
    review({u"2"_s, u"5"_s, u"7"_s});
    QVERIFY(deleted().isEmpty());
    confirm();
    QTRY_COMPARE(deleted(), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
    QTRY_VERIFY(!dialog());
    QTRY_COMPARE(rig->rows(), 6);
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
}

void ReviewDialogTest::cancelIsWhatKeysDo_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<bool>("onTheButton");
    QTest::newRow("Return") << Qt::Key_Return << false;
    QTest::newRow("Enter") << Qt::Key_Enter << false;
    QTest::newRow("Escape") << Qt::Key_Escape << false;
    QTest::newRow("Space") << Qt::Key_Space << false;
    QTest::newRow("Return on the button") << Qt::Key_Return << true;
    QTest::newRow("Escape on the button") << Qt::Key_Escape << true;
}

void ReviewDialogTest::cancelIsWhatKeysDo()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const bool, onTheButton);
    review({u"2"_s, u"5"_s});
    waitForThePause();
    if (onTheButton)
        act()->setFocus();
    rig->press(key);
    QTRY_VERIFY(!dialog());
    QVERIFY(!isUnderWay());
    QVERIFY(deleted().isEmpty());
    // What was selected still is.
    QCOMPARE(qobject_cast<JobTable *>(rig->table())->selectedCount(), 2);
}

void ReviewDialogTest::moreThan25AskForTheNumber()
{
    reviewAll(25);
    QVERIFY(!edit("reviewNumber")->isVisible());
    waitForThePause();
    rig->press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());

    reviewAll(26);
    QVERIFY(edit("reviewNumber")->isVisible());
    QVERIFY(says(u"Type 26 to go on:"_s));
    const auto waitForCheck = [this](bool enabled) {
        return QTest::qWaitFor([&] { return act()->isEnabled() == enabled; }, 1500);
    };
    edit("reviewNumber")->setFocus();
    rig->type(u"2"_s);
    QVERIFY(!waitForCheck(true));
    rig->type(u"5"_s);
    QVERIFY(!act()->isEnabled());
    rig->press(Qt::Key_Backspace);
    rig->type(u"6"_s);
    QVERIFY(act()->isEnabled());
    rig->type(u"0"_s);
    QVERIFY(!act()->isEnabled());
    rig->press(Qt::Key_Backspace);
    QVERIFY(act()->isEnabled());
    // Return in the field does not delete.
    rig->press(Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(!isUnderWay());
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::theNumberMayHaveSeparators()
{
    reviewAll(1200);
    QVERIFY(says(u"Type 1,200 to go on:"_s));
    edit("reviewNumber")->setText(u"1,200"_s);
    QTRY_VERIFY(act()->isEnabled());
    for (const QString &text : {u"1200"_s, u" 1 200 "_s, u"1,200 "_s}) {
        edit("reviewNumber")->setText(text);
        QVERIFY2(act()->isEnabled(), qPrintable(text));
    }
    for (const QString &text : {u""_s, u"1.2"_s, u"-1200"_s, u"1201"_s, u"12000"_s, u"yes"_s}) {
        edit("reviewNumber")->setText(text);
        QVERIFY2(!act()->isEnabled(), qPrintable(text));
    }
}

void ReviewDialogTest::productionAsksForItsName()
{
    server->jobs() = ListServer::jobs(1, 30);
    rig->window.connectTo(production());
    QVERIFY(rig->rests());
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    QVERIFY(says(u"PRODUCTION"_s));
    QVERIFY(says(u"Delete 30 jobs from pe-prod?"_s));
    QVERIFY(says(u"Type the name of the connection, pe-prod, to go on:"_s) ||
            says(u"T&ype the name of the connection, pe-prod, to go on:"_s));
    edit("reviewName")->setText(u"pe-prod"_s);
    QVERIFY(!QTest::qWaitFor([this] { return act()->isEnabled(); }, 1000));
    edit("reviewNumber")->setText(u"30"_s);
    QVERIFY(act()->isEnabled());
    edit("reviewName")->setText(u"pe-prod2"_s);
    QVERIFY(!act()->isEnabled());
    edit("reviewName")->setText(u"PE-PROD"_s);
    QVERIFY(!act()->isEnabled());
    edit("reviewName")->setText(u"pe-prod"_s);
    confirm();
    QTRY_COMPARE(deleted().size(), 30);
}

void ReviewDialogTest::aRunBeforeTheEndOfTheCountdownSendsAllAtOnce()
{
    rig->window.deletions()->setUndoTime(std::chrono::minutes(1));
    server->jobs()[6] = ListServer::job(7, {{u"next_run"_s, inSeconds(40)}});
    refresh();
    review({u"2"_s, u"5"_s});
    QVERIFY(says(u"You have 1 min to take this back"_s));
    rig->press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog());
    review({u"2"_s, u"7"_s});
    QVERIFY(says(u"all are sent at once and can't be taken back"_s));
    confirm();
    QTRY_COMPARE_WITH_TIMEOUT(deleted(), (QStringList{u"2"_s, u"7"_s}), 4000);
}

void ReviewDialogTest::aRunThatComesNearMeanwhileIsTold()
{
    rig->window.deletions()->setUndoTime(std::chrono::seconds(30));
    server->jobs()[6] = ListServer::job(7, {{u"next_run"_s, inSeconds(33)}});
    refresh();
    review({u"2"_s, u"7"_s});
    QVERIFY(says(u"You have 30 s to take this back"_s));
    QTRY_VERIFY(says(u"all are sent at once and can't be taken back"_s));
    QTRY_VERIFY(!cell(going(), 0, u"Note"_s).contains("33"_L1));
    confirm();
    QTRY_COMPARE_WITH_TIMEOUT(deleted(), (QStringList{u"2"_s, u"7"_s}), 4000);
}

void ReviewDialogTest::jobsBarredMeanwhileMoveToTheOtherList()
{
    QSet<QString> barred;
    QList<Job> jobs;
    server->jobs() = ListServer::jobs(1, 30);
    refresh();
    for (int row = 0; row < 30; ++row)
        jobs.append(rig->window.jobs()->jobAt(row));
    ReviewDialog review(
        {rig->window.jobs()->source(), jobs,
         [&barred](const Job &job) { return barred.contains(job.name().value) ? u"no right"_s : QString(); },
         u"Fred"_s, std::chrono::seconds(5)},
        nullptr);
    review.show();
    const QSignalSpy confirmed(&review, &ReviewDialog::confirmed);
    auto *button = review.findChild<QPushButton *>(u"act"_s);
    review.findChild<QLineEdit *>(u"reviewNumber"_s)->setText(u"30"_s);
    QTRY_VERIFY(button->isEnabled());
    barred = {u"3"_s, u"4"_s};
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(confirmed.isEmpty());
    QVERIFY(review.isVisible());
    QCOMPARE(button->text(), u"Delete 28 Jobs"_s);
    QVERIFY(!button->isEnabled());
    const auto *list = review.findChild<ReviewList *>(u"reviewStaying"_s);
    QCOMPARE(names(list), (QStringList{u"3"_s, u"4"_s}));
    QCOMPARE(cell(list, 0, u"Why Not"_s), u"no right"_s);
    const auto *news = review.findChild<QLabel *>(u"reviewNews"_s);
    QVERIFY(news->isVisible());
    QVERIFY(news->text().startsWith("Nothing was sent: 2 job"_L1));
    // The number is another one now.
    review.findChild<QLineEdit *>(u"reviewNumber"_s)->setText(u"28"_s);
    // What is permitted again was not reviewed as going.
    barred = {};
    QTRY_VERIFY(button->isEnabled());
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(confirmed.size(), 1);
    const auto sent = confirmed.constFirst().constFirst().value<QList<Job>>();
    QCOMPARE(sent.size(), 28);
    QVERIFY(!confirmed.constFirst().at(1).toBool());
    QVERIFY(std::none_of(sent.begin(), sent.end(), [](const Job &job) {
        return job.name().value == "3"_L1 || job.name().value == "4"_L1;
    }));
}

void ReviewDialogTest::aConnectionThatBecameReadOnlySendsNothing()
{
    review({u"2"_s, u"5"_s});
    QTRY_VERIFY(act()->isEnabled());
    qobject_cast<OrchestratorSource *>(rig->window.jobs()->source().get())->setMarks(true, false, {});
    QTest::mouseClick(act(), Qt::LeftButton);
    QVERIFY(dialog() && dialog()->isVisible());
    QCOMPARE(names(going()), QStringList());
    QCOMPARE(names(staying()), (QStringList{u"2"_s, u"5"_s}));
    QVERIFY(says(u"Nothing was sent: 2 job"_s));
    QVERIFY(says(u"None of these jobs can be deleted"_s));
    QVERIFY(!QTest::qWaitFor([this] { return act()->isEnabled(); }, 1200));
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::aJobUnderWayStays()
{
    rig->window.deletions()->setUndoTime(std::chrono::minutes(5));
    selectJobs({u"5"_s});
    rig->press(Qt::Key_Delete);
    QVERIFY(isUnderWay());
    review({u"2"_s, u"5"_s, u"7"_s});
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"7"_s}));
    QCOMPARE(cell(staying(), 0, u"Why Not"_s), u"It is being deleted."_s);
}

void ReviewDialogTest::recordsOfOneNameAreOneJob()
{
    const Job job = rig->window.jobs()->jobAt(1);
    ReviewDialog review({rig->window.jobs()->source(),
                         {job, rig->window.jobs()->jobAt(2), job},
                         [](const Job &) { return QString(); },
                         {},
                         Now},
                        nullptr);
    QCOMPARE(names(review.findChild<ReviewList *>(u"reviewGoing"_s)), (QStringList{u"2"_s, u"3"_s}));
    QCOMPARE(names(review.findChild<ReviewList *>(u"reviewStaying"_s)), QStringList{u"2"_s});
}

void ReviewDialogTest::disablingSaysSo()
{
    ListServer newer;
    newer.generation = ListServer::Generation::Environment;
    newer.jobs() = {ListServer::environmentJob(1), ListServer::environmentJob(2),
                    ListServer::environmentJob(3)};
    QVERIFY(rig->connectTo(newer));
    review({u"1"_s, u"3"_s});
    QCOMPARE(act()->text(), u"Disable 2 Jobs for Good"_s);
    QVERIFY(says(u"Disable 2 jobs for good on "_s));
    QVERIFY(says(u"can't undo it"_s));
    confirm();
    QTRY_COMPARE(newer.requests("PUT").size(), 2);
    QVERIFY(newer.requests("DELETE").isEmpty());
}

void ReviewDialogTest::exportsATable()
{
    server->jobs()[1] = ListServer::job(2, {{u"name"_s, u".."_s}, {u"description"_s, u"=cmd()"_s}});
    server->jobs()[2] = ListServer::job(3, {{u"description"_s, u"a, \"b\""_s}});
    refresh();
    review({u".."_s, u"3"_s, u"5"_s});
    const QString path = rig->path(u"review.csv"_s);
    dialog()->saveTo(path);
    QVERIFY(says(u"Exported to review.csv."_s));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.startsWith("\xef\xbb\xbf"));
    const QList<QByteArray> lines = bytes.split('\n');
    QCOMPARE(lines.size(), 5);
    QCOMPARE(lines.constLast(), QByteArray());
    QVERIFY(lines.at(0).startsWith("Action,Name,Type,Task or Plan,Environment,Owner,Next Run (UTC),"));
    QVERIFY(lines.at(1).startsWith("delete,3,task,echo,production,Fred,2030-01-01T00:03:00Z,once,"
                                   "\"a, \"\"b\"\"\",,"));
    QVERIFY(lines.at(2).startsWith("delete,5,"));
    QVERIFY(lines.at(3).startsWith("keep,..,task,echo,production,Fred,2030-01-01T00:02:00Z,once,'=cmd(),"));
    for (const QByteArray &line : lines.sliced(1, 3)) {
        QVERIFY(line.endsWith("Z\r"));
        QVERIFY(line.contains(server->url("/orchestrator/v1").toString().toUtf8()));
    }
    QVERIFY(lines.at(3).contains("can't be part of a URL"));
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::exportsTheRecords()
{
    server->jobs()[1] = ListServer::job(2, {{u"name"_s, u".."_s}});
    refresh();
    review({u".."_s, u"3"_s, u"5"_s});
    const QString path = rig->path(u"review.json"_s);
    dialog()->saveTo(path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonArray items = QJsonDocument::fromJson(file.readAll())[u"items"_s].toArray();
    QCOMPARE(items.size(), 2);
    QCOMPARE(items.at(0).toObject(), ListServer::job(3));
    QCOMPARE(items.at(1).toObject(), ListServer::job(5));
}

void ReviewDialogTest::tellsWhenAnExportFails()
{
    review({u"3"_s, u"5"_s});
    dialog()->saveTo(rig->path(u"no/such/folder/x.csv"_s));
    QVERIFY(says(u"x.csv was not written: "_s));
}

void ReviewDialogTest::copiesTheMarkedRows()
{
    review({u"2"_s, u"5"_s, u"7"_s});
    going()->setFocus();
    going()->selectRow(1);
    rig->press(Qt::Key_Down, Qt::ShiftModifier);
    rig->press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(0).startsWith("5\ttask\techo\tproduction\tFred\t"_L1));
    QVERIFY(lines.at(1).startsWith("7\t"_L1));
}

void ReviewDialogTest::serversWordsAreNoMarkup()
{
    server->jobs()[1] = ListServer::job(2, {{u"task"_s, u"<b>bold</b>"_s}});
    refresh();
    review({u"2"_s, u"3"_s});
    QCOMPARE(cell(going(), 0, u"Task or Plan"_s), u"<b>bold</b>"_s);
    QVERIFY(going()->model()->index(0, 2).data(Qt::ToolTipRole).toString().contains("&lt;b&gt;"_L1));
    const auto labels = dialog()->findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void ReviewDialogTest::everythingHasANameAndIsReached()
{
    server->jobs() = ListServer::jobs(1, 30);
    server->jobs()[1] = ListServer::job(2, {{u"name"_s, u".."_s}});
    rig->window.connectTo(production());
    QVERIFY(rig->rests());
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    QVERIFY(QTest::qWaitForWindowActive(dialog()));
    edit("reviewNumber")->setText(u"29"_s);
    edit("reviewName")->setText(u"pe-prod"_s);
    QTRY_VERIFY(act()->isEnabled());
    const auto *focused = qobject_cast<QPushButton *>(dialog()->focusWidget());
    QVERIFY(focused && focused->isDefault() && focused->text() == "Cancel"_L1);
    QList<QWidget *> missing;
    const auto widgets = dialog()->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
            continue;
        missing << widget;
        const auto *button = qobject_cast<QPushButton *>(widget);
        const auto *line = qobject_cast<QLineEdit *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()) || line ||
                     widget->inherits("QTabBar"),
                 qPrintable(widget->objectName()));
    }
    for (int step = 0; step < 30 && !missing.isEmpty(); ++step) {
        missing.removeAll(QApplication::focusWidget());
        rig->press(Qt::Key_Tab);
    }
    QVERIFY2(missing.isEmpty(), qPrintable(missing.isEmpty() ? QString() : missing.first()->objectName()));
}

void ReviewDialogTest::fitsOnASmallScreen()
{
    server->jobs() = ListServer::jobs(1, 30);
    rig->window.connectTo(production());
    QVERIFY(rig->rests());
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    const QSize smallest = dialog()->minimumSizeHint();
    QVERIFY2(smallest.width() <= 760 && smallest.height() <= 520,
             qPrintable(u"%1 x %2"_s.arg(smallest.width()).arg(smallest.height())));
}

void ReviewDialogTest::tenThousandAreListed()
{
    server->jobs() = ListServer::jobs(1, 10'000);
    rig->press(Qt::Key_F5);
    QTRY_COMPARE(rig->rows(), 10'000);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(qobject_cast<JobTable *>(rig->table())->selectedCount(), 10'000, 20'000);
    rig->action("deleteJob")->trigger();
    QVERIFY(dialog());
    QCOMPARE(act()->text(), u"Delete 10,000 Jobs"_s);
    QCOMPARE(going()->model()->rowCount(), 10'000);
    going()->sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE(going()->model()->index(0, 0).data().toString(), u"10000"_s);
}

void ReviewDialogTest::aHeldDelDeletesNothing()
{
    selectJobs({u"2"_s, u"5"_s});
    const auto send = [](bool press, bool repeat) {
        if (QWindow *window = QGuiApplication::focusWindow())
            QTest::simulateEvent(window, press, Qt::Key_Delete, Qt::NoModifier, QString(), repeat, -1);
        QCoreApplication::processEvents();
    };
    send(true, false);
    QVERIFY(dialog());
    for (int i = 0; i < 40; ++i)
        send(true, true);
    send(false, false);
    QCOMPARE(rig->window.findChildren<ReviewDialog *>().size(), 1);
    waitForThePause();
    for (int i = 0; i < 40; ++i)
        send(true, true);
    QVERIFY(dialog()->isVisible());
    QVERIFY(!isUnderWay());
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::aHeldSpaceDeletesNothing()
{
    review({u"2"_s, u"5"_s});
    waitForThePause();
    act()->setFocus();
    for (const Qt::Key key : {Qt::Key_Space, Qt::Key_Select}) {
        for (int i = 0; i < 20; ++i) {
            QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, QString(), true);
            QKeyEvent release(QEvent::KeyRelease, key, Qt::NoModifier, QString(), true);
            QApplication::sendEvent(act(), &press);
            QApplication::sendEvent(act(), &release);
        }
        QKeyEvent last(QEvent::KeyRelease, key, Qt::NoModifier);
        QApplication::sendEvent(act(), &last);
    }
    QVERIFY(dialog() && dialog()->isVisible());
    QVERIFY(!isUnderWay());
    // Pressed for itself it is what the button is for.
    rig->press(Qt::Key_Space);
    QTRY_COMPARE(deleted(), (QStringList{u"2"_s, u"5"_s}));
}

void ReviewDialogTest::aDoubleClickOnDeleteDeletesNothing()
{
    selectJobs({u"2"_s, u"5"_s});
    auto *bar = rig->window.findChild<QToolBar *>();
    QWidget *button = bar->widgetForAction(rig->action("deleteJob"));
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(dialog());
    // The second half, wherever the dialog is.
    const QPoint centre = act()->rect().center();
    QTest::mousePress(act(), Qt::LeftButton, {}, centre);
    QTest::mouseRelease(act(), Qt::LeftButton, {}, centre);
    QTest::mouseDClick(act(), Qt::LeftButton, {}, centre);
    QTest::mouseRelease(act(), Qt::LeftButton, {}, centre);
    QVERIFY(dialog()->isVisible());
    QVERIFY(!isUnderWay());
    // Nor when a press from before is let go after the pause.
    QTest::mousePress(act(), Qt::LeftButton, {}, centre);
    waitForThePause();
    QTest::mouseRelease(act(), Qt::LeftButton, {}, centre);
    QVERIFY(dialog()->isVisible());
    QVERIFY(!isUnderWay());
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::returnAfterDelDeletesNothing()
{
    selectJobs({u"2"_s, u"5"_s});
    rig->press(Qt::Key_Delete);
    rig->press(Qt::Key_Return);
    QTRY_VERIFY(!dialog());
    QVERIFY(!isUnderWay());
    refresh();
    QCOMPARE(rig->rows(), 9);
    QVERIFY(deleted().isEmpty());
}

void ReviewDialogTest::aSecondDelOpensNothing()
{
    review({u"2"_s, u"5"_s});
    rig->action("deleteJob")->trigger();
    QTest::keyClick(rig->table(), Qt::Key_Delete);
    QCOMPARE(rig->window.findChildren<ReviewDialog *>().size(), 1);
    QVERIFY(!isUnderWay());
}

void ReviewDialogTest::aDoubleClickOnTheButtonSendsOnce()
{
    review({u"2"_s, u"5"_s});
    QTRY_VERIFY(act()->isEnabled());
    const QPointer<QPushButton> button = act();
    QTest::mouseClick(button, Qt::LeftButton);
    // It is on its way out.
    QVERIFY(button);
    QTest::mouseDClick(button, Qt::LeftButton);
    QTest::mouseRelease(button, Qt::LeftButton);
    QTRY_VERIFY(!dialog());
    QTRY_VERIFY(!isUnderWay());
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"5"_s}));
}

void ReviewDialogTest::aRefreshMeanwhileChangesNothing()
{
    review({u"2"_s, u"5"_s, u"7"_s});
    // One that was reviewed is gone, another one stands in its row, and a new one is there.
    server->jobs().removeAt(4);
    server->jobs() += ListServer::job(77, {{u"next_run"_s, u"2029-01-01T00:00:00Z"_s}});
    rig->window.jobs()->refresh();
    QVERIFY(rig->rests());
    QCOMPARE(rig->texts(u"Name"_s).constFirst(), u"77"_s);
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 3);
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
}

void ReviewDialogTest::aSortMeanwhileChangesNothing()
{
    review({u"2"_s, u"3"_s});
    rig->window.jobs()->sort(int(Column::Name), Qt::DescendingOrder);
    QVERIFY(rig->rests());
    QCOMPARE(rig->texts(u"Name"_s).constFirst(), u"9"_s);
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"3"_s}));
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 2);
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"3"_s}));
}

void ReviewDialogTest::rowsThatMovedBeforeAreSentByName()
{
    selectJobs({u"2"_s, u"3"_s});
    server->jobs()[7] = ListServer::job(8, {{u"next_run"_s, u"2029-01-01T00:00:00Z"_s}});
    server->jobs()[2] = ListServer::job(3, {{u"next_run"_s, u"2031-01-01T00:00:00Z"_s}});
    refresh();
    QCOMPARE(rig->rowOf(u"3"_s), 8);
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"3"_s}));
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 2);
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"3"_s}));
}

void ReviewDialogTest::aReconnectMeanwhileStillMeansTheReviewedServer()
{
    ListServer other;
    other.jobs() = ListServer::jobs(1, 9);
    review({u"2"_s, u"3"_s});
    rig->window.connectTo(connectionTo(other));
    QVERIFY(rig->rests());
    QTRY_VERIFY(rig->window.jobs()->source()->location().contains(QString::number(other.url().port())));
    QVERIFY(dialog() && dialog()->isVisible());
    QVERIFY(says(server->url("/orchestrator/v1").toString()));
    QCOMPARE(names(going()), (QStringList{u"2"_s, u"3"_s}));
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 2);
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"3"_s}));
    QCOMPARE(deletedOn(other), QStringList());
    QCOMPARE(other.jobs().size(), 9);
    QCOMPARE(rig->rows(), 9);
}

void ReviewDialogTest::aSearchMeanwhileChangesNothing()
{
    review({u"2"_s, u"3"_s});
    rig->window.jobs()->setFilterText(u"job 9"_s);
    QVERIFY(rig->rests());
    QCOMPARE(rig->rows(), 1);
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 2);
    QCOMPARE(deleted(), (QStringList{u"2"_s, u"3"_s}));
}

void ReviewDialogTest::hiddenJobsAreNeverSent()
{
    selectJobs({u"2"_s, u"3"_s, u"9"_s});
    server->jobs()[8] = ListServer::job(9, {{u"description"_s, u"job 3 too"_s}});
    refresh();
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job 3"_s);
    rig->press(Qt::Key_Return);
    QCOMPARE(rig->texts(u"Name"_s), (QStringList{u"3"_s, u"9"_s}));
    rig->press(Qt::Key_Delete);
    QVERIFY(dialog());
    QCOMPARE(names(going()), (QStringList{u"3"_s, u"9"_s}));
    confirm();
    QTRY_VERIFY(!isUnderWay() && deleted().size() == 2);
    QCOMPARE(deleted(), (QStringList{u"3"_s, u"9"_s}));
}

void ReviewDialogTest::closingTheWindowSendsNothing()
{
    review({u"2"_s, u"3"_s});
    rig->window.close();
    rig.reset();
    QCoreApplication::processEvents();
    QVERIFY(deletedOn(*server).isEmpty());
}

CALLBOARD_TEST_MAIN(ReviewDialogTest, QApplication)
#include "tst_reviewdialog.moc"
