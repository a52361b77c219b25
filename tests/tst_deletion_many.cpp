// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"
#include "jobindex.h"
#include "pageblock.h"

#include "environment.h"
#include "journalreader.h"
#include "listrig.h"
#include "listserver.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Outcome = DeletionOutcome;

namespace {

JobIndex indexOf(const QList<Job> &jobs)
{
    JobPage page;
    page.jobs = jobs;
    JobIndexBuilder builder;
    builder.append(blockOf(page));
    return builder.snapshot();
}

QList<Job> jobs(int from, int count)
{
    QList<Job> result;
    for (const QJsonObject &json : ListServer::jobs(from, count))
        result.append(jobFrom(json));
    return result;
}

QString nameOf(const LoopbackRequest &request)
{
    return QString::fromLatin1(request.target).section(u'/', -1);
}

} // namespace

/// Many deletions that were asked for together, against a server that does to each what it likes.
class DeletionManyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void deletesExactlyTheseAndReadsTheListOnce();
    void sendsAtMostFourAtOnce();
    void whatRunsNextGoesFirst();
    void oneAloneDoesNotWaitForTheMany();
    void countsDownTogetherAndIsTakenBackTogether();
    void aRunWhileItIsHeldTakesBackThatJobOnly();
    void everyAnswerHasExactlyOneOutcome();
    void cancelStopsWhatWasNotSent();
    void aTokenThatEndsStopsTheRest();
    void whoeverHoldsItAtARefusedTokenCanGoOn();
    void whatIsOnHoldKeepsNobodyWaiting();
    void aServerThatIsGoneStopsTheRest();
    void aServerThatNeverAnswersStopsTheRest();
    void aServerThatWantsRestGetsIt();
    void theRecordIsOnTheDiskBeforeEachRequest();
    void theJournalTellsEveryEnd();
    void whatIsStoppedOnTheWayIsRecordedAsNotSent();
    void withoutAJournalNothingIsSent();
    void aFullDiskStopsTheRest();
    void secondTryOfTheFailedOnes();
    void jobsUnderWayAlreadyAreLeftOut();
    void twoServersAreReadApart();
    void destroyedInTheMiddle_data();
    void destroyedInTheMiddle();
    void whatAnEndedCallboardLeftIsUnknownUntilTheListIsRead();
    void anUpgradedServerSaysNothingAboutOldNumbers();

private:
    qsizetype deletesSent() const { return m_server->requests("DELETE").size(); }
    QString folder() const { return m_folder->filePath(u"journal"_s); }
    bool untilFinished(const DeletionBatch *batch) const
    {
        return until([batch] { return batch->stage() == DeletionBatch::Stage::Finished; });
    }
    QList<JournalEntry> entries() const { return readJournal(folder()).entries; }
    /// How many of the deletions ended how, as the journal has it.
    int recorded(Outcome outcome) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ListServer> m_server;
    std::shared_ptr<JobSource> m_source;
    std::unique_ptr<Deletions> m_deletions;
    /// For deletions, by name; asked before the truth.
    std::function<std::optional<LoopbackAnswer>(const QString &name)> m_answer;
};

void DeletionManyTest::init()
{
    m_answer = {};
    m_folder = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<ListServer>();
    m_server->jobs() = ListServer::jobs(1, 60);
    m_server->intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        return request.method == "DELETE" && m_answer ? m_answer(nameOf(request)) : std::nullopt;
    };
    m_source = sourceOn(*m_server);
    m_deletions = std::make_unique<Deletions>(folder());
    m_deletions->setUndoTime(1h);
}

void DeletionManyTest::cleanup()
{
    m_deletions.reset();
    m_source.reset();
    m_server.reset();
}

int DeletionManyTest::recorded(Outcome outcome) const
{
    const QList<JournalEntry> all = entries();
    return int(std::count_if(all.begin(), all.end(),
                             [outcome](const JournalEntry &entry) { return entry.outcome == outcome; }));
}

