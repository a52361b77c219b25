// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(const QByteArray &json)
{
    const QJsonDocument document = QJsonDocument::fromJson(json);
    const QJsonArray items =
        document.isArray() ? document.array() : document.object().value("items"_L1).toArray();
    QStringList names;
    for (const QJsonValue &item : items)
        names << item.toObject().value("name"_L1).toString();
    return names;
}

} // namespace

/// Several selected jobs: which they are, and what becomes of them while the list changes.
class MainWindowSelectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void shiftAndArrowsSelectSeveral();
    void shiftAndHomeSelectsUpToTheFirst();
    void ctrlAndClickAddsAndTakesAway();
    void ctrlAndSpaceAddsAndTakesAway();
    void shiftAndClickSelectsARange();
    void ctrlASelectsAllThatAreShown();
    void ctrlAInTheSearchSelectsItsText();
    void theMenuSaysWhenOnlySomeMatch();
    void allOfALongListAreLoadedFirst();
    void returnWithSeveralSelectedKeepsTheFocus();
    void cancellingTheLoadingSelectsNothing();
    void anotherSearchMeanwhileSelectsNothing();
    void sortingKeepsTheJobs();
    void aRefreshKeepsTheJobs();
    void jobsThatGoLeaveNoSelection();
    void jobsThatCameBackStayUnselected();
    void whatASearchHidesStaysUnselected();
    void whatATypeHidesStaysUnselected();
    void rowsOfALongListThatAreNotHereAreNoJobs();
    void aLongListKeepsThemWhilePagesCome();
    void aTypeOfALongListDropsTheOthers();
    void anotherServerHasNoSelection();
    void tellsWhatIsSelected();
    void tellsWhichCanNotBeDeleted();
    void oneOfSeveralIsShownAsOne();
    void theActionNamesTheNumber();
    void copiesALineForEachJob();
    void copiesTheRecordsAsAnArray();
    void savesTheSelectedJobs();
    void actionsForOneJobAreOff();
    void tenThousandAreSelectedAndRemoved();

private:
    JobTable *table() const { return qobject_cast<JobTable *>(rig->table()); }
    QStringList selected() const
    {
        QStringList names;
        for (const Job &job : table()->selectedJobs())
            names << job.name().value;
        return names;
    }
    void click(const QString &name, Qt::KeyboardModifiers modifiers)
    {
        const QModelIndex index = rig->cell(rig->rowOf(name), u"Name"_s);
        rig->table()->scrollTo(index);
        QTest::mouseClick(rig->table()->viewport(), Qt::LeftButton, modifiers,
                          rig->table()->visualRect(index).center());
    }
    void selectJobs(const QStringList &names)
    {
        for (const QString &name : names)
            click(name, name == names.constFirst() ? Qt::NoModifier : Qt::ControlModifier);
        QCOMPARE(selected().size(), names.size());
    }
    void search(const QString &text)
    {
        rig->press(Qt::Key_F, Qt::ControlModifier);
        rig->type(text);
        rig->press(Qt::Key_Return);
        QVERIFY(rig->rests());
    }
    void showLongList(int length = 5000)
    {
        server->jobs() = ListServer::jobs(1, length);
        rig->press(Qt::Key_F5);
        QTRY_COMPARE(rig->rows(), length);
        QVERIFY(rig->rests());
        QTRY_COMPARE(rig->text(100, u"Name"_s), u"101"_s);
    }
    void refresh()
    {
        server->clearRequests();
        rig->press(Qt::Key_F5);
        QTRY_VERIFY(!listRequests(*server).isEmpty());
        QVERIFY(rig->rests());
    }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowSelectTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 9);
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
}

void MainWindowSelectTest::cleanup()
{
    rig.reset();
    server.reset();
}

