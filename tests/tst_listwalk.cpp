// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listwalk.h"

#include "environment.h"
#include "listrig.h"

#include <QCoreApplication>
#include <QSignalSpy>

#include <algorithm>

using namespace Qt::StringLiterals;
using Doubt = WalkResult::Doubt;

namespace {

QList<Job> jobsOf(const JobIndex &index)
{
    QList<Job> jobs;
    for (const JobIndex::Row row : index.rows())
        jobs.append(index.jobAt(row));
    return jobs;
}

/// How a server answers the question with this number, counted from 1. The list is its own, to be changed as
/// it likes.
using Script = std::function<PageAnswer(QList<QByteArray> &list, const PageQuestion &question, int number)>;

Script capped(int cap)
{
    return [cap](auto &list, const auto &question, int) {
        return PageAnswer::truth(list, question, cap);
    };
}

Script honest()
{
    return capped(std::numeric_limits<int>::max());
}

/// Pages of 100 at most with this total, as JSON.
Script withTotal(const QByteArray &total)
{
    return [total](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, std::min(question.limit, 100)), total, true};
    };
}

/// Before the question with this number something happens to the list.
Script disturbed(int before, const std::function<void(QList<QByteArray> &)> &disturb)
{
    return [before, disturb](auto &list, const auto &question, int number) {
        if (number == before)
            disturb(list);
        return PageAnswer::truth(list, question, 100);
    };
}

QByteArray madeUp(int number)
{
    return "{\"name\":\"made up " + QByteArray::number(number) + "\"}";
}

} // namespace

Q_DECLARE_METATYPE(Script)
Q_DECLARE_METATYPE(WalkResult::Doubt)

class ListWalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void honestListIsComplete_data();
    void honestListIsComplete();
    void disturbedListIsReadAgain_data();
    void disturbedListIsReadAgain();
    void liesEndInTheListOrInDoubt_data();
    void liesEndInTheListOrInDoubt();
    void retiredEndpointIsTold();
    void madeUpJobsAreBounded_data();
    void madeUpJobsAreBounded();
    void secondPassIsOrderedByName();
    void shortLastPageDoesNotSlowTheNextPass();
    void shortPageCostsFewRequests_data();
    void shortPageCostsFewRequests();
    void serverThatCapsIsNotAskedForMoreOverAndOver();
    void fourRequestsAtMostAreUnderWay();
    void oneRequestUntilThePageSizeIsKnown();
    void failureEndsIt_data();
    void failureEndsIt();
    void stopsInEverySlot_data();
    void stopsInEverySlot();
    void destroyedWhileRequestsRun();
    void destroyedBeforeTheFirstPageIsTaken();

private:
    void serve(const Script &script);
    void begin(qint64 mostJobs, bool afterFirstPage = false);
    bool wait();
    QStringList listed() const;

    std::unique_ptr<LoopbackServer> m_server;
    std::shared_ptr<JobSource> m_source;
    QList<QByteArray> m_list;
    std::unique_ptr<ListWalk> m_walk;
    std::optional<WalkResult> m_result;
    std::optional<Error> m_error;
    int m_ends = 0;
};

void ListWalkTest::init()
{
    m_server = std::make_unique<LoopbackServer>();
    m_source = sourceOn(*m_server);
    m_result.reset();
    m_error.reset();
    m_ends = 0;
}

void ListWalkTest::cleanup()
{
    m_walk.reset();
    m_source.reset();
    m_server.reset();
}

void ListWalkTest::serve(const Script &script)
{
    m_server->setHandler([this, script](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return script(m_list, question, int(m_server->requests().size())).toHttp(question);
    });
}

/// As the list of a window does, with `afterFirstPage`: 100 jobs are asked for before.
void ListWalkTest::begin(qint64 mostJobs, bool afterFirstPage)
{
    m_walk = std::make_unique<ListWalk>(m_source, JobQuery{{}, Column::NextRun, Qt::AscendingOrder}, mostJobs,
                                        nullptr);
    connect(m_walk.get(), &ListWalk::finished, this, [this](const WalkResult &result) {
        m_result = result;
        ++m_ends;
    });
    connect(m_walk.get(), &ListWalk::failed, this, [this](const Error &error) {
        m_error = error;
        ++m_ends;
    });
    if (!afterFirstPage) {
        m_walk->start();
        return;
    }
    PageReply *reply = m_source->fetch({}, 0, 100, m_walk.get());
    connect(reply, &PageReply::finished, m_walk.get(),
            [this](const Result<JobPage> &page) { m_walk->startAfter(page.value(), 100); });
}

