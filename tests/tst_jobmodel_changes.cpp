// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobmodelfixtures.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = ListStatus::Phase;
using Purpose = ListStatus::Purpose;

/// Long lists that are refreshed, lose jobs, or go while requests are under way.
class JobModelChangesTest : public LongListTest
{
    Q_OBJECT

private Q_SLOTS:
    void refreshShowsWhatIsLookedAt();
    void refreshOfASortedListKeepsItUntilItIsHere();
    void refreshOfASortedListIsCancelledOrFails_data();
    void refreshOfASortedListIsCancelledOrFails();
    void removedJobMovesTheRest_data();
    void removedJobMovesTheRest();
    void removedWhileAPageIsUnderWay();
    void removedWhilePagesCame();
    void removedWhileNotHere();
    void removedWhileLoadingTheRest();
    void stoppedRefreshIsNoEndOfTheList_data();
    void stoppedRefreshIsNoEndOfTheList();
    void sourceIsSwitchedAtAnyMoment_data();
    void sourceIsSwitchedAtAnyMoment();
    void destroyedAtAnyMoment();
};

void JobModelChangesTest::refreshShowsWhatIsLookedAt()
{
    open();
    QVERIFY(lookAt(1000, 1030));
    m_list.removeAt(3);
    m_list.removeAt(2000);
    (*m_rig)->refresh();
    QCOMPARE(m_rig->names(1000, 31), numbers(1001, 31));
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->rowCount(), Size - 2);
    QCOMPARE(m_rig->names(1000, 31), numbers(1002, 31));
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), numbers(1, 3) + numbers(5, 1997) + numbers(2003, 998));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::refreshOfASortedListKeepsItUntilItIsHere()
{
    open();
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilWhole());
    const QPersistentModelIndex selected((*m_rig)->index(500, 1));
    const QPersistentModelIndex doomed((*m_rig)->index(0, 0));
    const QString name = (*m_rig)->jobAt(500).name().value;
    const int resets = m_rig->resets();
    m_list.removeFirst();
    (*m_rig)->refresh();
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll == Purpose::Sort; }));
    QCOMPARE(m_rig->names(), asText(numbers(1, Size)));
    (*m_rig)->lookAt(500, 520);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(!asked().contains(u"100@495"_s));
    QCOMPARE(m_rig->names(), asText(numbers(2, Size - 1)));
    QVERIFY(selected.isValid());
    QCOMPARE((*m_rig)->jobAt(selected.row()).name().value, name);
    QVERIFY(!doomed.isValid());
    QCOMPARE(m_rig->resets(), resets);
}

void JobModelChangesTest::refreshOfASortedListIsCancelledOrFails_data()
{
    QTest::addColumn<bool>("fails");
    QTest::newRow("cancelled") << false;
    QTest::newRow("failed") << true;
}

void JobModelChangesTest::refreshOfASortedListIsCancelledOrFails()
{
    QFETCH(const bool, fails);
    open();
    m_rig->sortBy(Column::Description);
    (*m_rig)->setFilterText(u"job 1"_s);
    QVERIFY(m_rig->untilWhole());
    const QStringList before = m_rig->names();
    m_server->clearRequests();
    m_answer = [&](const PageQuestion &question) {
        const LoopbackAnswer later = fails ? LoopbackAnswer::empty(500) : LoopbackAnswer::stall();
        return m_server->requests().size() > 2 ? later : PageAnswer::truth(m_list, question).toHttp(question);
    };
    (*m_rig)->refresh();
    QVERIFY(until([this] { return m_server->requests().size() > 2; }));
    if (!fails)
        (*m_rig)->cancelLoading();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().error.has_value(), fails);
    // As it was: sorted, filtered and whole.
    QCOMPARE((*m_rig)->sortColumn(), Column::Description);
    QCOMPARE((*m_rig)->filterText(), u"job 1"_s);
    QCOMPARE(m_rig->names(), before);
    QVERIFY((*m_rig)->status().isWhole);
    (*m_rig)->lookAt(0, 50);
    m_answer = {};
    m_list.removeFirst();
    (*m_rig)->retry();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), before.mid(1));
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelChangesTest::removedJobMovesTheRest_data()
{
    QTest::addColumn<int>("row");
    QTest::newRow("first") << 0;
    QTest::newRow("last of a page") << 99;
    QTest::newRow("first of a page") << 991;
    QTest::newRow("within a page") << 1050;
    QTest::newRow("last") << Size - 1;
}

