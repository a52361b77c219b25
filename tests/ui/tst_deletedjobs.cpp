// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "journalrig.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTableView>

using namespace Qt::StringLiterals;

/// The window with what was deleted.
class DeletedJobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTheNewestFirst();
    void theColumnsOfTheDeletionComeFirst();
    void resettingTheColumnsKeepsThemThere();
    void theDetailsTellOfTheDeletion();
    void theDetailsQuoteTheServer();
    void anUnknownEndSaysWhyNot();
    void nothingIsOverdue();
    void aSearchFindsTheUser();
    void refreshShowsWhatWasDeletedMeanwhile();
    void refreshKeepsTheSelection();
    void whatIsSavedOpensAsAList();
    void nothingCanBeDeletedFromIt();
    void anEmptyJournalSaysSo();
    void whatCannotBeReadIsToldInABar();
    void aServersWordsAreNoMarkup();
    void otherWindowsDoNotOfferItsColumns();
    void goingOnToAFileForgetsTheOrder();
    void theActionAsksForTheWindow();

private:
    /// Hands these to the journal, each with all that is known of it.
    void write(const QList<JournalEntry> &entries);
    [[nodiscard]] bool show();
    QStringList shownColumns() const;
    static QStringList entriesOf(QMenu *menu);

    std::unique_ptr<JournalRig> m_journal;
    std::unique_ptr<WindowRig> m_rig;
};

void DeletedJobsTest::init()
{
    m_journal = std::make_unique<JournalRig>();
    m_rig = std::make_unique<WindowRig>();
}

void DeletedJobsTest::cleanup()
{
    m_rig.reset();
    m_journal.reset();
}

void DeletedJobsTest::write(const QList<JournalEntry> &entries)
{
    QList<JournalLine> lines;
    for (const JournalEntry &entry : entries) {
        lines << entry.deletionLine();
        if (entry.answeredAt.isValid())
            lines << entry.answerLine();
        if (entry.outcome)
            lines << entry.outcomeLine();
        if (entry.scheduledAt.isValid())
            lines << entry.scheduledLine();
    }
    QCOMPARE(m_journal->write(lines), std::nullopt);
}

bool DeletedJobsTest::show()
{
    m_rig->window.showDeletedJobs(m_journal->folder());
    return QTest::qWaitFor([this] { return m_rig->window.jobs()->status().isWhole; }) && m_rig->rests();
}

QStringList DeletedJobsTest::shownColumns() const
{
    QStringList titles;
    const QHeaderView *header = m_rig->table()->horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int section = header->logicalIndex(visual);
        if (!header->isSectionHidden(section))
            titles << m_rig->table()->model()->headerData(section, Qt::Horizontal).toString();
    }
    return titles;
}

QStringList DeletedJobsTest::entriesOf(QMenu *menu)
{
    QStringList texts;
    Q_EMIT menu->aboutToShow();
    const QList<QAction *> actions = menu->actions();
    for (const QAction *action : actions)
        texts << action->text();
    return texts;
}

void DeletedJobsTest::showsTheNewestFirst()
{
    QList<JournalEntry> entries;
    for (int i = 1; i <= 3; ++i) {
        entries << settledEntryOf(QString::number(i));
        entries.last().time = entries.last().time.addDays(i);
    }
    write(entries);
    QVERIFY(show());
    QCOMPARE(m_rig->texts(u"Name"_s), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(m_rig->sortIndicator(), u"Deleted down"_s);
    QVERIFY(m_rig->window.windowTitle().startsWith("Deleted Jobs"_L1));
    QVERIFY(m_rig->window.showsDeletedJobs());
}

void DeletedJobsTest::theColumnsOfTheDeletionComeFirst()
{
    write({settledEntryOf(u"7"_s)});
    QVERIFY(show());
    QCOMPARE(shownColumns().first(6),
             (QStringList{u"Name"_s, u"Deleted"_s, u"Outcome"_s, u"Server"_s, u"Deleted By"_s, u"Type"_s}));
    QCOMPARE(m_rig->text(0, u"Outcome"_s), u"gone"_s);
    QCOMPARE(m_rig->text(0, u"Server"_s), u"pe.example.com"_s);
    QCOMPARE(m_rig->text(0, u"Deleted By"_s), u"fred"_s);
}

void DeletedJobsTest::resettingTheColumnsKeepsThemThere()
{
    write({settledEntryOf(u"7"_s)});
    QVERIFY(show());
    const QStringList before = shownColumns();
    m_rig->table()->horizontalHeader()->moveSection(1, 8);
    QVERIFY(shownColumns() != before);
    QVERIFY(m_rig->choose({u"View"_s, u"Columns"_s, u"Reset Columns"_s}));
    QCOMPARE(shownColumns(), before);
}

void DeletedJobsTest::theDetailsTellOfTheDeletion()
{
    JournalEntry entry = settledEntryOf(u"7"_s);
    entry.setAnswer(204, std::nullopt);
    entry.scheduledAt = entry.time.addDays(1);
    entry.scheduledAs = u"19"_s;
    write({entry});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    QCOMPARE(m_rig->field(u"Asked for"_s), u"26 Nov 2026 12:00:00 UTC"_s);
    QCOMPARE(m_rig->field(u"Server"_s), u"pe.example.com (https://pe.example.com:8143/orchestrator/v1)"_s);
    QCOMPARE(m_rig->field(u"By"_s), u"fred"_s);
    QCOMPARE(m_rig->field(u"Request"_s), u"delete the job"_s);
    QCOMPARE(m_rig->field(u"Answer"_s), u"HTTP status 204"_s);
    QCOMPARE(m_rig->field(u"Outcome"_s), u"The job is gone: the server no longer lists it."_s);
    QVERIFY(m_rig->field(u"Scheduled again"_s).endsWith(" as job 19"_L1));
    QCOMPARE(m_rig->field(u"Why not known"_s), QString());
    // And everything about the job.
    QCOMPARE(m_rig->field(u"Task"_s), u"package::update"_s);
}

void DeletedJobsTest::theDetailsQuoteTheServer()
{
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::NotPermitted);
    Error error;
    error.kind = Error::Kind::NotPermitted;
    error.serverKind = u"puppetlabs.orchestrator/not-permitted"_s;
    error.serverMessage = u"Not authorized to delete job 7"_s;
    entry.setAnswer(403, error);
    write({entry});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    QCOMPARE(m_rig->field(u"Answer"_s), u"HTTP status 403 Not authorized to delete job 7 "
                                        "(puppetlabs.orchestrator/not-permitted)"_s);
    QCOMPARE(m_rig->field(u"Outcome"_s), u"The server did not permit it; the job is still there."_s);
}

