// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodel.h"
#include "orchestratorsource.h"
#include "windowrig.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

/// The ways to copy what is selected.
class MainWindowCopyAsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QGuiApplication::clipboard()->setText(u"before"_s); }

    void copiesTheCurrentCell();
    void copiesRows();
    void copiesRowsBelowTheirHeaders();
    void aCellStaysOneCell();
    void copiesTheQuestionForTheList();
    void saysThatTheListGoesOn();
    void saysThatTheServerDoesNotSearch();
    void copiesWhatDeletesTheJob();
    void copiesWhatDisablesAnEnvironmentJob();
    void copyingDeletesNothing();
    void aReadOnlyConnectionHasNoDeletion();
    void whatCanNotBeCopiedSaysWhy();
    void standsInTheMenuOfTheTable();
};

void MainWindowCopyAsTest::copiesTheCurrentCell()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({ListServer::job(1, {{u"environment"_s, u"staging"_s}})})));
    QTest::mouseClick(rig.table()->viewport(), Qt::LeftButton, {},
                      rig.table()->visualRect(rig.cell(0, u"Environment"_s)).center());
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Cell"_s}));
    QCOMPARE(clipboard(), u"staging"_s);
}

void MainWindowCopyAsTest::copiesRows()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Rows"_s}));
    const QStringList lines = clipboard().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QVERIFY(lines.at(1).startsWith("2\t"_L1));
}

void MainWindowCopyAsTest::copiesRowsBelowTheirHeaders()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Rows with Headers"_s}));
    const QStringList lines = clipboard().split(u'\n');
    QCOMPARE(lines.size(), 3);
    const QStringList titles = lines.constFirst().split(u'\t');
    QCOMPARE(titles.constFirst(), u"Name"_s);
    QVERIFY(titles.contains(u"Environment"_s));
    for (const QString &line : lines)
        QCOMPARE(line.count(u'\t'), titles.size() - 1);
}

void MainWindowCopyAsTest::aCellStaysOneCell()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({ListServer::job(1, {{u"environment"_s, u"a\tb\nc"_s}})})));
    rig.table()->selectRow(0);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Rows with Headers"_s}));
    const QStringList lines = clipboard().split(u'\n');
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.at(1).count(u'\t'), lines.at(0).count(u'\t'));
}

void MainWindowCopyAsTest::copiesTheQuestionForTheList()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    rig.typeFilter()->setCurrentIndex(1);
    QVERIFY(rig.rests());
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"List as curl Command"_s}));
    const LoopbackRequest last = listRequests(server).constLast();
    QVERIFY2(clipboard().contains("offset=0&order_by=name&order=asc&type=task"_L1), qPrintable(clipboard()));
    QVERIFY(last.target.contains("order_by=name&order=asc&type=task"));
    QVERIFY(clipboard().startsWith("curl "_L1));
    QVERIFY(clipboard().contains("$(puppet-access show)"_L1));
    QVERIFY(!clipboard().contains("secret-token"_L1));
}

void MainWindowCopyAsTest::saysThatTheListGoesOn()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"List as curl Command"_s}));
    QVERIFY2(clipboard().startsWith("# 'The first 1,000 of 3,000 jobs"_L1), qPrintable(clipboard()));
    QVERIFY(!clipboard().contains("search"_L1));
}

void MainWindowCopyAsTest::saysThatTheServerDoesNotSearch()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.search()->setText(u"job 2"_s);
    QTRY_COMPARE(rig.rows(), 1);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"List as curl Command"_s}));
    QVERIFY2(clipboard().startsWith("# 'Without the search"_L1), qPrintable(clipboard()));
}

void MainWindowCopyAsTest::copiesWhatDeletesTheJob()
{
    ListServer server;
    server.jobs() = {ListServer::job(7, {{u"description"_s, u"it's\nnightly"_s}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"7"_s);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Deletion as curl Command"_s}));
    QVERIFY2(clipboard().startsWith("# 'Deletes job 7 ("_L1), qPrintable(clipboard()));
    QVERIFY(clipboard().section(u'\n', 0, 0).contains(server.url("/orchestrator/v1").toString()));
    QVERIFY(clipboard().contains("--request DELETE"_L1));
    QVERIFY(clipboard().contains("/orchestrator/v1/scheduled_jobs/7'"_L1));
}

void MainWindowCopyAsTest::copiesWhatDisablesAnEnvironmentJob()
{
    ListServer server;
    server.generation = ListServer::Generation::Environment;
    server.jobs() = {ListServer::environmentJob(7)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"7"_s);
    QVERIFY(rig.choose({u"Edit"_s, u"Copy As"_s, u"Deletion as curl Command"_s}));
    QVERIFY2(clipboard().startsWith("# 'Disables job 7 ("_L1), qPrintable(clipboard()));
    QVERIFY(clipboard().contains("--request PUT"_L1));
    QVERIFY(clipboard().contains(R"('{"enabled": false}')"_L1));
}

void MainWindowCopyAsTest::copyingDeletesNothing()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"2"_s);
    rig.action("copyDeletionCommand")->trigger();
    QVERIFY(rig.rests());
    QVERIFY(server.requests("DELETE").isEmpty());
    QVERIFY(rig.deletionTexts().isEmpty());
    QCOMPARE(rig.rows(), 3);
}

void MainWindowCopyAsTest::aReadOnlyConnectionHasNoDeletion()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    Connection connection = connectionTo(server);
    connection.isReadOnly = true;
    rig.window.connectTo(connection);
    QTRY_COMPARE(rig.rows(), 3);
    QVERIFY(rig.rests());
    rig.selectJob(u"2"_s);
    QVERIFY(!rig.action("copyDeletionCommand")->isEnabled());
    QVERIFY(rig.action("copyDeletionCommand")->statusTip().contains("read-only"_L1));
    QVERIFY(rig.action("copyListCommand")->isEnabled());
}

void MainWindowCopyAsTest::whatCanNotBeCopiedSaysWhy()
{
    WindowRig rig;
    const auto names = {"copyCell", "copyRows", "copyRowsWithHeaders", "copyListCommand",
                        "copyDeletionCommand"};
    for (const char *name : names) {
        QVERIFY2(!rig.action(name)->isEnabled(), name);
        QVERIFY2(!rig.action(name)->statusTip().isEmpty(), name);
    }
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_Down, Qt::ShiftModifier);
    QVERIFY(rig.action("copyRows")->isEnabled());
    QVERIFY(!rig.action("copyCell")->isEnabled()); // which one?
    // A file has no address that could be asked.
    QVERIFY(!rig.action("copyListCommand")->isEnabled());
    QVERIFY(!rig.action("copyDeletionCommand")->isEnabled());
}

void MainWindowCopyAsTest::standsInTheMenuOfTheTable()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 3))));
    bool isThere = false;
    const QList<QAction *> actions = rig.table()->actions();
    for (const QAction *action : actions)
        isThere = isThere || (action->menu() && action->menu()->actions().contains(rig.action("copyCell")));
    QVERIFY(isThere);
}

CALLBOARD_TEST_MAIN(MainWindowCopyAsTest, QApplication)
#include "tst_mainwindow_copyas.moc"
