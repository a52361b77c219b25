// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "compareview.h"
#include "environment.h"
#include "jobmodel.h"
#include "statepage.h"
#include "windowrig.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QProcess>
#include <QStatusBar>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace {

/// A window, and its comparison as a person sees it.
class Rig : public WindowRig
{
public:
    QTableView *differences() const { return window.findChild<QTableView *>(u"compareTable"_s); }
    QTableView *fields() const { return window.findChild<QTableView *>(u"comparedFields"_s); }
    QComboBox *kind() const { return window.findChild<QComboBox *>(u"compareKind"_s); }
    QCheckBox *activity() const { return window.findChild<QCheckBox *>(u"compareActivity"_s); }
    QLineEdit *compareSearch() const { return window.findChild<QLineEdit *>(u"compareSearch"_s); }
    CompareView *view() const { return window.findChild<CompareView *>(); }

    /// The rows of a table, cells joined by bars.
    static QStringList rowsOf(const QTableView *table)
    {
        QStringList rows;
        if (!table->isVisible())
            return rows;
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < table->model()->columnCount(); ++column)
                cells << table->model()->index(row, column).data().toString();
            rows << cells.join(u'|');
        }
        return rows;
    }
    QStringList rows() const { return rowsOf(differences()); }
    QString summary() const
    {
        const auto *label = window.findChild<QLabel *>(u"compareSummary"_s);
        return label->isVisible() ? label->text() : QString();
    }
    /// Title, text and button in place of the table.
    QStringList state() const
    {
        const auto *page = view()->findChild<StatePage *>();
        const auto *action = page->findChild<QAbstractButton *>(u"stateAction"_s);
        return page->isVisible() ? QStringList{page->title(), page->text(),
                                               action->isVisible() ? action->text() : QString()}
                                 : QStringList();
    }
    QStringList sides() const
    {
        QStringList texts;
        for (const QString &name : {u"compareBefore"_s, u"compareAfter"_s})
            texts << window.findChild<QAbstractButton *>(name)->accessibleName();
        return texts;
    }
    /// Opens the page with its key, and chooses a file for the empty side with keys.
    [[nodiscard]] bool compareWith(const QByteArray &before)
    {
        write(before, u"before.json"_s);
        press(Qt::Key_3, Qt::ControlModifier);
        press(Qt::Key_Return);
        return answerDialog(u"compareFileDialog"_s, path(u"before.json"_s)) && isDone();
    }
    /// A button, with the keyboard.
    void use(const QString &name)
    {
        window.findChild<QAbstractButton *>(name)->setFocus();
        press(Qt::Key_Space);
    }
    [[nodiscard]] bool answerDialog(const QString &name, const QString &path)
    {
        const auto *dialog = window.findChild<QFileDialog *>(name);
        if (!dialog || !QTest::qWaitForWindowActive(window.findChild<QFileDialog *>(name)))
            return false;
        press(Qt::Key_A, Qt::ControlModifier);
        type(path);
        press(Qt::Key_Return);
        return QTest::qWaitFor([&] { return !window.findChild<QFileDialog *>(name); });
    }
    [[nodiscard]] bool isDone() const
    {
        return QTest::qWaitFor([this] { return state().value(0) != u"Comparing …"_s; }, 20'000);
    }
};

/// Six jobs, of which the last four are other ones in the list after: 3 another task, 4 ran, 5 gone, 7 new.
QJsonObject repeating(int number, const QString &nextRun)
{
    const QJsonObject interval{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}};
    return ListServer::job(
        number, {{u"schedule_options"_s, QJsonObject{{u"interval"_s, interval}}}, {u"next_run"_s, nextRun}});
}

QList<QJsonObject> jobsBefore()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 6);
    jobs[3] = repeating(4, u"2030-01-01T00:00:00Z"_s);
    return jobs;
}

QList<QJsonObject> jobsAfter()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 6);
    jobs[2][u"task"_s] = u"facts"_s;
    jobs[2].remove(u"description"_s);
    jobs[3] = repeating(4, u"2030-01-01T02:00:00Z"_s);
    jobs.removeAt(4);
    jobs << ListServer::job(7);
    return jobs;
}

} // namespace

