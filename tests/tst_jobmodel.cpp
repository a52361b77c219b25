// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;
using RowState = JobModel::RowState;

namespace {

/// The list as the server sends it to a question without a type.
QStringList sorted(QStringList names, bool descending = false)
{
    std::sort(names.begin(), names.end(), [descending](const QString &a, const QString &b) {
        return descending ? b.toInt() < a.toInt() : a.toInt() < b.toInt();
    });
    return names;
}

QJsonObject typed(int number, const QString &type)
{
    return ListServer::job(number, {{u"type"_s, type}});
}

QJsonObject due(int number, const QString &time)
{
    return ListServer::job(number, {{u"next_run"_s, time}});
}

} // namespace

/// Lists that are short enough to be here as a whole: what is asked for and what is shown.
class JobModelTest : public ShortListTest
{
    Q_OBJECT

private Q_SLOTS:
    void withoutSourceThereIsNothing();
    void firstQuestionIsForTheFirstPageInTheShownOrder();
    void cellsAreTheColumnsOfTheJobs();
    void shortListIsWalkedToItsEnd_data();
    void shortListIsWalkedToItsEnd();
    void rowsNotHereYetAreLoading();
    void sortByServerColumnAsksTheServer_data();
    void sortByServerColumnAsksTheServer();
    void numbersInNamesSortAsNumbers();
    void sortByOtherColumnAsksNothing();
    void sortBeforeTheFirstPageHolds();
    void orderIgnoredByTheServerIsMadeHere();
    void typeFilterAsksTheServer();
    void typeIgnoredByTheServerIsFilteredHere();
    void listOfOneTypeIsNotTakenForAnother();
    void textFilterSearchesTheList();
    void textFilterBeforeTheListIsHereHolds();
    void textFilterClearedDuringTheWalkLetsItEnd();
    void textFilterDuringTheWalkIsCancelled();
    void nothingMatchesIsNoEmptyList();
};

void JobModelTest::withoutSourceThereIsNothing()
{
    ModelRig &rig = *m_rig;
    QCOMPARE(rig->status().phase, Phase::NoSource);
    rig->refresh();
    rig->retry();
    rig->loadAll();
    rig->cancelLoading();
    rig->lookAt(0, 50);
    rig.sortBy(Column::Owner);
    rig->setType(u"plan"_s);
    rig->setFilterText(u"x"_s);
    QCOMPARE(rig->rowCount(), 0);
    QCOMPARE(rig->status().phase, Phase::NoSource);
}

void JobModelTest::firstQuestionIsForTheFirstPageInTheShownOrder()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    connectToServer();
    QCOMPARE((*m_rig)->status().phase, Phase::Loading);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_server->requests().constFirst().target,
             "/orchestrator/v1/scheduled_jobs?limit=100&offset=0&order_by=next_run&order=asc");
}

void JobModelTest::cellsAreTheColumnsOfTheJobs()
{
    loadJobs({ListServer::job(7, {{u"description"_s, u"<b>nightly</b>"_s}})});
    JobModel &model = m_rig->model();
    QCOMPARE(model.columnCount(), int(columnSpecs().size()));
    const Job job = model.jobAt(0);
    for (int column = 0; column < model.columnCount(); ++column) {
        const ColumnSpec &spec = columnSpecs()[std::size_t(column)];
        QCOMPARE(model.headerData(column, Qt::Horizontal).toString(), columnTitle(spec.column));
        QCOMPARE(model.index(0, column).data().toString(), spec.text(job));
    }
    QCOMPARE(model.index(0, int(Column::Description)).data().toString(), u"<b>nightly</b>"_s);
    QCOMPARE(model.index(0, 0).data(JobModel::JobRole).value<Job>(), job);
    QCOMPARE(m_rig->stateOf(0), RowState::Here);
    QVERIFY(model.jobAt(-1).isNull());
    QVERIFY(model.jobAt(1).isNull());
}

void JobModelTest::shortListIsWalkedToItsEnd_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<QStringList>("questions");
    QTest::newRow("1 job") << 1 << QStringList{u"100@0"_s};
    // The total may be that of the page; only the next one tells.
    QTest::newRow("100 jobs") << 100 << QStringList{u"100@0"_s, u"1000@99"_s};
    QTest::newRow("101 jobs") << 101 << QStringList{u"100@0"_s, u"1000@99"_s};
    QTest::newRow("2,000 jobs") << 2000 << QStringList{u"100@0"_s, u"1000@99"_s, u"1000@1098"_s};
}

void JobModelTest::shortListIsWalkedToItsEnd()
{
    QFETCH(const int, size);
    QFETCH(const QStringList, questions);
    m_server->jobs() = ListServer::jobs(1, size);
    connectToServer();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, size));
    QCOMPARE(PageQuestion::shortForms(m_server->requests()), questions);
    const ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Ready);
    QCOMPARE(status.loaded, size);
    QCOMPARE(status.total, std::optional<qint64>(size));
    QCOMPARE(status.doubt, QString());
    QVERIFY(!status.error);
    QVERIFY(status.readAt.isValid());
}

