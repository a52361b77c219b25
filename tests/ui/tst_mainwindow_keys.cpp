// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QContextMenuEvent>
#include <QDialog>
#include <QIcon>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTabWidget>
#include <QTableView>
#include <QToolBar>
#include <QToolButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace {

/// The letter behind the ampersand; null: there is none.
QChar accessKeyOf(QString text)
{
    text.remove(u"&&"_s);
    const qsizetype at = text.indexOf(u'&');
    return at < 0 ? QChar() : text.at(at + 1).toUpper();
}

QString nameOf(const QWidget *widget)
{
    return QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName() + u' ' +
           widget->accessibleName();
}

} // namespace

/// Names for screen readers, and everything by the keyboard.
class MainWindowKeysTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void hasTheAgreedAccessibleNames();
    void everythingOneCanUseHasAName();
    void tabReachesEverything_data();
    void tabReachesEverything();
    void tabAndBackComesHome();
    void accessKeysAreUnique();
    void accessKeysInMenusAreUnique();
    void shortcutsAreUnique();
    void everyActionOfTheToolBarIsInAMenu();
    void everyIconIsThere();
    void keysAreListedInTheHelp();
    void theMenuKeyOpensTheContextMenuOfTheRow();
    void f9HidesAndShowsTheDetails();
    void f11FillsTheScreen();
    void detailsCanStandBesideTheTable();
    void actionsAreEnabledWhenTheyMakeSense();
    void escapeGoesBackToTheTableFromEverywhere();
    void screenReadersHearTheCells();
    void fitsOnASmallScreen();

private:
    /// Everything visible that takes the keyboard by Tab.
    QList<QWidget *> tabStops() const;
    QWidget *details() const { return rig->named(u"Job details"_s); }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void MainWindowKeysTest::initTestCase()
{
    // As the program does without a desktop.
    QIcon::setThemeName(u"callboard"_s);
    QIcon::setFallbackThemeName(u"callboard"_s);
}

void MainWindowKeysTest::init()
{
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 5);
    rig = std::make_unique<WindowRig>();
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    QCOMPARE(rig->selected(), u"1"_s);
}

void MainWindowKeysTest::cleanup()
{
    rig.reset();
    server.reset();
}

QList<QWidget *> MainWindowKeysTest::tabStops() const
{
    QList<QWidget *> stops;
    const auto widgets = rig->window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->isVisible() && widget->isEnabled() && !widget->focusProxy() && !widget->isWindow() &&
            (widget->focusPolicy() & Qt::TabFocus) && widget->window() == &rig->window)
            stops << widget;
    }
    return stops;
}

void MainWindowKeysTest::hasTheAgreedAccessibleNames()
{
    QCOMPARE(rig->named(u"Scheduled jobs"_s), rig->table());
    QVERIFY(rig->named(u"Job details"_s));
    QVERIFY(rig->named(u"Type"_s));
    QVERIFY(rig->named(u"Search"_s));
    QVERIFY(rig->named(u"Job fields"_s));
}

void MainWindowKeysTest::everythingOneCanUseHasAName()
{
    rig->press(Qt::Key_Delete); // with a strip and its buttons
    rig->window.openFile(rig->path(u"nowhere.json"_s));
    QTRY_VERIFY(!rig->bar("problem").isEmpty());
    for (int tab = 0; tab < 3; ++tab) {
        rig->window.findChild<QTabWidget *>()->setCurrentIndex(tab);
        for (QWidget *widget : tabStops()) {
            const auto *button = qobject_cast<QAbstractButton *>(widget);
            const bool isNamed = !widget->accessibleName().isEmpty() ||
                                 (button && !button->text().isEmpty()) || widget->inherits("QTabBar");
            QVERIFY2(isNamed, qPrintable(nameOf(widget)));
        }
    }
}

void MainWindowKeysTest::tabReachesEverything_data()
{
    QTest::addColumn<int>("tab");
    QTest::newRow("fields") << 0;
    QTest::newRow("nodes") << 1;
    QTest::newRow("record") << 2;
}

void MainWindowKeysTest::tabReachesEverything()
{
    QFETCH(const int, tab);
    rig->window.findChild<QTabWidget *>()->setCurrentIndex(tab);
    rig->press(Qt::Key_Delete);
    rig->window.openFile(rig->path(u"nowhere.json"_s));
    QTRY_VERIFY(!rig->bar("problem").isEmpty());
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"x"_s, u"No"_s));
    };
    rig->press(Qt::Key_F5);
    QTRY_VERIFY(!rig->bar("listError").isEmpty());
    rig->table()->setFocus();
    QList<QWidget *> missing = tabStops();
    QVERIFY(missing.size() > 7);
    for (int step = 0; step < 60 && !missing.isEmpty(); ++step) {
        missing.removeAll(QApplication::focusWidget());
        rig->press(Qt::Key_Tab);
    }
    for (const QWidget *widget : std::as_const(missing))
        qWarning("not reached: %s", qPrintable(nameOf(widget)));
    QVERIFY(missing.isEmpty());
}