void DeletionManyTest::deletesExactlyTheseAndReadsTheListOnce()
{
    QSignalSpy gone(m_deletions.get(), &Deletions::gone);
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(11, 40), true);
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->tally().of(Outcome::Gone), 40);
    QStringList sent;
    for (const LoopbackRequest &request : m_server->requests("DELETE"))
        sent << nameOf(request);
    std::sort(sent.begin(), sent.end());
    QStringList wanted;
    for (int number = 11; number <= 50; ++number)
        wanted << QString::number(number);
    QCOMPARE(sent, wanted);
    QCOMPARE(m_server->jobs().size(), 20);
    QCOMPARE(m_server->requests("GET").size(), 1);
    qsizetype told = 0;
    for (const QList<QVariant> &signal : gone)
        told += signal.at(1).value<QList<Job>>().size();
    QCOMPARE(told, 40);
}

void DeletionManyTest::sendsAtMostFourAtOnce()
{
    int underWay = 0;
    int most = 0;
    m_answer = [&](const QString &) {
        most = std::max(most, ++underWay);
        // What is answered is under way until then.
        QTimer::singleShot(20, m_server.get(), [&underWay] { --underWay; });
        return std::optional(LoopbackAnswer::empty(204).withDelay(21));
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 30), true);
    QVERIFY(until([&] { return batch->tally().sending == 4; }));
    QVERIFY(untilFinished(batch));
    QCOMPARE(most, 4);
}

void DeletionManyTest::whatRunsNextGoesFirst()
{
    QList<Job> shuffled = jobs(1, 9);
    std::reverse(shuffled.begin(), shuffled.end());
    std::swap(shuffled[2], shuffled[6]);
    DeletionBatch *batch = m_deletions->addMany(m_source, shuffled, true);
    QVERIFY(untilFinished(batch));
    QStringList sent;
    for (const LoopbackRequest &request : m_server->requests("DELETE"))
        sent << nameOf(request);
    // Four connections may overtake each other.
    QCOMPARE(QSet<QString>(sent.begin(), sent.begin() + 4), QSet<QString>({u"1"_s, u"2"_s, u"3"_s, u"4"_s}));
    QCOMPARE(batch->deletions().constFirst()->job().name().value, u"1"_s);
    QCOMPARE(batch->deletions().constLast()->job().name().value, u"9"_s);
}

void DeletionManyTest::oneAloneDoesNotWaitForTheMany()
{
    m_server->jobs() = ListServer::jobs(1, 200);
    DeletionBatch *many = m_deletions->addMany(m_source, jobs(1, 199), true);
    QVERIFY(until([this] { return deletesSent() > 4; }));
    const qsizetype before = deletesSent();
    m_deletions->add(m_source, jobs(200, 1).constFirst(), true);
    QVERIFY(untilFinished(many));
    QStringList sent;
    for (const LoopbackRequest &request : m_server->requests("DELETE"))
        sent << nameOf(request);
    QVERIFY2(sent.indexOf(u"200"_s) <= before + RemovalQueue::RecordedAhead * 2,
             qPrintable(QString::number(sent.indexOf(u"200"_s) - before)));
}

void DeletionManyTest::countsDownTogetherAndIsTakenBackTogether()
{
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 20));
    QCOMPARE(batch->stage(), DeletionBatch::Stage::CountingDown);
    QVERIFY(batch->remaining() > 59min);
    m_deletions->undoLast();
    QCOMPARE(batch->stage(), DeletionBatch::Stage::Finished);
    QCOMPARE(batch->tally().of(Outcome::Undone), 20);
    QVERIFY(settle(m_source));
    QCOMPARE(deletesSent(), 0);
    QVERIFY(entries().isEmpty());
}

