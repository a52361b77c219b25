// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "journalrig.h"
#include "session.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QSettings>
#include <QTableView>

using namespace Qt::StringLiterals;

/// The windows of one run of the program, and what the next run remembers of them.
class SessionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsWithOneWindowThatIsNotConnected();
    void opensAWindowForEachFile();
    void connectsTheFirstWindow();
    void aFileThatCanNotBeOpenedIsSaidInItsWindow();
    void furtherFilesOfADropGetTheirWindows();
    void closingOneWindowLeavesTheOthers();
    void remembersColumnsAndPanes();
    void remembersNoFile();
    void deletedJobsHaveOneWindow();
    void theWindowOfDeletedJobsHasALayoutOfItsOwn();

private:
    static QList<MainWindow *> windows();
    static QStringList titles();
    static CommandLine lineOf(const QStringList &files);
    static QTableView *tableOf(const MainWindow *window)
    {
        return window->findChild<QTableView *>(u"jobTable"_s);
    }

    std::unique_ptr<WindowRig> m_rig; // its folder and catalogue are used
};

void SessionTest::init()
{
    m_rig = std::make_unique<WindowRig>();
    m_rig->window.hide();
    QSettings().clear();
}

void SessionTest::cleanup()
{
    for (MainWindow *window : windows())
        delete window;
    m_rig.reset();
}

/// Those of the session.
QList<MainWindow *> SessionTest::windows()
{
    QList<MainWindow *> found;
    const auto widgets = QApplication::topLevelWidgets();
    for (QWidget *widget : widgets) {
        if (auto *window = qobject_cast<MainWindow *>(widget); window && window->isVisible())
            found << window;
    }
    return found;
}

QStringList SessionTest::titles()
{
    QStringList titles;
    for (const MainWindow *window : windows())
        titles << window->windowTitle().section(u' ', 0, 0);
    titles.sort();
    return titles;
}

CommandLine SessionTest::lineOf(const QStringList &files)
{
    CommandLine line;
    line.files = files;
    return line;
}

void SessionTest::startsWithOneWindowThatIsNotConnected()
{
    Session session({});
    session.start();
    QCOMPARE(windows().size(), 1);
    QVERIFY(!windows().constFirst()->jobs()->source());
}

void SessionTest::opensAWindowForEachFile()
{
    const QByteArray response = responseOf(ListServer::jobs(1, 2));
    Session session(lineOf({m_rig->write(response, u"a.json"_s), m_rig->write(response, u"b.json"_s),
                            m_rig->write(response, u"c.json"_s)}));
    session.start();
    QTRY_COMPARE(titles(), (QStringList{u"a.json"_s, u"b.json"_s, u"c.json"_s}));
}

void SessionTest::connectsTheFirstWindow()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 4);
    CommandLine line;
    line.connection = connectionTo(server);
    Session session(line);
    session.start();
    QCOMPARE(windows().size(), 1);
    QTRY_COMPARE(windows().constFirst()->jobs()->rowCount(), 4);
}

void SessionTest::aFileThatCanNotBeOpenedIsSaidInItsWindow()
{
    Session session(lineOf(
        {m_rig->path(u"nowhere.json"_s), m_rig->write(responseOf(ListServer::jobs(1, 2)), u"b.json"_s)}));
    session.start();
    QTRY_COMPARE(titles(), (QStringList{u"Scheduled"_s, u"b.json"_s}));
    for (const MainWindow *window : windows()) {
        const auto *problem = window->findChild<QWidget *>(u"problem"_s);
        QTRY_COMPARE(problem->isVisible(), !window->jobs()->source());
    }
}

void SessionTest::furtherFilesOfADropGetTheirWindows()
{
    Session session({});
    session.start();
    const QString path = m_rig->write(responseOf(ListServer::jobs(1, 2)), u"b.json"_s);
    Q_EMIT windows().constFirst()->newWindowRequested(path);
    QTRY_COMPARE(titles(), (QStringList{u"Scheduled"_s, u"b.json"_s}));
    // And of a window that was opened so itself.
    Q_EMIT windows().constLast()->newWindowRequested(path);
    QTRY_COMPARE(windows().size(), 3);
}

