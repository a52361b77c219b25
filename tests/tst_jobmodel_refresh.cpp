// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>
#include <QJsonObject>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;
using RowState = JobModel::RowState;

/// What becomes of the rows of a short list when it is asked for again, fails, or goes.
class JobModelRefreshTest : public ShortListTest
{
    Q_OBJECT

private Q_SLOTS:
    void refreshKeepsPersistentIndexesByName();
    void refreshShowsChangedContent();
    void refreshWhileNothingMatchesShowsNothingElse();
    void refreshOfAGrowingListKeepsRows();
    void errorAtFirstIsFailed();
    void errorOnRefreshKeepsRows_data();
    void errorOnRefreshKeepsRows();
    void failedTypeGoesBackToWhatIsShown_data();
    void failedTypeGoesBackToWhatIsShown();
    void errorDuringTheWalkIsTold();
    void stoppedAtFirstIsFailed();
    void stoppedRefreshKeepsTheList();
    void emptyListIsReady_data();
    void emptyListIsReady();
    void retiredEndpointIsNoEmptyList();
    void retiredOnRefreshIsNoEmptyList();
    void retiredDuringTheWalkIsNoEmptyList();
    void removedJobIsGone();
    void removedJobDoesNotComeBackWithARefresh();
    void sourceIsSwitchedAtAnyMoment_data();
    void sourceIsSwitchedAtAnyMoment();
    void sourceIsSwitchedInASlot_data();
    void sourceIsSwitchedInASlot();
    void destroyedAtAnyMoment_data();
    void destroyedAtAnyMoment();
};

void JobModelRefreshTest::refreshKeepsPersistentIndexesByName()
{
    loadJobs(ListServer::jobs(1, 245));
    JobModel &model = m_rig->model();
    const int resets = m_rig->resets();
    const QPersistentModelIndex kept(model.index(10, 2));
    const QPersistentModelIndex moved(model.index(200, 1));
    const QPersistentModelIndex removed(model.index(50, 0));
    QList<QJsonObject> &jobs = m_server->jobs();
    jobs[200][u"next_run"_s] = u"2029-06-01T00:00:00Z"_s;
    jobs.removeAt(50);
    jobs << ListServer::job(900, {{u"next_run"_s, u"2029-01-01T00:00:00Z"_s}}) << ListServer::job(901);
    model.refresh();
    QCOMPARE(model.rowCount(), 245);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(model.rowCount(), 246);
    QCOMPARE(model.jobAt(0).name().value, u"900"_s);
    QCOMPARE(moved.row(), 1);
    QCOMPARE(moved.column(), 1);
    QCOMPARE(model.jobAt(moved.row()).name().value, u"201"_s);
    QCOMPARE(kept.row(), 12);
    QCOMPARE(model.jobAt(kept.row()).name().value, u"11"_s);
    QVERIFY(!removed.isValid());
    QCOMPARE(m_rig->resets(), resets);
}

void JobModelRefreshTest::refreshShowsChangedContent()
{
    loadJobs(ListServer::jobs(1, 5));
    QSignalSpy changed(&m_rig->model(), &QAbstractItemModel::dataChanged);
    m_server->jobs()[2][u"description"_s] = u"new words"_s;
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->index(2, int(Column::Description)).data().toString(), u"new words"_s);
    QVERIFY(!changed.isEmpty());
}

void JobModelRefreshTest::refreshWhileNothingMatchesShowsNothingElse()
{
    loadJobs(ListServer::jobs(1, 245));
    (*m_rig)->setFilterText(u"job 246"_s);
    QCOMPARE((*m_rig)->rowCount(), 0);
    QSignalSpy inserted(&m_rig->model(), &QAbstractItemModel::rowsInserted);
    int mostRows = 0;
    connect(&m_rig->model(), &JobModel::statusChanged, this,
            [&] { mostRows = std::max(mostRows, (*m_rig)->rowCount()); });
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(mostRows, 0);
    m_server->jobs() << ListServer::job(246);
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), QStringList{u"246"_s});
}

void JobModelRefreshTest::refreshOfAGrowingListKeepsRows()
{
    loadJobs(ListServer::jobs(1, 3));
    m_server->jobs() = ListServer::jobs(1, 1500);
    (*m_rig)->refresh();
    int fewestRows = 1500;
    connect(&m_rig->model(), &QAbstractItemModel::layoutChanged, this,
            [&] { fewestRows = std::min(fewestRows, (*m_rig)->rowCount()); });
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), numbers(1, 1500));
    QCOMPARE(fewestRows, 1500);
}