bool ListWalkTest::wait()
{
    return until([this] { return m_ends > 0; });
}

QStringList ListWalkTest::listed() const
{
    const auto source = snapshotOf(m_list);
    QStringList names;
    PageReply *reply = source->fetch({}, 0, 0, source.get());
    connect(reply, &PageReply::finished, this,
            [&](const Result<JobPage> &page) { names = namesOf(page.value().jobs); });
    QSignalSpy(reply, &PageReply::finished).wait();
    return names;
}

void ListWalkTest::honestListIsComplete_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<Script>("script");
    QTest::addColumn<bool>("afterFirstPage");
    QTest::addColumn<int>("mostRequests");
    const Script nullTotal = [](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, question.limit), "null", true};
    };
    for (const bool after : {false, true}) {
        const auto row = [after](const char *name) -> QTestData & {
            return QTest::addRow("%s%s", name, after ? ", after a first page of 100" : "");
        };
        row("no jobs") << 0 << honest() << after << 1;
        row("no jobs, total null") << 0 << nullTotal << after << 1;
        row("one job") << 1 << honest() << after << 1;
        row("a page") << 100 << honest() << after << (after ? 2 : 1);
        row("245 jobs") << 245 << honest() << after << 2;
        row("1,999 jobs") << 1999 << honest() << after << 3;
        row("2,000 jobs") << 2000 << honest() << after << 4;
        row("245 jobs, total null") << 245 << nullTotal << after << 4;
        row("50 in a page at most") << 245 << capped(50) << after << 7;
        row("2 in a page at most") << 245 << capped(2) << after << 246;
        row("1 in a page at most") << 245 << capped(1) << after << 246;
    }
}

void ListWalkTest::honestListIsComplete()
{
    QFETCH(const int, size);
    QFETCH(const Script, script);
    QFETCH(const bool, afterFirstPage);
    QFETCH(const int, mostRequests);
    m_list = smallRecords(1, size);
    serve(script);
    begin(2000, afterFirstPage);
    QVERIFY(wait());
    QVERIFY(m_result);
    QVERIFY(m_result->isComplete());
    QVERIFY(m_result->hasPagination);
    QCOMPARE(namesOf(jobsOf(m_result->index)), listed());
    QVERIFY2(m_server->requests().size() <= mostRequests,
             qPrintable(QString::number(m_server->requests().size())));
    QCOMPARE(m_ends, 1);
}

void ListWalkTest::disturbedListIsReadAgain_data()
{
    QTest::addColumn<Script>("script");
    QTest::newRow("a job vanishes before the page") << disturbed(2, [](auto &list) { list.removeAt(50); });
    QTest::newRow("a job vanishes behind the page") << disturbed(2, [](auto &list) { list.removeAt(220); });
    QTest::newRow("the job at the joint vanishes") << disturbed(2, [](auto &list) { list.removeAt(99); });
    QTest::newRow("the jobs at the joint vanish") << disturbed(2, [](auto &list) { list.remove(98, 4); });
    QTest::newRow("a job comes before the page")
        << disturbed(2, [](auto &list) { list.insert(5, madeUp(1)); });
    QTest::newRow("a job comes behind the page") << disturbed(2, [](auto &list) { list.append(madeUp(1)); });
    QTest::newRow("jobs swap at the joint") << disturbed(2, [](auto &list) { list.swapItemsAt(99, 100); });
    QTest::newRow("jobs swap between pages") << disturbed(2, [](auto &list) { list.swapItemsAt(20, 150); });
    QTest::newRow("one comes where one went") << disturbed(3, [](auto &list) {
        list.removeAt(20);
        list.append(madeUp(1));
    });
    QTest::newRow("the list becomes empty") << disturbed(2, [](auto &list) { list.clear(); });
    QTest::newRow("one job stays") << disturbed(3, [](auto &list) { list.remove(1, 244); });
    QTest::newRow("the list grows") << disturbed(2, [](auto &list) { list += smallRecords(1000, 900); });
}

