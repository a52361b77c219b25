// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowactions.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QIcon>
#include <QKeySequence>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(WindowActions)
};

// Keys are written out: Qt 6.4 has none for some of these on Linux, and its Delete also means Ctrl+D on X11.
QAction *make(QMainWindow *window, const char *name, const QString &text, const QString &icon,
              const QList<QKeySequence> &keys = {})
{
    auto *action = new QAction(QIcon::fromTheme(icon), text, window);
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(keys);
    return action;
}

} // namespace

WindowActions::WindowActions(QMainWindow *window)
{
    makeFile(window);
    makeEdit(window);
    makeView(window);
    makeJobAndHelp(window);
    makeToolBar(window);
}

QMenu *WindowActions::addMenu(QMainWindow *window, const char *title)
{
    QMenu *menu = window->menuBar()->addMenu(Texts::tr(title));
    menus.append(menu);
    return menu;
}

void WindowActions::makeFile(QMainWindow *window)
{
    open = make(window, "open", Texts::tr("&Open…"), u"document-open"_s, {Qt::CTRL | Qt::Key_O});
    connectTo = make(window, "connect", Texts::tr("&Connect…"), u"network-connect"_s,
                     {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    saveAs = make(window, "saveAs", Texts::tr("&Save Response As…"), u"document-save-as"_s,
                  {Qt::CTRL | Qt::Key_S, Qt::CTRL | Qt::SHIFT | Qt::Key_S});
    saveSelected = make(window, "saveSelected", Texts::tr("Save Se&lected Jobs As…"), u"document-save-as"_s);
    saveTimeline = make(window, "saveTimeline", Texts::tr("Save &Timeline As…"), u"document-save-as"_s);
    printTimeline = make(window, "printTimeline", Texts::tr("Pr&int Timeline…"), u"document-print"_s,
                         {Qt::CTRL | Qt::Key_P});
    savePage = make(window, "savePage", Texts::tr("Save &Page as Received…"), u"document-save"_s);
    exportJobs =
        make(window, "exportJobs", Texts::tr("E&xport…"), u"document-export"_s, {Qt::CTRL | Qt::Key_E});
    saveSnapshot = make(window, "saveSnapshot", Texts::tr("Save S&napshot"), u"document-save"_s);
    close = make(window, "close", Texts::tr("Close &Window"), u"window-close"_s, {Qt::CTRL | Qt::Key_W});
    quit = make(window, "quit", Texts::tr("&Quit"), u"application-exit"_s, {Qt::CTRL | Qt::Key_Q});
    quit->setMenuRole(QAction::QuitRole);
    QMenu *menu = addMenu(window, QT_TRANSLATE_NOOP("WindowActions", "&File"));
    menu->addAction(open);
    recent = menu->addMenu(QIcon::fromTheme(u"document-open-recent"_s), Texts::tr("Op&en Recent"));
    menu->addAction(connectTo);
    recentConnections = menu->addMenu(Texts::tr("Connect to &Recent"));
    menu->addSeparator();
    menu->addActions({saveAs, saveSelected, savePage, exportJobs});
    menu->addSeparator();
    menu->addActions({saveTimeline, printTimeline});
    menu->addSeparator();
    menu->addAction(saveSnapshot);
    changedSince = menu->addMenu(Texts::tr("W&hat Changed Since"));
    changedSince->setObjectName(u"changedSince"_s);
    menu->addSeparator();
    menu->addActions({close, quit});
}

void WindowActions::makeEdit(QMainWindow *window)
{
    undoDeletion =
        make(window, "undoDeletion", Texts::tr("&Undo Deletion"), u"edit-undo"_s, {Qt::CTRL | Qt::Key_Z});
    copy = make(window, "copy", Texts::tr("&Copy"), u"edit-copy"_s, {Qt::CTRL | Qt::Key_C});
    copyRecord = make(window, "copyRecord", Texts::tr("Copy &Record as JSON"), u"edit-copy"_s,
                      {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    paste = make(window, "paste", Texts::tr("&Paste Response"), u"edit-paste"_s,
                 {Qt::CTRL | Qt::SHIFT | Qt::Key_V});
    selectAll =
        make(window, "selectAll", Texts::tr("Select &All"), u"edit-select-all"_s, {Qt::CTRL | Qt::Key_A});
    // Elsewhere the key means the text or the nodes that have the focus.
    selectAll->setShortcutContext(Qt::WidgetShortcut);
    find = make(window, "find", Texts::tr("&Find"), u"edit-find"_s, {Qt::CTRL | Qt::Key_F});
    settings = make(window, "settings", Texts::tr("&Settings…"), u"configure"_s, {Qt::CTRL | Qt::Key_Comma});
    settings->setMenuRole(QAction::PreferencesRole);
    QMenu *menu = addMenu(window, QT_TRANSLATE_NOOP("WindowActions", "&Edit"));
    menu->addAction(undoDeletion);
    menu->addSeparator();
    menu->addActions({copy, copyRecord});
    copyAs = menu->addMenu(QIcon::fromTheme(u"edit-copy"_s), Texts::tr("Cop&y As"));
    menu->addAction(paste);
    menu->addSeparator();
    menu->addAction(selectAll);
    menu->addSeparator();
    menu->addAction(find);
    menu->addSeparator();
    menu->addAction(settings);
}

void WindowActions::nameSelectAll(bool matching)
{
    selectAll->setText(matching ? Texts::tr("Select &All That Match") : Texts::tr("Select &All"));
}

void WindowActions::disableForSelected()
{
    for (QAction *action : {saveSelected, savePage, copyRecord, copyAs->menuAction(), selectAll, deleteJob,
                            showRecord, scheduleAgain, copyScheduleRequest})
        action->setEnabled(false);
}

void WindowActions::makeView(QMainWindow *window)
{
    refresh =
        make(window, "refresh", Texts::tr("&Refresh"), u"view-refresh"_s, {Qt::Key_F5, Qt::CTRL | Qt::Key_R});
    stop = make(window, "stop", Texts::tr("S&top"), u"process-stop"_s, {Qt::Key_Escape});
    loadAll = make(window, "loadAll", Texts::tr("&Load All Jobs"), u"go-down"_s);
    deletedJobs =
        make(window, "deletedJobs", Texts::tr("Deleted &Jobs"), u"user-trash"_s, {Qt::CTRL | Qt::Key_J});
    showTable =
        make(window, "showTable", Texts::tr("Tabl&e"), u"view-list-details"_s, {Qt::CTRL | Qt::Key_1});
    showTimeline = make(window, "showTimeline", Texts::tr("Ti&meline"), u"view-calendar-timeline"_s,
                        {Qt::CTRL | Qt::Key_2});
    compare =
        make(window, "compare", Texts::tr("Comp&are"), u"view-split-left-right"_s, {Qt::CTRL | Qt::Key_3});
    auto *views = new QActionGroup(window);
    for (QAction *view : {showTable, showTimeline, compare}) {
        view->setCheckable(true);
        views->addAction(view);
    }
    showTable->setChecked(true);
    chooseAsOf = make(window, "chooseAsOf", Texts::tr("As &Of…"), u"clock"_s);
    details = make(window, "details", Texts::tr("&Details"), u"view-split-left-right"_s, {Qt::Key_F9});
    details->setCheckable(true);
    details->setChecked(true);
    detailsBelow = make(window, "detailsBelow", Texts::tr("Details &Below the Table"), {});
    detailsBelow->setCheckable(true);
    fullScreen = make(window, "fullScreen", Texts::tr("F&ull Screen"), {}, {Qt::Key_F11});
    fullScreen->setCheckable(true);
    QMenu *menu = addMenu(window, QT_TRANSLATE_NOOP("WindowActions", "&View"));
    menu->addActions({refresh, stop, loadAll});
    menu->addSeparator();
    menu->addActions({showTable, showTimeline, compare});
    menu->addSeparator();
    sortBy = menu->addMenu(Texts::tr("&Sort By"));
    columns = menu->addMenu(Texts::tr("&Columns"));
    timeZone = menu->addMenu(Texts::tr("Time &Zone"));
    menu->addAction(chooseAsOf);
    menu->addSeparator();
    menu->addAction(deletedJobs);
    menu->addSeparator();
    menu->addActions({details, detailsBelow, fullScreen});
}

void WindowActions::makeJobAndHelp(QMainWindow *window)
{
    deleteJob = make(window, "deleteJob", Texts::tr("&Delete"), u"edit-delete"_s, {Qt::Key_Delete});
    // A key that is held down deletes one job, not the next ones too.
    deleteJob->setAutoRepeat(false);
    // Del means the job only where a job is what has the focus: in the table.
    deleteJob->setShortcutContext(Qt::WidgetShortcut);
    showRecord = make(window, "showRecord", Texts::tr("&Show Record"), u"text-x-generic"_s,
                      {Qt::ALT | Qt::Key_Return, Qt::ALT | Qt::Key_Enter});
    QMenu *job = addMenu(window, QT_TRANSLATE_NOOP("WindowActions", "&Job"));
    scheduleAgain = make(window, "scheduleAgain", Texts::tr("Schedule &Again…"), u"appointment-new"_s);
    copyScheduleRequest =
        make(window, "copyScheduleRequest", Texts::tr("&Copy as Schedule Request"), u"edit-copy"_s);
    job->addAction(showRecord);
    job->addSeparator();
    job->addActions({scheduleAgain, copyScheduleRequest});
    job->addSeparator();
    job->addAction(deleteJob);

    keys = make(window, "keys", Texts::tr("&Keyboard Shortcuts"), u"help-contents"_s, {Qt::Key_F1});
    about = make(window, "about", Texts::tr("&About Callboard"), u"help-about"_s);
    about->setMenuRole(QAction::AboutRole);
    aboutQt = make(window, "aboutQt", Texts::tr("About &Qt"), {});
    aboutQt->setMenuRole(QAction::AboutQtRole);
    QMenu *help = addMenu(window, QT_TRANSLATE_NOOP("WindowActions", "&Help"));
    help->addAction(keys);
    help->addSeparator();
    help->addActions({about, aboutQt});
}

// Delete does not stand next to Refresh.
void WindowActions::makeToolBar(QMainWindow *window)
{
    QToolBar *bar = window->addToolBar(Texts::tr("Tool Bar"));
    bar->setObjectName(u"toolBar"_s);
    bar->setMovable(false);
    bar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    bar->addActions({connectTo, open});
    bar->addSeparator();
    bar->addAction(refresh);
    bar->addSeparator();
    bar->addAction(showRecord);
    bar->addSeparator();
    bar->addAction(deleteJob);
}
