// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"
#include "jobindex.h"
#include "pageblock.h"

#include "environment.h"
#include "listrig.h"
#include "listserver.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = Deletion::Outcome;
using Stage = Deletion::Stage;

namespace {

JobIndex indexOf(const QList<Job> &jobs)
{
    JobPage page;
    page.jobs = jobs;
    JobIndexBuilder builder;
    builder.append(blockOf(page));
    return builder.snapshot();
}

const QByteArray Path = "/orchestrator/v1/scheduled_jobs/"_ba;

LoopbackAnswer saying(int status, const QString &kind)
{
    const QJsonObject body{{u"kind"_s, kind}, {u"msg"_s, u"Not authorized to delete job 7"_s}};
    return LoopbackAnswer::json(QJsonDocument(body).toJson(QJsonDocument::Compact), status);
}

} // namespace

Q_DECLARE_METATYPE(LoopbackAnswer)

class DeletionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void nothingIsSentBeforeTheUndoTimeIsOver();
    void undoSendsNothing();
    void undoLastTakesTheNewestBack();
    void heldCountdownSendsNothing();
    void aRunWhileTheCountdownIsHeldTakesItBack_data();
    void aRunWhileTheCountdownIsHeldTakesItBack();
    void sendNowSendsOnce();
    void elapsedCountdownSends();
    void atOnceDoesNotCountDown();
    void pathIsTheNameEncoded_data();
    void pathIsTheNameEncoded();
    void answersAreChecked_data();
    void answersAreChecked();
    void refusalIsTakenAtItsWord_data();
    void refusalIsTakenAtItsWord();
    void lostAnswerIsChecked_data();
    void lostAnswerIsChecked();
    void unreachableServerLeavesItUnknown();
    void redirectIsNotFollowed();
    void unreadableListIsUnknown_data();
    void unreadableListIsUnknown();
    void unreliableListIsUnknown_data();
    void unreliableListIsUnknown();
    void checkIsOrderedByNameAndOfEveryType();
    void longListIsReadToItsEnd();
    void listedJobEndsTheCheckEarly();
    void deletionsAtTheSameTimeDoNotDisturbEachOther();
    void listThatWasReadSettlesWhatWasOpen();
    void whatIsUnknownIsLookedAtAgainWhenTheServerCanBeRead();
    void checkAgainNeverDeletes();
    void checkAgainFindsAJobThatWentLater();
    void secondDeletionOfAJobIsRefused();
    void finishedDeletionMakesWayForAnother();
    void deletionsAreToldByStage();
    void dismissForgetsTheFinishedOnly();
    void sourceLivesAsLongAsTheDeletion();
    void destroyedAtEveryStage_data();
    void destroyedAtEveryStage();
    void runBeforeSendingIsForeseen_data();
    void runBeforeSendingIsForeseen();

private:
    qsizetype deletesSent() const { return m_server->requests("DELETE").size(); }
    qsizetype listsRead() const { return m_server->requests("GET").size(); }
    Job job(int number) const { return jobFrom(ListServer::job(number)); }
    /// Deletes job 7 at once and waits for the end.
    const Deletion *deleteJob7();
    bool untilFinished(const Deletion *deletion) const;
    void answerDeletes(const LoopbackAnswer &answer, bool deletesTheJob);
    void answerLists(const LoopbackAnswer &answer);

    std::unique_ptr<ListServer> m_server;
    std::shared_ptr<JobSource> m_source;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Deletions> m_deletions;
    std::optional<LoopbackAnswer> m_deleteAnswer;
    std::optional<LoopbackAnswer> m_listAnswer;
    bool m_deletesTheJob = false;
};

void DeletionTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_deleteAnswer.reset();
    m_listAnswer.reset();
    m_server = std::make_unique<ListServer>();
    m_server->jobs() = ListServer::jobs(1, 20);
    m_server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (request.method != "DELETE")
            return m_listAnswer;
        if (m_deleteAnswer && m_deletesTheJob)
            m_server->jobs().removeAt(6);
        return m_deleteAnswer;
    };
    m_source = sourceOn(*m_server);
    m_deletions = std::make_unique<Deletions>(m_folder->filePath(u"journal"_s));
    m_deletions->setUndoTime(1h);
}

void DeletionTest::cleanup()
{
    m_deletions.reset();
    m_source.reset();
    m_server.reset();
}

const Deletion *DeletionTest::deleteJob7()
{
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    return untilFinished(deletion) ? deletion : nullptr;
}

bool DeletionTest::untilFinished(const Deletion *deletion) const
{
    return until([deletion] { return deletion->stage() == Stage::Finished; });
}

