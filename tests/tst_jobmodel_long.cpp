// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;
using Purpose = ListStatus::Purpose;
using RowState = JobModel::RowState;

/// Lists that are too long to be read at once: pages, sorting and searching.
class JobModelLongTest : public LongListTest
{
    Q_OBJECT

private Q_SLOTS:
    void longListHasItsTrueLength();
    void pagesAreFetchedWhenLookedAtAndOnce();
    void pagesScrolledPastAreNotFetched();
    void fourRequestsAtMostAreUnderWay();
    void staleRequestsAreCancelled_data();
    void staleRequestsAreCancelled();
    void sortByServerColumnStaysPartial();
    void textOrderOfTheServerIsPutRight();
    void numbersOfOneLengthStayPartial();
    void sortByOtherColumnLoadsTheRest();
    void sortByOtherColumnIsCancelled();
    void sortBeforeTheFirstPageLoadsTheRest();
    void sortFromAFileIsCancelledOnAServer();
    void sortByServerColumnEndsTheLoading();
    void searchLoadsTheRest();
    void searchIsCancelled();
    void searchClearedKeepsTheSort();
    void loadAllOnRequest();
    void wholeListIsNotFetchedAgainByLooking();
    void pagesUnderWayAreDroppedWithTheWholeList();
};

void JobModelLongTest::longListHasItsTrueLength()
{
    open();
    QCOMPARE((*m_rig)->rowCount(), Size);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QCOMPARE(m_rig->stateOf(100), RowState::Loading);
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(asked(), QStringList({u"100@0"_s, u"1@0"_s}));
    const ListStatus status = (*m_rig)->status();
    QCOMPARE(status.phase, Phase::Ready);
    QVERIFY(!status.isWhole);
    QVERIFY(!status.isBusy);
    QCOMPARE(status.shown, Size);
    QCOMPARE(status.loaded, 100);
    QCOMPARE(status.total, std::optional<qint64>(Size));
    QCOMPARE(status.doubt, QString());
}

void JobModelLongTest::pagesAreFetchedWhenLookedAtAndOnce()
{
    open();
    QVERIFY(lookAt(0, 30));
    QVERIFY(m_rig->untilRowsSettled(100, 198));
    QCOMPARE(asked(), QStringList({u"100@0"_s, u"100@99"_s}));
    QVERIFY(lookAt(1000, 1030));
    QVERIFY(m_rig->untilRowsSettled(892, 1188));
    // They went out on several connections.
    QCOMPARE(asText(asked().mid(2)), QStringList({u"100@1089"_s, u"100@891"_s, u"100@990"_s}));
    QVERIFY(lookAt(1000, 1030));
    QVERIFY(lookAt(0, 30));
    QVERIFY(lookAt(2990, 2999));
    QVERIFY(m_rig->untilRowsSettled(2871, 2999));
    QCOMPARE(asText(asked().mid(5)), QStringList({u"100@2871"_s, u"100@2970"_s}));
    QCOMPARE(m_rig->names(891, 298), numbers(892, 298));
    QCOMPARE(m_rig->names(2871, 129), numbers(2872, 129));
    QCOMPARE((*m_rig)->status().loaded, 199 + 298 + 129);
    QCOMPARE((*m_rig)->status().doubt, QString());
    QCOMPARE(m_rig->resets(), 2);
}

void JobModelLongTest::pagesScrolledPastAreNotFetched()
{
    open();
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer::truth(m_list, question).toHttp(question).withDelay(20);
    };
    (*m_rig)->lookAt(500, 2000);
    (*m_rig)->lookAt(2500, 2530);
    QVERIFY(m_rig->untilRowsSettled(2377, 2673));
    QVERIFY(m_rig->untilRowsSettled(496, 891));
    QCOMPARE(asText(asked().mid(1)), asText({u"100@495"_s, u"100@594"_s, u"100@693"_s, u"100@792"_s,
                                             u"100@2376"_s, u"100@2475"_s, u"100@2574"_s}));
}

void JobModelLongTest::fourRequestsAtMostAreUnderWay()
{
    FlightMeter meter;
    m_answer = [&](const PageQuestion &question) {
        meter.count();
        return PageAnswer::truth(m_list, question).toHttp(question).withDelay(FlightMeter::DelayMs);
    };
    open();
    QVERIFY(lookAt(0, 1999));
    QCOMPARE(meter.most(), 4);
    QCOMPARE(m_rig->names(0, 2000), numbers(1, 2000));
    const QStringList questions = asked();
    QCOMPARE(QSet<QString>(questions.begin(), questions.end()).size(), questions.size());
}