void MainWindowSelectTest::shiftAndArrowsSelectSeveral()
{
    rig->selectJob(u"3"_s);
    rig->press(Qt::Key_Down, Qt::ShiftModifier);
    rig->press(Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected(), numbers(3, 3));
    rig->press(Qt::Key_Up, Qt::ShiftModifier);
    QCOMPARE(selected(), numbers(3, 2));
    rig->press(Qt::Key_Down);
    QCOMPARE(selected(), QStringList{u"5"_s});
}

void MainWindowSelectTest::shiftAndHomeSelectsUpToTheFirst()
{
    rig->selectJob(u"4"_s);
    rig->press(Qt::Key_Home, Qt::ShiftModifier);
    QCOMPARE(selected(), numbers(1, 4));
    rig->press(Qt::Key_End, Qt::ShiftModifier);
    QCOMPARE(selected(), numbers(4, 6));
    rig->press(Qt::Key_Home);
    QCOMPARE(selected(), QStringList{u"1"_s});
}

void MainWindowSelectTest::ctrlAndClickAddsAndTakesAway()
{
    selectJobs({u"7"_s, u"2"_s, u"5"_s});
    QCOMPARE(selected(), (QStringList{u"2"_s, u"5"_s, u"7"_s}));
    click(u"5"_s, Qt::ControlModifier);
    QCOMPARE(selected(), (QStringList{u"2"_s, u"7"_s}));
    // And what was taken away does not come back by itself.
    refresh();
    QCOMPARE(selected(), (QStringList{u"2"_s, u"7"_s}));
    click(u"2"_s, Qt::ControlModifier);
    click(u"7"_s, Qt::ControlModifier);
    refresh();
    QCOMPARE(selected(), QStringList());
}

void MainWindowSelectTest::ctrlAndSpaceAddsAndTakesAway()
{
    rig->selectJob(u"3"_s);
    rig->press(Qt::Key_Down, Qt::ControlModifier);
    rig->press(Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(selected(), QStringList{u"3"_s});
    rig->press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(selected(), (QStringList{u"3"_s, u"5"_s}));
    rig->press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(selected(), QStringList{u"3"_s});
}

void MainWindowSelectTest::shiftAndClickSelectsARange()
{
    rig->selectJob(u"3"_s);
    click(u"6"_s, Qt::ShiftModifier);
    QCOMPARE(selected(), numbers(3, 4));
}

void MainWindowSelectTest::ctrlASelectsAllThatAreShown()
{
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(), numbers(1, 9));
    search(u"job 4"_s);
    rig->table()->setFocus();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(), QStringList{u"4"_s});
}

void MainWindowSelectTest::ctrlAInTheSearchSelectsItsText()
{
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->type(u"job"_s);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(rig->search()->selectedText(), u"job"_s);
    QCOMPARE(selected(), QStringList());
}

void MainWindowSelectTest::theMenuSaysWhenOnlySomeMatch()
{
    QVERIFY(rig->choose({u"Edit"_s, u"Select All"_s}));
    QCOMPARE(selected(), numbers(1, 9));
    search(u"job"_s);
    QVERIFY(rig->choose({u"Edit"_s, u"Select All That Match"_s}));
    QCOMPARE(selected(), numbers(1, 9));
    search(u"no such thing"_s);
    QVERIFY(!rig->action("selectAll")->isEnabled());
}

void MainWindowSelectTest::allOfALongListAreLoadedFirst()
{
    showLongList();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected(), QStringList());
    QVERIFY(rig->button(u"Cancel"_s));
    QTRY_COMPARE(selected(), numbers(1, 5000));
    QVERIFY(rig->shows(u"5,000 jobs selected"_s));
    // A second time at once.
    rig->press(Qt::Key_Home);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(selected().size(), 5000);
}

void MainWindowSelectTest::returnWithSeveralSelectedKeepsTheFocus()
{
    rig->selectJob(u"2"_s);
    rig->press(Qt::Key_Down, Qt::ShiftModifier);
    rig->press(Qt::Key_Return);
    QVERIFY(rig->table()->hasFocus());
    QCOMPARE(selected().size(), 2);
}