void DeletionTest::answerDeletes(const LoopbackAnswer &answer, bool deletesTheJob)
{
    m_deleteAnswer = answer;
    m_deletesTheJob = deletesTheJob;
}

void DeletionTest::answerLists(const LoopbackAnswer &answer)
{
    m_listAnswer = answer;
}

void DeletionTest::nothingIsSentBeforeTheUndoTimeIsOver()
{
    Deletion *deletion = m_deletions->add(m_source, job(7));
    QVERIFY(settle(m_source));
    QCOMPARE(deletion->stage(), Stage::CountingDown);
    QVERIFY(deletion->batch()->remaining() > 59min);
    QVERIFY(deletion->batch()->remaining() <= 1h);
    QCOMPARE(deletesSent(), 0);
    QCOMPARE(m_server->requests().size(), 1);
}

void DeletionTest::undoSendsNothing()
{
    m_deletions->setUndoTime(20ms);
    Deletion *deletion = m_deletions->add(m_source, job(7));
    deletion->batch()->undo();
    QCOMPARE(deletion->stage(), Stage::Finished);
    QCOMPARE(deletion->outcome(), Outcome::Undone);
    QCOMPARE(deletion->batch()->remaining(), 0ms);
    deletion->batch()->sendNow();
    // Another one that counts down as long ends the wait.
    Deletion *other = m_deletions->add(m_source, job(8));
    QVERIFY(untilFinished(other));
    QCOMPARE(deletesSent(), 1);
    QCOMPARE(m_server->requests("DELETE").constFirst().target, Path + '8');
    QVERIFY(!deletion->canCheckAgain());
}

