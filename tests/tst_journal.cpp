// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "journalrig.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

/// What is written, and that the same is read.
class JournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordIsKeptTokenByToken_data();
    void aRecordIsKeptTokenByToken();
    void everythingAboutADeletionComesBack();
    void keysStandInAFixedOrder();
    void theLastOutcomeCounts();
    void everyOutcomeHasAKey();
    void linesStandInTheOrderInWhichTheyWereHandedOver();
    void tenThousandAtOnceGoToTheDiskTogether();
    void aMonthHasAFileOfItsOwn();
    void everythingAboutADeletionGoesToTheFileOfItsMonth();
    void onlyTheOwnerMayLook_data();
    void onlyTheOwnerMayLook();
    void nothingIsMadeBeforeTheFirstLine();
    void theAnswerComesOnceAndLater();
    void whoHasGoneIsNotCalled();
    void theEndWaitsForTheDisk();
    void aLastLineThatIsTornAnywhereIsRecovered();
    void whatIsNoLineOfOursIsToldAndPassedOver_data();
    void whatIsNoLineOfOursIsToldAndPassedOver();
    void anOutcomeMayStandBeforeItsDeletion();
    void aJournalThatIsNotThereIsEmpty();
    void aHundredThousandAreReadSoon();
};

void JournalTest::aRecordIsKeptTokenByToken_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("kept");
    QTest::newRow("in one line") << "{\"name\":\"1\"}"_ba
                                 << "{\"name\":\"1\"}"_ba;
    QTest::newRow("order of the keys") << "{\"z\":1,\"name\":\"1\",\"a\":2}"_ba
                                       << "{\"z\":1,\"name\":\"1\",\"a\":2}"_ba;
    QTest::newRow("large numbers")
        << "{\"a\":123456789012345678901234567890,\"b\":1.10,\"c\":-0.0,\"d\":1E+02}"_ba
        << "{\"a\":123456789012345678901234567890,\"b\":1.10,\"c\":-0.0,\"d\":1E+02}"_ba;
    QTest::newRow("escapes") << R"({"a":"\u00e4 \" \\ \n \/ , : {}  []"})"_ba
                             << R"({"a":"\u00e4 \" \\ \n \/ , : {}  []"})"_ba;
    QTest::newRow("text") << R"({"a":"ä 漢 🙂"})"_ba
                          << R"({"a":"ä 漢 🙂"})"_ba;
    QTest::newRow("duplicate keys") << R"({"a":1,"a":2,"record":3,"record":4})"_ba
                                    << R"({"a":1,"a":2,"record":3,"record":4})"_ba;
    QTest::newRow("pretty-printed") << "{\r\n  \"a\" : [ 1 ,\t2, { } ],\n\n  \"b\" : \" a  b \"\n}"_ba
                                    << R"({"a":[1,2,{}],"b":" a  b "})"_ba;
    QTest::newRow("long") << "{ \"a\" : \"" + QByteArray(1'000'000, 'x') + "\" }"
                          << "{\"a\":\"" + QByteArray(1'000'000, 'x') + "\"}";
}

void JournalTest::aRecordIsKeptTokenByToken()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, kept);
    JournalRig rig;
    JournalEntry entry = JournalEntry::about(jobOf(json));
    QCOMPARE(rig.write({entry.deletionLine()}), std::nullopt);
    const JournalContents contents = rig.read();
    QCOMPARE(contents.problems.size(), 0);
    QCOMPARE(contents.entries.size(), 1);
    QCOMPARE(contents.entries.constFirst().record, kept);
    QCOMPARE(contents.entries.constFirst().job().raw(), kept);
}

