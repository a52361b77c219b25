// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"
#include "environment.h"
#include "listserver.h"
#include "modelrig.h"
#include "orchestratorsource.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Generation = ListServer::Generation;
using Outcome = Deletion::Outcome;

namespace {

const QByteArray OldPath = "/orchestrator/v1/scheduled_jobs"_ba;
const QByteArray NewPath = "/orchestrator/v1/scheduled_jobs/environment_jobs"_ba;

QList<QByteArray> targetsOf(const LoopbackServer &server)
{
    QList<QByteArray> targets;
    const QList<LoopbackRequest> requests = server.requests();
    for (const LoopbackRequest &request : requests)
        targets << request.method + ' ' + request.target;
    return targets;
}

} // namespace

/// A source that is not told which generation of the API its server speaks.
class GenerationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newServerTakesOneQuestionToFindOut();
    void oldServerTakesTwo_data();
    void oldServerTakesTwo();
    void findingIsKeptForTheConnection();
    void manyQuestionsAtOnceFindOutOnce();
    void refusalsDecideNothing_data();
    void refusalsDecideNothing();
    void stubIsNeverAnEmptyList();
    void upgradedServerIsFoundOutAgain();
    void upgradedServerWithoutTheOldPathIsFoundOutAgain();
    void sourceMayGoWhileFindingOut();
    void askerMayGoWhileFindingOut();
    void stalledFindingOutIsGivenUpWithItsAsker();
    void columnsSortWhereTheServerCan_data();
    void columnsSortWhereTheServerCan();
    void sparseServerIsNotAskedForWhatItDoesNotKnow();
    void sparseLongListIsSortedAndFilteredHere();
    void listIsReadInFull_data();
    void listIsReadInFull();
    void disablingGoesOutOnceAndIsChecked();
    void disabledJobIsAlreadyGone();
    void refusedDisablingIsSaid();
    void acceptedDisablingThatChangesNothingIsSaid();
    void disabledButListedJobIsDone();
    void recordOfAnotherGenerationIsNotRemoved();

private:
    Deletion *remove(const Job &job);
    Job firstJob();
    void serve(Generation generation, int count);

    std::unique_ptr<ListServer> m_server;
    std::shared_ptr<OrchestratorSource> m_source;
    std::unique_ptr<ModelRig> m_model;
    const QTemporaryDir m_folder;
    std::unique_ptr<Deletions> m_deletions;
};

void GenerationsTest::init()
{
    m_server = std::make_unique<ListServer>();
    Connection connection;
    connection.base = m_server->url("/orchestrator/v1");
    connection.token = "secret";
    m_source = std::make_shared<OrchestratorSource>(connection);
    m_model = std::make_unique<ModelRig>();
    m_deletions = std::make_unique<Deletions>(m_folder.filePath(u"journal"_s));
}

void GenerationsTest::cleanup()
{
    QCOMPARE(m_model->complaints(), QStringList());
    m_deletions.reset();
    m_model.reset();
    m_source.reset();
    m_server.reset();
}

void GenerationsTest::serve(Generation generation, int count)
{
    m_server->generation = generation;
    for (int number = 1; number <= count; ++number) {
        QJsonObject job = generation == Generation::Environment ? ListServer::environmentJob(number)
                                                                : ListServer::job(number);
        if (generation == Generation::Sparse) {
            for (const auto &key : {"next_run"_L1, "schedule_options"_L1, "job_options"_L1})
                job.remove(key);
        }
        m_server->jobs().append(job);
    }
}

Deletion *GenerationsTest::remove(const Job &job)
{
    Deletion *deletion = m_deletions->add(m_source, job, true);
    const bool ended = until([deletion] { return deletion->stage() == Deletion::Stage::Finished; });
    return ended ? deletion : nullptr;
}

Job GenerationsTest::firstJob()
{
    (*m_model)->setSource(m_source);
    return m_model->untilWhole() ? (*m_model)->jobAt(0) : Job();
}

void GenerationsTest::newServerTakesOneQuestionToFindOut()
{
    serve(Generation::Environment, 3);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    const QList<QByteArray> expected{"GET " + NewPath + "?limit=1&offset=0",
                                     "GET " + NewPath +
                                         "?limit=100&offset=0&order_by=next_run_time&order=asc"};
    QCOMPARE(targetsOf(*m_server), expected);
    QCOMPARE(m_model->names(), numbers(1, 3));
    QCOMPARE(m_source->dialect()->generation(), Dialect::Generation::Environment);
}

void GenerationsTest::oldServerTakesTwo_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");

    QTest::newRow("unknown path") << 404 << u"not-found"_s;
    QTest::newRow("unknown method") << 405 << u"not-allowed"_s;
    QTest::newRow("taken for a job's name") << 400 << u"validation-error"_s;
}

