// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attentionchoice.h"
#include "columnchoice.h"
#include "environment.h"
#include "listserver.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QStandardItemModel>
#include <QTableView>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QJsonObject revoked(int number, const QJsonObject &overrides = {})
{
    QJsonObject job = ListServer::job(number, overrides);
    job[u"owner"_s] = QJsonObject{{u"login"_s, u"bob"_s}, {u"is_revoked"_s, true}};
    return job;
}

QJsonObject hourly(int number)
{
    const QJsonObject interval{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}};
    return ListServer::job(number, {{u"schedule_options"_s, QJsonObject{{u"interval"_s, interval}}},
                                    {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"a"_s, u"b"_s}}}}});
}

AttentionChoice *choiceIn(const WindowRig &rig)
{
    return rig.window.findChild<AttentionChoice *>(u"attention"_s);
}

QMenu *menuIn(const WindowRig &rig)
{
    return rig.window.findChild<QMenu *>(u"attentionMenu"_s);
}

QString entry(const WindowRig &rig, const QString &name)
{
    const auto *action = menuIn(rig)->findChild<QAction *>(name);
    return action && action->isVisible() ? action->text() : QString();
}

void openMenu(WindowRig &rig)
{
    rig.press(Qt::Key_A, Qt::AltModifier);
    QVERIFY(choiceIn(rig)->hasFocus());
    rig.press(Qt::Key_Space);
    QVERIFY(menuIn(rig)->isVisible());
}

void closeMenu(WindowRig &rig)
{
    rig.press(Qt::Key_Escape);
    QVERIFY(!menuIn(rig)->isVisible());
}

// With keys alone; of saved filters by the text.
void choose(WindowRig &rig, const QString &nameOrText)
{
    openMenu(rig);
    const QMenu *menu = menuIn(rig);
    const auto isIt = [menu, &nameOrText] {
        const QAction *active = menu->activeAction();
        return active && (active->objectName() == nameOrText || active->text() == nameOrText);
    };
    for (qsizetype step = 0; !isIt() && step < menu->actions().size(); ++step)
        rig.press(Qt::Key_Down);
    QVERIFY2(isIt(), qPrintable(nameOrText));
    rig.press(Qt::Key_Return);
    QVERIFY(!menu->isVisible());
}

QDialog *dialogIn(const WindowRig &rig, const QString &name)
{
    return rig.window.findChild<QDialog *>(name);
}

void saveFilter(WindowRig &rig, const QString &name)
{
    choose(rig, u"saveFilter"_s);
    QTRY_VERIFY(dialogIn(rig, u"filterName"_s));
    QVERIFY(QTest::qWaitForWindowActive(dialogIn(rig, u"filterName"_s)));
    rig.type(name);
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(!dialogIn(rig, u"filterName"_s));
}

QStringList savedIn(WindowRig &rig)
{
    openMenu(rig);
    QStringList names;
    const QList<QAction *> actions = menuIn(rig)->actions();
    for (const QAction *action : actions) {
        if (action->objectName() == "savedFilter"_L1)
            names << (action->isChecked() ? u"*"_s : QString()) + action->text();
    }
    closeMenu(rig);
    return names;
}

} // namespace

class AttentionChoiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void isChosenWithKeys();
    void countsAreShownAndWhatNothingIsOfCanBeChosen();
    void countsAreUnknownBeforeTheWholeListIsRead();
    void combinesWithTypeAndSearch();
    void aRefreshKeepsTheChoiceAndCountsAnew();
    void cancelTakesTheChoiceBack();
    void minutesAreSetAndKept();
    void aSavedFilterSurvivesARestart();
    void aSavedFilterIsReplacedRenamedAndRemoved();
    void oddSettingsAreLeftOut();
    void theDetailsSayWhy();
    void whatIsDeletedNeedsNoAttention();
    void aLongChoiceIsElided();
    void aHeaderOfAnEarlierVersionKeepsNewColumnsHidden();
};

void AttentionChoiceTest::init()
{
    QSettings().clear();
}