void MainWindowKeysTest::tabAndBackComesHome()
{
    rig->table()->setFocus();
    for (int step = 0; step < 12; ++step)
        rig->press(Qt::Key_Tab);
    QVERIFY(QApplication::focusWidget());
    for (int step = 0; step < 12; ++step)
        rig->press(Qt::Key_Tab, Qt::ShiftModifier);
    QVERIFY2(rig->table()->hasFocus(), qPrintable(nameOf(QApplication::focusWidget())));
}

void MainWindowKeysTest::accessKeysAreUnique()
{
    rig->press(Qt::Key_Delete);
    for (int tab = 0; tab < 3; ++tab) {
        rig->window.findChild<QTabWidget *>()->setCurrentIndex(tab);
        QStringList texts;
        const auto menus = rig->window.menuBar()->actions();
        for (const QAction *menu : menus)
            texts << menu->text();
        const auto labels = rig->window.findChildren<QLabel *>();
        for (const QLabel *label : labels) {
            if (label->isVisible() && label->buddy())
                texts << label->text();
        }
        const auto buttons = rig->window.findChildren<QAbstractButton *>();
        for (const QAbstractButton *button : buttons) {
            const auto *toolButton = qobject_cast<const QToolButton *>(button);
            if (button->isVisible() && !toolButton)
                texts << button->text();
        }
        QHash<QChar, QString> taken;
        for (const QString &text : std::as_const(texts)) {
            const QChar key = accessKeyOf(text);
            if (key.isNull())
                continue;
            QVERIFY2(!taken.contains(key), qPrintable(text + u" and "_s + taken.value(key)));
            taken.insert(key, text);
        }
    }
}

void MainWindowKeysTest::accessKeysInMenusAreUnique()
{
    const auto menus = rig->window.menuBar()->actions();
    for (const QAction *menu : menus) {
        QHash<QChar, QString> taken;
        const auto actions = menu->menu()->actions();
        for (const QAction *action : actions) {
            if (action->isSeparator())
                continue;
            const QChar key = accessKeyOf(action->text());
            QVERIFY2(!key.isNull(), qPrintable(action->text()));
            QVERIFY2(!taken.contains(key), qPrintable(action->text() + u" and "_s + taken.value(key)));
            taken.insert(key, action->text());
        }
    }
}

void MainWindowKeysTest::shortcutsAreUnique()
{
    QHash<QKeySequence, QString> taken;
    const auto actions = rig->window.findChildren<QAction *>();
    for (const QAction *action : actions) {
        const auto shortcuts = action->shortcuts();
        for (const QKeySequence &shortcut : shortcuts) {
            QVERIFY2(!taken.contains(shortcut), qPrintable(shortcut.toString()));
            taken.insert(shortcut, action->text());
        }
    }
    QVERIFY(!taken.contains(QKeySequence(Qt::CTRL | Qt::Key_D)));
    QVERIFY(taken.size() > 15);
}

void MainWindowKeysTest::everyActionOfTheToolBarIsInAMenu()
{
    QList<QAction *> inMenus;
    const auto menus = rig->window.menuBar()->actions();
    for (const QAction *menu : menus)
        inMenus += menu->menu()->actions();
    const auto actions = rig->window.findChild<QToolBar *>()->actions();
    const QAction *before = nullptr;
    for (const QAction *action : actions) {
        QVERIFY(action->isSeparator() || inMenus.contains(action));
        // Delete does not stand next to Refresh.
        QVERIFY(action->objectName() != "deleteJob"_L1 || before->isSeparator());
        before = action;
    }
}

void MainWindowKeysTest::everyIconIsThere()
{
    // Made after the theme was chosen, unlike those of the first window.
    const auto actions = rig->window.findChildren<QAction *>();
    int icons = 0;
    for (const QAction *action : actions) {
        if (action->icon().name().isEmpty())
            continue;
        ++icons;
        QVERIFY2(!action->icon().pixmap(16).isNull(), qPrintable(action->icon().name()));
    }
    QVERIFY(icons > 8);
}

void MainWindowKeysTest::keysAreListedInTheHelp()
{
    rig->press(Qt::Key_F1);
    auto *list = rig->window.findChild<QTreeWidget *>();
    QVERIFY(list && list->isVisible());
    for (const auto &[text, keys] :
         {std::pair(u"Delete"_s, u"Del"_s), std::pair(u"Refresh"_s, u"F5; Ctrl+R"_s),
          std::pair(u"Find"_s, u"Ctrl+F"_s), std::pair(u"Undo Deletion"_s, u"Ctrl+Z"_s)}) {
        const auto items = list->findItems(text, Qt::MatchExactly | Qt::MatchRecursive);
        QCOMPARE(items.size(), 1);
        QCOMPARE(items.constFirst()->text(1), keys);
    }
    rig->press(Qt::Key_Escape);
    QTRY_VERIFY(!rig->window.findChild<QTreeWidget *>());
}