void DeletionManyTest::aRunWhileItIsHeldTakesBackThatJobOnly()
{
    QList<Job> some = jobs(1, 3);
    const QString soon = QDateTime::currentDateTimeUtc().addMSecs(300).toString(Qt::ISODateWithMs);
    some.append(jobFrom(ListServer::job(4, {{u"next_run"_s, soon}})));
    m_deletions->setUndoTime(30ms);
    DeletionBatch *batch = m_deletions->addMany(m_source, some);
    batch->hold();
    QVERIFY(until([&soon] {
        return QDateTime::currentDateTimeUtc() > QDateTime::fromString(soon, Qt::ISODateWithMs);
    }));
    QCOMPARE(deletesSent(), 0);
    batch->resume();
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->tally().of(Outcome::Overtaken), 1);
    QCOMPARE(batch->tally().of(Outcome::Gone), 3);
    QCOMPARE(deletesSent(), 3);
}

void DeletionManyTest::everyAnswerHasExactlyOneOutcome()
{
    const auto remove = [this](const QString &name) {
        m_server->jobs().removeIf([&name](const QJsonObject &job) { return job[u"name"_s] == name; });
    };
    m_answer = [&](const QString &name) -> std::optional<LoopbackAnswer> {
        switch (name.toInt()) {
        case 1:
            return LoopbackAnswer::empty(204); // and keeps it
        case 2:
            return ListServer::error(403, u"not-permitted"_s, u"Not authorized to delete job 2"_s);
        case 3:
            remove(name);
            return ListServer::error(404, u"unknown-job"_s, u"No such job"_s);
        case 4:
            return ListServer::error(409, u"conflict"_s, u"In use"_s);
        case 5:
            return ListServer::error(500, u"unknown-error"_s, u"Oops"_s);
        case 6:
            remove(name); // did it, and says that it did not
            return ListServer::error(500, u"unknown-error"_s, u"Oops"_s);
        case 7:
            remove(name);
            return LoopbackAnswer::drop();
        case 8:
            return LoopbackAnswer::drop();
        case 9:
            return LoopbackAnswer::html("<html>proxy</html>", 403);
        case 10:
            remove(name);
            return LoopbackAnswer::json("{}", 200);
        case 11:
            remove(name);
            return LoopbackAnswer::empty(202).withDelay(150);
        case 12:
            return ListServer::error(400, u"validation-error"_s, u"Bad name"_s);
        default:
            return std::nullopt;
        }
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 16), true);
    QVERIFY(untilFinished(batch));
    const std::array wanted{Outcome::Kept,   Outcome::NotPermitted, Outcome::AlreadyGone,
                            Outcome::Failed, Outcome::StillListed,  Outcome::Gone,
                            Outcome::Gone,   Outcome::StillListed,  Outcome::StillListed,
                            Outcome::Gone,   Outcome::Gone,         Outcome::Failed};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const Deletion *deletion = batch->deletions().at(qsizetype(i));
        QVERIFY2(deletion->outcome() == wanted.at(i), qPrintable(deletion->job().name().value));
    }
    QCOMPARE(batch->tally().of(Outcome::Gone), 8);
    QCOMPARE(deletesSent(), 16);
    QCOMPARE(batch->jobsToRetry().size(), 7);
}