void DeletionTest::undoLastTakesTheNewestBack()
{
    Deletion *first = m_deletions->add(m_source, job(1));
    Deletion *second = m_deletions->add(m_source, job(2));
    Deletion *third = m_deletions->add(m_source, job(3), true);
    m_deletions->undoLast();
    QCOMPARE(second->outcome(), Outcome::Undone);
    QCOMPARE(first->stage(), Stage::CountingDown);
    QCOMPARE(third->stage(), Stage::Waiting);
    m_deletions->undoLast();
    QCOMPARE(first->outcome(), Outcome::Undone);
    m_deletions->undoLast();
    QVERIFY(untilFinished(third));
    QCOMPARE(third->outcome(), Outcome::Gone);
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::heldCountdownSendsNothing()
{
    m_deletions->setUndoTime(20ms);
    Deletion *held = m_deletions->add(m_source, job(7));
    held->batch()->hold();
    held->batch()->hold();
    const auto remaining = held->batch()->remaining();
    QVERIFY(remaining <= 20ms);
    // Another one that counts down as long.
    Deletion *other = m_deletions->add(m_source, job(8));
    QVERIFY(untilFinished(other));
    QCOMPARE(held->stage(), Stage::CountingDown);
    QCOMPARE(held->batch()->remaining(), remaining);
    QCOMPARE(deletesSent(), 1);
    held->batch()->resume();
    held->batch()->resume();
    QVERIFY(untilFinished(held));
    QCOMPARE(held->outcome(), Outcome::Gone);
    QCOMPARE(deletesSent(), 2);
    held->batch()->hold();
    QCOMPARE(held->stage(), Stage::Finished);
    held->batch()->resume();
    QVERIFY(settle(m_source));
    QCOMPARE(deletesSent(), 2);
}

void DeletionTest::aRunWhileTheCountdownIsHeldTakesItBack_data()
{
    QTest::addColumn<qint64>("runInMs");
    QTest::addColumn<QJsonObject>("options");
    QTest::addColumn<bool>("isTakenBack");
    const QJsonObject hourly{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 3600}}}};
    QTest::newRow("a run meanwhile") << qint64(30) << QJsonObject() << true;
    QTest::newRow("a run in the time that is left") << qint64(30'000) << QJsonObject() << true;
    QTest::newRow("a run later") << qint64(3'600'000) << QJsonObject() << false;
    QTest::newRow("a run before") << qint64(-60'000) << QJsonObject() << false;
    QTest::newRow("a repetition meanwhile") << qint64(30 - 3'600'000) << hourly << true;
    QTest::newRow("a repetition later") << qint64(-60'000) << hourly << false;
}

// The question that comes before such a deletion could not be asked: the run was not that near.
void DeletionTest::aRunWhileTheCountdownIsHeldTakesItBack()
{
    QFETCH(const qint64, runInMs);
    QFETCH(const QJsonObject, options);
    QFETCH(const bool, isTakenBack);
    m_deletions->setUndoTime(60s);
    const QDateTime run = QDateTime::currentDateTimeUtc().addMSecs(runInMs);
    const QJsonObject json = ListServer::job(
        7, {{u"next_run"_s, run.toString(Qt::ISODateWithMs)}, {u"schedule_options"_s, options}});
    Deletion *deletion = m_deletions->add(m_source, jobFrom(json));
    deletion->batch()->hold();
    QVERIFY(deletion->batch()->isHeld());
    QVERIFY(until(
        [&run, runInMs] { return runInMs < 0 || runInMs > 1000 || QDateTime::currentDateTimeUtc() > run; }));
    deletion->batch()->resume();
    QVERIFY(!deletion->batch()->isHeld());
    QCOMPARE(deletion->stage(), isTakenBack ? Stage::Finished : Stage::CountingDown);
    if (isTakenBack)
        QCOMPARE(deletion->outcome(), Outcome::Overtaken);
    QCOMPARE(deletesSent(), 0);
}

void DeletionTest::sendNowSendsOnce()
{
    Deletion *deletion = m_deletions->add(m_source, job(7));
    QList<Stage> stages;
    connect(deletion, &Deletion::changed, this, [&] { stages << deletion->stage(); });
    deletion->batch()->sendNow();
    QCOMPARE(deletion->stage(), Stage::Waiting);
    deletion->batch()->sendNow();
    deletion->batch()->undo();
    QVERIFY(untilFinished(deletion));
    deletion->batch()->sendNow();
    QVERIFY(settle(m_source));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QCOMPARE(stages, QList<Stage>({Stage::Waiting, Stage::Sending, Stage::Answered, Stage::Checking,
                                   Stage::Finished}));
    QCOMPARE(deletesSent(), 1);
    QCOMPARE(m_server->jobs().size(), 19);
}

void DeletionTest::elapsedCountdownSends()
{
    m_deletions->setUndoTime(30ms);
    QElapsedTimer clock;
    clock.start();
    Deletion *deletion = m_deletions->add(m_source, job(7));
    qint64 sentAfter = -1;
    connect(deletion, &Deletion::changed, this, [&] {
        if (deletion->stage() == Stage::Sending)
            sentAfter = clock.elapsed();
    });
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QVERIFY(sentAfter >= 29);
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::atOnceDoesNotCountDown()
{
    QSignalSpy added(m_deletions.get(), &Deletions::added);
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    QCOMPARE(added.size(), 1);
    QCOMPARE(deletion->stage(), Stage::Waiting);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::pathIsTheNameEncoded_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QByteArray>("segment");
    QTest::newRow("number") << u"77"_s << "77"_ba;
    QTest::newRow("space") << u"a b"_s << "a%20b"_ba;
    QTest::newRow("percent") << u"50%2F"_s << "50%252F"_ba;
    QTest::newRow("question mark and hash") << u"a?b=c#d"_s << "a%3Fb%3Dc%23d"_ba;
    QTest::newRow("semicolon and plus") << u"a;b+c"_s << "a%3Bb%2Bc"_ba;
    QTest::newRow("umlaut") << u"ü"_s << "%C3%BC"_ba;
    QTest::newRow("dots") << u"..."_s << "..."_ba;
}

void DeletionTest::pathIsTheNameEncoded()
{
    QFETCH(const QString, name);
    QFETCH(const QByteArray, segment);
    // The URL in the record is of another job, on another server.
    const QJsonObject json =
        ListServer::job(3, {{u"name"_s, name}, {u"id"_s, u"https://evil.example.com/scheduled_jobs/4"_s}});
    m_server->jobs() << json;
    Deletion *deletion = m_deletions->add(m_source, jobFrom(json), true);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletesSent(), 1);
    const LoopbackRequest sent = m_server->requests("DELETE").constFirst();
    QCOMPARE(sent.target, Path + segment);
    QCOMPARE(sent.header("X-Authentication"), "secret");
    QVERIFY(sent.body.isEmpty());
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QCOMPARE(m_server->jobs().size(), 20);
}

void DeletionTest::answersAreChecked_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<bool>("deletes");
    QTest::addColumn<Outcome>("outcome");
    const LoopbackAnswer html = LoopbackAnswer::html("<h1>Bad Gateway</h1>", 502);
    const auto row = [](const char *name, const LoopbackAnswer &answer, bool deletes, Outcome outcome) {
        QTest::newRow(name) << answer << deletes << outcome;
    };
    row("204, gone", LoopbackAnswer::empty(204), true, Outcome::Gone);
    row("204, kept", LoopbackAnswer::empty(204), false, Outcome::Kept);
    row("200, gone", LoopbackAnswer::json("{}"), true, Outcome::Gone);
    row("200, kept", LoopbackAnswer::html("<html>Log in</html>"), false, Outcome::Kept);
    row("202, gone", LoopbackAnswer::empty(202), true, Outcome::Gone);
    row("404, gone", ListServer::error(404, u"unknown-job"_s, u"?"_s), true, Outcome::AlreadyGone);
    row("404, listed", ListServer::error(404, u"unknown-job"_s, u"?"_s), false, Outcome::StillListed);
    row("500, gone", LoopbackAnswer::json("{}", 500), true, Outcome::Gone);
    row("500, listed", LoopbackAnswer::json("{}", 500), false, Outcome::StillListed);
    row("empty 500, gone", LoopbackAnswer::empty(500), true, Outcome::Gone);
    row("502 HTML, gone", html, true, Outcome::Gone);
    row("502 HTML, listed", html, false, Outcome::StillListed);
    row("503, listed", LoopbackAnswer::empty(503).withHeader("Retry-After", "0"), false,
        Outcome::StillListed);
    row("504, gone", LoopbackAnswer::empty(504), true, Outcome::Gone);
    row("408, gone", LoopbackAnswer::empty(408), true, Outcome::Gone);
    row("408, listed", LoopbackAnswer::empty(408), false, Outcome::StillListed);
    row("410, gone", LoopbackAnswer::empty(410), true, Outcome::AlreadyGone);
    // Without words of the server's own, a refusal may be that of something on the way.
    row("403 without a word, gone", LoopbackAnswer::empty(403), true, Outcome::Gone);
    row("403 HTML, listed", LoopbackAnswer::html("<h1>No</h1>", 403), false, Outcome::StillListed);
    row("400 HTML, gone", LoopbackAnswer::html("<h1>No</h1>", 400), true, Outcome::Gone);
    row("405 without a word, listed", LoopbackAnswer::empty(405), false, Outcome::StillListed);
    row("409 without a word, gone", LoopbackAnswer::empty(409), true, Outcome::Gone);
    row("429 HTML, listed", LoopbackAnswer::html("<h1>Slow down</h1>", 429), false, Outcome::StillListed);
}

void DeletionTest::answersAreChecked()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const bool, deletes);
    QFETCH(const Outcome, outcome);
    answerDeletes(answer, deletes);
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), outcome);
    QCOMPARE(deletion->serverError().has_value(), answer.status >= 300);
    QVERIFY(!deletion->problem());
    QCOMPARE(deletesSent(), 1);
    QVERIFY(listsRead() >= 1);
    QCOMPARE(deletion->canCheckAgain(), outcome == Outcome::Kept || outcome == Outcome::StillListed);
}

