// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobpresentation.h"

#include "deletions.h"
#include "environment.h"
#include "jobmodel.h"
#include "listserver.h"
#include "orchestratorsource.h"
#include "responseparser.h"
#include "snapshotsource.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QFont>
#include <QIcon>
#include <QJsonArray>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTextDocumentFragment>

using namespace Qt::StringLiterals;

/// How rows look and sound, and that the model keeps its word to a view whatever happens to the list.
class JobPresentationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void aHugeTextIsCutInItsCell();
    void staysConsistentWhileTheListChanges();
    void staysConsistentOnALongList();
    void showsTimesWithWhatIsLeft_data();
    void showsTimesWithWhatIsLeft();
    void marksWhatIsOverdueAndRevoked();
    void speaksEmptyCells();
    void speaksWarnings();
    void tellsRowsThatAreNotHereApart();
    void strikesOutWhileADeletionIsUnderWay();
    void marksARefusedDeletionInWords();
    void toolTipsHoldTheWholeDescription();
    void toolTipsAreShortEnough();
    void namesItsColumns();

private:
    std::shared_ptr<JobSource> live() const;
    std::shared_ptr<JobSource> saved(const QByteArray &items, const QDateTime &asOf) const;
    void show(const std::shared_ptr<JobSource> &source);
    QModelIndex cell(int row, Column column) const { return shown->index(row, int(column)); }
    QString text(int row, Column column, int role = Qt::DisplayRole) const
    {
        return cell(row, column).data(role).toString();
    }
    bool rests() const
    {
        return QTest::qWaitFor([this] { return !jobs->status().isBusy; }, 10'000);
    }

    std::unique_ptr<ListServer> server;
    const QTemporaryDir folder;
    std::unique_ptr<Deletions> deletions;
    std::unique_ptr<JobModel> jobs;
    std::unique_ptr<JobPresentation> shown;
    std::unique_ptr<QAbstractItemModelTester> tester;
};

void JobPresentationTest::initTestCase()
{
    QIcon::setFallbackThemeName(u"callboard"_s);
    QIcon::setThemeName(u"callboard"_s);
}