void JobModelChangesTest::removedJobMovesTheRest()
{
    QFETCH(const int, row);
    open();
    QVERIFY(lookAt(950, 1130));
    QVERIFY(m_rig->untilRowsSettled(793, 1287));
    QVERIFY(lookAt(Size - 10, Size - 1));
    QVERIFY(m_rig->untilRowsSettled(2872, Size - 1));
    QVERIFY(lookAt(0, 30));
    QVERIFY(lookAt(std::max(row - 5, 0), std::min(row + 5, Size - 1)));
    QVERIFY(m_rig->untilRowsSettled(0, row == 99 ? 297 : 198));
    const int resets = m_rig->resets();
    const Job job = (*m_rig)->jobAt(row);
    m_list.removeAt(row);
    (*m_rig)->removeJob(job);
    QCOMPARE((*m_rig)->rowCount(), Size - 1);
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(Size - 1));
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->resets(), resets);
    QStringList expected = numbers(1, Size);
    expected.removeAt(row);
    QCOMPARE(m_rig->names(), expected);
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::removedWhileAPageIsUnderWay()
{
    open();
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer::truth(m_list, question).toHttp(question).withDelay(question.offset == 99 ? 60 : 0);
    };
    (*m_rig)->lookAt(0, 30);
    // The server has made its answer, which is on its way.
    QVERIFY(until([this] { return m_server->requests().size() == 2; }));
    const Job job = (*m_rig)->jobAt(5);
    m_list.removeAt(5);
    (*m_rig)->removeJob(job);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QStringList expected = numbers(1, Size);
    expected.removeAt(5);
    QCOMPARE(m_rig->names(), expected);
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::removedWhilePagesCame()
{
    open();
    QVERIFY(lookAt(100, 130));
    const Job job = (*m_rig)->jobAt(5);
    // Gone from the server; while the list is checked for it, the view goes on.
    m_list.removeAt(5);
    QVERIFY(lookAt(1000, 1030));
    (*m_rig)->removeJob(job);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QStringList expected = numbers(1, Size);
    expected.removeAt(5);
    QCOMPARE(m_rig->names(), expected);
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::removedWhileNotHere()
{
    open();
    QVERIFY(lookAt(1000, 1030));
    const Job job = (*m_rig)->jobAt(1010);
    (*m_rig)->refresh();
    (*m_rig)->lookAt(2000, 2030);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(m_rig->untilRowsSettled(2000, 2030));
    QCOMPARE((*m_rig)->rowOf(job), -1);
    m_list.removeAt(1010);
    (*m_rig)->removeJob(job);
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QStringList expected = numbers(1, Size);
    expected.removeAt(1010);
    QCOMPARE(m_rig->names(), expected);
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::removedWhileLoadingTheRest()
{
    open();
    JobModel *jobs = m_rig->operator->();
    const Job job = jobs->jobAt(5);
    bool isRemoved = false;
    const QObject context;
    const auto remove = [&] {
        m_list.removeAt(5);
        jobs->removeJob(job);
    };
    connect(jobs, &JobModel::statusChanged, &context, [&] {
        if (jobs->status().walked >= 1000 && !std::exchange(isRemoved, true))
            QMetaObject::invokeMethod(jobs, remove, Qt::QueuedConnection);
    });
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilWhole());
    QVERIFY(isRemoved);
    QStringList expected = numbers(1, Size);
    expected.removeAt(5);
    QCOMPARE(m_rig->names(), asText(expected));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelChangesTest::stoppedRefreshIsNoEndOfTheList_data()
{
    QTest::addColumn<int>("next");
    QTest::newRow("then sorted") << 0;
    QTest::newRow("then searched") << 1;
    QTest::newRow("then loaded") << 2;
    QTest::newRow("then retried") << 3;
}

void JobModelChangesTest::stoppedRefreshIsNoEndOfTheList()
{
    QFETCH(const int, next);
    open();
    m_answer = [](const PageQuestion &) {
        return LoopbackAnswer::stall();
    };
    (*m_rig)->refresh();
    QVERIFY(until([this] { return m_server->requests().size() == 2; }));
    (*m_rig)->stop();
    QCOMPARE((*m_rig)->status().error->kind, Error::Kind::Stopped);
    QVERIFY(!(*m_rig)->status().isBusy);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
    m_answer = {};
    if (next == 0)
        m_rig->sortBy(Column::Description);
    else if (next == 1)
        (*m_rig)->setFilterText(u"job"_s);
    else if (next == 2)
        (*m_rig)->loadAll();
    else
        (*m_rig)->retry();
    if (next < 3)
        QVERIFY(m_rig->untilWhole());
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), next == 0 ? asText(numbers(1, Size)) : numbers(1, Size));
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelChangesTest::sourceIsSwitchedAtAnyMoment_data()
{
    QTest::addColumn<QByteArray>("moment");
    QTest::addColumn<bool>("toNone");
    for (const char *moment : {"looking", "sorting", "searching", "refreshing", "failed"}) {
        for (const bool toNone : {false, true})
            QTest::addRow("%s%s", moment, toNone ? ", to none" : "") << QByteArray(moment) << toNone;
    }
}

void JobModelChangesTest::sourceIsSwitchedAtAnyMoment()
{
    QFETCH(const QByteArray, moment);
    QFETCH(const bool, toNone);
    open();
    m_answer = [&](const PageQuestion &) {
        return moment == "failed" ? LoopbackAnswer::empty(500) : LoopbackAnswer::stall();
    };
    if (moment == "sorting")
        m_rig->sortBy(Column::Owner);
    else if (moment == "searching")
        (*m_rig)->setFilterText(u"x"_s);
    else if (moment == "refreshing")
        (*m_rig)->refresh();
    else
        (*m_rig)->lookAt(1000, 2000);
    QVERIFY(until([this] { return m_server->requests().size() > 1; }));
    QVERIFY(moment != "failed" || until([this] { return (*m_rig)->status().error.has_value(); }));
    (*m_rig)->setSource(toNone ? nullptr : snapshotOf(smallRecords(1, 10)));
    QVERIFY(!(*m_rig)->status().error);
    (*m_rig)->cancelLoading();
    QVERIFY(until([this] { return !(*m_rig)->status().isBusy; }));
    QCOMPARE((*m_rig)->rowCount(), toNone ? 0 : 10);
    QCOMPARE((*m_rig)->status().phase, toNone ? Phase::NoSource : Phase::Ready);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE((*m_rig)->status().doubt, QString());
    QTRY_COMPARE(m_server->openConnectionCount(), 0);
}

void JobModelChangesTest::destroyedAtAnyMoment()
{
    for (const bool sorting : {false, true}) {
        m_rig = std::make_unique<ModelRig>();
        open();
        m_server->clearRequests();
        m_answer = [](const PageQuestion &) {
            return LoopbackAnswer::stall();
        };
        (*m_rig)->lookAt(1000, 2000);
        if (sorting)
            m_rig->sortBy(Column::Owner);
        QVERIFY(until([&] { return m_server->requests().size() >= (sorting ? 5 : 4); }));
        m_rig.reset();
        QTRY_COMPARE(m_server->openConnectionCount(), 0);
        m_answer = {};
    }
}

CALLBOARD_TEST_MAIN(JobModelChangesTest, QCoreApplication)
#include "tst_jobmodel_changes.moc"