void DeletionTest::refusalIsTakenAtItsWord_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<Outcome>("outcome");
    QTest::addColumn<QString>("words");
    const QString words = u"Not authorized to delete job 7"_s;
    QTest::newRow("403") << saying(403, u"puppetlabs.orchestrator/not-permitted"_s) << Outcome::NotPermitted
                         << words;
    QTest::newRow("403, token expired")
        << saying(403, u"puppetlabs.rbac/token-expired"_s) << Outcome::TokenRejected << words;
    QTest::newRow("403, user revoked") << saying(403, u"user-revoked"_s) << Outcome::TokenRejected << words;
    QTest::newRow("401") << saying(401, u"puppetlabs.rbac/token-revoked"_s) << Outcome::TokenRejected
                         << words;
    QTest::newRow("401 HTML") << LoopbackAnswer::html("<h1>No</h1>", 401) << Outcome::TokenRejected
                              << QString();
    QTest::newRow("400") << saying(400, u"puppetlabs.orchestrator/validation-error"_s) << Outcome::Failed
                         << words;
    QTest::newRow("405") << saying(405, u"not-allowed"_s) << Outcome::Failed << words;
    QTest::newRow("422") << saying(422, u"invalid"_s) << Outcome::Failed << words;
    QTest::newRow("409") << saying(409, u"conflict"_s) << Outcome::Failed << words;
    QTest::newRow("429") << saying(429, u"too-many"_s).withHeader("Retry-After", "7") << Outcome::Failed
                         << words;
}

void DeletionTest::refusalIsTakenAtItsWord()
{
    QFETCH(const LoopbackAnswer, answer);
    QFETCH(const Outcome, outcome);
    QFETCH(const QString, words);
    answerDeletes(answer, false);
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), outcome);
    QCOMPARE(deletion->serverError()->serverMessage, words);
    QCOMPARE(deletion->serverError()->httpStatus, answer.status);
    QCOMPARE(deletion->serverError()->retryAfterSeconds.has_value(), answer.status == 429);
    QVERIFY(!deletion->canCheckAgain());
    deletion->batch()->checkAgain();
    QVERIFY(settle(m_source));
    QCOMPARE(deletion->stage(), Stage::Finished);
    QCOMPARE(deletesSent(), 1);
    QCOMPARE(listsRead(), 1);
}