void GenerationsTest::oldServerTakesTwo()
{
    QFETCH(const int, status);
    QFETCH(const QString, kind);
    serve(Generation::Classic, 3);
    m_server->intercept = [&](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.target.startsWith(NewPath))
            return ListServer::error(status, kind, u"No."_s);
        return std::nullopt;
    };
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    const QList<QByteArray> expected{"GET " + NewPath + "?limit=1&offset=0",
                                     "GET " + OldPath + "?limit=1&offset=0",
                                     "GET " + OldPath + "?limit=100&offset=0&order_by=next_run&order=asc"};
    QCOMPARE(targetsOf(*m_server), expected);
    QCOMPARE(m_source->dialect()->generation(), Dialect::Generation::Classic);
    QCOMPARE(m_model->names(), numbers(1, 3));
}

void GenerationsTest::findingIsKeptForTheConnection()
{
    serve(Generation::Environment, 3);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    m_server->clearRequests();
    (*m_model)->refresh();
    QVERIFY(m_model->untilIdle());
    QCOMPARE(m_server->requests().size(), 1);
}

void GenerationsTest::manyQuestionsAtOnceFindOutOnce()
{
    serve(Generation::Environment, 300);
    QObject asker;
    QSignalSpy first(m_source->fetch({}, 0, 100, &asker), &PageReply::finished);
    QSignalSpy second(m_source->fetch({}, 100, 100, &asker), &PageReply::finished);
    QVERIFY(until([&] { return first.count() == 1 && second.count() == 1; }));
    QCOMPARE(m_server->requests().size(), 3);
}

void GenerationsTest::refusalsDecideNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Error::Kind>("said");

    QTest::newRow("401") << 401 << u"user-unauthenticated"_s << Error::Kind::NotAuthenticated;
    QTest::newRow("403") << 403 << u"not-permitted"_s << Error::Kind::NotPermitted;
    QTest::newRow("403 for the token") << 403 << u"token-timed-out"_s << Error::Kind::NotAuthenticated;
    QTest::newRow("400 for want of rights") << 400 << u"query-error"_s << Error::Kind::Rejected;
    QTest::newRow("429") << 429 << u"slow-down"_s << Error::Kind::TooManyRequests;
    QTest::newRow("500") << 500 << u"unknown-error"_s << Error::Kind::ServerFailure;
}

void GenerationsTest::refusalsDecideNothing()
{
    QFETCH(const int, status);
    QFETCH(const QString, kind);
    serve(Generation::Environment, 2);
    m_server->intercept = [&](const LoopbackRequest &) {
        return std::optional(ListServer::error(status, kind, u"No."_s));
    };
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilIdle());
    QCOMPARE((*m_model)->status().phase, ListStatus::Phase::Failed);
    QTEST((*m_model)->status().error->kind, "said");
    QVERIFY(!m_source->dialect());
    // The old path was not tried: it would look like a healthy empty list.
    for (const QByteArray &target : targetsOf(*m_server))
        QVERIFY2(target.startsWith("GET " + NewPath), target.constData());
    m_server->intercept = nullptr;
    (*m_model)->retry();
    QVERIFY(m_model->untilWhole());
    QCOMPARE(m_model->names(), numbers(1, 2));
}

void GenerationsTest::stubIsNeverAnEmptyList()
{
    serve(Generation::Environment, 2);
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.target.startsWith(NewPath))
            return ListServer::error(404, u"not-found"_s, u"Not here."_s);
        return std::nullopt;
    };
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilIdle());
    QCOMPARE((*m_model)->status().phase, ListStatus::Phase::Retired);
    QVERIFY(!m_source->dialect());
}

void GenerationsTest::upgradedServerIsFoundOutAgain()
{
    serve(Generation::Classic, 2);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    m_server->jobs().clear();
    serve(Generation::Environment, 3);
    (*m_model)->refresh();
    QVERIFY(m_model->untilIdle());
    QCOMPARE((*m_model)->status().phase, ListStatus::Phase::Retired);
    (*m_model)->refresh();
    QVERIFY(m_model->untilWhole());
    QCOMPARE(m_model->names(), numbers(1, 3));
    QVERIFY(m_source->disablesForGood());
}