void SessionTest::closingOneWindowLeavesTheOthers()
{
    const QByteArray response = responseOf(ListServer::jobs(1, 2));
    Session session(lineOf({m_rig->write(response, u"a.json"_s), m_rig->write(response, u"b.json"_s)}));
    session.start();
    QTRY_COMPARE(titles(), (QStringList{u"a.json"_s, u"b.json"_s}));
    for (MainWindow *window : windows()) {
        if (window->windowTitle().startsWith("a.json"_L1))
            window->close();
    }
    QCOMPARE(titles(), QStringList{u"b.json"_s});
    QTRY_COMPARE(windows().constFirst()->jobs()->rowCount(), 2);
}

void SessionTest::remembersColumnsAndPanes()
{
    {
        Session session({});
        session.start();
        MainWindow *window = windows().constFirst();
        window->findChild<JobTable *>()->columns().choose(Column::Type, false);
        tableOf(window)->setColumnWidth(2, 333);
        window->findChild<QAction *>(u"detailsBelow"_s)->trigger();
        window->findChild<QAction *>(u"details"_s)->trigger();
        window->close();
    }
    QCOMPARE(windows().size(), 0);
    Session session({});
    session.start();
    const MainWindow *window = windows().constFirst();
    QVERIFY(tableOf(window)->isColumnHidden(1));
    QCOMPARE(tableOf(window)->columnWidth(2), 333);
    QVERIFY(!window->findChild<QAction *>(u"detailsBelow"_s)->isChecked());
    QVERIFY(!window->findChild<QWidget *>(u"jobDetails"_s)->isVisible());
    // Rows are still sorted by next run, and the arrow says so.
    QCOMPARE(tableOf(window)->horizontalHeader()->sortIndicatorSection(), int(window->jobs()->sortColumn()));
}

void SessionTest::remembersNoFile()
{
    {
        Session session(lineOf({m_rig->write(responseOf(ListServer::jobs(1, 2)), u"a.json"_s)}));
        session.start();
        QTRY_COMPARE(titles(), QStringList{u"a.json"_s});
        windows().constFirst()->close();
    }
    Session session({});
    session.start();
    QCOMPARE(titles(), QStringList{u"Scheduled"_s});
}

void SessionTest::deletedJobsHaveOneWindow()
{
    {
        Journal journal(Journal::defaultFolder());
        journal.append({entryOf(u"7"_s).deletionLine()}, this, {});
    }
    Session session({});
    session.start();
    MainWindow *first = windows().constFirst();
    const auto ask = [](MainWindow *window) {
        window->findChild<QAction *>(u"deletedJobs"_s)->trigger();
    };
    ask(first);
    QCOMPARE(titles(), (QStringList{u"Deleted"_s, u"Scheduled"_s}));
    MainWindow *deleted = windows().constFirst() == first ? windows().constLast() : windows().constFirst();
    QTRY_COMPARE(deleted->jobs()->rowCount(), 1);
    deleted->showMinimized();
    ask(first);
    QCOMPARE(windows().size(), 2);
    QVERIFY(!deleted->isMinimized());
    ask(deleted);
    QCOMPARE(windows().size(), 2);
    // What shows something else by now is no window of deleted jobs.
    deleted->openFile(m_rig->write(responseOf(ListServer::jobs(1, 2)), u"b.json"_s));
    QTRY_COMPARE(titles(), (QStringList{u"Scheduled"_s, u"b.json"_s}));
    ask(deleted);
    QCOMPARE(windows().size(), 3);
}

void SessionTest::theWindowOfDeletedJobsHasALayoutOfItsOwn()
{
    Session session({});
    session.start();
    MainWindow *first = windows().constFirst();
    Q_EMIT first->deletedJobsRequested();
    MainWindow *deleted = windows().constFirst() == first ? windows().constLast() : windows().constFirst();
    const int server = int(Column::Server);
    tableOf(deleted)->setColumnWidth(server, 321);
    tableOf(deleted)->setColumnWidth(0, 222);
    deleted->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    Q_EMIT first->deletedJobsRequested();
    deleted = windows().constFirst() == first ? windows().constLast() : windows().constFirst();
    QCOMPARE(tableOf(deleted)->columnWidth(server), 321);
    QCOMPARE(tableOf(deleted)->horizontalHeader()->visualIndex(int(Column::Deleted)), 1);
    QVERIFY(tableOf(first)->columnWidth(0) != 222);
}

CALLBOARD_TEST_MAIN(SessionTest, QApplication)
#include "tst_session.moc"
