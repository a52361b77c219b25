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

/// What servers may do with a long list.
class JobModelHostileTest : public LongListTest
{
    Q_OBJECT

private Q_SLOTS:
    void otherPageSizesAreFollowed_data();
    void otherPageSizesAreFollowed();
    void wholeListAtOnceIsTaken();
    void absurdTotalIsBounded();
    void madeUpTotalCostsAHandfulOfRequests();
    void pageBehindTheEndTellsTheLength();
    void listThatShiftsBetweenPagesIsInDoubt_data();
    void listThatShiftsBetweenPagesIsInDoubt();
    void ignoredOffsetKeepsWhatIsSeen();
    void orderIgnoredByTheServerIsMadeHere_data();
    void orderIgnoredByTheServerIsMadeHere();
    void orderIgnoredIsToldWhenNotMadeHere();
    void typeIgnoredByTheServerIsFilteredHere();
    void missingRowsAreToldAndMarked();
    void totalTooBigEndsInDoubt();
    void totalThatChangesIsFollowed_data();
    void totalThatChangesIsFollowed();
    void jobOnTwoPagesIsShownOnce();
    void jobTwiceOnTheFirstPageIsShownOnce();
    void unknownTotalEndsInDoubt();
    void unknownTotalIsSearchedWhole();
    void unknownTotalIsSortedDuringARefresh();
    void unknownTotalIsNotReadAgainAfterCancel();
    void endlessListIsReadOnce();
    void failedPageIsMarkedAndRetried();
    void failureWhileSortingTakesTheSortBack();
    void failedArrangementGoesBackToWhatIsShown_data();
    void failedArrangementGoesBackToWhatIsShown();
    void failedSearchKeepsItsText();
    void retiredWhileLoadingTheRest();
    void retiredWhileScrolling();
};

void JobModelHostileTest::otherPageSizesAreFollowed_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("1") << 1;
    QTest::newRow("50") << 50;
    QTest::newRow("150") << 150;
}

void JobModelHostileTest::otherPageSizesAreFollowed()
{
    QFETCH(const int, size);
    m_answer = [&](const PageQuestion &question) {
        const int sent = size > 100 ? size : std::min(size, question.limit);
        return PageAnswer{m_list.mid(question.offset, sent), QByteArray::number(m_list.size()), true}.toHttp(
            question);
    };
    open();
    QVERIFY(lookAt(0, 40));
    QVERIFY(lookAt(1990, 2040));
    QCOMPARE(m_rig->names(0, 41), numbers(1, 41));
    QCOMPARE(m_rig->names(1990, 51), numbers(1991, 51));
    QCOMPARE((*m_rig)->rowCount(), Size);
    QCOMPARE((*m_rig)->status().doubt, QString());
    const QStringList questions = asked();
    QCOMPARE(QSet<QString>(questions.begin(), questions.end()).size(), questions.size());
}

void JobModelHostileTest::wholeListAtOnceIsTaken()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list, QByteArray::number(m_list.size()), true}.toHttp(question);
    };
    open();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, Size));
    QCOMPARE((*m_rig)->status().doubt, QString());
    QCOMPARE(asked().size(), 1);
}

void JobModelHostileTest::absurdTotalIsBounded()
{
    // Without the tester, which looks at each of a million rows at each change.
    m_list = smallRecords(1, 245);
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "2000000000", true}.toHttp(question);
    };
    JobModel model;
    model.setSource(sourceOn(*m_server));
    QVERIFY(until([&] { return model.rowCount() > 0; }));
    QCOMPARE(model.rowCount(), ListLoader::MostRows);
    QVERIFY(!model.status().doubt.isEmpty());
    model.lookAt(999'990, 999'999);
    QVERIFY(until([&] { return model.rowCount() < ListLoader::MostRows; }));
    QVERIFY(settle(model.source()));
    QVERIFY(!model.status().doubt.isEmpty());
    QCOMPARE(asText(asked().mid(1, 2)), QStringList({u"100@999801"_s, u"100@999900"_s}));
}