void JobModelTest::rowsNotHereYetAreLoading()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return PageQuestion::of(request).offset > 0 ? std::optional(LoopbackAnswer::stall()) : std::nullopt;
    };
    connectToServer();
    QVERIFY(until([this] { return (*m_rig)->rowCount() > 0; }));
    QCOMPARE((*m_rig)->rowCount(), 245);
    QCOMPARE(m_rig->stateOf(99), RowState::Here);
    QCOMPARE(m_rig->stateOf(100), RowState::Loading);
    QVERIFY(!(*m_rig)->index(100, 0).data().isValid());
    const ListStatus status = (*m_rig)->status();
    QVERIFY(status.isBusy);
    QVERIFY(!status.isWhole);
    QCOMPARE(status.loaded, 100);
    QCOMPARE(status.total, std::optional<qint64>(245));
}

void JobModelTest::sortByServerColumnAsksTheServer_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("descending");
    QTest::addColumn<QByteArray>("order");
    QTest::addColumn<QString>("first");
    QTest::newRow("next run, descending")
        << int(Column::NextRun) << true << "order_by=next_run&order=desc"_ba << u"245"_s;
    QTest::newRow("scheduled for") << int(Column::ScheduledTime) << false
                                   << "order_by=scheduled_time&order=asc"_ba << u"245"_s;
    QTest::newRow("scheduled for, descending")
        << int(Column::ScheduledTime) << true << "order_by=scheduled_time&order=desc"_ba << u"1"_s;
    QTest::newRow("name") << int(Column::Name) << false << "order_by=name&order=asc"_ba << u"1"_s;
    QTest::newRow("name, descending")
        << int(Column::Name) << true << "order_by=name&order=desc"_ba << u"245"_s;
}

void JobModelTest::sortByServerColumnAsksTheServer()
{
    QFETCH(const int, column);
    QFETCH(const bool, descending);
    QFETCH(const QByteArray, order);
    QFETCH(const QString, first);
    QList<QJsonObject> jobs = ListServer::jobs(1, 245);
    for (int i = 0; i < jobs.size(); ++i)
        jobs[i][u"scheduled_time"_s] =
            jobs.at(i)[u"next_run"_s].toString().replace(u"2030"_s, QString::number(2999 - i));
    loadJobs(jobs);
    m_rig->sortBy(Column(column), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QVERIFY(m_rig->untilWhole());
    QVERIFY(m_server->requests().constFirst().target.endsWith("?limit=100&offset=0&" + order));
    QCOMPARE(m_rig->names(), sorted(namesOf(jobs), first != "1"_L1));
    QCOMPARE((*m_rig)->sortColumn(), Column(column));
    QCOMPARE((*m_rig)->sortOrder(), descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    QVERIFY((*m_rig)->status().doubt.isEmpty());
}

void JobModelTest::numbersInNamesSortAsNumbers()
{
    loadJobs({due(10, u"2030-01-03T00:00:00Z"_s), due(9, u"2030-01-02T00:00:00Z"_s), ListServer::job(100),
              ListServer::job(5, {{u"name"_s, u"backup"_s}}), due(2, u"2030-01-04T00:00:00Z"_s)});
    m_rig->sortBy(Column::Name);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"2"_s, u"9"_s, u"10"_s, u"100"_s, u"backup"_s}));
    m_rig->sortBy(Column::Name, Qt::DescendingOrder);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"backup"_s, u"100"_s, u"10"_s, u"9"_s, u"2"_s}));
}

void JobModelTest::sortByOtherColumnAsksNothing()
{
    loadJobs({ListServer::job(1, {{u"environment"_s, u"production"_s}}),
              ListServer::job(2, {{u"environment"_s, u""_s}}),
              ListServer::job(3, {{u"environment"_s, u"Development"_s}})});
    m_rig->sortBy(Column::Environment);
    QCOMPARE(m_rig->names(), QStringList({u"3"_s, u"1"_s, u"2"_s}));
    m_rig->sortBy(Column::Environment, Qt::DescendingOrder);
    QCOMPARE(m_rig->names(), QStringList({u"1"_s, u"3"_s, u"2"_s}));
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(m_server->requests().size(), 1);
    QCOMPARE((*m_rig)->status().loadingAll, ListStatus::Purpose::None);
}

void JobModelTest::sortBeforeTheFirstPageHolds()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 150);
    jobs[120][u"environment"_s] = u"a first one"_s;
    m_server->jobs() = jobs;
    connectToServer();
    m_rig->sortBy(Column::Environment);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names().constFirst(), u"121"_s);
}