void ListWalkTest::disturbedListIsReadAgain()
{
    QFETCH(const Script, script);
    m_list = smallRecords(1, 245);
    serve(script);
    begin(2000, true);
    QVERIFY(wait());
    QVERIFY(m_result);
    QVERIFY(m_result->isComplete());
    QCOMPARE(namesOf(jobsOf(m_result->index)), listed());
    QCOMPARE(m_result->total, std::optional<qint64>(m_list.size()));
}

void ListWalkTest::liesEndInTheListOrInDoubt_data()
{
    QTest::addColumn<Script>("script");
    QTest::addColumn<int>("jobs");
    QTest::addColumn<Doubt>("doubt");
    QTest::newRow("limit ignored") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset), QByteArray::number(list.size()), true};
    }) << 245 << Doubt::None;
    QTest::newRow("limit and offset ignored") << Script([](auto &list, const auto &, int) {
        return PageAnswer{list, QByteArray::number(list.size()), true};
    }) << 245 << Doubt::None;
    QTest::newRow("limit and offset ignored, total null") << Script([](auto &list, const auto &, int) {
        return PageAnswer{list, "null", true};
    }) << 245 << Doubt::Moved;
    QTest::newRow("150 in every page") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, 150), QByteArray::number(list.size()), true};
    }) << 245 << Doubt::None;
    QTest::newRow("pages become longer") << Script([](auto &list, const auto &question, int number) {
        return PageAnswer{list.mid(question.offset, number < 6 ? 20 : 35), QByteArray::number(list.size()),
                          true};
    }) << 245 << Doubt::None;
    QTest::newRow("pages become shorter") << Script([](auto &list, const auto &question, int number) {
        return PageAnswer::truth(list, question, number < 4 ? 40 : 15);
    }) << 245 << Doubt::None;
    QTest::newRow("offset ignored") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.first(std::min(question.limit, 100)), QByteArray::number(list.size()), true};
    }) << 100 << Doubt::Moved;
    QTest::newRow("offset ignored, total null") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.first(std::min(question.limit, 100)), "null", true};
    }) << 100 << Doubt::Moved;
    QTest::newRow("offset ignored, one job in a page") << Script([](auto &list, const auto &, int) {
        return PageAnswer{list.first(1), "245", true};
    }) << 1 << Doubt::Moved;
    QTest::newRow("a job on two pages") << Script([](auto &list, const auto &question, int) {
        QList<QByteArray> doubled = list;
        doubled.insert(150, list.at(50));
        return PageAnswer::truth(doubled, question, 100);
    }) << 245 << Doubt::Moved;
    QTest::newRow("a job twice on one page") << Script([](auto &list, const auto &question, int) {
        QList<QByteArray> doubled = list;
        doubled.insert(30, list.at(20));
        return PageAnswer::truth(doubled, question, 100);
    }) << 245 << Doubt::Moved;
    QTest::newRow("every page in another order") << Script([](auto &list, const auto &question, int) {
        std::rotate(list.begin(), list.begin() + 70, list.end());
        return PageAnswer::truth(list, question, 100);
    }) << -1 << Doubt::Moved;
    QTest::newRow("no jobs after the first page") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{question.offset > 0 ? QList<QByteArray>() : list.first(100), "245", true};
    }) << 100 << Doubt::Moved;
    QTest::newRow("no jobs at all") << Script([](auto &, const auto &, int) {
        return PageAnswer{{}, "245", true};
    }) << 0 << Doubt::TotalDisagrees;
    QTest::newRow("total changes with every page")
        << Script([](auto &list, const auto &question, int number) {
               return PageAnswer{list.mid(question.offset, 100), QByteArray::number(245 + number), true};
           })
        << 245 << Doubt::Moved;
    QTest::newRow("total of the page") << Script([](auto &list, const auto &question, int) {
        PageAnswer answer = PageAnswer::truth(list, question);
        answer.total = QByteArray::number(answer.items.size());
        return answer;
    }) << 245 << Doubt::None;
    QTest::newRow("total of the page, smaller limit") << Script([](auto &list, const auto &question, int) {
        PageAnswer answer = PageAnswer::truth(list, question, 50);
        answer.total = QByteArray::number(answer.items.size());
        answer.limit = 50;
        return answer;
    }) << 245 << Doubt::Moved;
    QTest::newRow("total becomes null") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, 100), question.offset > 0 ? "null" : "245", true};
    }) << 245 << Doubt::Moved;
    QTest::newRow("total is passed on the way") << withTotal("150") << 245 << Doubt::Moved;
    QTest::newRow("no total") << withTotal("") << 245 << Doubt::None;
    QTest::newRow("total null") << withTotal("null") << 245 << Doubt::None;
    QTest::newRow("total negative") << withTotal("-5") << 245 << Doubt::None;
    QTest::newRow("total 1e300") << withTotal("1e300") << 245 << Doubt::None;
    QTest::newRow("total a string") << withTotal("\"245\"") << 245 << Doubt::None;
    QTest::newRow("total 1.5") << withTotal("1.5") << 245 << Doubt::None;
    QTest::newRow("total too small") << withTotal("10") << 245 << Doubt::None;
    QTest::newRow("total 0") << withTotal("0") << 245 << Doubt::None;
    QTest::newRow("total too big") << withTotal("1000") << 245 << Doubt::TotalDisagrees;
    QTest::newRow("total two billions") << withTotal("2000000000") << 245 << Doubt::TotalDisagrees;
    QTest::newRow("total the greatest number")
        << withTotal("9223372036854775807") << 245 << Doubt::TotalDisagrees;
    QTest::newRow("no pagination") << Script([](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, 100), {}, false};
    }) << 245 << Doubt::None;
}