void MainWindowKeysTest::theMenuKeyOpensTheContextMenuOfTheRow()
{
    QContextMenuEvent event(QContextMenuEvent::Keyboard, {}, {});
    QApplication::sendEvent(rig->table()->viewport(), &event);
    const auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
    QVERIFY(menu);
    for (const char *name : {"showRecord", "copy", "copyRecord", "deleteJob"})
        QVERIFY(menu->actions().contains(rig->action(name)));
    // At the row, not wherever the mouse is.
    const QRect row = rig->table()->visualRect(rig->table()->currentIndex());
    QVERIFY(row.contains(rig->table()->viewport()->mapFromGlobal(menu->pos())));
    rig->press(Qt::Key_Escape);
    QVERIFY(!QApplication::activePopupWidget());
}

void MainWindowKeysTest::f9HidesAndShowsTheDetails()
{
    rig->press(Qt::Key_F9);
    QVERIFY(!details());
    rig->press(Qt::Key_F9);
    QVERIFY(details());
}

void MainWindowKeysTest::f11FillsTheScreen()
{
    rig->press(Qt::Key_F11);
    QTRY_VERIFY(rig->window.isFullScreen());
    QVERIFY(rig->action("fullScreen")->isChecked());
    rig->press(Qt::Key_F11);
    QTRY_VERIFY(!rig->window.isFullScreen());
}

void MainWindowKeysTest::detailsCanStandBesideTheTable()
{
    const auto isBelow = [this] {
        return details()->mapToGlobal(QPoint()).y() > rig->table()->mapToGlobal(QPoint()).y();
    };
    QVERIFY(isBelow());
    QVERIFY(rig->choose({u"View"_s, u"Details Below the Table"_s}));
    QTRY_VERIFY(!isBelow());
}

void MainWindowKeysTest::actionsAreEnabledWhenTheyMakeSense()
{
    const auto enabled = [](const WindowRig &window) {
        QStringList names;
        for (const char *name : {"saveAs", "savePage", "undoDeletion", "copyRecord", "refresh", "loadAll",
                                 "deleteJob", "showRecord"}) {
            if (window.action(name)->isEnabled())
                names << QString::fromLatin1(name);
        }
        return names.join(u' ');
    };
    QCOMPARE(enabled(*rig), u"saveAs savePage copyRecord refresh deleteJob showRecord"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(enabled(*rig), u"saveAs savePage undoDeletion copyRecord refresh showRecord"_s);
    rig->press(Qt::Key_Z, Qt::ControlModifier);
    rig->table()->clearSelection();
    QCOMPARE(enabled(*rig), u"saveAs refresh"_s);
    const WindowRig fresh;
    QCOMPARE(enabled(fresh), QString());
    QVERIFY(fresh.action("open")->isEnabled());
    QVERIFY(fresh.action("connect")->isEnabled());
    QVERIFY(fresh.action("paste")->isEnabled());
}

void MainWindowKeysTest::escapeGoesBackToTheTableFromEverywhere()
{
    for (int tab = 0; tab < 3; ++tab) {
        rig->window.findChild<QTabWidget *>()->setCurrentIndex(tab);
        for (QWidget *widget : tabStops()) {
            widget->setFocus();
            rig->press(Qt::Key_Escape);
            QVERIFY2(rig->table()->hasFocus(), qPrintable(nameOf(widget)));
        }
    }
}

void MainWindowKeysTest::screenReadersHearTheCells()
{
    QAccessibleInterface *table = QAccessible::queryAccessibleInterface(rig->table());
    QVERIFY(table && table->tableInterface());
    QCOMPARE(table->text(QAccessible::Name), u"Scheduled jobs"_s);
    QCOMPARE(table->tableInterface()->rowCount(), 5);
    const auto heard = [table](int row, int column) {
        return table->tableInterface()->cellAt(row, column)->text(QAccessible::Name);
    };
    QCOMPARE(heard(0, rig->columnOf(u"Name"_s)), u"1"_s);
    QCOMPARE(heard(4, rig->columnOf(u"Description"_s)), u"job 5"_s);
    rig->press(Qt::Key_Delete);
    QCOMPARE(heard(0, rig->columnOf(u"Name"_s)), u"1. Job 1 'job 1' will be deleted in 5 s"_s);
}

void MainWindowKeysTest::fitsOnASmallScreen()
{
    for (const QString &name : numbers(1, 4)) {
        rig->selectJob(name);
        rig->press(Qt::Key_Delete);
    }
    rig->window.openFile(rig->path(u"nowhere.json"_s));
    QTRY_VERIFY(!rig->bar("problem").isEmpty());
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"x"_s, u"No"_s));
    };
    rig->press(Qt::Key_F5);
    QTRY_VERIFY(!rig->bar("listError").isEmpty());
    const QSize smallest = rig->window.minimumSizeHint();
    QVERIFY2(smallest.width() <= 800 && smallest.height() <= 600,
             qPrintable(u"%1 x %2"_s.arg(smallest.width()).arg(smallest.height())));
    // There is still a row of the table to be seen.
    rig->window.resize(800, 600);
    QTRY_VERIFY(rig->table()->viewport()->height() >= rig->table()->rowHeight(0));
}

CALLBOARD_TEST_MAIN(MainWindowKeysTest, QApplication)
#include "tst_mainwindow_keys.moc"