void JobPresentationTest::init()
{
    server = std::make_unique<ListServer>();
    deletions = std::make_unique<Deletions>(folder.filePath(u"journal"_s));
    jobs = std::make_unique<JobModel>();
    shown = std::make_unique<JobPresentation>(jobs.get(), deletions.get(), nullptr);
    tester = std::make_unique<QAbstractItemModelTester>(
        shown.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void JobPresentationTest::cleanup()
{
    tester.reset();
    shown.reset();
    jobs.reset();
    deletions.reset();
    server.reset();
}

std::shared_ptr<JobSource> JobPresentationTest::live() const
{
    Connection connection;
    connection.base = server->url("/orchestrator/v1");
    return std::make_shared<OrchestratorSource>(connection, Dialect(Dialect::Generation::Classic));
}

std::shared_ptr<JobSource> JobPresentationTest::saved(const QByteArray &items, const QDateTime &asOf) const
{
    const auto page = ResponseParser::parseFile(items, u"jobs.json"_s);
    return std::make_shared<SnapshotSource>(page.value(), u"jobs.json"_s, u"/tmp/jobs.json"_s, asOf);
}

void JobPresentationTest::show(const std::shared_ptr<JobSource> &source)
{
    jobs->setSource(source);
    QVERIFY(QTest::qWaitFor([this] { return jobs->status().phase != ListStatus::Phase::Loading; }));
    QVERIFY(rests());
}

// To lay out megabytes takes seconds, at each repaint.
void JobPresentationTest::aHugeTextIsCutInItsCell()
{
    show(saved("[{\"name\": \"1\", \"description\": \"" + QByteArray(3'000'000, 'x') + "\"}]", {}));
    const QString text = shown->index(0, int(Column::Description)).data().toString();
    QCOMPARE(text, QString(1000, u'x') + u'…');
}

void JobPresentationTest::staysConsistentWhileTheListChanges()
{
    server->jobs() = ListServer::jobs(1, 60);
    const auto source = live();
    show(source);
    deletions->add(source, jobs->jobAt(5));
    server->jobs().removeAt(3);
    server->jobs().insert(20, ListServer::job(200, {{u"next_run"_s, u"2030-01-01T00:20:30Z"_s}}));
    jobs->refresh();
    QVERIFY(rests());
    jobs->sort(int(Column::Description), Qt::DescendingOrder);
    jobs->setFilterText(u"job 1"_s);
    QVERIFY(rests());
    jobs->setFilterText({});
    jobs->setType(u"plan"_s);
    QVERIFY(rests());
    QCOMPARE(shown->rowCount(), 0);
    jobs->setType({});
    QVERIFY(rests());
    deletions->undoLast();
    jobs->removeJob(jobs->jobAt(0));
    QVERIFY(rests());
    show(saved(R"([{"name": "1"}, {}])", {}));
    QCOMPARE(shown->rowCount(), 2);
    jobs->setSource(nullptr);
    QCOMPARE(shown->rowCount(), 0);
}

void JobPresentationTest::staysConsistentOnALongList()
{
    server->jobs() = ListServer::jobs(1, 2500);
    show(live());
    QCOMPARE(shown->rowCount(), 2500);
    jobs->lookAt(2000, 2030);
    QVERIFY(QTest::qWaitFor([this] { return text(2010, Column::Name) == "2011"_L1; }));
    server->jobs().removeAt(10);
    jobs->lookAt(1000, 1030);
    QVERIFY(QTest::qWaitFor([this] { return shown->rowCount() == 2499; }));
    jobs->refresh();
    QVERIFY(QTest::qWaitFor([this] { return text(1010, Column::Name) == "1012"_L1; }));
    jobs->loadAll();
    QVERIFY(QTest::qWaitFor([this] { return jobs->status().isWhole; }));
    jobs->sort(int(Column::Owner), Qt::AscendingOrder);
    QVERIFY(rests());
    QCOMPARE(shown->rowCount(), 2499);
}

void JobPresentationTest::showsTimesWithWhatIsLeft_data()
{
    QTest::addColumn<QByteArray>("nextRun");
    QTest::addColumn<QString>("expected");
    QTest::newRow("soon") << R"("2030-01-01T12:05:00Z")"_ba << u"1 Jan 2030 12:05:00 (in 5 min)"_s;
    QTest::newRow("now") << R"("2030-01-01T12:00:00Z")"_ba << u"1 Jan 2030 12:00:00 (in 0 s)"_s;
    QTest::newRow("today") << R"("2030-01-01T14:30:00Z")"_ba << u"1 Jan 2030 14:30:00 (in 2 h 30 min)"_s;
    QTest::newRow("days") << R"("2030-01-08T12:00:00Z")"_ba << u"8 Jan 2030 12:00:00 (in 7 days)"_s;
    QTest::newRow("past") << R"("2030-01-01T11:00:00Z")"_ba << u"1 Jan 2030 11:00:00 (overdue by 1 h)"_s;
    QTest::newRow("other zone") << R"("2030-01-01T13:05:00+01:00")"_ba << u"1 Jan 2030 12:05:00 (in 5 min)"_s;
    QTest::newRow("no date") << R"("tomorrow")"_ba << u"tomorrow"_s;
    QTest::newRow("null") << "null"_ba << QString();
    QTest::newRow("number") << "7"_ba << u"7"_s;
}

void JobPresentationTest::showsTimesWithWhatIsLeft()
{
    QFETCH(const QByteArray, nextRun);
    QFETCH(QString, expected);
    show(saved("[{\"name\": \"1\", \"next_run\": " + nextRun + "}]",
               QDateTime(QDate(2030, 1, 1), QTime(12, 0), Qt::UTC)));
    // No catalogue here, so the plain text stands for every number.
    expected.replace(u"days"_s, u"day(s)"_s);
    QCOMPARE(text(0, Column::NextRun), expected);
}

void JobPresentationTest::marksWhatIsOverdueAndRevoked()
{
    show(saved(R"([{"name": "1", "next_run": "2020-01-01T00:00:00Z",
                    "owner": {"login": "fred", "is_revoked": true}},
                   {"name": "2", "next_run": "2040-01-01T00:00:00Z",
                    "owner": {"login": "fred", "is_revoked": false}}])",
               QDateTime(QDate(2030, 1, 1), QTime(12, 0), Qt::UTC)));
    QVERIFY(text(0, Column::NextRun).contains("overdue"_L1));
    QVERIFY(!cell(0, Column::NextRun).data(Qt::DecorationRole).value<QIcon>().isNull());
    QCOMPARE(text(0, Column::Owner), u"fred (revoked)"_s);
    QVERIFY(!cell(0, Column::Owner).data(Qt::DecorationRole).value<QIcon>().isNull());
    QVERIFY(!text(1, Column::NextRun).contains("overdue"_L1));
    QVERIFY(!cell(1, Column::NextRun).data(Qt::DecorationRole).isValid());
    QCOMPARE(text(1, Column::Owner), u"fred"_s);
}

void JobPresentationTest::speaksEmptyCells()
{
    show(saved(R"([{"name": "1"}])", {}));
    for (int column = 1; column < shown->columnCount(); ++column)
        QCOMPARE(shown->index(0, column).data(Qt::AccessibleTextRole).toString(), u"none"_s);
    QCOMPARE(text(0, Column::Name, Qt::AccessibleTextRole), u"1"_s);
}