void MainWindowSelectTest::cancellingTheLoadingSelectsNothing()
{
    showLongList();
    rig->selectJob(u"2"_s);
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(rig->button(u"Cancel"_s));
    // Del means all of them by now, not the one that was selected before.
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    rig->press(Qt::Key_Delete);
    QVERIFY(rig->deletionTexts().isEmpty());
    WindowRig::click(rig->button(u"Cancel"_s));
    server->intercept = {};
    QCOMPARE(selected(), QStringList{u"2"_s});
    QTRY_VERIFY(rig->action("deleteJob")->isEnabled());
    // Not later either.
    QVERIFY(rig->choose({u"View"_s, u"Load All Jobs"_s}));
    QTRY_COMPARE(rig->count(), u"5,000 of 5,000 jobs"_s);
    QVERIFY(rig->rests());
    QCOMPARE(selected(), QStringList{u"2"_s});
}

void MainWindowSelectTest::anotherSearchMeanwhileSelectsNothing()
{
    showLongList();
    bool isAsked = false;
    // Before any of the answers, however soon they come.
    server->intercept = [&](const LoopbackRequest &) -> std::optional<LoopbackAnswer> {
        if (!std::exchange(isAsked, true)) {
            rig->press(Qt::Key_F, Qt::ControlModifier);
            rig->type(u"job 499"_s);
            rig->press(Qt::Key_Return);
        }
        return std::nullopt;
    };
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(isAsked);
    QTRY_COMPARE(rig->rows(), 11);
    QVERIFY(rig->rests());
    QCOMPARE(selected(), QStringList());
}

void MainWindowSelectTest::sortingKeepsTheJobs()
{
    selectJobs({u"2"_s, u"3"_s, u"7"_s});
    rig->clickHeader(u"Name"_s);
    QVERIFY(rig->rests());
    rig->clickHeader(u"Name"_s);
    QVERIFY(rig->rests());
    QCOMPARE(rig->texts(u"Name"_s).constFirst(), u"9"_s);
    QCOMPARE(selected(), (QStringList{u"7"_s, u"3"_s, u"2"_s}));
}

void MainWindowSelectTest::aRefreshKeepsTheJobs()
{
    selectJobs({u"2"_s, u"3"_s, u"7"_s});
    // They and others move, and are new in words.
    server->jobs()[6] = ListServer::job(7, {{u"next_run"_s, u"2029-01-01T00:00:00Z"_s}});
    server->jobs()[2] = ListServer::job(3, {{u"description"_s, u"changed"_s}});
    server->jobs() += ListServer::job(70, {{u"next_run"_s, u"2029-01-02T00:00:00Z"_s}});
    refresh();
    QCOMPARE(rig->texts(u"Name"_s).first(2), (QStringList{u"7"_s, u"70"_s}));
    QCOMPARE(selected(), (QStringList{u"7"_s, u"2"_s, u"3"_s}));
    QCOMPARE(table()->selectedJobs().constLast().description().value, u"changed"_s);
}

void MainWindowSelectTest::jobsThatGoLeaveNoSelection()
{
    selectJobs({u"2"_s, u"3"_s, u"7"_s});
    server->jobs().removeAt(6);
    server->jobs().removeAt(1);
    refresh();
    QCOMPARE(rig->rows(), 7);
    QCOMPARE(selected(), QStringList{u"3"_s});
    server->jobs().removeAt(1);
    refresh();
    QCOMPARE(selected(), QStringList());
    QVERIFY(rig->shows(u"No job selected"_s));
    QVERIFY(!rig->action("deleteJob")->isEnabled());
}