void DeletedJobsTest::anUnknownEndSaysWhyNot()
{
    JournalEntry unknown = settledEntryOf(u"7"_s, DeletionOutcome::Unknown);
    Error error;
    error.kind = Error::Kind::TimedOut;
    error.subject = u"pe.example.com"_s;
    unknown.setAnswer(0, error);
    unknown.checkProblem = u"pe.example.com did not answer in time."_s;
    unknown.disables = true;
    write({unknown, entryOf(u"8"_s)});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    QCOMPARE(m_rig->field(u"Answer"_s), error.whatHappened());
    QCOMPARE(m_rig->field(u"Why not known"_s), unknown.checkProblem);
    QVERIFY(m_rig->field(u"Request"_s).contains("disable"_L1));
    m_rig->selectJob(u"8"_s);
    QCOMPARE(m_rig->field(u"Answer"_s), u"no answer was written down"_s);
    QCOMPARE(m_rig->field(u"Outcome"_s), u"It is not known yet how this ended."_s);
}

void DeletedJobsTest::nothingIsOverdue()
{
    JournalEntry entry = settledEntryOf(u"7"_s);
    entry.record.replace("2026-12-01", "2020-12-01");
    QVERIFY(entry.job().nextRun().value.utcMs);
    write({entry});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    const QModelIndex cell = m_rig->cell(0, u"Next Run"_s);
    QCOMPARE(cell.data().toString(), momentText(*entry.job().nextRun().value.utcMs));
    QVERIFY(cell.data(Qt::DecorationRole).isNull());
    QCOMPARE(m_rig->field(u"Due"_s), QString());
}

void DeletedJobsTest::aSearchFindsTheUser()
{
    JournalEntry other = settledEntryOf(u"8"_s);
    other.user = u"wilma"_s;
    write({settledEntryOf(u"7"_s), other});
    QVERIFY(show());
    m_rig->press(Qt::Key_F, Qt::ControlModifier);
    m_rig->type(u"wilma"_s);
    QTRY_COMPARE(m_rig->texts(u"Name"_s), QStringList(u"8"_s));
}

void DeletedJobsTest::refreshShowsWhatWasDeletedMeanwhile()
{
    write({settledEntryOf(u"7"_s)});
    QVERIFY(show());
    JournalEntry later = settledEntryOf(u"8"_s);
    later.time = later.time.addSecs(1);
    write({later});
    m_rig->press(Qt::Key_F5);
    QTRY_COMPARE(m_rig->texts(u"Name"_s), (QStringList{u"8"_s, u"7"_s}));
    // To be asked for again does the same.
    later.id += u"-again"_s;
    later.time = later.time.addSecs(1);
    write({later});
    m_rig->window.showDeletedJobs(m_journal->folder());
    QTRY_COMPARE(m_rig->rows(), 3);
}

void DeletedJobsTest::refreshKeepsTheSelection()
{
    // The same job, deleted twice: only one of them is selected.
    JournalEntry first = entryOf(u"7"_s);
    JournalEntry second = entryOf(u"7"_s);
    second.time = second.time.addSecs(1);
    write({first, second});
    QVERIFY(show());
    QTest::mouseClick(m_rig->table()->viewport(), Qt::LeftButton, {},
                      m_rig->table()->visualRect(m_rig->cell(1, u"Name"_s)).center());
    JournalEntry third = entryOf(u"9"_s);
    third.time = third.time.addSecs(2);
    first.outcome = DeletionOutcome::Gone;
    first.settledAt = third.time;
    QCOMPARE(m_journal->write({third.deletionLine(), first.outcomeLine()}), std::nullopt);
    m_rig->press(Qt::Key_F5);
    QTRY_COMPARE(m_rig->rows(), 3);
    const QModelIndexList selected = m_rig->table()->selectionModel()->selectedRows();
    QCOMPARE(selected.size(), 1);
    QCOMPARE(selected.constFirst().row(), 2);
    QTRY_COMPARE(m_rig->field(u"Outcome"_s), u"The job is gone: the server no longer lists it."_s);
}