void JobModelLongTest::staleRequestsAreCancelled_data()
{
    QTest::addColumn<bool>("byType");
    QTest::newRow("by another type") << true;
    QTest::newRow("by another order") << false;
}

void JobModelLongTest::staleRequestsAreCancelled()
{
    QFETCH(const bool, byType);
    stallAfterFirstPage();
    open();
    (*m_rig)->lookAt(1000, 2000);
    QVERIFY(until([this] { return m_server->requests().size() == 5; }));
    m_answer = {};
    if (byType)
        (*m_rig)->setType(u"task"_s);
    else
        m_rig->sortBy(Column::ScheduledTime);
    QVERIFY(m_rig->untilIdle());
    QTRY_VERIFY(m_server->openConnectionCount() <= 1);
    QCOMPARE(m_server->requests().size(), 6);
    QVERIFY(lookAt(1000, 1030));
    QCOMPARE(m_rig->names(1000, 31), numbers(1001, 31));
}

void JobModelLongTest::sortByServerColumnStaysPartial()
{
    open();
    std::reverse(m_list.begin(), m_list.end());
    m_rig->sortBy(Column::NextRun, Qt::DescendingOrder);
    QVERIFY(m_rig->untilIdle());
    const PageQuestion question = PageQuestion::of(m_server->requests().constLast());
    QCOMPARE(question.orderBy, u"next_run"_s);
    QCOMPARE(question.order, u"desc"_s);
    QCOMPARE(m_rig->names(0, 2), QStringList({u"3000"_s, u"2999"_s}));
    QVERIFY(!(*m_rig)->status().isWhole);
    QCOMPARE((*m_rig)->rowCount(), Size);
}

void JobModelLongTest::textOrderOfTheServerIsPutRight()
{
    open();
    std::sort(m_list.begin(), m_list.end());
    m_rig->sortBy(Column::Name);
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll != Purpose::None; }));
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::OrderIgnored);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, Size));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelLongTest::numbersOfOneLengthStayPartial()
{
    m_list = smallRecords(1001, Size);
    open();
    m_rig->sortBy(Column::Name);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QVERIFY(!(*m_rig)->status().isWhole);
    QCOMPARE(m_rig->names(), numbers(1001, Size));
}

void JobModelLongTest::sortByOtherColumnLoadsTheRest()
{
    open();
    QList<qint64> progress;
    connect(&m_rig->model(), &JobModel::statusChanged, this, [&] {
        const ListStatus status = (*m_rig)->status();
        if (status.loadingAll == Purpose::Sort)
            progress << status.walked;
    });
    m_rig->sortBy(Column::Description);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::Sort);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), asText(numbers(1, Size)));
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE((*m_rig)->status().loaded, Size);
    QVERIFY(std::is_sorted(progress.begin(), progress.end()));
    QVERIFY(progress.contains(1000));
    QVERIFY(progress.constLast() <= Size);
    m_rig->sortBy(Column::Description, Qt::DescendingOrder);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names().constFirst(), u"999"_s);
}

void JobModelLongTest::sortByOtherColumnIsCancelled()
{
    open();
    stallAfterFirstPage();
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    m_rig->sortBy(Column::Owner, Qt::DescendingOrder);
    QVERIFY(until([this] { return m_server->requests().size() >= 2; }));
    (*m_rig)->cancelLoading();
    QCOMPARE(reverted.size(), 1);
    QCOMPARE((*m_rig)->sortColumn(), Column::NextRun);
    QCOMPARE((*m_rig)->sortOrder(), Qt::AscendingOrder);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QVERIFY(!(*m_rig)->status().isBusy);
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
    m_answer = {};
    QVERIFY(lookAt(500, 600));
    QCOMPARE(m_rig->names(500, 101), numbers(501, 101));
    (*m_rig)->cancelLoading();
    QCOMPARE(reverted.size(), 1);
}

void JobModelLongTest::sortBeforeTheFirstPageLoadsTheRest()
{
    m_list = smallRecords(1, Size);
    (*m_rig)->setSource(sourceOn(*m_server));
    // The first page is in the order of this column, as all of its jobs have the same task.
    m_rig->sortBy(Column::Target);
    m_list[2000].replace("echo", "alpha");
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(0, 2), QStringList({u"2001"_s, u"1"_s}));
}