void AttentionChoiceTest::isChosenWithKeys()
{
    ListServer server;
    server.jobs() = {ListServer::job(1), revoked(2), ListServer::job(3)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(choiceIn(rig)->accessibleName(), u"Attention: Everything"_s);
    choose(rig, u"owner-revoked"_s);
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), QStringList{u"2"_s});
    QCOMPARE(rig.count(), u"1 of 3 jobs"_s);
    QCOMPARE(choiceIn(rig)->accessibleName(), u"Attention: Owner revoked (1)"_s);
    choose(rig, u"everything"_s);
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 3));
    // Return and Down open it, too.
    for (const Qt::Key key : {Qt::Key_Down, Qt::Key_Return}) {
        rig.press(Qt::Key_A, Qt::AltModifier);
        rig.press(key);
        QVERIFY(menuIn(rig)->isVisible());
        closeMenu(rig);
    }
}

void AttentionChoiceTest::countsAreShownAndWhatNothingIsOfCanBeChosen()
{
    ListServer server;
    server.jobs() = {hourly(1), hourly(2), revoked(3)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    openMenu(rig);
    QCOMPARE(entry(rig, u"duplicate"_s), u"Duplicates (2)"_s);
    QCOMPARE(entry(rig, u"owner-revoked"_s), u"Owner revoked (1)"_s);
    QCOMPARE(entry(rig, u"overdue"_s), u"Overdue (0)"_s);
    closeMenu(rig);
    choose(rig, u"overdue"_s);
    QTRY_COMPARE(rig.statePage().value(0), u"Nothing matches"_s);
    QVERIFY(rig.statePage().value(1).contains(u"Attention"_s));
    WindowRig::click(rig.button(u"Show All Jobs"_s));
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 3);
    QCOMPARE(choiceIn(rig)->accessibleName(), u"Attention: Everything"_s);
}

void AttentionChoiceTest::countsAreUnknownBeforeTheWholeListIsRead()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    server.jobs()[2999] = revoked(3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    openMenu(rig);
    QCOMPARE(entry(rig, u"owner-revoked"_s), u"Owner revoked (?)"_s);
    const QList<QAction *> actions = menuIn(rig)->actions();
    QVERIFY(std::any_of(actions.begin(), actions.end(), [](const QAction *action) {
        return action->isVisible() && action->text().contains(u"before the whole list is read"_s);
    }));
    closeMenu(rig);
    choose(rig, u"owner-revoked"_s);
    QVERIFY(rig.rests());
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"3000"_s});
    QTRY_COMPARE(choiceIn(rig)->accessibleName(), u"Attention: Owner revoked (1)"_s);
}

void AttentionChoiceTest::combinesWithTypeAndSearch()
{
    ListServer server;
    server.jobs() = {revoked(1), revoked(2, {{u"type"_s, u"plan"_s}}), revoked(3), ListServer::job(4)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    choose(rig, u"owner-revoked"_s);
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 3));
    rig.typeFilter()->setFocus();
    rig.press(Qt::Key_Down);
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), QStringList({u"1"_s, u"3"_s}));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 3"_s);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"3"_s});
    openMenu(rig);
    // Of the type, whatever is searched for.
    QCOMPARE(entry(rig, u"owner-revoked"_s), u"Owner revoked (2)"_s);
    closeMenu(rig);
}

void AttentionChoiceTest::aRefreshKeepsTheChoiceAndCountsAnew()
{
    ListServer server;
    server.jobs() = {revoked(1), ListServer::job(2)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    choose(rig, u"owner-revoked"_s);
    server.jobs() = {ListServer::job(1), revoked(2), revoked(3)};
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList({u"2"_s, u"3"_s}));
    QTRY_COMPARE(choiceIn(rig)->accessibleName(), u"Attention: Owner revoked (2)"_s);
}

void AttentionChoiceTest::cancelTakesTheChoiceBack()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    server.intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
    choose(rig, u"owner-revoked"_s);
    QTRY_VERIFY(rig.button(u"Cancel"_s));
    WindowRig::click(rig.button(u"Cancel"_s));
    QCOMPARE(choiceIn(rig)->accessibleName(), u"Attention: Everything"_s);
    QCOMPARE(rig.rows(), 3000);
}

void AttentionChoiceTest::minutesAreSetAndKept()
{
    ListServer server;
    server.jobs() = {hourly(1), ListServer::job(2)};
    {
        WindowRig rig;
        QVERIFY(rig.connectTo(server));
        choose(rig, u"setMinutes"_s);
        QTRY_VERIFY(dialogIn(rig, u"minutes"_s));
        auto *minutes = dialogIn(rig, u"minutes"_s)->findChild<QSpinBox *>();
        QCOMPARE(minutes->value(), 15);
        minutes->setValue(61);
        rig.press(Qt::Key_Return);
        QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"1"_s});
        QVERIFY(choiceIn(rig)->accessibleName().contains(u"61"_s));
    }
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    openMenu(rig);
    QVERIFY(entry(rig, u"runs-often"_s).contains(u"61"_s));
    QVERIFY(entry(rig, u"runs-often"_s).endsWith(u"(1)"_s));
    closeMenu(rig);
}