/// Two lists side by side, as a user opens and reads them.
class CompareViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesAFileAndTheServer();
    void showsAJobFieldByField();
    void showsRunsWhenAsked();
    void keepsTheSelectedJob();
    void choosesAKind();
    void searchesTheDifferences();
    void swapsTheSides();
    void escapeStopsWhatTheWindowReads();
    void goesBackToTheTable();
    void showsAJobInTheTable();
    void saysWhenNothingDiffers();
    void saysWhatIsWrongWithAFile_data();
    void saysWhatIsWrongWithAFile();
    void saysWhyTheServersListCannotBeRead();
    void comparesTheWholeOfALongList();
    void comparesAgainAfterARefresh();
    void comparesTwoFiles();
    void whatIsOpenedIsShown();
    void copiesRowsWithTheirTitles();
    void exportsWhatIsShown();
    void sortsByTheColumns();
    void actsOnNoJobThatIsOutOfSight();
    void saysWhyAnExportFailed();
    void tellsWhatIsDoubtful();
    void hasNamesForAllThatTakesTheFocus();
};

void CompareViewTest::comparesAFileAndTheServer()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    rig.press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(rig.state().value(0), u"Nothing to compare yet"_s);
    QVERIFY(!rig.table()->isVisible());
    QVERIFY(!rig.search()->isVisible());
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QAbstractItemModelTester tester(rig.differences()->model());
    QCOMPARE(rig.summary(), u"1 added, 1 removed, 1 changed, 3 the same; 1 only ran or had sign-ins"_s);
    QCOMPARE(rig.rows(), QStringList({u"Changed|3|task|facts|Task or Plan, Description"_s,
                                      u"Removed|5|task|%1|"_s.arg(ListServer::job(5)[u"task"_s].toString()),
                                      u"Added|7|task|%1|"_s.arg(ListServer::job(7)[u"task"_s].toString())}));
    QVERIFY(rig.sides().constFirst().startsWith(u"Before: before.json, "_s));
    QVERIFY(rig.sides().constLast().startsWith(u"After: 127.0.0.1"_s));
    QCOMPARE(rig.window.focusWidget(), rig.differences());
}

void CompareViewTest::showsAJobFieldByField()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QAbstractItemModelTester tester(rig.fields()->model());
    rig.press(Qt::Key_Home, Qt::ControlModifier);
    const QString task = ListServer::job(3)[u"task"_s].toString();
    const QString description = ListServer::job(3)[u"description"_s].toString();
    const QStringList changed{u"Task|%1|facts|changed"_s.arg(task),
                              u"Description|%1|not sent|changed"_s.arg(description)};
    QTRY_COMPARE(Rig::rowsOf(rig.fields()), changed);
    QVERIFY(rig.fields()->model()->index(0, 0).data(Qt::FontRole).value<QFont>().bold());
    QVERIFY(rig.shows(u"Job 3"_s));
    rig.use(u"allFields"_s);
    QTRY_VERIFY(rig.fields()->model()->rowCount() > 10);
    QCOMPARE(Rig::rowsOf(rig.fields()).first(2), changed);
    QVERIFY(Rig::rowsOf(rig.fields()).contains(u"Type|task|task|the same"_s));
    QVERIFY(!rig.fields()->model()->index(2, 0).data(Qt::FontRole).value<QFont>().bold());
}

void CompareViewTest::showsRunsWhenAsked()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.use(u"compareActivity"_s);
    QVERIFY(rig.activity()->isChecked());
    QCOMPARE(rig.rows().size(), 4);
    QCOMPARE(rig.kind()->currentText(), u"All differences (4)"_s);
    QCOMPARE(rig.rows().at(1),
             u"Activity|4|task|%1|Next run"_s.arg(ListServer::job(4)[u"task"_s].toString()));
}

void CompareViewTest::keepsTheSelectedJob()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.press(Qt::Key_End, Qt::ControlModifier);
    QTRY_VERIFY(rig.shows(u"Job 7"_s));
    rig.use(u"compareActivity"_s);
    QCOMPARE(rig.differences()->currentIndex().row(), 3);
    QTRY_VERIFY(rig.shows(u"Job 7"_s));
    // On the side where it is not there is nothing.
    QTRY_VERIFY(Rig::rowsOf(rig.fields()).contains(u"Name||7|added"_s));
}

void CompareViewTest::choosesAKind()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QStringList texts;
    for (int i = 0; i < rig.kind()->count(); ++i)
        texts << rig.kind()->itemText(i);
    QCOMPARE(texts, QStringList({u"All differences (3)"_s, u"Added (1)"_s, u"Removed (1)"_s, u"Changed (1)"_s,
                                 u"Activity (1)"_s}));
    rig.kind()->setFocus();
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.rows().size(), 1);
    QVERIFY(rig.rows().constFirst().startsWith(u"Added|7|"_s));
    rig.press(Qt::Key_End);
    QVERIFY(rig.rows().constFirst().startsWith(u"Activity|4|"_s));
}