// The switch of the old endpoint is off unless somebody turns it on.
void GenerationsTest::upgradedServerWithoutTheOldPathIsFoundOutAgain()
{
    serve(Generation::Classic, 2);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    m_server->jobs().clear();
    serve(Generation::Environment, 3);
    m_server->intercept = [](const LoopbackRequest &request) {
        return request.target.contains("/environment_jobs") ? std::optional<LoopbackAnswer>()
                                                            : LoopbackAnswer::empty(404);
    };
    (*m_model)->refresh();
    QVERIFY(m_model->untilIdle());
    QVERIFY((*m_model)->status().error);
    (*m_model)->refresh();
    QVERIFY(m_model->untilWhole());
    QCOMPARE(m_model->names(), numbers(1, 3));
    QVERIFY(m_source->disablesForGood());
}

void GenerationsTest::sourceMayGoWhileFindingOut()
{
    serve(Generation::Environment, 2);
    QObject asker;
    QList<bool> answers;
    connect(m_source->fetch({}, 0, 100, &asker), &PageReply::finished, this,
            [&](const Result<JobPage> &page) { answers << page.ok(); });
    m_source.reset();
    QVERIFY(until([&] { return !answers.isEmpty(); }));
    QCOMPARE(answers, QList<bool>{false});
}

void GenerationsTest::askerMayGoWhileFindingOut()
{
    serve(Generation::Environment, 2);
    auto asker = std::make_unique<QObject>();
    m_source->fetch({}, 0, 100, asker.get());
    asker.reset();
    QVERIFY(settle(m_source));
    QCOMPARE(m_source->dialect()->generation(), Dialect::Generation::Environment);
}

void GenerationsTest::stalledFindingOutIsGivenUpWithItsAsker()
{
    serve(Generation::Environment, 2);
    m_server->intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::stall());
    };
    auto asker = std::make_unique<QObject>();
    m_source->fetch({}, 0, 100, asker.get());
    QVERIFY(until([this] { return m_server->requests().size() == 1; }));
    m_server->intercept = nullptr;
    asker.reset();
    QVERIFY(settle(m_source));
}

void GenerationsTest::columnsSortWhereTheServerCan_data()
{
    QTest::addColumn<Generation>("generation");
    QTest::addColumn<Column>("column");
    QTest::addColumn<QByteArray>("orderBy");

    QTest::newRow("new: next run") << Generation::Environment << Column::NextRun << "next_run_time"_ba;
    QTest::newRow("new: environment") << Generation::Environment << Column::Environment << "environment"_ba;
    QTest::newRow("new: owner") << Generation::Environment << Column::Owner << "owner"_ba;
    QTest::newRow("new: name") << Generation::Environment << Column::Name << "name"_ba;
    QTest::newRow("new: type") << Generation::Environment << Column::Type << "type"_ba;
    QTest::newRow("new: scheduled time") << Generation::Environment << Column::ScheduledTime << ""_ba;
    QTest::newRow("old: scheduled time")
        << Generation::Classic << Column::ScheduledTime << "scheduled_time"_ba;
    QTest::newRow("old: owner") << Generation::Classic << Column::Owner << ""_ba;
    QTest::newRow("oldest: next run") << Generation::Sparse << Column::NextRun << ""_ba;
    QTest::newRow("oldest: name") << Generation::Sparse << Column::Name << ""_ba;
}

void GenerationsTest::columnsSortWhereTheServerCan()
{
    QFETCH(const Generation, generation);
    QFETCH(const Column, column);
    QFETCH(const QByteArray, orderBy);
    serve(generation, 3);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    m_server->clearRequests();
    m_model->sortBy(column, Qt::DescendingOrder);
    QVERIFY(m_model->untilIdle());
    const QList<LoopbackRequest> requests = m_server->requests();
    if (orderBy.isEmpty()) {
        QVERIFY(requests.isEmpty());
    } else {
        QCOMPARE(requests.size(), 1);
        QCOMPARE(requests[0].query().queryItemValue(u"order_by"_s).toLatin1(), orderBy);
        QCOMPARE(requests[0].query().queryItemValue(u"order"_s), u"desc"_s);
    }
    QCOMPARE((*m_model)->status().doubt, QString());
}

void GenerationsTest::sparseServerIsNotAskedForWhatItDoesNotKnow()
{
    serve(Generation::Sparse, 3);
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    (*m_model)->setType(u"plan"_s);
    QVERIFY(m_model->untilIdle());
    m_model->sortBy(Column::Name, Qt::DescendingOrder);
    QVERIFY(m_model->untilIdle());
    QCOMPARE(m_model->names(), QStringList());
    (*m_model)->setType({});
    QVERIFY(m_model->untilIdle());
    QCOMPARE(m_model->names(), (QStringList{u"3"_s, u"2"_s, u"1"_s}));
    for (const QByteArray &target : targetsOf(*m_server)) {
        QVERIFY2(!target.contains("order"), target.constData());
        QVERIFY2(!target.contains("type"), target.constData());
    }
}