void JobModelHostileTest::madeUpTotalCostsAHandfulOfRequests()
{
    // Without the tester, see above.
    m_list = smallRecords(1, 245);
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "1000000000000000000", true}.toHttp(
            question);
    };
    JobModel model;
    // As a view does that stays at the end.
    connect(&model, &JobModel::statusChanged, this,
            [&] { model.lookAt(model.rowCount() - 30, model.rowCount() - 1); });
    model.setSource(sourceOn(*m_server));
    QVERIFY(until([&] { return model.rowCount() == 245; }));
    QVERIFY(settle(model.source()));
    QCOMPARE(model.rowCount(), 245);
    QCOMPARE(model.status().loaded, 245);
    QVERIFY(!model.status().doubt.isEmpty());
    QVERIFY2(asked().size() <= 9, qPrintable(asked().join(u' ')));
}

void JobModelHostileTest::pageBehindTheEndTellsTheLength()
{
    open();
    m_list = smallRecords(1, 2450);
    (*m_rig)->lookAt(2990, 2999);
    QVERIFY(until([this] { return (*m_rig)->rowCount() == 2450; }));
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(2450));
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), numbers(1, 2450));
}

void JobModelHostileTest::listThatShiftsBetweenPagesIsInDoubt_data()
{
    QTest::addColumn<int>("moved");
    QTest::addColumn<int>("seen");
    QTest::addColumn<int>("then");
    QTest::newRow("one job, then the next page") << 1 << 0 << 220;
    QTest::newRow("one job, then the page before") << 1 << 1000 << 700;
    QTest::newRow("50 jobs, then the next page") << 50 << 0 << 220;
    QTest::newRow("50 jobs, then the page before") << 50 << 1000 << 700;
}

void JobModelHostileTest::listThatShiftsBetweenPagesIsInDoubt()
{
    QFETCH(const int, moved);
    QFETCH(const int, seen);
    QFETCH(const int, then);
    open();
    // With the pages around, which come last.
    QVERIFY(lookAt(seen, seen));
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE((*m_rig)->status().doubt, QString());
    // The earliest have run, and run again later than all others: the list is as long as before.
    for (int i = 0; i < moved; ++i)
        m_list.append(m_list.takeFirst().replace("\"2030-", "\"2031-"));
    QVERIFY(lookAt(then, then + 100));
    QCOMPARE((*m_rig)->status().doubt, u"Jobs moved, came or went while the list was read."_s);
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelHostileTest::ignoredOffsetKeepsWhatIsSeen()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.first(std::min(question.limit, 100)), "3000", true}.toHttp(question);
    };
    open();
    (*m_rig)->lookAt(90, 130);
    QVERIFY(until([this] { return (*m_rig)->rowCount() == 100; }));
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(m_rig->names(), numbers(1, 100));
    QCOMPARE((*m_rig)->status().doubt, u"The server says that there are 3,000 jobs, but sent 100."_s);
    QVERIFY(asked().size() <= 4);
}

void JobModelHostileTest::orderIgnoredByTheServerIsMadeHere_data()
{
    QTest::addColumn<QByteArray>("lie");
    QTest::newRow("wholly") << "wholly"_ba;
    QTest::newRow("behind the first page") << "behind"_ba;
    QTest::newRow("each page in order by itself") << "each"_ba;
}

void JobModelHostileTest::orderIgnoredByTheServerIsMadeHere()
{
    QFETCH(const QByteArray, lie);
    m_list = smallRecords(1, Size);
    if (lie == "wholly")
        std::reverse(m_list.begin(), m_list.end());
    else if (lie == "behind")
        std::reverse(m_list.begin() + 100, m_list.end());
    else
        std::rotate(m_list.begin(), m_list.begin() + 199, m_list.end() - 2601);
    open();
    QVERIFY(lookAt(0, 130));
    (*m_rig)->lookAt(200, 230);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, Size));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelHostileTest::orderIgnoredIsToldWhenNotMadeHere()
{
    m_list = smallRecords(1, Size);
    std::reverse(m_list.begin(), m_list.end());
    open();
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll == Purpose::OrderIgnored; }));
    (*m_rig)->cancelLoading();
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    QVERIFY(lookAt(500, 600));
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE(m_rig->names(500, 2), QStringList({u"2500"_s, u"2499"_s}));
}

void JobModelHostileTest::typeIgnoredByTheServerIsFilteredHere()
{
    open();
    for (int row : {5, 500, 2500})
        m_list[row].replace("\"type\":\"task\"", "\"type\":\"plan\"");
    (*m_rig)->setType(u"plan"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList({u"6"_s, u"501"_s, u"2501"_s}));
    QCOMPARE((*m_rig)->status().loaded, 3);
    QCOMPARE((*m_rig)->status().total, std::optional<qint64>(3));
}