void JobModelLongTest::sortFromAFileIsCancelledOnAServer()
{
    (*m_rig)->setSource(snapshotOf(smallRecords(1, 5)));
    QVERIFY(m_rig->untilWhole());
    m_rig->sortBy(Column::Description, Qt::DescendingOrder);
    QVERIFY(m_rig->untilWhole());
    open();
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll == Purpose::Sort; }));
    (*m_rig)->cancelLoading();
    QVERIFY(m_rig->untilIdle());
    // What is shown is in the order that the model says.
    QCOMPARE((*m_rig)->sortColumn(), Column::NextRun);
    const PageQuestion question = PageQuestion::of(m_server->requests().constLast());
    QCOMPARE(question.orderBy, u"next_run"_s);
    QCOMPARE(question.order, u"asc"_s);
    QVERIFY(lookAt(500, 600));
    QCOMPARE(m_rig->names(500, 101), numbers(501, 101));
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
}

void JobModelLongTest::sortByServerColumnEndsTheLoading()
{
    open();
    stallAfterFirstPage();
    m_rig->sortBy(Column::Owner);
    QVERIFY(until([this] { return m_server->requests().size() >= 2; }));
    m_answer = {};
    m_rig->sortBy(Column::ScheduledTime);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->sortColumn(), Column::ScheduledTime);
    // One question in the new order, and no more for the rest.
    const QList<LoopbackRequest> requests = m_server->requests();
    QCOMPARE(std::count_if(requests.begin(), requests.end(),
                           [](const LoopbackRequest &request) {
                               return PageQuestion::of(request).orderBy == "scheduled_time"_L1;
                           }),
             1);
    QVERIFY(!(*m_rig)->status().isWhole);
}

void JobModelLongTest::searchLoadsTheRest()
{
    open();
    (*m_rig)->setFilterText(u"JOB 299"_s);
    ListStatus status = (*m_rig)->status();
    QCOMPARE(status.loadingAll, Purpose::Search);
    QVERIFY(!status.isFiltered);
    QCOMPARE(status.loaded, 100);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"299"_s} + numbers(2990, 10));
    status = (*m_rig)->status();
    QVERIFY(status.isFiltered);
    QCOMPARE(status.shown, 11);
    QCOMPARE(status.loaded, Size);
    QCOMPARE(status.total, std::optional<qint64>(Size));
    const auto requests = m_server->requests().size();
    (*m_rig)->setFilterText({});
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, Size));
    QCOMPARE(m_server->requests().size(), requests);
}

void JobModelLongTest::searchIsCancelled()
{
    open();
    stallAfterFirstPage();
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    (*m_rig)->setFilterText(u"299"_s);
    (*m_rig)->cancelLoading();
    QCOMPARE(reverted.size(), 1);
    QCOMPARE((*m_rig)->filterText(), QString());
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    (*m_rig)->setFilterText(u"299"_s);
    (*m_rig)->setFilterText({});
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QCOMPARE((*m_rig)->rowCount(), Size);
}

void JobModelLongTest::searchClearedKeepsTheSort()
{
    open();
    m_rig->sortBy(Column::Description);
    (*m_rig)->setFilterText(u"299"_s);
    (*m_rig)->setFilterText({});
    QCOMPARE((*m_rig)->sortColumn(), Column::Description);
    QVERIFY((*m_rig)->status().loadingAll != Purpose::None);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), asText(numbers(1, Size)));
}

void JobModelLongTest::loadAllOnRequest()
{
    open();
    QVERIFY(lookAt(1500, 1600));
    (*m_rig)->loadAll();
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::OnRequest);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, Size));
    QCOMPARE((*m_rig)->allJobs().size(), Size);
    const auto requests = m_server->requests().size();
    (*m_rig)->loadAll();
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE(m_server->requests().size(), requests);
}

void JobModelLongTest::wholeListIsNotFetchedAgainByLooking()
{
    open();
    m_rig->sortBy(Column::Description);
    (*m_rig)->lookAt(1000, 1030);
    QVERIFY(m_rig->untilWhole());
    const auto requests = m_server->requests().size();
    (*m_rig)->lookAt(2000, 2400);
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(m_server->requests().size(), requests + 1);
    QCOMPARE(m_rig->names(), asText(numbers(1, Size)));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelLongTest::pagesUnderWayAreDroppedWithTheWholeList()
{
    open();
    m_answer = [this](const PageQuestion &question) {
        return question.limit == 100 ? LoopbackAnswer::stall()
                                     : PageAnswer::truth(m_list, question).toHttp(question);
    };
    (*m_rig)->lookAt(1000, 1030);
    QVERIFY(until([this] { return m_server->requests().size() == 4; }));
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilWhole());
    const QStringList names = m_rig->names();
    QTRY_VERIFY(m_server->openConnectionCount() <= 3);
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(m_rig->names(), names);
}

CALLBOARD_TEST_MAIN(JobModelLongTest, QCoreApplication)
#include "tst_jobmodel_long.moc"