void MainWindowSelectTest::jobsThatCameBackStayUnselected()
{
    selectJobs({u"2"_s, u"3"_s, u"7"_s});
    const QJsonObject job = server->jobs().takeAt(2);
    refresh();
    server->jobs().insert(2, job);
    refresh();
    QCOMPARE(rig->rows(), 9);
    QCOMPARE(selected(), (QStringList{u"2"_s, u"7"_s}));
}

void MainWindowSelectTest::whatASearchHidesStaysUnselected()
{
    server->jobs()[4] = ListServer::job(5, {{u"description"_s, u"five 27"_s}});
    refresh();
    selectJobs({u"2"_s, u"5"_s, u"7"_s});
    search(u"five"_s);
    QCOMPARE(rig->texts(u"Name"_s), QStringList{u"5"_s});
    QCOMPARE(selected(), QStringList{u"5"_s});
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->press(Qt::Key_Escape);
    QTRY_COMPARE(rig->rows(), 9);
    QCOMPARE(selected(), QStringList{u"5"_s});
    // Also where none is left.
    selectJobs({u"2"_s, u"7"_s});
    search(u"five"_s);
    QCOMPARE(selected(), QStringList());
    rig->press(Qt::Key_F, Qt::ControlModifier);
    rig->press(Qt::Key_Escape);
    QTRY_COMPARE(rig->rows(), 9);
    QCOMPARE(selected(), QStringList());
}

void MainWindowSelectTest::whatATypeHidesStaysUnselected()
{
    server->jobs()[4] = ListServer::job(5, {{u"type"_s, u"plan"_s}});
    refresh();
    selectJobs({u"2"_s, u"5"_s, u"7"_s});
    rig->typeFilter()->setFocus();
    rig->press(Qt::Key_P);
    QVERIFY(rig->rests());
    QCOMPARE(rig->texts(u"Name"_s), QStringList{u"5"_s});
    QCOMPARE(selected(), QStringList{u"5"_s});
    rig->press(Qt::Key_Home);
    QVERIFY(rig->rests());
    QCOMPARE(rig->rows(), 9);
    QCOMPARE(selected(), QStringList{u"5"_s});
}

void MainWindowSelectTest::rowsOfALongListThatAreNotHereAreNoJobs()
{
    showLongList();
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
    rig->press(Qt::Key_Home);
    rig->press(Qt::Key_End, Qt::ShiftModifier);
    const QStringList names = selected();
    QVERIFY(names.size() >= 100 && names.size() < 1000);
    QCOMPARE(names, numbers(1, int(names.size())));
    QVERIFY(rig->shows(QLocale().toString(names.size()) + u" jobs selected"_s));
}

void MainWindowSelectTest::aLongListKeepsThemWhilePagesCome()
{
    showLongList();
    selectJobs({u"10"_s, u"50"_s, u"60"_s});
    // One moves far away, and comes with another page.
    server->jobs()[49] = ListServer::job(50, {{u"next_run"_s, server->jobs()[2500].value(u"next_run"_s)}});
    rig->table()->verticalScrollBar()->setValue(2490);
    QTRY_VERIFY(rig->rowOf(u"50"_s) > 2000);
    QCOMPARE(selected(), (QStringList{u"10"_s, u"60"_s, u"50"_s}));
    // Away from the first page, a refresh leaves only the pages that are seen.
    refresh();
    QTRY_COMPARE(rig->text(0, u"Name"_s), u"1"_s);
    rig->table()->verticalScrollBar()->setValue(0);
    QTRY_VERIFY(selected().contains(u"10"_s) && selected().contains(u"60"_s));
    QVERIFY(!selected().contains(u"61"_s));
}