void JobModelHostileTest::missingRowsAreToldAndMarked()
{
    m_answer = [this](const PageQuestion &question) {
        PageAnswer answer = PageAnswer::truth(m_list, question);
        if (question.offset == 990)
            answer.items.remove(70, 30);
        return answer.toHttp(question);
    };
    open();
    (*m_rig)->lookAt(1000, 1000);
    QVERIFY(m_rig->untilRowsSettled(991, 1089));
    QCOMPARE(m_rig->stateOf(1059), RowState::Here);
    QCOMPARE(m_rig->stateOf(1060), RowState::Missing);
    QCOMPARE(m_rig->stateOf(1088), RowState::Missing);
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    QVERIFY(lookEverywhere());
    QCOMPARE((*m_rig)->status().loaded, Size - 29);
    const QStringList questions = asked();
    QCOMPARE(QSet<QString>(questions.begin(), questions.end()).size(), questions.size());
}

void JobModelHostileTest::totalTooBigEndsInDoubt()
{
    m_list = smallRecords(1, 245);
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "3000", true}.toHttp(question);
    };
    open(245);
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(0, 245), numbers(1, 245));
    QCOMPARE((*m_rig)->status().loaded, 245);
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    QVERIFY(asked().size() <= 30);
    (*m_rig)->loadAll();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), numbers(1, 245));
    const QString doubt = u"The server says that there are 3,000 jobs, but sent 245."_s;
    QCOMPARE((*m_rig)->status().doubt, doubt);
    (*m_rig)->setFilterText(u"job 24"_s);
    QCOMPARE((*m_rig)->rowCount(), 7);
    QCOMPARE((*m_rig)->status().doubt, doubt);
}

void JobModelHostileTest::totalThatChangesIsFollowed_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("shorter") << 2500;
    QTest::newRow("much shorter") << 150;
    QTest::newRow("longer") << 3500;
}

void JobModelHostileTest::totalThatChangesIsFollowed()
{
    QFETCH(const int, size);
    open();
    m_list = smallRecords(1, size);
    (*m_rig)->lookAt(100, 130);
    QVERIFY(until([&] { return (*m_rig)->rowCount() == size; }));
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), numbers(1, size));
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().doubt, QString());
    QCOMPARE((*m_rig)->rowCount(), size);
}

void JobModelHostileTest::jobOnTwoPagesIsShownOnce()
{
    open();
    QVERIFY(lookAt(100, 150));
    // The list moves by one, as a job at its start came and one at its end went.
    QByteArray early = smallRecords(9000, 1).constFirst();
    m_list.prepend(early.replace("2030", "2029"));
    m_list.removeLast();
    QVERIFY(lookAt(300, 350));
    QVERIFY(lookEverywhere());
    QStringList names = m_rig->names();
    names.removeAll({});
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QVERIFY(lookEverywhere());
    QCOMPARE(m_rig->names(), QStringList{u"9000"_s} + numbers(1, Size - 1));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelHostileTest::jobTwiceOnTheFirstPageIsShownOnce()
{
    m_list = smallRecords(1, Size);
    m_list[20] = m_list.at(10);
    open();
    QCOMPARE(m_rig->names().count(u"11"_s), 1);
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names().count(u"11"_s), 1);
    QVERIFY(!(*m_rig)->status().doubt.isEmpty());
}

void JobModelHostileTest::unknownTotalEndsInDoubt()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "null", true}.toHttp(question);
    };
    open(5000);
    QVERIFY(m_rig->untilIdle());
    const ListStatus status = (*m_rig)->status();
    QVERIFY(!status.isWhole);
    QVERIFY(!status.total);
    QVERIFY(!status.doubt.isEmpty());
    QVERIFY(status.loaded >= 2000);
    QCOMPARE(m_rig->names(), numbers(1, int(status.loaded)));
    (*m_rig)->loadAll();
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), numbers(1, 5000));
    QCOMPARE((*m_rig)->status().doubt, QString());
}

void JobModelHostileTest::unknownTotalIsSearchedWhole()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "null", true}.toHttp(question);
    };
    m_list = smallRecords(1, 5000);
    (*m_rig)->setSource(sourceOn(*m_server));
    (*m_rig)->setFilterText(u"job 499"_s);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"499"_s} + numbers(4990, 10));
    (*m_rig)->refresh();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE(m_rig->names(), QStringList{u"499"_s} + numbers(4990, 10));
    QVERIFY((*m_rig)->status().isWhole);
    QVERIFY((*m_rig)->status().isFiltered);
}