void DeletionTest::lostAnswerIsChecked_data()
{
    using Ending = LoopbackAnswer::Ending;
    QTest::addColumn<Ending>("ending");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("deletes");
    QTest::addColumn<bool>("listIsRead");
    QTest::addColumn<Outcome>("outcome");
    const struct
    {
        const char *name;
        Ending ending;
        Error::Kind kind;
    } losses[] = {
        {"dropped", Ending::DropBeforeAnswer, Error::Kind::ConnectionLost},
        {"reset", Ending::ResetBeforeAnswer, Error::Kind::ConnectionLost},
        {"no answer in time", Ending::Stall, Error::Kind::TimedOut},
    };
    for (const auto &[name, ending, kind] : losses) {
        QTest::addRow("%s, gone", name) << ending << int(kind) << true << true << Outcome::Gone;
        QTest::addRow("%s, listed", name) << ending << int(kind) << false << true << Outcome::StillListed;
        QTest::addRow("%s, list unreadable", name)
            << ending << int(kind) << true << false << Outcome::Unknown;
    }
}

void DeletionTest::lostAnswerIsChecked()
{
    QFETCH(const LoopbackAnswer::Ending, ending);
    QFETCH(const int, kind);
    QFETCH(const bool, deletes);
    QFETCH(const bool, listIsRead);
    QFETCH(const Outcome, outcome);
    if (ending == LoopbackAnswer::Ending::Stall)
        m_source = impatientSourceOn(*m_server, 1s);
    // On a connection that has served before, where Qt sends requests again.
    QVERIFY(settle(m_source));
    answerDeletes(LoopbackAnswer::empty(204).withEnding(ending), deletes);
    if (!listIsRead)
        answerLists(LoopbackAnswer::empty(500));
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), outcome);
    QCOMPARE(int(deletion->serverError()->kind), kind);
    QCOMPARE(deletion->problem().has_value(), !listIsRead);
    QVERIFY(settle(sourceOn(*m_server)));
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::unreachableServerLeavesItUnknown()
{
    m_server->close();
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Unknown);
    QCOMPARE(deletion->serverError()->kind, Error::Kind::Refused);
    QCOMPARE(deletion->problem()->kind, Error::Kind::Refused);
}

void DeletionTest::redirectIsNotFollowed()
{
    ListServer other;
    other.jobs() = m_server->jobs();
    answerDeletes(LoopbackAnswer::redirect(other.url(Path + '7'), 307), false);
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::StillListed);
    QCOMPARE(deletion->serverError()->kind, Error::Kind::Redirected);
    QCOMPARE(deletesSent(), 1);
    QCOMPARE(other.connectionCount(), 0);
    QCOMPARE(other.jobs().size(), 20);
}

void DeletionTest::unreadableListIsUnknown_data()
{
    QTest::addColumn<LoopbackAnswer>("list");
    QTest::newRow("500") << LoopbackAnswer::empty(500);
    QTest::newRow("401") << LoopbackAnswer::empty(401);
    QTest::newRow("HTML") << LoopbackAnswer::html("<html>");
    QTest::newRow("another host") << LoopbackAnswer::redirect(QUrl(u"https://example.com/"_s));
}

void DeletionTest::unreadableListIsUnknown()
{
    QFETCH(const LoopbackAnswer, list);
    answerLists(list);
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Unknown);
    QVERIFY(!deletion->serverError());
    QVERIFY(deletion->problem());
    QVERIFY(!deletion->problem()->toText().isEmpty());
    QVERIFY(deletion->canCheckAgain());
    m_listAnswer.reset();
    deletion->batch()->checkAgain();
    QCOMPARE(deletion->stage(), Stage::Answered);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QVERIFY(!deletion->problem());
    QVERIFY(!deletion->canCheckAgain());
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::unreliableListIsUnknown_data()
{
    QTest::addColumn<QByteArray>("list");
    QTest::newRow("retired endpoint") << "{\"items\":[]}"_ba;
    QTest::newRow("pagination null") << "{\"items\":[],\"pagination\":null}"_ba;
    QTest::newRow("no jobs of many") << "{\"items\":[],\"pagination\":{\"total\":19}}"_ba;
    QTest::newRow("the same page again and again")
        << "{\"items\":[{\"name\":\"1\"}],\"pagination\":{\"total\":19}}"_ba;
    QTest::newRow("the same page without a total") << "{\"items\":[{\"name\":\"1\"}]}"_ba;
}