void ListWalkTest::liesEndInTheListOrInDoubt()
{
    QFETCH(const Script, script);
    QFETCH(const int, jobs);
    QFETCH(const Doubt, doubt);
    m_list = smallRecords(1, 245);
    serve(script);
    for (const bool afterFirstPage : {false, true}) {
        m_ends = 0;
        m_server->clearRequests();
        begin(2000, afterFirstPage);
        QVERIFY(wait());
        QVERIFY(m_result);
        QCOMPARE(m_result->doubt, doubt);
        if (jobs >= 0)
            QCOMPARE(jobsOf(m_result->index).size(), jobs);
        if (m_result->isComplete())
            QCOMPARE(namesOf(jobsOf(m_result->index)), listed());
        const QStringList names = namesOf(jobsOf(m_result->index));
        QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
        QVERIFY(m_server->requests().size() <= ListWalk::MostPasses * 10);
        QCOMPARE(m_ends, 1);
    }
}

void ListWalkTest::retiredEndpointIsTold()
{
    serve([](auto &, const auto &, int) { return PageAnswer{{}, {}, false}; });
    begin(2000);
    QVERIFY(wait());
    QVERIFY(m_result);
    QVERIFY(jobsOf(m_result->index).isEmpty());
    QVERIFY(!m_result->hasPagination);
    QCOMPARE(m_server->requests().size(), 1);
}

void ListWalkTest::madeUpJobsAreBounded_data()
{
    QTest::addColumn<QByteArray>("total");
    QTest::newRow("no total") << QByteArray("null");
    QTest::newRow("total two billions") << QByteArray("2000000000");
    QTest::newRow("total always a thousand more") << QByteArray("more");
}

void ListWalkTest::madeUpJobsAreBounded()
{
    QFETCH(const QByteArray, total);
    int made = 0;
    serve([&](auto &, const auto &question, int) {
        PageAnswer answer{{}, total == "more" ? QByteArray::number(question.offset + 2000) : total, true};
        // The first is the last one of the page before, so that nothing seems to have moved.
        answer.items << madeUp(made);
        while (answer.items.size() < question.limit)
            answer.items << madeUp(++made);
        return answer;
    });
    begin(2000);
    QVERIFY(wait());
    QVERIFY(m_result);
    QCOMPARE(m_result->doubt, Doubt::TooMany);
    QVERIFY(jobsOf(m_result->index).size() >= 2000);
    QVERIFY(jobsOf(m_result->index).size() < 2000 + ListWalk::PageSize);
    QVERIFY(m_server->requests().size() <= 3 + ListWalk::MostInFlight);
}

