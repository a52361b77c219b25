// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concerncounts.h"
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using Purpose = ListStatus::Purpose;

namespace {

constexpr int Minutes = ConcernLimits::DefaultMinutes;
constexpr qint64 Due = 1'893'456'000'000; // 2030-01-01T00:00:00Z, when the jobs of the server begin

QJsonObject revoked(int number)
{
    return ListServer::job(number,
                           {{u"owner"_s, QJsonObject{{u"login"_s, u"bob"_s}, {u"is_revoked"_s, true}}}});
}

// All of these do the same.
QJsonObject hourly(int number)
{
    const QJsonObject interval{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}};
    return ListServer::job(number, {{u"schedule_options"_s, QJsonObject{{u"interval"_s, interval}}},
                                    {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"a"_s}}}}});
}

qint64 countOf(const ConcernCounts &counts, Concern concern)
{
    return counts.counts() ? (*counts.counts())[std::size_t(concern)] : -1;
}

} // namespace

class JobModelAttentionTest : public ShortListTest
{
    Q_OBJECT

private Q_SLOTS:
    void aConcernIsChosenFromTheList();
    void aConcernCombinesWithTypeAndText();
    void theRestOfALongListIsLoadedForAConcern();
    void cancelTakesTheConcernBack();
    void clearingTheTextGoesOnLoadingForTheConcern();
    void anotherSourceHasNoConcern();
    void aRefreshKeepsTheConcern();
    void whoLosesADuplicateIsNoneAnyMore();
    void overdueFollowsTheClock();
    void anArrangementIsSetAtOnce();
    void aListThatIsNotWholeIsNotCounted();
    void countsAreOfTheTypeAndNotOfTheSearch();
    void countsFollowRefreshAndRemoval();
    void aLargeListIsCountedInTheBackground();

private:
    void choose(Concern concern) { (*m_rig)->setConcern(concern, Minutes); }
    void stallAfterFirstPage();
};

void JobModelAttentionTest::stallAfterFirstPage()
{
    m_server->intercept = [this](const LoopbackRequest &) -> std::optional<LoopbackAnswer> {
        return m_server->requests().size() > 1 ? std::optional(LoopbackAnswer::stall()) : std::nullopt;
    };
}

void JobModelAttentionTest::aConcernIsChosenFromTheList()
{
    loadJobs({ListServer::job(1), revoked(2), ListServer::job(3), revoked(4)});
    choose(Concern::OwnerRevoked);
    QCOMPARE(m_rig->names(), QStringList({u"2"_s, u"4"_s}));
    ListStatus status = (*m_rig)->status();
    QVERIFY(status.isFiltered);
    QVERIFY(status.isOfConcern);
    QCOMPARE(status.shown, 2);
    QCOMPARE(status.loaded, 4);
    (*m_rig)->setConcern({}, Minutes);
    QCOMPARE(m_rig->names(), numbers(1, 4));
    status = (*m_rig)->status();
    QVERIFY(!status.isFiltered);
    QVERIFY(!status.isOfConcern);
    QCOMPARE(m_server->requests().size(), 0);
}

void JobModelAttentionTest::aConcernCombinesWithTypeAndText()
{
    QJsonObject plan = revoked(2);
    plan[u"type"_s] = u"plan"_s;
    QJsonObject named = revoked(3);
    named[u"description"_s] = u"tidy up"_s;
    loadJobs({ListServer::job(1), plan, named, revoked(4)});
    choose(Concern::OwnerRevoked);
    (*m_rig)->setType(u"task"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"3"_s, u"4"_s}));
    (*m_rig)->setFilterText(u"tidy"_s);
    QCOMPARE(m_rig->names(), QStringList{u"3"_s});
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    (*m_rig)->clearFilters();
    QVERIFY(!reverted.isEmpty());
    QVERIFY(!(*m_rig)->concern());
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 4));
}

void JobModelAttentionTest::theRestOfALongListIsLoadedForAConcern()
{
    m_server->jobs() = ListServer::jobs(1, 3000);
    m_server->jobs()[2900] = revoked(2901);
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    QVERIFY(!(*m_rig)->status().isWhole);
    choose(Concern::OwnerRevoked);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::Search);
    QVERIFY(!(*m_rig)->status().isFiltered);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"2901"_s});
    QCOMPARE((*m_rig)->status().loaded, 3000);
}

void JobModelAttentionTest::cancelTakesTheConcernBack()
{
    m_server->jobs() = ListServer::jobs(1, 3000);
    stallAfterFirstPage();
    connectToServer();
    QVERIFY(until([this] { return (*m_rig)->rowCount() == 3000; }));
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    choose(Concern::OwnerRevoked);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::Search);
    (*m_rig)->cancelLoading();
    QCOMPARE(reverted.size(), 1);
    QVERIFY(!(*m_rig)->concern());
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE((*m_rig)->rowCount(), 3000);
    // Choosing everything again is the same.
    choose(Concern::OwnerRevoked);
    (*m_rig)->setConcern({}, Minutes);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
}

void JobModelAttentionTest::clearingTheTextGoesOnLoadingForTheConcern()
{
    m_server->jobs() = ListServer::jobs(1, 3000);
    m_server->jobs()[2900] = revoked(2901);
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    (*m_rig)->setFilterText(u"no such text"_s);
    choose(Concern::OwnerRevoked);
    (*m_rig)->setFilterText({});
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::Search);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"2901"_s});
}

void JobModelAttentionTest::anotherSourceHasNoConcern()
{
    loadJobs({ListServer::job(1), revoked(2)});
    choose(Concern::OwnerRevoked);
    connectToServer();
    QVERIFY(!(*m_rig)->concern());
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 2));
}

