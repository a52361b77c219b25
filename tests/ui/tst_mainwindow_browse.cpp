// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include <QApplication>
#include <QComboBox>
#include <QHeaderView>
#include <QJsonArray>
#include <QLineEdit>
#include <QTableView>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// The table of a server's jobs: columns, order, type and search, by keys and clicks.
class MainWindowBrowseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsTheColumnsInTheirOrder();
    void showsEachColumnOfAJob();
    void asksForTheNextRunsFirst();
    void sortsOnTheServerByAClickOnTheHeader();
    void sortsHereByAColumnThatTheServerDoesNotKnow();
    void sortsByTheMenuWithKeysAlone();
    void turnsTheOrderRoundByTheMenu();
    void filtersByTypeWithTheKeyboard();
    void reachesTheFilterRowByItsAccessKeys();
    void searchesWhileTyping();
    void searchesAtOnceWithReturn();
    void searchLooksAtAllFields_data();
    void searchLooksAtAllFields();
    void escapeClearsTheSearchAndThenGoesBackToTheTable();
    void typeAndSearchWorkTogether();
    void saysWhatIsSelected();
    void hidesAndShowsColumnsByTheMenu();
    void theLastColumnCanNotBeHidden();

private:
    static QString asked(const LoopbackServer &server, const QString &key)
    {
        const QList<LoopbackRequest> requests = listRequests(server);
        return requests.isEmpty() ? QString() : requests.constLast().query().queryItemValue(key);
    }
};

void MainWindowBrowseTest::showsTheColumnsInTheirOrder()
{
    const WindowRig rig;
    const QHeaderView *header = rig.table()->horizontalHeader();
    QStringList titles;
    for (int visual = 0; visual < header->count(); ++visual) {
        const int section = header->logicalIndex(visual);
        if (!header->isSectionHidden(section))
            titles << rig.table()->model()->headerData(section, Qt::Horizontal).toString();
    }
    const QStringList expected{u"Name"_s,    u"Type"_s,  u"Task or Plan"_s, u"Environment"_s,
                               u"Targets"_s, u"Owner"_s, u"Next Run"_s,     u"Last Run"_s,
                               u"Repeats"_s, u"Noop"_s,  u"Description"_s};
    QCOMPARE(titles, expected);
}

void MainWindowBrowseTest::showsEachColumnOfAJob()
{
    ListServer server;
    const QJsonObject weekly{
        {u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 7 * 86400}}}};
    server.jobs() = {ListServer::job(1, {{u"schedule_options"_s, weekly}, {u"noop"_s, true}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.text(0, u"Name"_s), u"1"_s);
    QCOMPARE(rig.text(0, u"Type"_s), u"task"_s);
    QCOMPARE(rig.text(0, u"Task or Plan"_s), u"echo"_s);
    QCOMPARE(rig.text(0, u"Environment"_s), u"production"_s);
    QCOMPARE(rig.text(0, u"Targets"_s), u"1 node"_s);
    QCOMPARE(rig.text(0, u"Owner"_s), u"Fred"_s);
    QVERIFY2(rig.text(0, u"Next Run"_s).startsWith("1 Jan 2030 00:01:00 (in "_L1),
             qPrintable(rig.text(0, u"Next Run"_s)));
    QCOMPARE(rig.text(0, u"Repeats"_s), u"every 7 days"_s);
    QCOMPARE(rig.text(0, u"Noop"_s), u"yes"_s);
    QCOMPARE(rig.text(0, u"Description"_s), u"job 1"_s);
    QCOMPARE(rig.window.windowTitle(), connectionTo(server).label() + u" — Scheduled Jobs"_s);
}

void MainWindowBrowseTest::asksForTheNextRunsFirst()
{
    ListServer server;
    server.jobs() = {ListServer::job(3), ListServer::job(1), ListServer::job(2)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 3));
    QCOMPARE(rig.sortIndicator(), u"Next Run up"_s);
    const LoopbackRequest first = listRequests(server).constFirst();
    QCOMPARE(first.query().queryItemValue(u"limit"_s), u"100"_s);
    QCOMPARE(first.query().queryItemValue(u"order_by"_s), u"next_run"_s);
    QCOMPARE(first.query().queryItemValue(u"order"_s), u"asc"_s);
    QVERIFY(!first.query().hasQueryItem(u"type"_s));
}