void JobModelHostileTest::unknownTotalIsSortedDuringARefresh()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "null", true}.toHttp(question);
    };
    open(5000);
    QVERIFY(m_rig->untilIdle());
    (*m_rig)->refresh();
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), asText(numbers(1, 5000)));
}

void JobModelHostileTest::unknownTotalIsNotReadAgainAfterCancel()
{
    m_answer = [this](const PageQuestion &question) {
        return PageAnswer{m_list.mid(question.offset, question.limit), "null", true}.toHttp(question);
    };
    open(5000);
    (*m_rig)->setFilterText(u"job 499"_s);
    QVERIFY(m_rig->untilWhole());
    (*m_rig)->refresh();
    QVERIFY(until([this] { return (*m_rig)->status().loadingAll == Purpose::Search; }));
    (*m_rig)->cancelLoading();
    const auto requests = m_server->requests().size();
    QVERIFY(settle((*m_rig)->source()));
    QVERIFY(m_rig->untilIdle());
    QVERIFY(m_server->requests().size() <= requests + 2);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE(m_rig->names(), QStringList{u"499"_s} + numbers(4990, 10));
}

void JobModelHostileTest::endlessListIsReadOnce()
{
    // Without the tester, see above.
    m_answer = [](const PageQuestion &question) {
        PageAnswer answer{{}, "null", true};
        for (qint64 number = question.offset + 1; number <= question.offset + question.limit; ++number) {
            const QByteArray name = QByteArray::number(number);
            answer.items << "{\"name\":\"" + name + "\",\"description\":\"job " + name + "\"}";
        }
        return answer.toHttp(question);
    };
    JobModel model;
    model.setSource(sourceOn(*m_server));
    QVERIFY(until([&] { return !model.status().isBusy; }));
    model.setFilterText(u"job 77777"_s);
    QVERIFY(until([&] { return !model.status().isBusy; }));
    ListStatus status = model.status();
    QVERIFY(!status.isWhole);
    QVERIFY(status.isFiltered);
    QVERIFY(status.loaded >= ListLoader::MostRows);
    QCOMPARE(status.shown, 11);
    const auto requests = m_server->requests().size();
    model.setFilterText(u"job 7777"_s);
    QCOMPARE(model.status().loadingAll, Purpose::None);
    QVERIFY(until([&] { return !model.status().isBusy; }));
    QCOMPARE(model.rowCount(), 111);
    model.sort(int(Column::Description), Qt::DescendingOrder);
    QVERIFY(until([&] { return !model.status().isBusy; }));
    QCOMPARE(model.jobAt(0).name().value, u"777799"_s);
    QCOMPARE(m_server->requests().size(), requests);
}

void JobModelHostileTest::failedPageIsMarkedAndRetried()
{
    open();
    m_answer = [](const PageQuestion &) {
        return ListServer::error(500, u"unknown-error"_s, u"Ouch"_s);
    };
    (*m_rig)->lookAt(1000, 1030);
    QVERIFY(until([this] { return (*m_rig)->status().error.has_value(); }));
    QCOMPARE((*m_rig)->status().error->serverMessage, u"Ouch"_s);
    QCOMPARE((*m_rig)->status().phase, Phase::Ready);
    QCOMPARE(m_rig->stateOf(1000), RowState::Failed);
    QCOMPARE(m_rig->stateOf(500), RowState::Loading);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QVERIFY(settle(sourceOn(*m_server)));
    m_answer = {};
    const auto requests = m_server->requests().size();
    (*m_rig)->lookAt(1000, 1030);
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE(m_rig->stateOf(1000), RowState::Failed);
    QCOMPARE(m_server->requests().size(), requests + 1);
    (*m_rig)->retry();
    QVERIFY(m_rig->untilRowsSettled(892, 1188));
    QCOMPARE(m_rig->names(892, 297), numbers(893, 297));
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelHostileTest::failureWhileSortingTakesTheSortBack()
{
    open();
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    m_answer = [this](const PageQuestion &question) {
        return question.offset > 1500 ? LoopbackAnswer::empty(500)
                                      : PageAnswer::truth(m_list, question).toHttp(question);
    };
    m_rig->sortBy(Column::Description);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().error->httpStatus, 500);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE((*m_rig)->sortColumn(), Column::NextRun);
    QCOMPARE(reverted.size(), 1);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    QCOMPARE((*m_rig)->rowCount(), Size);
}