void JobModelTest::orderIgnoredByTheServerIsMadeHere()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->tamper = [](QJsonObject &response, const LoopbackRequest &) {
        const QJsonArray items = response[u"items"_s].toArray();
        QJsonArray shuffled;
        for (qsizetype i = 0; i < items.size(); ++i)
            shuffled.append(items.at((i * 7) % items.size()));
        response[u"items"_s] = shuffled;
    };
    // One page alone: rows that change places between pages are another matter.
    m_server->jobs().resize(97);
    connectToServer();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 97));
    QVERIFY((*m_rig)->status().doubt.isEmpty());
}

void JobModelTest::typeFilterAsksTheServer()
{
    loadJobs({typed(1, u"task"_s), typed(2, u"plan"_s), typed(3, u"deploy"_s), typed(4, u"plan"_s)});
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(lastTarget(),
             "/orchestrator/v1/scheduled_jobs?limit=100&offset=0&order_by=next_run&order=asc&type=plan");
    QCOMPARE(m_rig->names(), QStringList({u"2"_s, u"4"_s}));
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(2));
    (*m_rig)->setType({});
    QVERIFY(m_rig->untilWhole());
    QVERIFY(!lastTarget().contains("type"));
    QCOMPARE(m_rig->names(), numbers(1, 4));
}

void JobModelTest::typeIgnoredByTheServerIsFilteredHere()
{
    m_server->intercept = [this](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return PageAnswer::truth(recordsOf(m_server->jobs()), question).toHttp(question);
    };
    loadJobs({typed(1, u"task"_s), typed(2, u"plan"_s), typed(3, u"deploy"_s), typed(4, u"plan"_s)});
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"2"_s, u"4"_s}));
    QCOMPARE((*m_rig)->status().loaded, 2);
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(2));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelTest::listOfOneTypeIsNotTakenForAnother()
{
    loadJobs({typed(1, u"task"_s), typed(2, u"plan"_s), typed(3, u"deploy"_s)});
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), QStringList{u"2"_s});
    breakServer(LoopbackAnswer::empty(500));
    for (const QString &type : {u"task"_s, QString()}) {
        (*m_rig)->setType(type);
        QVERIFY(!(*m_rig)->status().isWhole);
        QVERIFY(m_rig->untilIdle());
        QVERIFY((*m_rig)->status().error);
        QCOMPARE((*m_rig)->type(), u"plan"_s);
        QCOMPARE(m_rig->names(), QStringList{u"2"_s});
    }
}

void JobModelTest::textFilterSearchesTheList()
{
    QList<QJsonObject> jobs = ListServer::jobs(1, 245);
    jobs[3][u"description"_s] = u"Überprüfung"_s;
    jobs[200][u"description"_s] = u"u\u0308berpru\u0308fung am Abend"_s;
    loadJobs(jobs);
    (*m_rig)->setFilterText(u"ÜBERPRÜFUNG"_s);
    QCOMPARE(m_rig->names(), QStringList({u"4"_s, u"201"_s}));
    ListStatus status = (*m_rig)->status();
    QVERIFY(status.isFiltered);
    QCOMPARE(status.shown, 2);
    QCOMPARE(status.loaded, 245);
    QCOMPARE(status.total, std::optional<qint64>(245));
    (*m_rig)->setFilterText({});
    QCOMPARE(m_rig->names(), numbers(1, 245));
    status = (*m_rig)->status();
    QVERIFY(!status.isFiltered);
    QCOMPARE(m_server->requests().size(), 0);
}

void JobModelTest::textFilterBeforeTheListIsHereHolds()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    connectToServer();
    (*m_rig)->setFilterText(u"job 23"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"23"_s} + numbers(230, 10));
    QVERIFY((*m_rig)->status().isFiltered);
}

void JobModelTest::textFilterClearedDuringTheWalkLetsItEnd()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    connectToServer();
    QVERIFY(until([this] { return (*m_rig)->rowCount() == 245; }));
    QVERIFY(!(*m_rig)->status().isWhole);
    (*m_rig)->setFilterText(u"job 23"_s);
    (*m_rig)->setFilterText({});
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 245));
}

void JobModelTest::textFilterDuringTheWalkIsCancelled()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    connectToServer();
    QVERIFY(until([this] { return (*m_rig)->rowCount() == 245; }));
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    (*m_rig)->setFilterText(u"job 23"_s);
    (*m_rig)->cancelLoading();
    QCOMPARE(reverted.size(), 1);
    QCOMPARE((*m_rig)->filterText(), QString());
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 245));
}

void JobModelTest::nothingMatchesIsNoEmptyList()
{
    loadJobs(ListServer::jobs(1, 3));
    (*m_rig)->setFilterText(u"no such thing"_s);
    const ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Ready);
    QCOMPARE(status.shown, 0);
    QCOMPARE(status.loaded, 3);
    QVERIFY(status.isFiltered);
}

CALLBOARD_TEST_MAIN(JobModelTest, QCoreApplication)
#include "tst_jobmodel.moc"