void JobModelRefreshTest::errorAtFirstIsFailed()
{
    m_server->jobs() = ListServer::jobs(1, 3);
    breakServer(ListServer::error(403, u"not-permitted"_s, u"Not for you"_s));
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    const ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Failed);
    QCOMPARE(status.error->kind, Error::Kind::NotPermitted);
    QCOMPARE(status.error->serverWords(), u"Not for you — {}"_s);
    QVERIFY(!status.readAt.isValid());
    mendServer();
    (*m_rig)->retry();
    QCOMPARE((*m_rig)->status().phase, Phase::Loading);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE((*m_rig)->rowCount(), 3);
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelRefreshTest::errorOnRefreshKeepsRows_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("kind");
    QTest::newRow("400") << 400 << int(Error::Kind::Rejected);
    QTest::newRow("401") << 401 << int(Error::Kind::NotAuthenticated);
    QTest::newRow("403") << 403 << int(Error::Kind::NotPermitted);
    QTest::newRow("404") << 404 << int(Error::Kind::NotFound);
    QTest::newRow("429") << 429 << int(Error::Kind::TooManyRequests);
    QTest::newRow("500") << 500 << int(Error::Kind::ServerFailure);
    QTest::newRow("200 and no list") << 200 << int(Error::Kind::Unexpected);
}

void JobModelRefreshTest::errorOnRefreshKeepsRows()
{
    QFETCH(const int, status);
    QFETCH(const int, kind);
    loadJobs(ListServer::jobs(1, 245));
    const QPersistentModelIndex selected((*m_rig)->index(77, 0));
    breakServer(LoopbackAnswer::html("<html>no</html>", status));
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), numbers(1, 245));
    QCOMPARE(selected.row(), 77);
    const ListStatus failed = (*m_rig)->status();
    QCOMPARE(failed.phase, Phase::Ready);
    QVERIFY(failed.error);
    QCOMPARE(int(failed.error->kind), kind);
    QVERIFY(failed.isWhole);
    mendServer();
    m_server->jobs().removeFirst();
    (*m_rig)->retry();
    QVERIFY(m_rig->untilIdle());
    QVERIFY(!(*m_rig)->status().error);
    QCOMPARE(m_rig->names(), numbers(2, 244));
}

void JobModelRefreshTest::failedTypeGoesBackToWhatIsShown_data()
{
    QTest::addColumn<bool>("isStopped");
    QTest::newRow("failed") << false;
    QTest::newRow("stopped") << true;
}

void JobModelRefreshTest::failedTypeGoesBackToWhatIsShown()
{
    QFETCH(const bool, isStopped);
    loadJobs(ListServer::jobs(1, 45));
    m_server->jobs()[7][u"type"_s] = u"plan"_s;
    (*m_rig)->setType(u"task"_s);
    QVERIFY(m_rig->untilIdle());
    const QStringList tasks = m_rig->names();
    QCOMPARE(tasks.size(), 44);
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    breakServer(isStopped ? LoopbackAnswer::stall() : LoopbackAnswer::empty(500));
    (*m_rig)->setType(u"plan"_s);
    if (isStopped)
        (*m_rig)->stop();
    QVERIFY(until([this] { return (*m_rig)->status().error.has_value(); }));
    QCOMPARE((*m_rig)->type(), u"task"_s);
    QVERIFY(!reverted.isEmpty());
    QCOMPARE(m_rig->names(), tasks);
    QVERIFY((*m_rig)->status().isWhole);
    (*m_rig)->setFilterText(u"job 4"_s);
    QCOMPARE(m_rig->names(), QStringList({u"4"_s}) + numbers(40, 6));
    (*m_rig)->setFilterText({});
    mendServer();
    (*m_rig)->retry();
    QCOMPARE((*m_rig)->type(), u"plan"_s);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), QStringList({u"8"_s}));
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelRefreshTest::errorDuringTheWalkIsTold()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return PageQuestion::of(request).offset > 0 ? std::optional(LoopbackAnswer::empty(500))
                                                    : std::nullopt;
    };
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    const ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Ready);
    QCOMPARE(status.error->httpStatus, 500);
    QCOMPARE(status.loaded, 100);
    QVERIFY(!status.isWhole);
    QCOMPARE(m_rig->stateOf(99), RowState::Here);
    QCOMPARE(m_rig->stateOf(100), RowState::Failed);
    mendServer();
    (*m_rig)->retry();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 245));
}