void DeletionTest::unreliableListIsUnknown()
{
    QFETCH(const QByteArray, list);
    answerLists(LoopbackAnswer::json(list));
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Unknown);
    QVERIFY(deletion->problem());
    QVERIFY(deletion->canCheckAgain());
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::checkIsOrderedByNameAndOfEveryType()
{
    QVERIFY(deleteJob7());
    QCOMPARE(m_server->requests().constLast().target,
             "/orchestrator/v1/scheduled_jobs?limit=1000&offset=0&order_by=name&order=asc");
}

void DeletionTest::longListIsReadToItsEnd()
{
    const QList<QByteArray> records = smallRecords(1, 3000);
    m_server->intercept = [&](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const PageQuestion question = PageQuestion::of(request);
        return request.method == "DELETE" ? LoopbackAnswer::empty(204)
                                          : PageAnswer::truth(records, question).toHttp(question);
    };
    Deletion *listed = m_deletions->add(m_source, job(2999), true);
    QVERIFY(untilFinished(listed));
    QCOMPARE(listed->outcome(), Outcome::Kept);
    m_server->clearRequests();
    Deletion *gone = m_deletions->add(m_source, job(3001), true);
    QVERIFY(untilFinished(gone));
    QCOMPARE(gone->outcome(), Outcome::Gone);
    QCOMPARE(listsRead(), 4);
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::listedJobEndsTheCheckEarly()
{
    const QList<QByteArray> records = smallRecords(1, 3000);
    m_server->intercept = [&](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        const PageQuestion question = PageQuestion::of(request);
        if (request.method != "DELETE" && question.offset > 0)
            return LoopbackAnswer::stall();
        return request.method == "DELETE" ? LoopbackAnswer::empty(204)
                                          : PageAnswer::truth(records, question).toHttp(question);
    };
    const Deletion *deletion = deleteJob7();
    QVERIFY(deletion);
    QCOMPARE(deletion->outcome(), Outcome::Kept);
}

void DeletionTest::deletionsAtTheSameTimeDoNotDisturbEachOther()
{
    m_server->jobs() = ListServer::jobs(1, 300);
    m_server->maxLimit = 30;
    for (const int number : {5, 40, 41, 150, 299, 300})
        m_deletions->add(m_source, job(number), true);
    QVERIFY(until([this] { return m_deletions->underWay().isEmpty(); }));
    for (const Deletion *deletion : m_deletions->all())
        QCOMPARE(deletion->outcome(), Outcome::Gone);
    QCOMPARE(deletesSent(), 6);
}

void DeletionTest::listThatWasReadSettlesWhatWasOpen()
{
    answerDeletes(LoopbackAnswer::empty(204), false);
    Deletion *kept = m_deletions->add(m_source, job(7), true);
    Deletion *counting = m_deletions->add(m_source, job(8));
    QVERIFY(untilFinished(kept));
    ListServer other;
    m_deletions->settle(*sourceOn(other), {});
    m_deletions->settle(*m_source, indexOf({job(6), job(7)}));
    QCOMPARE(m_deletions->all(), QList<Deletion *>({kept, counting}));
    QCOMPARE(kept->outcome(), Outcome::Kept);
    m_deletions->settle(*sourceOn(*m_server), indexOf({job(6), jobFrom({{u"task"_s, u"echo"_s}})}));
    QCOMPARE(kept->outcome(), Outcome::Gone);
    m_deletions->settle(*m_source, {});
    QCOMPARE(counting->stage(), Stage::CountingDown);
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::whatIsUnknownIsLookedAtAgainWhenTheServerCanBeRead()
{
    answerDeletes(LoopbackAnswer::drop(), true);
    answerLists(LoopbackAnswer::empty(500));
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Unknown);
    QVERIFY(deletion->wasUnknown());
    m_listAnswer.reset();
    ListServer other;
    const QDateTime later = deletion->finishedAt().addMSecs(1);
    m_deletions->checkUnknown(*sourceOn(other), later);
    // What was read before says nothing about it.
    m_deletions->checkUnknown(*m_source, deletion->finishedAt());
    QCOMPARE(deletion->stage(), Stage::Finished);
    m_deletions->checkUnknown(*m_source, later);
    QCOMPARE(deletion->stage(), Stage::Answered);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QVERIFY(deletion->wasUnknown());
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::checkAgainNeverDeletes()
{
    answerDeletes(LoopbackAnswer::empty(500), false);
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    deletion->batch()->checkAgain();
    QVERIFY(untilFinished(deletion));
    for (int i = 0; i < 3; ++i) {
        deletion->batch()->checkAgain();
        deletion->batch()->checkAgain();
        QVERIFY(untilFinished(deletion));
        QCOMPARE(deletion->outcome(), Outcome::StillListed);
    }
    QCOMPARE(deletesSent(), 1);
    QCOMPARE(listsRead(), 4);
}

void DeletionTest::checkAgainFindsAJobThatWentLater()
{
    answerDeletes(LoopbackAnswer::empty(204), false);
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Kept);
    m_server->jobs().removeAt(6);
    deletion->batch()->checkAgain();
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
}

void DeletionTest::secondDeletionOfAJobIsRefused()
{
    Deletion *deletion = m_deletions->add(m_source, job(7));
    QVERIFY(!m_deletions->add(m_source, job(7)));
    QVERIFY(!m_deletions->add(m_source, job(7), true));
    // The same server, connected to anew.
    QVERIFY(!m_deletions->add(sourceOn(*m_server), job(7)));
    QVERIFY(m_deletions->add(m_source, job(8)));
    bool refusedWhileChecked = false;
    connect(deletion, &Deletion::changed, this, [&] {
        if (deletion->stage() == Stage::Checking)
            refusedWhileChecked = !m_deletions->add(m_source, job(7), true);
    });
    deletion->batch()->sendNow();
    QVERIFY(!m_deletions->add(m_source, job(7), true));
    QVERIFY(untilFinished(deletion));
    QVERIFY(refusedWhileChecked);
    QCOMPARE(deletesSent(), 1);
}

void DeletionTest::finishedDeletionMakesWayForAnother()
{
    answerDeletes(saying(403, u"puppetlabs.orchestrator/not-permitted"_s), false);
    QPointer<Deletion> first = m_deletions->add(m_source, job(7), true);
    QVERIFY(untilFinished(first));
    QSignalSpy dismissed(m_deletions.get(), &Deletions::dismissed);
    Deletion *second = m_deletions->add(m_source, job(7), true);
    QVERIFY(second);
    QCOMPARE(dismissed.size(), 1);
    QCOMPARE(m_deletions->all(), QList<Deletion *>{second});
    QCOMPARE(m_deletions->of(m_source.get(), job(7)), second);
    QVERIFY(untilFinished(second));
    QVERIFY(!first);
    QCOMPARE(deletesSent(), 2);
}

void DeletionTest::deletionsAreToldByStage()
{
    ListServer other;
    const auto elsewhere = sourceOn(other);
    Deletion *counting = m_deletions->add(m_source, job(1));
    Deletion *sent = m_deletions->add(m_source, job(2), true);
    Deletion *undone = m_deletions->add(m_source, job(3));
    undone->batch()->undo();
    QCOMPARE(m_deletions->countingDown(), QList<DeletionBatch *>{counting->batch()});
    QCOMPARE(m_deletions->underWay(), QList<DeletionBatch *>{sent->batch()});
    QCOMPARE(m_deletions->all(), QList<Deletion *>({counting, sent, undone}));
    QCOMPARE(m_deletions->of(m_source.get(), job(1)), counting);
    QCOMPARE(m_deletions->of(elsewhere.get(), job(1)), nullptr);
    QCOMPARE(m_deletions->of(nullptr, job(1)), nullptr);
    QCOMPARE(m_deletions->of(m_source.get(), job(9)), nullptr);
    QVERIFY(untilFinished(sent));
    QVERIFY(m_deletions->underWay().isEmpty());
}

void DeletionTest::dismissForgetsTheFinishedOnly()
{
    QPointer<Deletion> deletion = m_deletions->add(m_source, job(7));
    DeletionBatch *batch = deletion->batch();
    QSignalSpy dismissed(m_deletions.get(), &Deletions::dismissed);
    m_deletions->dismiss(batch);
    QCOMPARE(dismissed.size(), 0);
    deletion->batch()->sendNow();
    m_deletions->dismiss(batch);
    QCOMPARE(dismissed.size(), 0);
    QVERIFY(untilFinished(deletion));
    m_deletions->dismiss(batch);
    m_deletions->dismiss(batch);
    QCOMPARE(dismissed.size(), 1);
    QVERIFY(m_deletions->all().isEmpty());
    QTRY_VERIFY(!deletion);
}

void DeletionTest::sourceLivesAsLongAsTheDeletion()
{
    const std::weak_ptr<JobSource> source = m_source;
    Deletion *deletion = m_deletions->add(m_source, job(7), true);
    m_source.reset();
    QVERIFY(untilFinished(deletion));
    QCOMPARE(deletion->outcome(), Outcome::Gone);
    QCOMPARE(deletesSent(), 1);
    m_deletions->dismiss(deletion->batch());
    QTRY_VERIFY(source.expired());
}

void DeletionTest::destroyedAtEveryStage_data()
{
    QTest::addColumn<Stage>("stage");
    QTest::addColumn<int>("sent");
    QTest::newRow("counting down") << Stage::CountingDown << 0;
    QTest::newRow("waiting") << Stage::Waiting << 0;
    QTest::newRow("sending") << Stage::Sending << 1;
    QTest::newRow("checking") << Stage::Checking << 1;
    QTest::newRow("finished") << Stage::Finished << 1;
}

void DeletionTest::destroyedAtEveryStage()
{
    QFETCH(const Stage, stage);
    QFETCH(const int, sent);
    if (stage == Stage::Sending)
        answerDeletes(LoopbackAnswer::stall(), false);
    if (stage == Stage::Checking)
        answerLists(LoopbackAnswer::stall());
    m_deletions->setUndoTime(stage == Stage::CountingDown ? 20ms : 1h);
    Deletion *deletion = m_deletions->add(m_source, job(7), stage != Stage::CountingDown);
    QVERIFY(until([&] { return deletion->stage() == stage && deletesSent() == sent; }));
    if (stage == Stage::Checking)
        QVERIFY(until([&] { return listsRead() == 1; }));
    m_deletions = std::make_unique<Deletions>(m_folder->filePath(u"journal"_s));
    m_listAnswer.reset();
    m_deleteAnswer.reset();
    // As long as the first counted down.
    m_deletions->setUndoTime(20ms);
    QVERIFY(untilFinished(m_deletions->add(m_source, job(9))));
    QCOMPARE(deletesSent(), sent + 1);
}

void DeletionTest::runBeforeSendingIsForeseen_data()
{
    QTest::addColumn<QJsonObject>("members");
    QTest::addColumn<bool>("runs");
    const auto due = [](const QString &time, int interval = 0) -> QJsonObject {
        QJsonObject members{{u"next_run"_s, time}};
        if (interval > 0)
            members[u"schedule_options"_s] =
                QJsonObject{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, interval}}}};
        return members;
    };
    // It is 12:00:00, and a deletion counts down for five seconds.
    QTest::newRow("in three seconds") << due(u"2026-03-01T12:00:03Z"_s) << true;
    QTest::newRow("now") << due(u"2026-03-01T12:00:00Z"_s) << true;
    QTest::newRow("when it is sent") << due(u"2026-03-01T12:00:05Z"_s) << true;
    QTest::newRow("after it is sent") << due(u"2026-03-01T12:00:05.001Z"_s) << false;
    QTest::newRow("tomorrow") << due(u"2026-03-02T12:00:03Z"_s) << false;
    QTest::newRow("in another time zone") << due(u"2026-03-01T13:00:03+01:00"_s) << true;
    QTest::newRow("overdue, once") << due(u"2026-03-01T11:59:00Z"_s) << false;
    QTest::newRow("overdue, every minute") << due(u"2026-03-01T11:00:03Z"_s, 60) << true;
    QTest::newRow("overdue by years, every minute") << due(u"2018-10-05T07:00:03Z"_s, 60) << true;
    QTest::newRow("overdue, every minute, at the half") << due(u"2026-03-01T11:00:30Z"_s, 60) << false;
    QTest::newRow("overdue, every three seconds") << due(u"2026-03-01T11:59:59Z"_s, 3) << true;
    QTest::newRow("overdue by a second, every week") << due(u"2026-03-01T11:59:59Z"_s, 604800) << false;
    QTest::newRow("a week ago, every week") << due(u"2026-02-22T12:00:02Z"_s, 604800) << true;
    QTest::newRow("no time") << due(u"soon"_s) << false;
    QTest::newRow("null") << QJsonObject{{u"next_run"_s, QJsonValue::Null}} << false;
}

void DeletionTest::runBeforeSendingIsForeseen()
{
    QFETCH(const QJsonObject, members);
    QFETCH(const bool, runs);
    m_deletions->setUndoTime(5s);
    const QDateTime now(QDate(2026, 3, 1), QTime(12, 0), Qt::UTC);
    QCOMPARE(m_deletions->runsBeforeSending(jobFrom(ListServer::job(1, members)), now.toMSecsSinceEpoch()),
             runs);
}

CALLBOARD_TEST_MAIN(DeletionTest, QCoreApplication)
#include "tst_deletion.moc"