void JobModelAttentionTest::aRefreshKeepsTheConcern()
{
    loadJobs({ListServer::job(1), revoked(2), ListServer::job(3)});
    choose(Concern::OwnerRevoked);
    m_server->jobs() = {revoked(1), ListServer::job(2), ListServer::job(3), revoked(4)};
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"1"_s, u"4"_s}));
    QVERIFY((*m_rig)->status().isOfConcern);
}

void JobModelAttentionTest::whoLosesADuplicateIsNoneAnyMore()
{
    loadJobs({hourly(1), ListServer::job(2), hourly(3), hourly(4)});
    choose(Concern::Duplicate);
    QCOMPARE(m_rig->names(), QStringList({u"1"_s, u"3"_s, u"4"_s}));
    (*m_rig)->removeJob((*m_rig)->jobAt(0));
    QCOMPARE(m_rig->names(), QStringList({u"3"_s, u"4"_s}));
    (*m_rig)->removeJob((*m_rig)->jobAt(0));
    QCOMPARE(m_rig->names(), QStringList());
    QCOMPARE((*m_rig)->status().loaded, 2);
}

void JobModelAttentionTest::overdueFollowsTheClock()
{
    loadJobs({ListServer::job(1), ListServer::job(2), ListServer::job(9)});
    qint64 now = Due;
    (*m_rig)->setClock([&now] { return now; });
    choose(Concern::Overdue);
    QCOMPARE(m_rig->names(), QStringList());
    now = Due + 2 * 60'000 + OverdueGraceMs;
    (*m_rig)->followClock();
    QCOMPARE(m_rig->names(), QStringList{u"1"_s});
    now += 60'000;
    (*m_rig)->followClock();
    QCOMPARE(m_rig->names(), QStringList({u"1"_s, u"2"_s}));
}

void JobModelAttentionTest::anArrangementIsSetAtOnce()
{
    QJsonObject plan = revoked(2);
    plan[u"type"_s] = u"plan"_s;
    loadJobs({ListServer::job(1), plan, revoked(3), revoked(4)});
    Arrangement wanted;
    wanted.type = u"task"_s;
    wanted.filter = TextFilter(u"node"_s);
    wanted.concern = Concern::OwnerRevoked;
    wanted.limits.minutes = 7;
    wanted.sortColumn = Column::Name;
    wanted.order = Qt::DescendingOrder;
    (*m_rig)->setArrangement(wanted);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"4"_s, u"3"_s}));
    QCOMPARE((*m_rig)->type(), u"task"_s);
    QCOMPARE((*m_rig)->filterText(), u"node"_s);
    QCOMPARE((*m_rig)->concern(), std::optional(Concern::OwnerRevoked));
    QCOMPARE((*m_rig)->concernMinutes(), 7);
    QCOMPARE((*m_rig)->sortColumn(), Column::Name);
    // A server has nothing to sort by when something was deleted.
    wanted.sortColumn = Column::DeletedBy;
    (*m_rig)->setArrangement(wanted);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE((*m_rig)->sortColumn(), Column::Name);
}

void JobModelAttentionTest::aListThatIsNotWholeIsNotCounted()
{
    const ConcernCounts counts(&m_rig->model());
    QVERIFY(!counts.counts());
    m_server->jobs() = ListServer::jobs(1, 3000);
    m_server->jobs()[0] = revoked(1);
    connectToServer();
    QVERIFY(m_rig->untilIdle());
    QVERIFY(!counts.counts());
    (*m_rig)->loadAll();
    QVERIFY(m_rig->untilWhole());
    QVERIFY(until([&counts] { return counts.counts().has_value(); }));
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 1);
}

void JobModelAttentionTest::countsAreOfTheTypeAndNotOfTheSearch()
{
    QJsonObject plan = revoked(2);
    plan[u"type"_s] = u"plan"_s;
    const ConcernCounts counts(&m_rig->model());
    loadJobs({hourly(1), plan, revoked(3), hourly(4)});
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 2);
    QCOMPARE(countOf(counts, Concern::Duplicate), 2);
    (*m_rig)->setFilterText(u"no such text"_s);
    choose(Concern::NeverRuns);
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 2);
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 1);
    QCOMPARE(countOf(counts, Concern::RunsOften), 0);
    (*m_rig)->clearFilters();
    (*m_rig)->setConcern({}, 61);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(countOf(counts, Concern::RunsOften), 2);
}

void JobModelAttentionTest::countsFollowRefreshAndRemoval()
{
    const ConcernCounts counts(&m_rig->model());
    loadJobs({hourly(1), revoked(2), hourly(3)});
    QCOMPARE(countOf(counts, Concern::Duplicate), 2);
    (*m_rig)->removeJob((*m_rig)->jobAt(0));
    QCOMPARE(countOf(counts, Concern::Duplicate), 0);
    m_server->jobs() = {revoked(1), revoked(2)};
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 2);
    (*m_rig)->setSource({});
    QVERIFY(!counts.counts());
}

void JobModelAttentionTest::aLargeListIsCountedInTheBackground()
{
    const ConcernCounts counts(&m_rig->model());
    QList<QJsonObject> jobs = ListServer::jobs(1, WholeList::SmallList + 1);
    jobs[4000] = revoked(4001);
    (*m_rig)->setSource(snapshotOf(recordsOf(jobs)));
    QVERIFY(m_rig->untilWhole());
    QVERIFY(until([&counts] { return counts.counts().has_value(); }));
    QCOMPARE(countOf(counts, Concern::OwnerRevoked), 1);
    choose(Concern::OwnerRevoked);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"4001"_s});
}

CALLBOARD_TEST_MAIN(JobModelAttentionTest, QCoreApplication)
#include "tst_jobmodel_attention.moc"