void JobModelRefreshTest::stoppedAtFirstIsFailed()
{
    m_server->jobs() = ListServer::jobs(1, 3);
    breakServer(LoopbackAnswer::stall());
    (*m_rig)->stop();
    connectToServer();
    QVERIFY(until([this] { return m_server->requests().size() == 1; }));
    (*m_rig)->stop();
    QCOMPARE((*m_rig)->status().phase, Phase::Failed);
    QCOMPARE((*m_rig)->status().error->kind, Error::Kind::Stopped);
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
    (*m_rig)->setFilterText(u"job 2"_s);
    (*m_rig)->loadAll();
    m_rig->sortBy(Column::Owner);
    mendServer();
    (*m_rig)->retry();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"2"_s});
    (*m_rig)->stop();
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelRefreshTest::stoppedRefreshKeepsTheList()
{
    loadJobs(ListServer::jobs(1, 245));
    breakServer(LoopbackAnswer::stall());
    (*m_rig)->refresh();
    (*m_rig)->stop();
    QVERIFY(!(*m_rig)->status().isBusy);
    QVERIFY((*m_rig)->status().isWhole);
    (*m_rig)->removeJob((*m_rig)->jobAt(0));
    (*m_rig)->setFilterText(u"job 24"_s);
    QCOMPARE(m_rig->names(), QStringList({u"24"_s}) + numbers(240, 6));
}

void JobModelRefreshTest::emptyListIsReady_data()
{
    QTest::addColumn<QJsonValue>("total");
    QTest::newRow("total 0") << QJsonValue(0);
    QTest::newRow("total null") << QJsonValue(QJsonValue::Null);
}

void JobModelRefreshTest::emptyListIsReady()
{
    QFETCH(const QJsonValue, total);
    m_server->tamper = [total](QJsonObject &response, const LoopbackRequest &) {
        QJsonObject pagination = response[u"pagination"_s].toObject();
        pagination[u"total"_s] = total;
        response[u"pagination"_s] = pagination;
    };
    connectToServer();
    QVERIFY(m_rig->untilWhole());
    ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Ready);
    QCOMPARE(status.shown, 0);
    QCOMPARE(status.total, std::optional<qint64>(0));
    QVERIFY(status.doubt.isEmpty());
    m_server->tamper = {};
    m_server->jobs() = ListServer::jobs(1, 2);
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), numbers(1, 2));
}

void JobModelRefreshTest::retiredEndpointIsNoEmptyList()
{
    breakServer(LoopbackAnswer::json("{\"items\":[]}"));
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QVERIFY(!(*m_rig)->status().isWhole);
    QVERIFY(!(*m_rig)->status().total);
    mendServer();
    m_server->jobs() = ListServer::jobs(1, 2);
    (*m_rig)->refresh();
    QCOMPARE((*m_rig)->status().phase, Phase::Loading);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE((*m_rig)->rowCount(), 2);
}

void JobModelRefreshTest::retiredOnRefreshIsNoEmptyList()
{
    loadJobs(ListServer::jobs(1, 245));
    breakServer(LoopbackAnswer::json("{\"items\":[]}"));
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QVERIFY(!(*m_rig)->status().total);
    (*m_rig)->setFilterText(u"x"_s);
    m_rig->sortBy(Column::Owner);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QVERIFY(!(*m_rig)->status().isWhole);
}

void JobModelRefreshTest::retiredDuringTheWalkIsNoEmptyList()
{
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->intercept = [this](const LoopbackRequest &) -> std::optional<LoopbackAnswer> {
        const bool isFirst = m_server->requests().size() == 1;
        return isFirst ? std::nullopt : std::optional(LoopbackAnswer::json("{\"items\":[]}"));
    };
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QVERIFY(!(*m_rig)->status().isWhole);
}

void JobModelRefreshTest::removedJobIsGone()
{
    loadJobs(ListServer::jobs(1, 245));
    JobModel &model = m_rig->model();
    const QPersistentModelIndex next(model.index(8, 0));
    const QPersistentModelIndex doomed(model.index(7, 0));
    const Job job = model.jobAt(7);
    model.removeJob(job);
    QVERIFY(!doomed.isValid());
    QCOMPARE(next.row(), 7);
    QCOMPARE(model.rowOf(job), -1);
    QCOMPARE(model.rowCount(), 244);
    QCOMPARE(model.allJobs().size(), 244);
    QCOMPARE(model.status().loaded, 244);
    QCOMPARE(model.status().total, std::optional<qint64>(244));
    model.removeJob(job);
    QCOMPARE(model.status().total, std::optional<qint64>(244));
    QCOMPARE(model.rowCount(), 244);
    model.setFilterText(u"job 8"_s);
    QVERIFY(!m_rig->names().contains(u"8"_s));
}