void AttentionChoiceTest::aSavedFilterSurvivesARestart()
{
    ListServer server;
    server.jobs() = {revoked(1), revoked(2, {{u"type"_s, u"plan"_s}}), revoked(3), revoked(33),
                     ListServer::job(34)};
    {
        WindowRig rig;
        QVERIFY(rig.connectTo(server));
        QCOMPARE(savedIn(rig), QStringList());
        rig.typeFilter()->setFocus();
        rig.press(Qt::Key_Down);
        rig.press(Qt::Key_F, Qt::ControlModifier);
        rig.type(u"job 3"_s);
        choose(rig, u"owner-revoked"_s);
        rig.clickHeader(u"Name"_s);
        rig.clickHeader(u"Name"_s);
        QVERIFY(rig.rests());
        QTRY_COMPARE(rig.texts(u"Name"_s), QStringList({u"33"_s, u"3"_s}));
        saveFilter(rig, u"mine"_s);
        QCOMPARE(savedIn(rig), QStringList{u"*mine"_s});
    }
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.rows(), 5);
    QCOMPARE(savedIn(rig), QStringList{u"mine"_s});
    choose(rig, u"mine"_s);
    QVERIFY(rig.rests());
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList({u"33"_s, u"3"_s}));
    QCOMPARE(rig.typeFilter()->currentText(), u"Tasks"_s);
    QCOMPARE(rig.search()->text(), u"job 3"_s);
    QCOMPARE(choiceIn(rig)->accessibleName(), u"Attention: Owner revoked (3)"_s);
    QCOMPARE(rig.sortIndicator(), u"Name down"_s);
    QCOMPARE(savedIn(rig), QStringList{u"*mine"_s});
}