void MainWindowSelectTest::aTypeOfALongListDropsTheOthers()
{
    server->jobs() = ListServer::jobs(1, 5000);
    server->jobs()[4] = ListServer::job(5, {{u"type"_s, u"plan"_s}});
    rig->press(Qt::Key_F5);
    QTRY_COMPARE(rig->rows(), 5000);
    QVERIFY(rig->rests());
    selectJobs({u"2"_s, u"5"_s, u"7"_s});
    rig->typeFilter()->setFocus();
    rig->press(Qt::Key_P);
    QTRY_COMPARE(rig->rows(), 1);
    QCOMPARE(selected(), QStringList{u"5"_s});
    rig->press(Qt::Key_Home);
    QTRY_COMPARE(rig->rows(), 5000);
    QVERIFY(rig->rests());
    QCOMPARE(selected(), QStringList{u"5"_s});
}

void MainWindowSelectTest::anotherServerHasNoSelection()
{
    ListServer other;
    other.jobs() = ListServer::jobs(1, 9);
    selectJobs({u"2"_s, u"5"_s, u"7"_s});
    QVERIFY(rig->connectTo(other));
    QCOMPARE(rig->rows(), 9);
    QCOMPARE(selected(), QStringList());
    rig->press(Qt::Key_F5);
    QVERIFY(rig->rests());
    QCOMPARE(selected(), QStringList());
}

void MainWindowSelectTest::tellsWhatIsSelected()
{
    server->jobs()[1] = ListServer::job(2, {{u"type"_s, u"plan"_s}});
    refresh();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(rig->shows(u"9 jobs selected"_s));
    QTRY_VERIFY(rig->shows(u"Types: Tasks (8), Plans (1)"_s));
    QVERIFY(rig->shows(u"Owners: Fred (9)"_s));
    QVERIFY(!rig->shows(u"can't be deleted"_s));
    QCOMPARE(rig->field(u"Name"_s), QString());
    QVERIFY(rig->button(u"Delete 9 Jobs…"_s));
    QVERIFY(!rig->named(u"Job fields"_s));
}

void MainWindowSelectTest::tellsWhichCanNotBeDeleted()
{
    server->jobs()[1] = ListServer::job(2, {{u"name"_s, u""_s}});
    server->jobs()[2] = ListServer::job(3, {{u"name"_s, u".."_s}});
    server->jobs()[3] = ListServer::job(4, {{u"name"_s, u"."_s}});
    refresh();
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QTRY_VERIFY(rig->shows(u"3 of them can't be deleted:"_s));
    QVERIFY(rig->shows(u"2 × The name of this job can't be part of a URL"_s));
    QVERIFY(rig->shows(u"1 × This job has no name"_s));
    QVERIFY(rig->action("deleteJob")->isEnabled());
    // None of these can.
    selectJobs({u".."_s, u"."_s});
    QVERIFY(!rig->action("deleteJob")->isEnabled());
    QVERIFY(rig->action("deleteJob")->statusTip().startsWith("The name of this job can't"_L1));
    click(QString(), Qt::ControlModifier);
    QCOMPARE(table()->selectedCount(), 3);
    QVERIFY(rig->action("deleteJob")->statusTip().startsWith("None of the selected jobs"_L1));
}

void MainWindowSelectTest::oneOfSeveralIsShownAsOne()
{
    selectJobs({u"2"_s, u"5"_s});
    QTRY_VERIFY(rig->named(u"Selected jobs"_s));
    click(u"2"_s, Qt::ControlModifier);
    QCOMPARE(rig->field(u"Name"_s), u"5"_s);
    QVERIFY(rig->shows(u"Selected: job 5"_s));
    QVERIFY(!rig->named(u"Selected jobs"_s));
    QVERIFY(rig->button(u"Delete"_s));
}

void MainWindowSelectTest::theActionNamesTheNumber()
{
    QCOMPARE(rig->action("deleteJob")->text(), u"&Delete"_s);
    selectJobs({u"2"_s, u"5"_s, u"6"_s});
    QCOMPARE(rig->action("deleteJob")->text(), u"&Delete 3 Jobs…"_s);
    rig->selectJob(u"2"_s);
    QCOMPARE(rig->action("deleteJob")->text(), u"&Delete"_s);
    ListServer newer;
    newer.generation = ListServer::Generation::Environment;
    newer.jobs() = {ListServer::environmentJob(1), ListServer::environmentJob(2)};
    QVERIFY(rig->connectTo(newer));
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(rig->action("deleteJob")->text(), u"&Disable 2 Jobs for Good…"_s);
}