void JobModelRefreshTest::removedJobDoesNotComeBackWithARefresh()
{
    loadJobs(ListServer::jobs(1, 50));
    const Job job = (*m_rig)->jobAt(7);
    m_server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (m_server->requests().size() > 1)
            return std::nullopt;
        const PageQuestion question = PageQuestion::of(request);
        return PageAnswer::truth(recordsOf(m_server->jobs()), question).toHttp(question).withDelay(50);
    };
    (*m_rig)->refresh();
    // The server has made its answer, which is on its way.
    QVERIFY(until([this] { return m_server->requests().size() == 1; }));
    m_server->jobs().removeAt(7);
    (*m_rig)->removeJob(job);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), namesOf(m_server->jobs()));
}

void JobModelRefreshTest::sourceIsSwitchedAtAnyMoment_data()
{
    QTest::addColumn<int>("requests");
    QTest::addColumn<bool>("toNone");
    for (const bool toNone : {false, true}) {
        QTest::addRow("before the first request%s", toNone ? ", to none" : "") << 0 << toNone;
        QTest::addRow("during the first request%s", toNone ? ", to none" : "") << 1 << toNone;
        QTest::addRow("during the walk%s", toNone ? ", to none" : "") << 2 << toNone;
    }
}

void JobModelRefreshTest::sourceIsSwitchedAtAnyMoment()
{
    QFETCH(const int, requests);
    QFETCH(const bool, toNone);
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->intercept = [this, requests](const LoopbackRequest &) -> std::optional<LoopbackAnswer> {
        return m_server->requests().size() == requests ? std::optional(LoopbackAnswer::stall())
                                                       : std::nullopt;
    };
    connectToServer();
    QVERIFY(until([&] { return m_server->requests().size() >= requests; }));
    ListServer other;
    other.jobs() = ListServer::jobs(500, 120);
    (*m_rig)->setFilterText(u"5"_s);
    (*m_rig)->setSource(toNone ? nullptr : sourceOn(other));
    QCOMPARE((*m_rig)->rowCount(), 0);
    QCOMPARE((*m_rig)->filterText(), QString());
    (*m_rig)->cancelLoading();
    if (toNone) {
        QTRY_COMPARE(m_server->openConnectionCount(), 0);
        QCOMPARE((*m_rig)->status().phase, Phase::NoSource);
        QCOMPARE((*m_rig)->status().loadingAll, ListStatus::Purpose::None);
        return;
    }
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(500, 120));
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

void JobModelRefreshTest::sourceIsSwitchedInASlot_data()
{
    QTest::addColumn<int>("change");
    for (int change = 1; change <= 6; ++change)
        QTest::addRow("at change %d", change) << change;
}

void JobModelRefreshTest::sourceIsSwitchedInASlot()
{
    QFETCH(const int, change);
    ListServer other;
    other.jobs() = ListServer::jobs(500, 120);
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->maxLimit = 60;
    int changes = 0;
    connect(&m_rig->model(), &JobModel::statusChanged, this, [&] {
        if (++changes == change)
            (*m_rig)->setSource(sourceOn(other));
    });
    connectToServer();
    QVERIFY(until([&] { return changes > change; }));
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(500, 120));
}

void JobModelRefreshTest::destroyedAtAnyMoment_data()
{
    QTest::addColumn<int>("requests");
    QTest::newRow("before the first request") << 0;
    QTest::newRow("during the first request") << 1;
    QTest::newRow("during the walk") << 2;
}

void JobModelRefreshTest::destroyedAtAnyMoment()
{
    QFETCH(const int, requests);
    m_server->jobs() = ListServer::jobs(1, 245);
    m_server->intercept = [this, requests](const LoopbackRequest &) -> std::optional<LoopbackAnswer> {
        return m_server->requests().size() == requests ? std::optional(LoopbackAnswer::stall())
                                                       : std::nullopt;
    };
    connectToServer();
    QVERIFY(until([&] { return m_server->requests().size() >= requests; }));
    m_rig.reset();
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

CALLBOARD_TEST_MAIN(JobModelRefreshTest, QCoreApplication)
#include "tst_jobmodel_refresh.moc"