void JournalTest::everythingAboutADeletionComesBack()
{
    JournalRig rig;
    JournalEntry entry = entryOf(u"7"_s, rig.journal().session());
    entry.disables = true;
    entry.user = u"Fred \"the\\admin\"\nÄ"_s;
    Error error;
    error.kind = Error::Kind::NotPermitted;
    error.httpStatus = 403;
    error.subject = entry.serverLabel;
    error.serverKind = u"puppetlabs.orchestrator/not-permitted"_s;
    error.serverMessage = u"Not authorized to delete job 7"_s;
    entry.setAnswer(403, error);
    entry.outcome = DeletionOutcome::Unknown;
    entry.settledAt = entry.time.addMSecs(1234);
    entry.checkProblem = u"The list could not be read."_s;
    entry.scheduledAt = entry.time.addDays(40);
    entry.scheduledAs = u"19"_s;
    QCOMPARE(
        rig.write({entry.deletionLine(), entry.answerLine(), entry.outcomeLine(), entry.scheduledLine()}),
        std::nullopt);
    const JournalContents contents = rig.read();
    QCOMPARE(contents.entries.size(), 1);
    const JournalEntry &read = contents.entries.constFirst();
    QCOMPARE(read.id, entry.id);
    QCOMPARE(read.time, entry.time);
    QCOMPARE(read.session, entry.session);
    QCOMPARE(read.server, entry.server);
    QCOMPARE(read.serverLabel, entry.serverLabel);
    QCOMPARE(read.user, entry.user);
    QVERIFY(read.disables);
    QCOMPARE(read.record, entry.record);
    QCOMPARE(read.answeredAt.toMSecsSinceEpoch(), entry.answeredAt.toMSecsSinceEpoch());
    QCOMPARE(read.httpStatus, 403);
    QCOMPARE(read.serverKind, error.serverKind);
    QCOMPARE(read.serverMessage, error.serverMessage);
    QCOMPARE(read.answerProblem, error.whatHappened());
    QCOMPARE(read.outcome, DeletionOutcome::Unknown);
    QVERIFY(!read.isSettled());
    QCOMPARE(read.settledAt, entry.settledAt);
    QCOMPARE(read.checkProblem, entry.checkProblem);
    QCOMPARE(read.scheduledAt, entry.scheduledAt);
    QCOMPARE(read.scheduledAs, u"19"_s);
    QCOMPARE(read.job().name().value, u"7"_s);
    QCOMPARE(read.job().ownerLabel(), u"Fred"_s);
}

void JournalTest::keysStandInAFixedOrder()
{
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::AlreadyGone);
    entry.id = u"id"_s;
    entry.session = u"session"_s;
    entry.record = "{}";
    entry.answeredAt = entry.time;
    entry.httpStatus = 204;
    QCOMPARE(entry.deletionLine().text,
             R"({"v":1,"event":"deletion","id":"id","time":"2026-11-26T12:00:00.005Z","session":"session",)"
             R"("server":"https://pe.example.com:8143/orchestrator/v1","serverLabel":"pe.example.com",)"
             R"("user":"fred","request":"delete","record":{}})");
    QCOMPARE(entry.answerLine().text,
             R"({"v":1,"event":"answer","id":"id","time":"2026-11-26T12:00:00.005Z","status":204})");
    QCOMPARE(
        entry.outcomeLine().text,
        R"({"v":1,"event":"outcome","id":"id","time":"2026-11-26T12:00:02.005Z","outcome":"already-gone"})");
}

void JournalTest::theLastOutcomeCounts()
{
    JournalRig rig;
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::Unknown);
    entry.checkProblem = u"why"_s;
    QCOMPARE(rig.write({entry.deletionLine(), entry.outcomeLine()}), std::nullopt);
    QCOMPARE(rig.read().entries.constFirst().outcome, DeletionOutcome::Unknown);
    entry.outcome = DeletionOutcome::Gone;
    entry.checkProblem.clear();
    QCOMPARE(rig.write({entry.outcomeLine()}), std::nullopt);
    QCOMPARE(rig.read().entries.constFirst().outcome, DeletionOutcome::Gone);
    QCOMPARE(rig.read().entries.constFirst().checkProblem, QString());
}

void JournalTest::everyOutcomeHasAKey()
{
    QStringList keys;
    for (int i = 0; i <= int(DeletionOutcome::Unknown); ++i) {
        const auto outcome = DeletionOutcome(i);
        keys << outcomeKey(outcome);
        QCOMPARE(outcomeOf(outcomeKey(outcome)), outcome);
    }
    QCOMPARE(keys, (QStringList{u"undone"_s, u"overtaken"_s, u"not-sent"_s, u"gone"_s, u"already-gone"_s,
                                u"kept"_s, u"still-listed"_s, u"not-permitted"_s, u"token-rejected"_s,
                                u"failed"_s, u"unknown"_s}));
    QCOMPARE(outcomeOf(u"of-tomorrow"_s), std::nullopt);
}