void DeletionManyTest::cancelStopsWhatWasNotSent()
{
    m_answer = [](const QString &name) -> std::optional<LoopbackAnswer> {
        return name.toInt() > 8 ? std::optional(LoopbackAnswer::empty(204).withDelay(60)) : std::nullopt;
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(until([this] { return deletesSent() == 12; }));
    batch->stop();
    QCOMPARE(batch->tally().waiting, 0);
    QVERIFY(untilFinished(batch));
    QCOMPARE(deletesSent(), 12);
    QCOMPARE(batch->tally().of(Outcome::Gone), 8);
    // The server says that it did these, and did not.
    QCOMPARE(batch->tally().of(Outcome::Kept), 4);
    QCOMPARE(batch->tally().of(Outcome::NotSent), 48);
    QVERIFY(!batch->stoppedBy());
}

void DeletionManyTest::aTokenThatEndsStopsTheRest()
{
    m_answer = [](const QString &name) -> std::optional<LoopbackAnswer> {
        return name.toInt() < 10 ? std::nullopt
                                 : std::optional(ListServer::error(401, u"token-expired"_s, u"Expired"_s));
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(untilFinished(batch));
    QVERIFY(batch->stoppedBy());
    QCOMPARE(batch->stoppedBy()->kind, Error::Kind::NotAuthenticated);
    QVERIFY(deletesSent() <= 13);
    QCOMPARE(batch->tally().of(Outcome::Gone), 9);
    QCOMPARE(batch->tally().of(Outcome::TokenRejected), int(deletesSent()) - 9);
    QCOMPARE(batch->tally().of(Outcome::NotSent), 60 - int(deletesSent()));
}

void DeletionManyTest::whoeverHoldsItAtARefusedTokenCanGoOn()
{
    bool isGood = true;
    m_answer = [&isGood](const QString &name) -> std::optional<LoopbackAnswer> {
        isGood = isGood && name.toInt() < 10;
        return isGood || name.toInt() < 10
                   ? std::nullopt
                   : std::optional(ListServer::error(401, u"token-expired"_s, u"Expired"_s));
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    connect(m_deletions.get(), &Deletions::deletionChanged, batch, [batch](const Deletion *deletion) {
        if (deletion->isFinished() && deletion->outcome() == Outcome::TokenRejected)
            batch->hold();
    });
    QVERIFY(until([batch] { return batch->isHeld() && batch->tally().sending == 0; }));
    const int rejected = batch->tally().of(Outcome::TokenRejected);
    QVERIFY(rejected >= 1 && rejected <= 4);
    QCOMPARE(batch->stage(), DeletionBatch::Stage::UnderWay);
    m_answer = {};
    batch->resume();
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->tally().of(Outcome::Gone), 60 - rejected);
    QCOMPARE(batch->tally().of(Outcome::NotSent), 0);
}

void DeletionManyTest::whatIsOnHoldKeepsNobodyWaiting()
{
    ListServer other;
    other.jobs() = ListServer::jobs(1, 60);
    DeletionBatch *held = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(until([this] { return entries().size() >= RemovalQueue::RecordedAhead; }));
    held->hold();
    QVERIFY(until([held] { return held->tally().sending == 0; }));
    QVERIFY(held->tally().waiting > RemovalQueue::RecordedAhead / 2);
    DeletionBatch *batch = m_deletions->addMany(sourceOn(other), jobs(1, 40), true);
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->tally().of(Outcome::Gone), 40);
    QVERIFY(held->tally().waiting > 0);
    held->resume();
    QVERIFY(untilFinished(held));
    QCOMPARE(held->tally().of(Outcome::Gone), 60);
}

void DeletionManyTest::aServerThatIsGoneStopsTheRest()
{
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(until([this] { return deletesSent() >= 8; }));
    m_server->close();
    QVERIFY(untilFinished(batch));
    QVERIFY(batch->stoppedBy());
    QVERIFY(batch->tally().of(Outcome::NotSent) > 30);
    // What was sent is not known, as the list can't be read.
    QCOMPARE(batch->tally().of(Outcome::Unknown) + batch->tally().of(Outcome::NotSent), 60);
    QVERIFY(batch->canCheckAgain());
}

void DeletionManyTest::aServerThatNeverAnswersStopsTheRest()
{
    m_source = impatientSourceOn(*m_server, 200ms);
    m_deletions->addMany(m_source, jobs(1, 1), true);
    QVERIFY(until([this] { return m_deletions->underWay().isEmpty(); }));
    m_answer = [](const QString &) {
        return std::optional(LoopbackAnswer::stall());
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(2, 50), true);
    QVERIFY(untilFinished(batch));
    QVERIFY(batch->stoppedBy());
    QVERIFY(batch->tally().of(Outcome::NotSent) >= 42);
    QCOMPARE(batch->tally().of(Outcome::NotSent) + batch->tally().of(Outcome::StillListed), 50);
}

void DeletionManyTest::aServerThatWantsRestGetsIt()
{
    int refusals = 0;
    QElapsedTimer clock;
    m_answer = [&](const QString &name) -> std::optional<LoopbackAnswer> {
        if (name != "5"_L1 || refusals++ > 0)
            return std::nullopt;
        clock.start();
        return ListServer::error(429, u"too-many"_s, u"Slow down"_s).withHeader("Retry-After", "1");
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 30), true);
    QVERIFY(untilFinished(batch));
    QVERIFY(clock.elapsed() >= 990);
    QCOMPARE(batch->tally().of(Outcome::Failed), 1);
    QCOMPARE(batch->tally().of(Outcome::Gone), 29);
}