void DeletedJobsTest::whatIsSavedOpensAsAList()
{
    write({settledEntryOf(u"7"_s), settledEntryOf(u"8"_s)});
    QVERIFY(show());
    const QString path = m_rig->path(u"saved.json"_s);
    m_rig->press(Qt::Key_S, Qt::ControlModifier);
    auto *dialog = m_rig->window.findChild<QFileDialog *>();
    QVERIFY(dialog);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    m_rig->press(Qt::Key_A, Qt::ControlModifier);
    m_rig->type(path);
    m_rig->press(Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    WindowRig other;
    other.window.openFile(path);
    QTRY_COMPARE(other.rows(), 2);
    QVERIFY(other.rowOf(u"7"_s) >= 0);
}

void DeletedJobsTest::nothingCanBeDeletedFromIt()
{
    write({settledEntryOf(u"7"_s)});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    m_rig->press(Qt::Key_Delete);
    QVERIFY(m_rig->window.deletions()->all().isEmpty());
    QVERIFY(!m_rig->action("deleteJob")->isEnabled());
}

void DeletedJobsTest::anEmptyJournalSaysSo()
{
    QVERIFY(show());
    QCOMPARE(m_rig->statePage(),
             (QStringList{u"No deleted jobs"_s, u"Nothing was deleted with Callboard yet."_s, u"Refresh"_s}));
    write({settledEntryOf(u"7"_s)});
    m_rig->click(m_rig->button(u"Refresh"_s));
    QTRY_COMPARE(m_rig->rows(), 1);
}

void DeletedJobsTest::whatCannotBeReadIsToldInABar()
{
    write({settledEntryOf(u"7"_s)});
    QCOMPARE(m_journal->write({{u"2026-11.jsonl"_s, "{\"v\":1,\"event\""}}), std::nullopt);
    QVERIFY(show());
    QCOMPARE(m_rig->rows(), 1);
    QVERIFY2(m_rig->bar("note").contains("2026-11.jsonl, line 3: "_L1), qPrintable(m_rig->bar("note")));
}

void DeletedJobsTest::aServersWordsAreNoMarkup()
{
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::Failed);
    Error error;
    error.serverMessage = u"<b>no</b>"_s;
    entry.setAnswer(400, error);
    entry.serverLabel = u"<i>server</i>"_s;
    write({entry});
    QVERIFY(show());
    m_rig->selectJob(u"7"_s);
    QVERIFY(m_rig->field(u"Answer"_s).contains("<b>no</b>"_L1));
    QCOMPARE(m_rig->text(0, u"Server"_s), u"<i>server</i>"_s);
}

void DeletedJobsTest::otherWindowsDoNotOfferItsColumns()
{
    QVERIFY(m_rig->open(responseOf(ListServer::jobs(1, 3))));
    for (const QString &title : {u"Deleted"_s, u"Outcome"_s, u"Server"_s, u"Deleted By"_s})
        QVERIFY2(!shownColumns().contains(title), qPrintable(title));
    for (const QString &name : {u"Columns"_s, u"Sort By"_s}) {
        const auto menus = m_rig->window.findChildren<QMenu *>();
        const auto menu = std::find_if(menus.begin(), menus.end(), [&name](const QMenu *candidate) {
            return candidate->title().remove(u'&') == name;
        });
        QVERIFY(menu != menus.end());
        const QStringList entries = entriesOf(*menu);
        QVERIFY(entries.contains(u"Name"_s));
        QVERIFY(entries.filter(u"Deleted"_s).isEmpty());
        QVERIFY(entries.filter(u"Outcome"_s).isEmpty());
    }
}

void DeletedJobsTest::goingOnToAFileForgetsTheOrder()
{
    write({settledEntryOf(u"7"_s)});
    QVERIFY(show());
    QVERIFY(m_rig->open(responseOf(ListServer::jobs(1, 3))));
    QCOMPARE(m_rig->sortIndicator(), u"Next Run up"_s);
    QVERIFY(!shownColumns().contains(u"Deleted"_s));
    QVERIFY(!m_rig->window.showsDeletedJobs());
}

void DeletedJobsTest::theActionAsksForTheWindow()
{
    QSignalSpy spy(&m_rig->window, &MainWindow::deletedJobsRequested);
    m_rig->press(Qt::Key_J, Qt::ControlModifier);
    QCOMPARE(spy.size(), 1);
    QVERIFY(m_rig->choose({u"View"_s, u"Deleted Jobs"_s}));
    QCOMPARE(spy.size(), 2);
}

CALLBOARD_TEST_MAIN(DeletedJobsTest, QApplication)

#include "tst_deletedjobs.moc"