void MainWindowBrowseTest::sortsOnTheServerByAClickOnTheHeader()
{
    ListServer server;
    server.jobs() = ListServer::jobs(8, 4);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    server.clearRequests();
    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    QCOMPARE(asked(server, u"order_by"_s), u"name"_s);
    QCOMPARE(asked(server, u"order"_s), u"asc"_s);
    QCOMPARE(rig.sortIndicator(), u"Name up"_s);
    // Numbers are sorted as numbers, whatever the server thinks.
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"8"_s, u"9"_s, u"10"_s, u"11"_s}));

    rig.clickHeader(u"Name"_s);
    QVERIFY(rig.rests());
    QCOMPARE(asked(server, u"order"_s), u"desc"_s);
    QCOMPARE(rig.sortIndicator(), u"Name down"_s);
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"11"_s, u"10"_s, u"9"_s, u"8"_s}));
}

void MainWindowBrowseTest::sortsHereByAColumnThatTheServerDoesNotKnow()
{
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"description"_s, u"zebra"_s}}),
                     ListServer::job(2, {{u"description"_s, u""_s}}),
                     ListServer::job(3, {{u"description"_s, u"Anton"_s}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.clickHeader(u"Description"_s);
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"3"_s, u"1"_s, u"2"_s}));
    for (const LoopbackRequest &request : listRequests(server))
        QVERIFY(request.query().queryItemValue(u"order_by"_s) != "description"_L1);
}

void MainWindowBrowseTest::sortsByTheMenuWithKeysAlone()
{
    ListServer server;
    server.jobs() = {ListServer::job(1, {{u"description"_s, u"b"_s}}),
                     ListServer::job(2, {{u"description"_s, u"a"_s}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.choose({u"View"_s, u"Sort By"_s, u"Description"_s}));
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"2"_s, u"1"_s}));
    QCOMPARE(rig.sortIndicator(), u"Description up"_s);
}

void MainWindowBrowseTest::turnsTheOrderRoundByTheMenu()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.choose({u"View"_s, u"Sort By"_s, u"Descending"_s}));
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    QCOMPARE(rig.sortIndicator(), u"Next Run down"_s);
    QCOMPARE(asked(server, u"order"_s), u"desc"_s);
}

void MainWindowBrowseTest::filtersByTypeWithTheKeyboard()
{
    ListServer server;
    server.jobs() = {ListServer::job(1), ListServer::job(2, {{u"type"_s, u"plan"_s}}),
                     ListServer::job(3, {{u"type"_s, u"deploy"_s}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.typeFilter()->setFocus();
    rig.press(Qt::Key_Down);
    QVERIFY(rig.rests());
    QCOMPARE(rig.typeFilter()->currentText(), u"Tasks"_s);
    QCOMPARE(asked(server, u"type"_s), u"task"_s);
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"1"_s}));
    QTRY_COMPARE(rig.count(), u"1 of 1 job"_s);
    rig.press(Qt::Key_End);
    QVERIFY(rig.rests());
    QCOMPARE(asked(server, u"type"_s), u"deploy"_s);
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"3"_s}));
    rig.press(Qt::Key_Home);
    QVERIFY(rig.rests());
    QCOMPARE(asked(server, u"type"_s), QString());
    QCOMPARE(rig.texts(u"Name"_s), numbers(1, 3));
}

void MainWindowBrowseTest::reachesTheFilterRowByItsAccessKeys()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 1);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.table()->hasFocus());
    rig.press(Qt::Key_T, Qt::AltModifier);
    QVERIFY(rig.typeFilter()->hasFocus());
    rig.press(Qt::Key_S, Qt::AltModifier);
    QVERIFY(rig.search()->hasFocus());
}

void MainWindowBrowseTest::searchesWhileTyping()
{
    ListServer server;
    server.jobs() = ListServer::jobs(8, 4);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(rig.search()->hasFocus());
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.texts(u"Name"_s), (QStringList{u"10"_s, u"11"_s}));
    QCOMPARE(rig.count(), u"2 of 4 jobs"_s);
    rig.type(u"1"_s);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"11"_s});
    rig.press(Qt::Key_Backspace);
    QTRY_COMPARE(rig.rows(), 2);
}

void MainWindowBrowseTest::searchesAtOnceWithReturn()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"node2"_s);
    rig.press(Qt::Key_Return);
    QCOMPARE(rig.texts(u"Name"_s), QStringList{u"2"_s});
}

void MainWindowBrowseTest::searchLooksAtAllFields_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("name") << u"4711"_s;
    QTest::newRow("task, other case") << u"PACKAGE"_s;
    QTest::newRow("environment") << u"staging"_s;
    QTest::newRow("node") << u"east.example"_s;
    QTest::newRow("owner") << u"fred@example"_s;
    QTest::newRow("description") << u"patching"_s;
    QTest::newRow("without the accent") << u"prufen"_s;
    QTest::newRow("no pattern") << u"(1.*)"_s;
}