void DeletionManyTest::theRecordIsOnTheDiskBeforeEachRequest()
{
    int unrecorded = 0;
    m_answer = [&](const QString &name) -> std::optional<LoopbackAnswer> {
        const QList<JournalEntry> before = entries();
        const bool isRecorded = std::any_of(before.begin(), before.end(), [&name](const JournalEntry &entry) {
            return entry.job().name().value == name && entry.job().task().given() && !entry.outcome;
        });
        unrecorded += int(!isRecorded);
        return std::nullopt;
    };
    m_deletions->recorder().setUser([](const JobSource &) { return u"fred"_s; });
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(untilFinished(batch));
    QCOMPARE(unrecorded, 0);
    const QList<JournalEntry> all = entries();
    QCOMPARE(all.size(), 60);
    for (const JournalEntry &entry : all) {
        QCOMPARE(entry.user, u"fred"_s);
        QCOMPARE(entry.server, m_source->location());
        QVERIFY(entry.time.secsTo(QDateTime::currentDateTimeUtc()) < 60);
    }
}

void DeletionManyTest::theJournalTellsEveryEnd()
{
    m_answer = [](const QString &name) -> std::optional<LoopbackAnswer> {
        return name.toInt() % 3 == 0
                   ? std::optional(ListServer::error(403, u"not-permitted"_s, u"Not authorized"_s))
                   : std::nullopt;
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(untilFinished(batch));
    m_deletions.reset(); // what is on its way to the disk gets there
    QCOMPARE(recorded(Outcome::Gone), 40);
    QCOMPARE(recorded(Outcome::NotPermitted), 20);
    const JournalContents contents = readJournal(folder());
    QVERIFY(contents.problems.isEmpty());
    QVERIFY(unsettled(contents, folder()).isEmpty());
    for (const JournalEntry &entry : contents.entries) {
        QVERIFY(entry.answeredAt.isValid());
        if (entry.outcome == Outcome::NotPermitted) {
            QCOMPARE(entry.httpStatus, 403);
            QCOMPARE(entry.serverMessage, u"Not authorized"_s);
        }
    }
}

void DeletionManyTest::whatIsStoppedOnTheWayIsRecordedAsNotSent()
{
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(until([this] { return deletesSent() >= 5; }));
    batch->stop();
    QVERIFY(untilFinished(batch));
    m_deletions.reset();
    const QList<JournalEntry> all = entries();
    QVERIFY(all.size() < 60);
    QCOMPARE(recorded(Outcome::Gone), int(deletesSent()));
    QCOMPARE(recorded(Outcome::NotSent), int(all.size() - deletesSent()));
}

void DeletionManyTest::withoutAJournalNothingIsSent()
{
    QFile file(m_folder->filePath(u"a-file"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    m_deletions = std::make_unique<Deletions>(file.fileName() + "/journal"_L1);
    QSignalSpy failed(&m_deletions->recorder(), &DeletionRecorder::failed);
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 40), true);
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->tally().of(Outcome::NotSent), 40);
    QVERIFY(batch->stoppedBy());
    QCOMPARE(batch->stoppedBy()->kind, Error::Kind::Journal);
    const Deletion *one = m_deletions->add(m_source, jobs(50, 1).constFirst(), true);
    QVERIFY(until([one] { return one->isFinished(); }));
    QCOMPARE(one->outcome(), Outcome::NotSent);
    QVERIFY(one->problem());
    QVERIFY(settle(m_source));
    QCOMPARE(deletesSent(), 0);
    QCOMPARE(failed.size(), 0);
}