void AttentionChoiceTest::aSavedFilterIsReplacedRenamedAndRemoved()
{
    ListServer server;
    server.jobs() = {revoked(1), ListServer::job(2)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    saveFilter(rig, u"a"_s);
    saveFilter(rig, u"b"_s);
    choose(rig, u"owner-revoked"_s);
    saveFilter(rig, u"a"_s);
    QCOMPARE(savedIn(rig), QStringList({u"*a"_s, u"b"_s}));
    choose(rig, u"editFilters"_s);
    QTRY_VERIFY(dialogIn(rig, u"savedFilters"_s));
    QDialog *dialog = dialogIn(rig, u"savedFilters"_s);
    QVERIFY(QTest::qWaitForWindowActive(dialog));
    auto *list = dialog->findChild<QListWidget *>(u"savedFilterList"_s);
    // Another's name is refused.
    for (const QString &name : {u"b"_s, u"c"_s}) {
        WindowRig::click(dialog->findChild<QPushButton *>(u"renameFilter"_s));
        auto *editor = list->findChild<QLineEdit *>();
        QVERIFY(editor);
        editor->selectAll();
        rig.type(name);
        rig.press(Qt::Key_Return);
        QTRY_COMPARE(list->item(0)->text(), name == "b"_L1 ? u"a"_s : u"c"_s);
    }
    list->setCurrentRow(1);
    list->setFocus();
    rig.press(Qt::Key_Delete);
    QCOMPARE(list->count(), 1);
    rig.press(Qt::Key_Escape);
    QTRY_VERIFY(!dialogIn(rig, u"savedFilters"_s));
    QCOMPARE(savedIn(rig), QStringList{u"*c"_s});
}

void AttentionChoiceTest::oddSettingsAreLeftOut()
{
    const WindowRig rig; // says where settings are
    QSettings settings;
    const auto write = [&settings](int i, const QVariantHash &values) {
        settings.setArrayIndex(i);
        for (auto it = values.begin(); it != values.end(); ++it)
            settings.setValue(it.key(), it.value());
    };
    settings.beginWriteArray(u"savedFilters"_s, 1'000'000);
    write(0, {{u"name"_s, u"  "_s}});
    write(1, {{u"name"_s, u"type"_s}, {u"type"_s, u"ufo"_s}});
    write(2, {{u"name"_s, u"concern"_s}, {u"concern"_s, u"ufo"_s}});
    write(3, {{u"name"_s, QString(500, u'x')}, {u"minutes"_s, -3}, {u"sortBy"_s, u"ufo"_s}});
    write(4, {{u"name"_s, u"good"_s},
              {u"concern"_s, u"runs-often"_s},
              {u"minutes"_s, 1'000'000'000},
              {u"text"_s, QString(5000, u'y')}});
    write(5, {{u"name"_s, u"good"_s}, {u"type"_s, u"plan"_s}});
    settings.endArray();
    const QList<SavedFilters::Filter> filters = SavedFilters::list();
    QCOMPARE(filters.size(), 2);
    QCOMPARE(filters[0].name.size(), SavedFilters::LongestName);
    QCOMPARE(filters[0].arrangement.limits.minutes, 1);
    QCOMPARE(filters[0].arrangement.sortColumn, Column::NextRun);
    QCOMPARE(filters[1].name, u"good"_s);
    QCOMPARE(filters[1].arrangement.type, QString());
    QCOMPARE(filters[1].arrangement.concern, std::optional(Concern::RunsOften));
    QCOMPARE(filters[1].arrangement.limits.minutes, ConcernLimits::MostMinutes);
    QCOMPARE(filters[1].arrangement.filter.text().size(), SavedFilters::LongestText);
}

void AttentionChoiceTest::theDetailsSayWhy()
{
    ListServer server;
    server.jobs() = {hourly(1), hourly(2), hourly(3), ListServer::job(4)};
    server.jobs()[1][u"owner"_s] = QJsonObject{{u"login"_s, u"bob"_s}, {u"is_revoked"_s, true}};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    const auto *line = rig.window.findChild<QLabel *>(u"needsAttention"_s);
    rig.selectJob(u"2"_s);
    QVERIFY(line->isVisible());
    QCOMPARE(line->text(), u"Needs attention: owner revoked; duplicates job 1, 3"_s);
    rig.selectJob(u"4"_s);
    QVERIFY(!line->isVisible());
    server.jobs().remove(2);
    rig.selectJob(u"2"_s);
    rig.press(Qt::Key_F5);
    QTRY_COMPARE(line->text(), u"Needs attention: owner revoked; duplicates job 1"_s);
}

void AttentionChoiceTest::whatIsDeletedNeedsNoAttention()
{
    WindowRig rig;
    QVERIFY(choiceIn(rig)->isVisible());
    rig.window.showDeletedJobs(rig.path(u"journal"_s));
    QVERIFY(rig.rests());
    QVERIFY(!choiceIn(rig)->isVisible());
}

void AttentionChoiceTest::aLongChoiceIsElided()
{
    ListServer server;
    server.jobs() = {hourly(1)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.window.resize(800, 600);
    choose(rig, u"runs-often"_s);
    QTRY_VERIFY(rig.window.width() <= 800);
    QVERIFY(choiceIn(rig)->width() < rig.window.width() / 3);
    QVERIFY(choiceIn(rig)->toolTip().contains(u"more often"_s));
    QVERIFY(rig.search()->width() > 60);
}

void AttentionChoiceTest::aHeaderOfAnEarlierVersionKeepsNewColumnsHidden()
{
    const WindowRig rig; // the columns have titles
    // As it was before columns were told apart by their number.
    constexpr int Before = int(Column::RunsTimesNodes);
    QStandardItemModel before(0, Before);
    QTableView old;
    old.setModel(&before);
    old.horizontalHeader()->setSectionHidden(int(Column::Type), true);
    QStandardItemModel now(0, int(LastColumn) + 1);
    QTableView table;
    table.setModel(&now);
    ColumnChoice choice(table.horizontalHeader());
    choice.restore(old.horizontalHeader()->saveState());
    QVERIFY(!choice.isChosen(Column::Type));
    QVERIFY(choice.isChosen(Column::Target));
    QVERIFY(!choice.isChosen(Column::RunsTimesNodes));
    choice.choose(Column::RunsTimesNodes, true);
    QTableView other;
    other.setModel(&now);
    ColumnChoice next(other.horizontalHeader());
    next.restore(choice.state());
    QVERIFY(next.isChosen(Column::RunsTimesNodes));
    QVERIFY(!next.isChosen(Column::Type));
}

CALLBOARD_TEST_MAIN(AttentionChoiceTest, QApplication)
#include "tst_attentionchoice.moc"