void GenerationsTest::sparseLongListIsSortedAndFilteredHere()
{
    serve(Generation::Sparse, 2500);
    for (int i = 0; i < 2500; i += 2) {
        m_server->jobs()[i][u"type"_s] = u"deploy"_s;
        m_server->jobs()[i].remove(u"task"_s);
    }
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    QCOMPARE((*m_model)->rowCount(), 2500);
    (*m_model)->setType(u"task"_s);
    QVERIFY(m_model->untilWhole());
    QVERIFY(until([this] { return (*m_model)->rowCount() == 1250; }));
    QCOMPARE((*m_model)->status().doubt, QString());
}

void GenerationsTest::listIsReadInFull_data()
{
    QTest::addColumn<Generation>("generation");

    QTest::newRow("2018.1") << Generation::Sparse;
    QTest::newRow("2019.8") << Generation::Classic;
    QTest::newRow("2021.7") << Generation::Environment;
}

void GenerationsTest::listIsReadInFull()
{
    QFETCH(const Generation, generation);
    serve(generation, 1500);
    m_server->maxLimit = 400;
    (*m_model)->setSource(m_source);
    QVERIFY(m_model->untilWhole());
    QCOMPARE((*m_model)->rowCount(), 1500);
    QCOMPARE((*m_model)->status().doubt, QString());
}

void GenerationsTest::disablingGoesOutOnceAndIsChecked()
{
    serve(Generation::Environment, 3);
    const Job job = firstJob();
    const Deletion *deletion = remove(job);
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    const QList<LoopbackRequest> puts = m_server->requests("PUT");
    QCOMPARE(puts.size(), 1);
    QCOMPARE(puts[0].target, NewPath + "/1");
    QCOMPARE(puts[0].body, R"({"enabled": false})"_ba);
    QCOMPARE(puts[0].header("Content-Type"), "application/json"_ba);
    QCOMPARE(puts[0].header("X-Authentication"), "secret"_ba);
    QVERIFY(m_server->requests("DELETE").isEmpty());
}

void GenerationsTest::disabledJobIsAlreadyGone()
{
    serve(Generation::Environment, 3);
    const Job job = firstJob();
    m_server->jobs().removeFirst();
    m_server->disabled << u"1"_s;
    const Deletion *deletion = remove(job);
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::AlreadyGone);
}

void GenerationsTest::refusedDisablingIsSaid()
{
    serve(Generation::Environment, 3);
    const Job job = firstJob();
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method == "PUT")
            return ListServer::error(403, u"not-permitted"_s, u"Not authorized to edit job 1"_s);
        return std::nullopt;
    };
    const Deletion *deletion = remove(job);
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::NotPermitted);
    QVERIFY(deletion->serverError()->serverWords().contains("Not authorized to edit job 1"_L1));
}

void GenerationsTest::acceptedDisablingThatChangesNothingIsSaid()
{
    serve(Generation::Environment, 3);
    const Job job = firstJob();
    m_server->intercept = [](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method == "PUT")
            return LoopbackAnswer::json(R"({"scheduled_job": {"id": "https://x/1", "name": "1"}})");
        return std::nullopt;
    };
    const Deletion *deletion = remove(job);
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Kept);
}

void GenerationsTest::disabledButListedJobIsDone()
{
    serve(Generation::Environment, 3);
    const Job job = firstJob();
    m_server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method != "PUT")
            return std::nullopt;
        m_server->jobs()[0][u"enabled"_s] = false;
        return LoopbackAnswer::json(R"({"scheduled_job": {"id": "https://x/1", "name": "1"}})");
    };
    const Deletion *deletion = remove(job);
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Gone);
}

// After an upgrade the same name may be another job's.
void GenerationsTest::recordOfAnotherGenerationIsNotRemoved()
{
    serve(Generation::Classic, 3);
    const Job old = firstJob();
    QCOMPARE(m_source->whyNotRemovable(old), QString());
    m_server->jobs().clear();
    serve(Generation::Environment, 3);
    (*m_model)->refresh();
    QVERIFY(m_model->untilIdle());
    QVERIFY(!m_source->whyNotRemovable(old).isEmpty());
    (*m_model)->refresh();
    QVERIFY(m_model->untilWhole());
    QVERIFY(!m_source->whyNotRemovable(old).isEmpty());
    QVERIFY(remove(old));
    QVERIFY(m_server->requests("PUT").isEmpty());
    QVERIFY(m_server->requests("DELETE").isEmpty());
}

CALLBOARD_TEST_MAIN(GenerationsTest, QCoreApplication)
#include "tst_generations.moc"