void DeletionManyTest::aFullDiskStopsTheRest()
{
    DeletionBatch *first = m_deletions->addMany(m_source, jobs(1, 2), true);
    QVERIFY(untilFinished(first));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit small = before;
    // Room for what is recorded ahead, and for little else.
    const JournalContents two = readJournal(folder());
    small.rlim_cur = rlim_t(two.bytes() + RemovalQueue::RecordedAhead * (two.bytes() / 2));
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &small), 0);
    QSignalSpy failed(&m_deletions->recorder(), &DeletionRecorder::failed);
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(3, 58), true);
    const bool isFinished = untilFinished(batch);
    QCOMPARE(setrlimit(RLIMIT_FSIZE, &before), 0);
    QVERIFY(isFinished);
    QVERIFY(batch->tally().of(Outcome::NotSent) > 0);
    QVERIFY(batch->tally().of(Outcome::Gone) > 0);
    QCOMPARE(batch->tally().of(Outcome::NotSent) + batch->tally().of(Outcome::Gone), 58);
    QCOMPARE(deletesSent(), 2 + batch->tally().of(Outcome::Gone));
    QVERIFY(batch->stoppedBy());
    // The ends that found no room any more are told.
    bool isTold = false;
    m_deletions->recorder().journal().append({}, this, [&isTold](const auto &) { isTold = true; });
    QVERIFY(until([&isTold] { return isTold; }));
    m_deletions.reset();
    const JournalContents contents = readJournal(folder());
    QVERIFY(contents.problems.isEmpty());
    QCOMPARE(contents.entries.size() >= deletesSent(), true);
    QCOMPARE(unsettled(contents, folder()).isEmpty(), failed.isEmpty());
}

void DeletionManyTest::secondTryOfTheFailedOnes()
{
    bool refuses = true;
    m_answer = [&refuses](const QString &name) -> std::optional<LoopbackAnswer> {
        return refuses && name.toInt() % 2 == 0
                   ? std::optional(ListServer::error(403, u"not-permitted"_s, u"Not authorized"_s))
                   : std::nullopt;
    };
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 20), true);
    QVERIFY(untilFinished(batch));
    QCOMPARE(batch->jobsToRetry().size(), 10);
    refuses = false;
    DeletionBatch *again = m_deletions->addMany(m_source, batch->jobsToRetry(), true);
    QVERIFY(untilFinished(again));
    QCOMPARE(again->tally().of(Outcome::Gone), 10);
    QCOMPARE(m_deletions->of(m_source.get(), jobs(2, 1).constFirst())->batch(), again);
    m_deletions->dismiss(again);
    QCOMPARE(m_deletions->of(m_source.get(), jobs(2, 1).constFirst())->batch(), batch);
    m_deletions->dismiss(batch);
    QVERIFY(!m_deletions->of(m_source.get(), jobs(2, 1).constFirst()));
}

void DeletionManyTest::jobsUnderWayAlreadyAreLeftOut()
{
    m_deletions->add(m_source, jobs(5, 1).constFirst());
    DeletionBatch *batch = m_deletions->addMany(m_source, jobs(1, 10) + jobs(1, 3));
    QCOMPARE(batch->size(), 9);
    QVERIFY(!m_deletions->addMany(m_source, jobs(1, 10)));
    QVERIFY(!m_deletions->addMany(m_source, {}));
}

void DeletionManyTest::twoServersAreReadApart()
{
    ListServer other;
    other.jobs() = ListServer::jobs(1, 60);
    const auto elsewhere = sourceOn(other);
    DeletionBatch *here = m_deletions->addMany(m_source, jobs(1, 10), true);
    DeletionBatch *there = m_deletions->addMany(elsewhere, jobs(1, 10), true);
    QVERIFY(untilFinished(here));
    QVERIFY(untilFinished(there));
    QCOMPARE(here->tally().of(Outcome::Gone), 10);
    QCOMPARE(there->tally().of(Outcome::Gone), 10);
    QCOMPARE(other.requests("DELETE").size(), 10);
    QCOMPARE(m_server->jobs().size(), 50);
    QCOMPARE(other.jobs().size(), 50);
}