void ListWalkTest::secondPassIsOrderedByName()
{
    m_list = smallRecords(1, 245);
    serve(disturbed(2, [](auto &list) { list.removeAt(50); }));
    begin(2000);
    QVERIFY(wait());
    QStringList orders;
    for (const LoopbackRequest &request : m_server->requests()) {
        const PageQuestion question = PageQuestion::of(request);
        orders << question.orderBy + u' ' + question.order;
    }
    QCOMPARE(orders.constFirst(), u"next_run asc"_s);
    QCOMPARE(orders.constLast(), u"name asc"_s);
    orders.removeDuplicates();
    QCOMPARE(orders.size(), 2);
}

void ListWalkTest::shortLastPageDoesNotSlowTheNextPass()
{
    m_list = smallRecords(1, 1001);
    serve([](auto &list, const auto &question, int) {
        return PageAnswer{list.mid(question.offset, question.limit), "5000", true};
    });
    begin(10'000);
    QVERIFY(wait());
    QCOMPARE(m_result->doubt, Doubt::TotalDisagrees);
    QCOMPARE(jobsOf(m_result->index).size(), 1001);
    const QStringList asked = PageQuestion::shortForms(m_server->requests());
    QVERIFY2(asked.size() <= ListWalk::MostPasses * (2 + ListWalk::MostInFlight),
             qPrintable(asked.join(u' ').left(200)));
}

void ListWalkTest::shortPageCostsFewRequests_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<int>("shortPage");
    QTest::addColumn<int>("sent");
    QTest::addColumn<int>("mostRequests");
    QTest::newRow("2 jobs in a page of 1,900") << 1900 << 2 << 2 << 6;
    QTest::newRow("1 job in a page of 1,900") << 1900 << 2 << 1 << 6;
    QTest::newRow("2 jobs first of 1,900") << 1900 << 1 << 2 << 6;
    QTest::newRow("2 jobs on the way through 30,000") << 30'000 << 4 << 2 << 31 + 6;
}