void JournalTest::linesStandInTheOrderInWhichTheyWereHandedOver()
{
    JournalRig rig;
    QStringList expected;
    QStringList answers;
    for (int i = 0; i < 500; ++i) {
        const QString name = QString::number(i);
        expected << name;
        rig.journal().append({entryOf(name).deletionLine()}, &rig.journal(),
                             [&answers, name](const std::optional<Error> &error) {
                                 answers << (error ? error->toText() : name);
                             });
    }
    QTRY_COMPARE(answers.size(), expected.size());
    QCOMPARE(answers, expected);
    QCOMPARE(rig.names(), expected);
}

void JournalTest::tenThousandAtOnceGoToTheDiskTogether()
{
    for (const int count : {1'000, 10'000}) {
        JournalRig rig;
        QList<JournalLine> lines;
        for (int i = 0; i < count; ++i)
            lines << entryOf(QString::number(i)).deletionLine();
        int answers = 0;
        QElapsedTimer timer;
        timer.start();
        for (const JournalLine &line : std::as_const(lines)) {
            rig.journal().append({line}, &rig.journal(),
                                 [&answers](const std::optional<Error> &error) { answers += error ? 0 : 1; });
        }
        QTRY_COMPARE_WITH_TIMEOUT(answers, count, 60'000);
        const qint64 one = timer.restart();
        const qsizetype commits = rig.journal().commits();
        QVERIFY2(commits <= 50, qPrintable(QString::number(commits)));
        QCOMPARE(rig.write(lines), std::nullopt);
        qInfo("%d lines one by one: %lld ms, %lld commits; as one batch: %lld ms; %lld bytes", count, one,
              qint64(commits), timer.elapsed(), qint64(rig.bytes().size() / 2));
        QCOMPARE(rig.journal().commits(), commits + 1);
        QCOMPARE(rig.read().entries.size(), count);
    }
}

void JournalTest::aMonthHasAFileOfItsOwn()
{
    JournalRig rig;
    JournalEntry before = entryOf(u"1"_s);
    before.time = QDateTime(QDate(2026, 11, 30), QTime(23, 59, 59, 999), Qt::UTC);
    JournalEntry after = entryOf(u"2"_s);
    // December begins in UTC, wherever the user is.
    after.time = QDateTime(QDate(2026, 12, 1), QTime(1, 0), Qt::OffsetFromUTC, 3600);
    QCOMPARE(rig.write({before.deletionLine(), after.deletionLine()}), std::nullopt);
    QCOMPARE(rig.bytes(u"2026-11.jsonl"_s), before.deletionLine().text + '\n');
    QCOMPARE(rig.bytes(u"2026-12.jsonl"_s), after.deletionLine().text + '\n');
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"2"_s}));
    const QList<JournalMonth> months = rig.read().months;
    QCOMPARE(months.size(), 2);
    QCOMPARE(months.constFirst().file, u"2026-11.jsonl"_s);
    QCOMPARE(months.constFirst().deletions, 1);
    QCOMPARE(months.constFirst().bytes, rig.bytes().size());
}

void JournalTest::everythingAboutADeletionGoesToTheFileOfItsMonth()
{
    JournalRig rig;
    JournalEntry entry = settledEntryOf(u"1"_s);
    entry.settledAt = entry.time.addMonths(2);
    QCOMPARE(rig.write({entry.deletionLine(), entry.outcomeLine()}), std::nullopt);
    QCOMPARE(rig.read().months.size(), 1);
    QCOMPARE(rig.read().entries.constFirst().settledAt, entry.settledAt);
}

void JournalTest::onlyTheOwnerMayLook_data()
{
    QTest::addColumn<int>("mask");
    QTest::newRow("usual") << 022;
    QTest::newRow("everything for everybody") << 0;
    QTest::newRow("nothing for the owner either") << 0777;
}