void DeletionManyTest::destroyedInTheMiddle_data()
{
    QTest::addColumn<int>("requests");
    for (const int requests : {0, 1, 4, 5, 30, 60, 61})
        QTest::addRow("after %d", requests) << requests;
}

void DeletionManyTest::destroyedInTheMiddle()
{
    QFETCH(const int, requests);
    m_deletions->addMany(m_source, jobs(1, 60), true);
    QVERIFY(until([&] { return m_server->requests().size() >= requests; }));
    m_deletions.reset();
    QVERIFY(settle(m_source));
    const JournalContents contents = readJournal(folder());
    QVERIFY(contents.problems.isEmpty());
    QSet<QString> recordedNames;
    for (const JournalEntry &entry : contents.entries)
        recordedNames.insert(entry.job().name().value);
    for (const LoopbackRequest &request : m_server->requests("DELETE"))
        QVERIFY(recordedNames.contains(nameOf(request)));
}

void DeletionManyTest::whatAnEndedCallboardLeftIsUnknownUntilTheListIsRead()
{
    // It ends after the requests, before the answers: some of them deleted the job.
    m_answer = [this](const QString &name) -> std::optional<LoopbackAnswer> {
        if (name.toInt() % 2 == 0)
            m_server->jobs().removeIf([&name](const QJsonObject &job) { return job[u"name"_s] == name; });
        return LoopbackAnswer::stall();
    };
    m_deletions->addMany(m_source, jobs(1, 4), true);
    QVERIFY(until([this] { return deletesSent() == 4; }));
    m_deletions = std::make_unique<Deletions>(folder());
    const QList<JournalEntry> left = unsettled(readJournal(folder()), folder());
    QCOMPARE(left.size(), 4);
    DeletionBatch *batch = m_deletions->recover(m_source, left);
    QVERIFY(batch);
    QCOMPARE(batch->tally().of(Outcome::Unknown), 4);
    QVERIFY(batch->deletions().constFirst()->isRecovered());
    m_deletions->checkUnknown(*m_source, QDateTime::currentDateTimeUtc().addMSecs(1));
    QVERIFY(
        until([batch] { return batch->tally().of(Outcome::Unknown) == 0 && batch->tally().checking == 0; }));
    QCOMPARE(batch->tally().of(Outcome::Gone), 2);
    QCOMPARE(batch->tally().of(Outcome::StillListed), 2);
    QCOMPARE(deletesSent(), 4);
    m_deletions.reset();
    QVERIFY(unsettled(readJournal(folder()), folder()).isEmpty());
    QCOMPARE(recorded(Outcome::Gone), 2);
    QCOMPARE(recorded(Outcome::StillListed), 2);
}

void DeletionManyTest::anUpgradedServerSaysNothingAboutOldNumbers()
{
    m_answer = [](const QString &) {
        return std::optional(LoopbackAnswer::stall());
    };
    m_deletions->addMany(m_source, jobs(1, 2), true);
    QVERIFY(until([this] { return deletesSent() == 2; }));
    m_deletions = std::make_unique<Deletions>(folder());
    QList<JournalEntry> left = unsettled(readJournal(folder()), folder());
    ListServer upgraded;
    upgraded.generation = ListServer::Generation::Environment;
    upgraded.jobs() = {ListServer::environmentJob(1)};
    const auto source = sourceOn(upgraded);
    QVERIFY(settle(source));
    DeletionBatch *batch = m_deletions->recover(source, left);
    m_deletions->checkUnknown(*source, QDateTime::currentDateTimeUtc().addMSecs(1));
    QVERIFY(until([batch] { return batch->deletions().constFirst()->problem().has_value(); }));
    QCOMPARE(batch->tally().of(Outcome::Unknown), 2);
    QVERIFY(batch->deletions().constFirst()->problem()->toText().contains("another generation"_L1));
    m_deletions->settle(*source, indexOf({jobFrom(ListServer::environmentJob(1))}));
    QCOMPARE(batch->tally().of(Outcome::Unknown), 2);
}

CALLBOARD_TEST_MAIN(DeletionManyTest, QCoreApplication)
#include "tst_deletion_many.moc"