void ListWalkTest::shortPageCostsFewRequests()
{
    QFETCH(const int, size);
    QFETCH(const int, shortPage);
    QFETCH(const int, sent);
    QFETCH(const int, mostRequests);
    m_list = smallRecords(1, size);
    serve([=](auto &list, const auto &question, int number) {
        return PageAnswer::truth(list, question,
                                 number == shortPage ? sent : std::numeric_limits<int>::max());
    });
    begin(100'000, true);
    QVERIFY(wait());
    QVERIFY(m_result);
    QVERIFY(m_result->isComplete());
    QCOMPARE(jobsOf(m_result->index).size(), size);
    QVERIFY2(m_server->requests().size() <= mostRequests,
             qPrintable(QString::number(m_server->requests().size())));
}

void ListWalkTest::serverThatCapsIsNotAskedForMoreOverAndOver()
{
    m_list = smallRecords(1, 1900);
    serve(capped(30));
    begin(2000, true);
    QVERIFY(wait());
    QVERIFY(m_result);
    QVERIFY(m_result->isComplete());
    const auto requests = m_server->requests();
    const auto isForMore = [](const LoopbackRequest &request) {
        return PageQuestion::of(request).limit > 30;
    };
    QVERIFY(std::count_if(requests.begin(), requests.end(), isForMore) <= 2);
}

void ListWalkTest::fourRequestsAtMostAreUnderWay()
{
    FlightMeter meter;
    m_list = smallRecords(1, 9000);
    m_server->setHandler([&](const LoopbackRequest &request) {
        meter.count();
        const PageQuestion question = PageQuestion::of(request);
        return PageAnswer::truth(m_list, question, 500).toHttp(question).withDelay(FlightMeter::DelayMs);
    });
    begin(100'000);
    QVERIFY(wait());
    QVERIFY(m_result->isComplete());
    QCOMPARE(namesOf(jobsOf(m_result->index)), listed());
    QCOMPARE(meter.most(), ListWalk::MostInFlight);
    const QStringList asked = PageQuestion::shortForms(m_server->requests());
    QCOMPARE(QSet<QString>(asked.begin(), asked.end()).size(), asked.size());
}

void ListWalkTest::oneRequestUntilThePageSizeIsKnown()
{
    m_list = smallRecords(1, 5000);
    m_server->setHandler([this](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return question.offset > 0 ? LoopbackAnswer::stall()
                                   : PageAnswer::truth(m_list, question, 50).toHttp(question);
    });
    begin(100'000);
    QTRY_COMPARE(PageQuestion::shortForms(m_server->requests()), QStringList({u"1000@0"_s, u"1000@49"_s}));
    QVERIFY(settle(sourceOn(*m_server)));
    QCOMPARE(m_server->requests().size(), 3);
    QCOMPARE(m_ends, 0);
}

void ListWalkTest::failureEndsIt_data()
{
    QTest::addColumn<int>("at");
    QTest::newRow("on the first page") << 1;
    QTest::newRow("on the second page") << 2;
    QTest::newRow("while four are under way") << 6;
}

void ListWalkTest::failureEndsIt()
{
    QFETCH(const int, at);
    m_list = smallRecords(1, 1900);
    m_server->setHandler([this, at](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return m_server->requests().size() == at ? LoopbackAnswer::empty(500)
                                                 : PageAnswer::truth(m_list, question, 100).toHttp(question);
    });
    begin(2000);
    QVERIFY(wait());
    QVERIFY(!m_result);
    QCOMPARE(m_error->httpStatus, 500);
    QVERIFY(settle(m_source));
    QCOMPARE(m_ends, 1);
    QVERIFY(m_server->requests().size() <= at + ListWalk::MostInFlight + 1);
}

void ListWalkTest::stopsInEverySlot_data()
{
    QTest::addColumn<QByteArray>("slot");
    QTest::addColumn<int>("nth");
    for (const char *slot : {"progressed", "pageCame"}) {
        for (const int nth : {1, 2, 5})
            QTest::addRow("%s %d", slot, nth) << QByteArray(slot) << nth;
    }
    QTest::newRow("finished") << "finished"_ba << 1;
}

void ListWalkTest::stopsInEverySlot()
{
    QFETCH(const QByteArray, slot);
    QFETCH(const int, nth);
    m_list = smallRecords(1, 900);
    serve(capped(100));
    begin(2000);
    int signalsSinceStop = 0;
    int number = 0;
    bool isStopped = false;
    const auto onSignal = [&](const QByteArray &name) {
        signalsSinceStop += isStopped ? 1 : 0;
        if (name != slot || ++number != nth)
            return;
        m_walk->stop();
        isStopped = true;
    };
    connect(m_walk.get(), &ListWalk::progressed, this, [&] { onSignal("progressed"); });
    connect(m_walk.get(), &ListWalk::pageCame, this, [&] { onSignal("pageCame"); });
    connect(m_walk.get(), &ListWalk::finished, this, [&] { onSignal("finished"); });
    QTRY_VERIFY(isStopped);
    QVERIFY(settle(m_source));
    const auto asked = m_server->requests().size();
    QVERIFY(settle(m_source));
    QCOMPARE(m_server->requests().size(), asked + 1);
    QCOMPARE(signalsSinceStop, 0);
    QCOMPARE(m_ends, slot == "finished" ? 1 : 0);
}

void ListWalkTest::destroyedWhileRequestsRun()
{
    m_list = smallRecords(1, 9000);
    m_server->setHandler([this](const LoopbackRequest &request) {
        const PageQuestion question = PageQuestion::of(request);
        return question.offset > 1000 ? LoopbackAnswer::stall()
                                      : PageAnswer::truth(m_list, question).toHttp(question);
    });
    begin(100'000);
    QTRY_COMPARE(m_server->requests().size(), 2 + ListWalk::MostInFlight);
    m_walk.reset();
    QTRY_VERIFY(m_server->openConnectionCount() <= 1);
    QVERIFY(settle(m_source));
    QCOMPARE(m_ends, 0);
}

void ListWalkTest::destroyedBeforeTheFirstPageIsTaken()
{
    m_list = smallRecords(1, 245);
    serve(honest());
    m_walk = std::make_unique<ListWalk>(m_source, JobQuery(), 2000, nullptr);
    m_walk->startAfter(JobPage(), 100);
    m_walk.reset();
    QVERIFY(settle(m_source));
    QCOMPARE(m_server->requests().size(), 1);
}

CALLBOARD_TEST_MAIN(ListWalkTest, QCoreApplication)
#include "tst_listwalk.moc"