void CompareViewTest::searchesTheDifferences()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.press(Qt::Key_F, Qt::ControlModifier);
    QVERIFY(rig.compareSearch()->hasFocus());
    rig.type(u"facts"_s);
    QTRY_COMPARE(rig.rows().size(), 1);
    QVERIFY(rig.rows().constFirst().startsWith(u"Changed|3|"_s));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    // A field that differs is found, too.
    rig.type(u"Task or"_s);
    QTRY_VERIFY(rig.rows().value(0).startsWith(u"Changed|3|"_s));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"no such thing"_s);
    QTRY_COMPARE(rig.state().value(0), u"No difference matches"_s);
    rig.press(Qt::Key_Escape);
    QTRY_COMPARE(rig.rows().size(), 3);
    QVERIFY(rig.view()->isVisible());
}

void CompareViewTest::swapsTheSides()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    const auto requests = listRequests(server).size();
    rig.use(u"swapSides"_s);
    QVERIFY(rig.isDone());
    QTRY_COMPARE(rig.rows().size(), 3);
    QVERIFY(rig.rows().at(1).startsWith(u"Added|5|"_s));
    QVERIFY(rig.rows().at(2).startsWith(u"Removed|7|"_s));
    QVERIFY(rig.sides().constLast().startsWith(u"After: before.json"_s));
    // Nothing was read for it.
    QCOMPARE(listRequests(server).size(), requests);
}

// One thing after the other, and the comparison last.
void CompareViewTest::escapeStopsWhatTheWindowReads()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    server.intercept = [](const LoopbackRequest &) {
        return LoopbackAnswer::stall();
    };
    rig.press(Qt::Key_F5);
    QVERIFY(rig.window.jobs()->status().isBusy);
    rig.press(Qt::Key_Escape);
    QVERIFY(!rig.window.jobs()->status().isBusy);
    QVERIFY(rig.differences()->isVisible());
    rig.press(Qt::Key_Escape);
    QVERIFY(!rig.differences()->isVisible());
}

void CompareViewTest::goesBackToTheTable()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.press(Qt::Key_Escape);
    QVERIFY(rig.table()->isVisible());
    QVERIFY(rig.table()->hasFocus());
    QVERIFY(rig.search()->isVisible());
    // What was compared is still there.
    rig.press(Qt::Key_3, Qt::ControlModifier);
    QCOMPARE(rig.rows().size(), 3);
}

void CompareViewTest::showsAJobInTheTable()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.press(Qt::Key_Home, Qt::ControlModifier);
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Return);
    QCOMPARE(rig.window.statusBar()->currentMessage(), u"This job is not in the table"_s);
    rig.press(Qt::Key_Down);
    rig.press(Qt::Key_Return);
    QVERIFY(rig.table()->isVisible());
    QCOMPARE(rig.selected(), u"7"_s);
}

void CompareViewTest::saysWhenNothingDiffers()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(ListServer::jobs(1, 3))));
    QCOMPARE(rig.state().constFirst(), u"No difference"_s);
    QVERIFY(rig.state().at(1).startsWith(u"3 job"_s));
    QVERIFY(rig.state().constLast().isEmpty());
    QCOMPARE(rig.summary(), u"0 added, 0 removed, 0 changed, 3 the same"_s);
}

void CompareViewTest::saysWhatIsWrongWithAFile_data()
{
    QTest::addColumn<Qt::Key>("again");
    QTest::newRow("the button") << Qt::Key_Return;
    QTest::newRow("the key") << Qt::Key_F5;
}

void CompareViewTest::saysWhatIsWrongWithAFile()
{
    QFETCH(const Qt::Key, again);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith("{\"items\":[{]}"));
    QCOMPARE(rig.state().value(0), u"The lists can't be compared"_s);
    QVERIFY2(rig.state().value(1).contains(u"before.json"_s), qPrintable(rig.state().value(1)));
    // It was mended meanwhile.
    rig.write(responseOf(ListServer::jobs(1, 2)), u"before.json"_s);
    rig.press(again);
    QVERIFY(rig.isDone());
    QTRY_COMPARE(rig.rows().size(), 1);
}