void JournalTest::onlyTheOwnerMayLook()
{
    QFETCH(const int, mask);
    JournalRig rig;
    const mode_t before = ::umask(mode_t(mask));
    const std::optional<Error> error = rig.write({entryOf(u"1"_s).deletionLine()});
    ::umask(before);
    QCOMPARE(error, std::nullopt);
    const auto modeOf = [](const QString &path) {
        struct stat status = {};
        return ::stat(QFile::encodeName(path).constData(), &status) == 0 ? int(status.st_mode & 07777) : -1;
    };
    QCOMPARE(modeOf(rig.file()), 0600);
    QCOMPARE(modeOf(rig.folder()), 0700);
    QCOMPARE(modeOf(rig.folder() + "/.."_L1), 0700);
    QCOMPARE(modeOf(rig.folder() + "/sessions"_L1), 0700);
}

void JournalTest::nothingIsMadeBeforeTheFirstLine()
{
    JournalRig rig;
    rig.startAnew();
    QVERIFY(!QFileInfo::exists(rig.folder()));
}

void JournalTest::theAnswerComesOnceAndLater()
{
    JournalRig rig;
    int answers = 0;
    rig.journal().append({entryOf(u"1"_s).deletionLine()}, this, [&](const std::optional<Error> &) {
        ++answers;
        // Handing over more from inside is fine.
        rig.journal().append({}, this, [&](const std::optional<Error> &) { answers += 10; });
    });
    QCOMPARE(answers, 0);
    QTRY_COMPARE(answers, 11);
}

void JournalTest::whoHasGoneIsNotCalled()
{
    JournalRig rig;
    auto asker = std::make_unique<QObject>();
    bool isCalled = false;
    rig.journal().append({entryOf(u"1"_s).deletionLine()}, asker.get(),
                         [&](const std::optional<Error> &) { isCalled = true; });
    asker.reset();
    QCOMPARE(rig.write({entryOf(u"2"_s).deletionLine()}), std::nullopt);
    QVERIFY(!isCalled);
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"2"_s}));
}

void JournalTest::theEndWaitsForTheDisk()
{
    JournalRig rig;
    for (int i = 0; i < 2000; ++i)
        rig.journal().append({entryOf(QString::number(i)).deletionLine()}, this, {});
    rig.end();
    QCOMPARE(rig.names().size(), 2000);
}

void JournalTest::aLastLineThatIsTornAnywhereIsRecovered()
{
    JournalRig rig;
    const JournalEntry first = settledEntryOf(u"1"_s);
    const JournalEntry second = entryOf(u"2"_s);
    const QByteArray whole = first.deletionLine().text + '\n' + first.outcomeLine().text + '\n';
    const QByteArray last = second.deletionLine().text + '\n';
    QCOMPARE(rig.write({entryOf(u"0"_s).deletionLine()}), std::nullopt);
    for (qsizetype length = 0; length <= last.size(); ++length) {
        rig.setBytes(whole + last.first(length));
        const bool isComplete = length >= last.size() - 1;
        const JournalContents torn = rig.read();
        QCOMPARE(namesOf(torn.entries), isComplete ? QStringList({u"1"_s, u"2"_s}) : QStringList({u"1"_s}));
        QCOMPARE(torn.problems.size(), isComplete || length == 0 ? 0 : 1);
        if (!torn.problems.isEmpty())
            QCOMPARE(torn.problems.constFirst().line, 3);
        QCOMPARE(rig.write({entryOf(u"3"_s).deletionLine()}), std::nullopt);
        const JournalContents mended = rig.read();
        QCOMPARE(mended.entries.constLast().job().name().value, u"3"_s);
        QCOMPARE(mended.entries.size(), isComplete ? 3 : 2);
        QCOMPARE(mended.problems.size(), torn.problems.size());
        QVERIFY(rig.bytes().startsWith(whole + last.first(length)));
    }
}