void MainWindowSelectTest::copiesALineForEachJob()
{
    selectJobs({u"5"_s, u"2"_s});
    rig->press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines.at(0).startsWith("2\ttask\techo\tproduction\t"_L1), qPrintable(lines.at(0)));
    QVERIFY2(lines.at(1).startsWith("5\ttask\techo\tproduction\t"_L1), qPrintable(lines.at(1)));
}

void MainWindowSelectTest::copiesTheRecordsAsAnArray()
{
    selectJobs({u"5"_s, u"2"_s});
    rig->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    const QByteArray text = QApplication::clipboard()->text().toUtf8();
    QVERIFY(QJsonDocument::fromJson(text).isArray());
    QCOMPARE(namesOf(text), (QStringList{u"2"_s, u"5"_s}));
    rig->selectJob(u"5"_s);
    rig->press(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QJsonDocument::fromJson(QApplication::clipboard()->text().toUtf8()).isObject());
}

void MainWindowSelectTest::savesTheSelectedJobs()
{
    selectJobs({u"5"_s, u"2"_s, u"9"_s});
    QVERIFY(rig->choose({u"File"_s, u"Save Selected Jobs As…"_s}));
    auto *dialog = rig->window.findChild<QFileDialog *>(u"saveDialog"_s);
    QVERIFY(dialog && dialog->isVisible());
    // What was chosen is saved, whatever is selected meanwhile.
    table()->clearSelection();
    const QString path = rig->path(u"some.json"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    rig->press(Qt::Key_A, Qt::ControlModifier);
    rig->type(path);
    rig->press(Qt::Key_Return);
    QTRY_VERIFY(QFile::exists(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(namesOf(file.readAll()), (QStringList{u"2"_s, u"5"_s, u"9"_s}));
    rig->window.openFile(path);
    QTRY_COMPARE(rig->texts(u"Name"_s), (QStringList{u"2"_s, u"5"_s, u"9"_s}));
}

void MainWindowSelectTest::actionsForOneJobAreOff()
{
    selectJobs({u"5"_s, u"2"_s});
    QVERIFY(!rig->action("showRecord")->isEnabled());
    QVERIFY(!rig->action("savePage")->isEnabled());
    QVERIFY(rig->action("copyRecord")->isEnabled());
    QVERIFY(rig->action("saveSelected")->isEnabled());
}

void MainWindowSelectTest::tenThousandAreSelectedAndRemoved()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 10'000);
    QVERIFY(rig->open(responseOf(jobs)));
    QCOMPARE(rig->rows(), 10'000);
    rig->press(Qt::Key_Home);
    rig->press(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(table()->selectedCount(), 10'000);
    // A hole in every second row makes a range of each.
    QItemSelection holes;
    for (int row = 0; row < 10'000; row += 2)
        holes.append(
            QItemSelectionRange(rig->table()->model()->index(row, 0), rig->table()->model()->index(row, 13)));
    rig->table()->selectionModel()->select(holes, QItemSelectionModel::ClearAndSelect);
    QCOMPARE(table()->selectedCount(), 5000);
    click(u"2"_s, Qt::ControlModifier);
    QCOMPARE(table()->selectedCount(), 5001);
    const QList<Job> gone = table()->selectedJobs();
    rig->window.jobs()->removeJobs(gone);
    QCOMPARE(rig->rows(), 10'000 - int(gone.size()));
    QCOMPARE(table()->selectedCount(), 0);
}

CALLBOARD_TEST_MAIN(MainWindowSelectTest, QApplication)
#include "tst_mainwindow_select.moc"