void CompareViewTest::saysWhyTheServersListCannotBeRead()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 5000);
    Rig rig;
    QVERIFY(rig.connectTo(server));
    server.intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.target.contains("offset=0"))
            return std::nullopt;
        return ListServer::error(403, u"not-permitted"_s, u"Not for you"_s);
    };
    QVERIFY(rig.compareWith(responseOf(ListServer::jobs(1, 2))));
    QCOMPARE(rig.state().value(0), u"The lists can't be compared"_s);
    QVERIFY(rig.state().value(1).contains(u"Not for you"_s));
    QVERIFY(rig.summary().isEmpty());
}

void CompareViewTest::comparesTheWholeOfALongList()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3000);
    server.jobs()[2000][u"type"_s] = u"plan"_s;
    Rig rig;
    QVERIFY(rig.connectTo(server));
    // What the table shows is no matter.
    rig.typeFilter()->setFocus();
    rig.press(Qt::Key_Down);
    QVERIFY(rig.rests());
    QVERIFY(!rig.window.jobs()->type().isEmpty());
    QVERIFY(rig.compareWith(responseOf(ListServer::jobs(1, 3001))));
    QCOMPARE(rig.summary(), u"0 added, 1 removed, 1 changed, 2,999 the same"_s);
    QVERIFY(rig.rows().constFirst().startsWith(u"Changed|2001|plan|"_s));
}

void CompareViewTest::comparesAgainAfterARefresh()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QVERIFY(rig.bar("compareStale").isEmpty());
    server.jobs() << ListServer::job(8);
    rig.press(Qt::Key_F5);
    QTRY_VERIFY(!rig.bar("compareStale").isEmpty());
    QCOMPARE(rig.rows().size(), 3);
    Rig::click(rig.button(u"Compare Again"_s));
    QTRY_COMPARE(rig.rows().size(), 4);
    QVERIFY(rig.bar("compareStale").isEmpty());
}

void CompareViewTest::comparesTwoFiles()
{
    Rig rig;
    QVERIFY(rig.open(responseOf(jobsAfter()), u"after.json"_s));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QCOMPARE(rig.rows().size(), 3);
    QVERIFY(rig.sides().constLast().startsWith(u"After: after.json, "_s));
}

void CompareViewTest::whatIsOpenedIsShown()
{
    Rig rig;
    QVERIFY(rig.open(responseOf(jobsAfter()), u"after.json"_s));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    QVERIFY(rig.open(responseOf(ListServer::jobs(1, 2)), u"other.json"_s));
    QVERIFY(rig.table()->isVisible());
    rig.press(Qt::Key_3, Qt::ControlModifier);
    // What was compared is still there, and no longer of this list.
    QCOMPARE(rig.rows().size(), 3);
    QVERIFY(!rig.bar("compareStale").isEmpty());
}

void CompareViewTest::copiesRowsWithTheirTitles()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.press(Qt::Key_C, Qt::ControlModifier);
    const QStringList lines = QApplication::clipboard()->text().split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.constFirst(), u"Change\tName\tType\tTask or Plan\tWhat Changed"_s);
    QCOMPARE(lines.at(1), u"Changed\t3\ttask\tfacts\tTask or Plan, Description"_s);
    // Of no rows there is nothing to copy, and no title alone either.
    QApplication::clipboard()->setText(u"kept"_s);
    rig.compareSearch()->setText(u"nobody"_s);
    QTRY_COMPARE(rig.state().value(0), u"No difference matches"_s);
    rig.view()->findChild<QCheckBox *>()->setFocus();
    rig.press(Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"kept"_s);
}

void CompareViewTest::exportsWhatIsShown()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    for (const QString &name : {u"out.csv"_s, u"out.json"_s}) {
        // The key for jobs in the other views is that for differences here.
        if (name.endsWith(u"json"_s)) {
            rig.press(Qt::Key_F, Qt::ControlModifier);
            rig.press(Qt::Key_E, Qt::ControlModifier);
        } else {
            rig.use(u"exportDifferences"_s);
        }
        QVERIFY(rig.answerDialog(u"exportDialog"_s, rig.path(name)));
        QTRY_VERIFY(rig.window.statusBar()->currentMessage().endsWith(u"to %1."_s.arg(name)));
    }
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s,
                  u"import csv, json, sys\n"
                  "rows = list(csv.DictReader(open(sys.argv[1], newline='')))\n"
                  "data = json.load(open(sys.argv[2]))\n"
                  "print(json.dumps([[row['Change'] + row['Name'] for row in rows],\n"
                  "                  [d['change'] + d['name'] for d in data['differences']]]))"_s,
                  rig.path(u"out.csv"_s), rig.path(u"out.json"_s)});
    QVERIFY(python.waitForFinished());
    const QJsonArray read = QJsonDocument::fromJson(python.readAllStandardOutput()).array();
    QCOMPARE(read.at(0).toArray(), QJsonArray({u"Changed3"_s, u"Changed3"_s, u"Removed5"_s, u"Added7"_s}));
    QCOMPARE(read.at(1).toArray(), QJsonArray({u"changed3"_s, u"removed5"_s, u"added7"_s}));
}