void JournalTest::whatIsNoLineOfOursIsToldAndPassedOver_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("text") << "something else"_ba;
    QTest::newRow("zeros, as after a power cut") << QByteArray(4096, '\0');
    QTest::newRow("bytes") << "\xff\xfe\x80"_ba;
    QTest::newRow("array") << "[1]"_ba;
    QTest::newRow("another object") << "{\"a\":1}"_ba;
    QTest::newRow("later version")
        << R"({"v":2,"event":"deletion","id":"a","time":"2026-11-26T12:00:00Z","record":{}})"_ba;
    QTest::newRow("unknown event") << R"({"v":1,"event":"party","id":"known"})"_ba;
    QTest::newRow("unknown outcome")
        << R"({"v":1,"event":"outcome","id":"known","outcome":"of-tomorrow"})"_ba;
    QTest::newRow("answer without deletion") << R"({"v":1,"event":"answer","id":"b","status":204})"_ba;
    QTest::newRow("without id")
        << R"({"v":1,"event":"deletion","time":"2026-11-26T12:00:00Z","record":{}})"_ba;
    QTest::newRow("without record")
        << R"({"v":1,"event":"deletion","id":"a","time":"2026-11-26T12:00:00Z"})"_ba;
    QTest::newRow("record of another type")
        << R"({"v":1,"event":"deletion","id":"a","time":"2026-11-26T12:00:00Z","record":[]})"_ba;
    QTest::newRow("time of nowhere") << R"({"v":1,"event":"deletion","id":"a","time":"soon","record":{}})"_ba;
    QTest::newRow("twice")
        << R"({"v":1,"event":"deletion","id":"known","time":"2026-11-26T12:00:00Z","record":{}})"_ba;
}

void JournalTest::whatIsNoLineOfOursIsToldAndPassedOver()
{
    QFETCH(const QByteArray, line);
    JournalRig rig;
    JournalEntry known = entryOf(u"1"_s);
    known.id = u"known"_s;
    JournalEntry next = settledEntryOf(u"2"_s);
    QCOMPARE(rig.write(
                 {known.deletionLine(), {u"2026-11.jsonl"_s, line}, next.deletionLine(), next.outcomeLine()}),
             std::nullopt);
    const JournalContents contents = rig.read();
    QCOMPARE(namesOf(contents.entries), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(contents.entries.constFirst().outcome, std::nullopt);
    QCOMPARE(contents.entries.constLast().outcome, DeletionOutcome::Gone);
    QCOMPARE(contents.problems.size(), 1);
    QCOMPARE(contents.problems.constFirst().file, u"2026-11.jsonl"_s);
    QCOMPARE(contents.problems.constFirst().line, 2);
    QVERIFY(contents.problems.constFirst().text().startsWith("2026-11.jsonl, line 2: "_L1));
}

void JournalTest::anOutcomeMayStandBeforeItsDeletion()
{
    JournalRig rig;
    const JournalEntry entry = settledEntryOf(u"1"_s);
    QCOMPARE(rig.write({entry.outcomeLine(), entry.deletionLine()}), std::nullopt);
    QCOMPARE(rig.read().problems.size(), 0);
    QCOMPARE(rig.read().entries.constFirst().outcome, DeletionOutcome::Gone);
}

void JournalTest::aJournalThatIsNotThereIsEmpty()
{
    const JournalContents contents = readJournal(u"/nowhere/at/all"_s);
    QCOMPARE(contents.entries.size(), 0);
    QCOMPARE(contents.problems.size(), 0);
}

void JournalTest::aHundredThousandAreReadSoon()
{
    JournalRig rig;
    QList<JournalLine> lines;
    for (int i = 0; i < 100'000; ++i) {
        JournalEntry entry = settledEntryOf(QString::number(i));
        entry.setAnswer(204, std::nullopt);
        lines << entry.deletionLine() << entry.answerLine() << entry.outcomeLine();
    }
    QCOMPARE(rig.write(lines), std::nullopt);
    QElapsedTimer timer;
    timer.start();
    const JournalContents contents = rig.read();
    qInfo("%lld entries of %lld bytes read in %lld ms", qint64(contents.entries.size()), contents.bytes(),
          timer.elapsed());
    QCOMPARE(contents.entries.size(), 100'000);
    QVERIFY(timer.elapsed() < 20'000);
}

CALLBOARD_TEST_MAIN(JournalTest, QCoreApplication)

#include "tst_journal.moc"