void JobPresentationTest::speaksWarnings()
{
    show(saved(R"([{"name": "4", "id": "https://pe.test/orchestrator/v1/scheduled_jobs/2"}])", {}));
    QVERIFY(text(0, Column::Name, Qt::AccessibleTextRole).startsWith("4. The URL of this job ends in 2"_L1));
    QVERIFY(!cell(0, Column::Name).data(Qt::DecorationRole).value<QIcon>().isNull());
}

void JobPresentationTest::tellsRowsThatAreNotHereApart()
{
    server->jobs() = ListServer::jobs(1, 2500);
    show(live());
    QCOMPARE(text(2400, Column::Name), u"Loading …"_s);
    QCOMPARE(text(2400, Column::Description), QString());
    QVERIFY(cell(2400, Column::Name).data(Qt::ForegroundRole).isValid());
    QVERIFY(!cell(0, Column::Name).data(Qt::ForegroundRole).isValid());
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(ListServer::error(403, u"not-permitted"_s, u"No"_s));
    };
    jobs->lookAt(2400, 2420);
    QVERIFY(QTest::qWaitFor([this] { return text(2400, Column::Name) == "Not loaded"_L1; }));
    server->intercept = {};
    server->tamper = [](QJsonObject &response, const LoopbackRequest &request) {
        if (request.query().queryItemValue(u"offset"_s) != "2376"_L1)
            return;
        QJsonArray items = response[u"items"_s].toArray();
        while (items.size() > 25)
            items.removeLast();
        response[u"items"_s] = items;
    };
    jobs->retry();
    QVERIFY(QTest::qWaitFor([this] { return text(2400, Column::Name) == "2401"_L1; }));
    QCOMPARE(text(2401, Column::Name), u"Not sent"_s);
    QCOMPARE(text(2401, Column::Name, Qt::AccessibleTextRole), u"Not sent"_s);
}

void JobPresentationTest::strikesOutWhileADeletionIsUnderWay()
{
    server->jobs() = ListServer::jobs(1, 3);
    const auto source = live();
    show(source);
    QSignalSpy changed(shown.get(), &QAbstractItemModel::dataChanged);
    Deletion *deletion = deletions->add(source, jobs->jobAt(1));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), shown->index(1, 0));
    QVERIFY(cell(1, Column::Name).data(Qt::FontRole).value<QFont>().strikeOut());
    QVERIFY(cell(1, Column::Description).data(Qt::FontRole).value<QFont>().strikeOut());
    QVERIFY(!cell(0, Column::Name).data(Qt::FontRole).isValid());
    QVERIFY(text(1, Column::Name, Qt::AccessibleTextRole).contains("will be deleted in 5 s"_L1));
    QVERIFY(!cell(1, Column::Name).data(Qt::DecorationRole).value<QIcon>().isNull());
    deletion->batch()->undo();
    QVERIFY(!cell(1, Column::Name).data(Qt::FontRole).isValid());
    // Another source's job of the same name is another job.
    deletions->add(source, jobs->jobAt(1));
    show(saved(R"([{"name": "2"}])", {}));
    QVERIFY(!cell(0, Column::Name).data(Qt::FontRole).isValid());
}

void JobPresentationTest::marksARefusedDeletionInWords()
{
    server->jobs() = ListServer::jobs(1, 3);
    const auto source = live();
    show(source);
    server->intercept = [](const LoopbackRequest &request) {
        return request.method == "DELETE"
                   ? std::optional(ListServer::error(403, u"not-permitted"_s, u"Not authorized"_s))
                   : std::optional<LoopbackAnswer>();
    };
    Deletion *deletion = deletions->add(source, jobs->jobAt(1), true);
    QVERIFY(QTest::qWaitFor([deletion] { return deletion->stage() == Deletion::Stage::Finished; }));
    QVERIFY(!cell(1, Column::Name).data(Qt::FontRole).isValid());
    QVERIFY(text(1, Column::Name, Qt::AccessibleTextRole).contains("Not authorized"_L1));
    QVERIFY(text(1, Column::Name, Qt::ToolTipRole).contains("authorized"_L1));
    QVERIFY(!cell(1, Column::Name).data(Qt::DecorationRole).value<QIcon>().isNull());
    deletions->dismiss(deletion->batch());
    QCOMPARE(text(1, Column::Name, Qt::AccessibleTextRole), u"2"_s);
}

void JobPresentationTest::toolTipsHoldTheWholeDescription()
{
    const QString description = u"<b>one</b> & two"_s;
    server->jobs() = {ListServer::job(1, {{u"description"_s, description}})};
    show(live());
    const QString tip = text(0, Column::Description, Qt::ToolTipRole);
    QVERIFY(!tip.contains("<b>"_L1));
    QCOMPARE(QTextDocumentFragment::fromHtml(tip).toPlainText(), description);
    QVERIFY(!cell(0, Column::Name).data(Qt::ToolTipRole).isValid());
}

void JobPresentationTest::toolTipsAreShortEnough()
{
    server->jobs() = {ListServer::job(1, {{u"description"_s, QString(1'000'000, u'x')}})};
    show(live());
    QVERIFY(text(0, Column::Description, Qt::ToolTipRole).size() < 10'000);
}

void JobPresentationTest::namesItsColumns()
{
    QCOMPARE(shown->headerData(int(Column::NextRun), Qt::Horizontal).toString(), u"Next Run"_s);
    QCOMPARE(shown->headerData(int(Column::NextRun), Qt::Horizontal, Qt::ToolTipRole).toString(),
             u"Times: UTC"_s);
}

CALLBOARD_TEST_MAIN(JobPresentationTest, QApplication)
#include "tst_jobpresentation.moc"