void CompareViewTest::sortsByTheColumns()
{
    QList<QJsonObject> before = jobsBefore();
    before << ListServer::job(10) << ListServer::job(9);
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(before)));
    const auto names = [&rig] {
        QStringList found;
        const QStringList rows = rig.rows();
        for (const QString &row : rows)
            found << row.section(u'|', 0, 1);
        return found;
    };
    const QStringList unsorted = names();
    QAbstractItemModelTester tester(rig.differences()->model());
    const auto click = [&rig](int section) {
        auto *header = rig.differences()->findChild<QHeaderView *>(u"compareHeader"_s);
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                          {header->sectionViewportPosition(section) + 8, header->height() / 2});
    };
    rig.differences()->selectRow(int(unsorted.indexOf(u"Removed|10"_s)));
    click(1);
    QCOMPARE(names(),
             QStringList({u"Changed|3"_s, u"Removed|5"_s, u"Added|7"_s, u"Removed|9"_s, u"Removed|10"_s}));
    // What was current goes along.
    QCOMPARE(rig.differences()->currentIndex().row(), 4);
    click(1);
    QCOMPARE(names(),
             QStringList({u"Removed|10"_s, u"Removed|9"_s, u"Added|7"_s, u"Removed|5"_s, u"Changed|3"_s}));
    click(0);
    QCOMPARE(names().constFirst(), u"Added|7"_s);
    click(0);
    click(0);
    QCOMPARE(names(), unsorted);
}

// A job that is selected in the table is not to be seen while lists are compared.
void CompareViewTest::actsOnNoJobThatIsOutOfSight()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    rig.selectJob(u"2"_s);
    QVERIFY(rig.action("deleteJob")->isEnabled());
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    for (const char *name : {"deleteJob", "saveSelected", "copyRecord", "showRecord", "scheduleAgain"})
        QVERIFY2(!rig.action(name)->isEnabled(), name);
    QVERIFY(rig.action("exportJobs")->isEnabled() && rig.action("copy")->isEnabled());
    rig.press(Qt::Key_Delete);
    const auto requests = server.requests();
    QVERIFY(std::none_of(requests.begin(), requests.end(),
                         [](const LoopbackRequest &request) { return request.method == "DELETE"; }));
    rig.press(Qt::Key_1, Qt::ControlModifier);
    QVERIFY(rig.action("deleteJob")->isEnabled());
}

void CompareViewTest::saysWhyAnExportFailed()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    rig.use(u"exportDifferences"_s);
    auto *dialog = rig.window.findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(dialog);
    Q_EMIT dialog->fileSelected(u"/proc/no such folder/out.csv"_s);
    dialog->reject();
    QTRY_VERIFY(rig.bar("compareProblem").contains(u"out.csv was not saved"_s));
}

void CompareViewTest::tellsWhatIsDoubtful()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    Rig rig;
    QVERIFY(rig.connectTo(server));
    const QList<QJsonObject> twice = ListServer::jobs(1, 3) + ListServer::jobs(1, 1);
    QVERIFY(rig.compareWith(responseOf(twice)));
    QVERIFY2(rig.bar("compareNotes").startsWith(u"In before.json, 1 name"_s),
             qPrintable(rig.bar("compareNotes")));
}

void CompareViewTest::hasNamesForAllThatTakesTheFocus()
{
    ListServer server;
    server.jobs() = jobsAfter();
    Rig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.compareWith(responseOf(jobsBefore())));
    const QList<QWidget *> widgets = rig.view()->findChildren<QWidget *>();
    int seen = 0;
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || (widget->focusPolicy() & Qt::TabFocus) == 0)
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        QVERIFY2(!widget->accessibleName().isEmpty() || (button && !button->text().isEmpty()),
                 qPrintable(widget->objectName()));
        ++seen;
    }
    QVERIFY(seen >= 9);
}

CALLBOARD_TEST_MAIN(CompareViewTest, QApplication)
#include "tst_compareview.moc"