void MainWindowBrowseTest::searchLooksAtAllFields()
{
    QFETCH(const QString, text);
    ListServer server;
    const QJsonObject plain{{u"name"_s, u"other"_s}, {u"owner"_s, QJsonObject()}};
    server.jobs() = {
        ListServer::job(1, plain),
        ListServer::job(4711, {{u"task"_s, u"package"_s},
                               {u"environment"_s, u"staging"_s},
                               {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"east.example.com"_s}}}},
                               {u"description"_s, u"Nightly patching (1.*), pr\u00fcfen"_s}})};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(text);
    QTRY_COMPARE(rig.texts(u"Name"_s), QStringList{u"4711"_s});
}

void MainWindowBrowseTest::escapeClearsTheSearchAndThenGoesBackToTheTable()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 2"_s);
    QTRY_COMPARE(rig.rows(), 1);
    rig.press(Qt::Key_Escape);
    QCOMPARE(rig.search()->text(), QString());
    QTRY_COMPARE(rig.rows(), 3);
    rig.press(Qt::Key_Escape);
    QVERIFY(rig.table()->hasFocus());
}

void MainWindowBrowseTest::typeAndSearchWorkTogether()
{
    ListServer server;
    server.jobs() = {ListServer::job(1), ListServer::job(2, {{u"type"_s, u"plan"_s}}), ListServer::job(12)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    rig.type(u"job 1"_s);
    QTRY_COMPARE(rig.texts(u"Name"_s), (QStringList{u"1"_s, u"12"_s}));
    rig.typeFilter()->setFocus();
    rig.press(Qt::Key_P);
    QVERIFY(rig.rests());
    QCOMPARE(rig.rows(), 0);
    rig.press(Qt::Key_Up);
    QVERIFY(rig.rests());
    QCOMPARE(rig.texts(u"Name"_s), (QStringList{u"1"_s, u"12"_s}));
    QCOMPARE(rig.count(), u"2 of 2 jobs"_s);
}

void MainWindowBrowseTest::saysWhatIsSelected()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.shows(u"No job selected"_s));
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.selected(), u"1"_s);
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.selected(), u"2"_s);
    QVERIFY(rig.shows(u"Selected: job 2"_s));
    QCOMPARE(rig.field(u"Name"_s), u"2"_s);
    QVERIFY(rig.shows(u"Server: "_s + server.url("/orchestrator/v1").toString()));
    QCOMPARE(rig.window.findChild<QToolButton *>(u"zoneButton"_s)->text(), u"Times: UTC"_s);
    QVERIFY(rig.shows(u"Read just now"_s));
}

void MainWindowBrowseTest::hidesAndShowsColumnsByTheMenu()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 1);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.choose({u"View"_s, u"Columns"_s, u"Owner"_s}));
    QVERIFY(rig.table()->isColumnHidden(rig.columnOf(u"Owner"_s)));
    QVERIFY(rig.choose({u"View"_s, u"Columns"_s, u"Scheduled For"_s}));
    QVERIFY(!rig.table()->isColumnHidden(rig.columnOf(u"Scheduled For"_s)));
    QVERIFY(rig.choose({u"View"_s, u"Columns"_s, u"Reset Columns"_s}));
    QVERIFY(!rig.table()->isColumnHidden(rig.columnOf(u"Owner"_s)));
    QVERIFY(rig.table()->isColumnHidden(rig.columnOf(u"Scheduled For"_s)));
}

void MainWindowBrowseTest::theLastColumnCanNotBeHidden()
{
    WindowRig rig;
    const QHeaderView *header = rig.table()->horizontalHeader();
    for (int section = 0; section < header->count(); ++section) {
        const QString title = rig.table()->model()->headerData(section, Qt::Horizontal).toString();
        if (!header->isSectionHidden(section) && header->hiddenSectionCount() < header->count() - 1)
            QVERIFY(rig.choose({u"View"_s, u"Columns"_s, title}));
    }
    QCOMPARE(header->hiddenSectionCount(), header->count() - 1);
    QVERIFY(!rig.choose({u"View"_s, u"Columns"_s, u"Description"_s}));
    QCOMPARE(header->hiddenSectionCount(), header->count() - 1);
}

CALLBOARD_TEST_MAIN(MainWindowBrowseTest, QApplication)
#include "tst_mainwindow_browse.moc"