void JobModelHostileTest::failedArrangementGoesBackToWhatIsShown_data()
{
    QTest::addColumn<bool>("byType");
    QTest::newRow("another type") << true;
    QTest::newRow("another order") << false;
}

void JobModelHostileTest::failedArrangementGoesBackToWhatIsShown()
{
    QFETCH(const bool, byType);
    open();
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    m_answer = [](const PageQuestion &) {
        return LoopbackAnswer::empty(500);
    };
    if (byType)
        (*m_rig)->setType(u"task"_s);
    else
        m_rig->sortBy(Column::ScheduledTime, Qt::DescendingOrder);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().error->httpStatus, 500);
    QCOMPARE((*m_rig)->type(), QString());
    QCOMPARE((*m_rig)->sortColumn(), Column::NextRun);
    QCOMPARE((*m_rig)->sortOrder(), Qt::AscendingOrder);
    QCOMPARE(reverted.size(), 1);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    // The list that is shown goes on.
    m_answer = {};
    QVERIFY(lookAt(1000, 1030));
    QCOMPARE(m_rig->names(1000, 31), numbers(1001, 31));
    (*m_rig)->retry();
    QCOMPARE((*m_rig)->type(), byType ? u"task"_s : QString());
    QCOMPARE((*m_rig)->sortColumn(), byType ? Column::NextRun : Column::ScheduledTime);
    QCOMPARE(reverted.size(), 2);
    QVERIFY(m_rig->untilIdle());
    const PageQuestion question = PageQuestion::of(m_server->requests().constLast());
    QCOMPARE(question.type, byType ? u"task"_s : QString());
    QCOMPARE(question.orderBy, byType ? u"next_run"_s : u"scheduled_time"_s);
    QVERIFY(!(*m_rig)->status().error);
}

void JobModelHostileTest::failedSearchKeepsItsText()
{
    open();
    QSignalSpy reverted(&m_rig->model(), &JobModel::arrangementReverted);
    m_answer = [this](const PageQuestion &question) {
        return question.offset > 1500 ? LoopbackAnswer::empty(500)
                                      : PageAnswer::truth(m_list, question).toHttp(question);
    };
    (*m_rig)->setFilterText(u"job 299"_s);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().error->httpStatus, 500);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QCOMPARE((*m_rig)->filterText(), u"job 299"_s);
    QVERIFY(!(*m_rig)->status().isFiltered);
    QCOMPARE(reverted.size(), 0);
    QCOMPARE(m_rig->names(0, 100), numbers(1, 100));
    m_answer = {};
    (*m_rig)->retry();
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::Search);
    QVERIFY(!(*m_rig)->status().error);
    QVERIFY(m_rig->untilWhole());
    QCOMPARE(m_rig->names(), QStringList{u"299"_s} + numbers(2990, 10));
}

void JobModelHostileTest::retiredWhileLoadingTheRest()
{
    open();
    m_answer = [](const PageQuestion &) {
        return LoopbackAnswer::json("{\"items\":[]}");
    };
    (*m_rig)->setFilterText(u"299"_s);
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QCOMPARE((*m_rig)->status().loadingAll, Purpose::None);
    QVERIFY(!(*m_rig)->status().isWhole);
}

void JobModelHostileTest::retiredWhileScrolling()
{
    open();
    m_answer = [this](const PageQuestion &question) {
        const bool isRetired = m_server->requests().size() == 3;
        return isRetired ? LoopbackAnswer::json("{\"items\":[]}")
                         : PageAnswer::truth(m_list, question).toHttp(question);
    };
    (*m_rig)->lookAt(1000, 1500);
    QVERIFY(until([this] { return (*m_rig)->status().phase == Phase::Retired; }));
    QVERIFY(settle((*m_rig)->source()));
    QCOMPARE((*m_rig)->status().phase, Phase::Retired);
    QCOMPARE((*m_rig)->rowCount(), 0);
    (*m_rig)->lookAt(0, 50);
    (*m_rig)->retry();
    QVERIFY(m_rig->untilIdle());
    QCOMPARE((*m_rig)->rowCount(), Size);
}

CALLBOARD_TEST_MAIN(JobModelHostileTest, QCoreApplication)
#include "tst_jobmodel_hostile.moc"
