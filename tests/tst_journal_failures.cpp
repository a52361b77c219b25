// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "journalrig.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <csignal>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

/// Whatever keeps a line from the disk is told, and leaves no half line.
class JournalFailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aFullDiskLeavesNoHalfLine();
    void whatStillFitsIsWritten();
    void aFolderThatIsAFileIsTold();
    void aFolderThatCannotBeMadeIsTold();
    void aFileThatKeepsNothingIsRefused_data();
    void aFileThatKeepsNothingIsRefused();
    void aFailureInOneMonthLeavesTheOthers();
    void aFileThatWasRemovedIsMadeAgain();
    void aFileThatWasReplacedIsWrittenTo();
    void aFolderThatWasRemovedIsMadeAgain();
    void writingGoesOnAfterAFailure();

private:
    /// Files of this process can't grow beyond this size for as long as it lives.
    struct SizeLimit
    {
        explicit SizeLimit(qint64 bytes)
        {
            ::getrlimit(RLIMIT_FSIZE, &before);
            struct rlimit limit = before;
            limit.rlim_cur = rlim_t(bytes);
            ::setrlimit(RLIMIT_FSIZE, &limit);
        }
        ~SizeLimit() { ::setrlimit(RLIMIT_FSIZE, &before); }
        SizeLimit(const SizeLimit &) = delete;
        SizeLimit &operator=(const SizeLimit &) = delete;

        struct rlimit before = {};
    };
};

void JournalFailuresTest::initTestCase()
{
    // So that writing too much is an error, as on a full disk, and not the end.
    std::signal(SIGXFSZ, SIG_IGN);
}

void JournalFailuresTest::aFullDiskLeavesNoHalfLine()
{
    JournalRig rig;
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    const QByteArray before = rig.bytes();
    const JournalEntry next = entryOf(u"2"_s);
    std::optional<Error> error;
    {
        const SizeLimit limit(before.size() + 100);
        error = rig.write({next.deletionLine(), entryOf(u"3"_s).deletionLine()});
    }
    QVERIFY(error);
    QCOMPARE(error->kind, Error::Kind::Journal);
    QCOMPARE(error->subject, rig.file());
    QCOMPARE(error->reason, qt_error_string(EFBIG));
    QVERIFY(error->nextStep().contains("nothing is deleted"_L1));
    QCOMPARE(rig.bytes(), before);
    QCOMPARE(rig.write({next.deletionLine()}), std::nullopt);
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"2"_s}));
}

void JournalFailuresTest::whatStillFitsIsWritten()
{
    JournalRig rig;
    JournalEntry large = entryOf(u"2"_s);
    large.record = "{\"a\":\"" + QByteArray(100'000, 'x') + "\"}";
    QStringList told;
    const auto append = [&](const QString &name, const JournalLine &line) {
        rig.journal().append({line}, this, [&told, name](const std::optional<Error> &error) {
            told << name + (error ? " failed"_L1 : " written"_L1);
        });
    };
    const SizeLimit limit(50'000);
    append(u"1"_s, entryOf(u"1"_s).deletionLine());
    append(u"2"_s, large.deletionLine());
    append(u"3"_s, entryOf(u"3"_s).deletionLine());
    QTRY_COMPARE(told.size(), 3);
    QCOMPARE(told, (QStringList{u"1 written"_s, u"2 failed"_s, u"3 written"_s}));
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"3"_s}));
}

void JournalFailuresTest::aFolderThatIsAFileIsTold()
{
    const QTemporaryDir place;
    QFile file(place.filePath(u"journal"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    for (const QString &folder : {file.fileName(), file.fileName() + "/below"_L1}) {
        Journal journal(folder);
        std::optional<Error> error;
        bool isTold = false;
        journal.append({entryOf(u"1"_s).deletionLine()}, this, [&](const std::optional<Error> &answer) {
            error = answer;
            isTold = true;
        });
        QTRY_VERIFY(isTold);
        QVERIFY(error);
        QCOMPARE(error->kind, Error::Kind::Journal);
        QCOMPARE(error->reason, qt_error_string(ENOTDIR));
    }
}

void JournalFailuresTest::aFolderThatCannotBeMadeIsTold()
{
    // Nobody can make one there, not even root.
    Journal journal(u"/proc/callboard/journal"_s);
    std::optional<Error> error;
    bool isTold = false;
    journal.append({entryOf(u"1"_s).deletionLine()}, this, [&](const std::optional<Error> &answer) {
        error = answer;
        isTold = true;
    });
    QTRY_VERIFY(isTold);
    QVERIFY(error);
    QVERIFY(!error->reason.isEmpty());
    QCOMPARE(error->subject, u"/proc/callboard/journal"_s);
}

void JournalFailuresTest::aFileThatKeepsNothingIsRefused_data()
{
    QTest::addColumn<QString>("target");
    QTest::newRow("full") << u"/dev/full"_s;
    QTest::newRow("void") << u"/dev/null"_s;
    QTest::newRow("folder") << u"/tmp"_s;
}

void JournalFailuresTest::aFileThatKeepsNothingIsRefused()
{
    QFETCH(const QString, target);
    JournalRig rig;
    QVERIFY(QDir().mkpath(rig.folder()));
    QVERIFY(QFile::link(target, rig.file()));
    const std::optional<Error> error = rig.write({entryOf(u"1"_s).deletionLine()});
    QVERIFY(error);
    QCOMPARE(error->subject, rig.file());
}

void JournalFailuresTest::aFailureInOneMonthLeavesTheOthers()
{
    JournalRig rig;
    QVERIFY(QDir().mkpath(rig.file(u"2026-12.jsonl"_s)));
    JournalEntry december = entryOf(u"2"_s);
    december.time = december.time.addMonths(1);
    QStringList told;
    const QList<JournalEntry> entries{entryOf(u"1"_s), december, entryOf(u"3"_s)};
    for (const JournalEntry &entry : entries) {
        rig.journal().append({entry.deletionLine()}, this, [&told](const std::optional<Error> &error) {
            told << (error ? u"failed"_s : u"written"_s);
        });
    }
    QTRY_COMPARE(told, (QStringList{u"written"_s, u"failed"_s, u"written"_s}));
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"3"_s}));
    // What can't be read is told as well.
    QCOMPARE(rig.read().problems.size(), 1);
}

void JournalFailuresTest::aFileThatWasRemovedIsMadeAgain()
{
    JournalRig rig;
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QVERIFY(QFile::remove(rig.file()));
    QCOMPARE(rig.write({entryOf(u"2"_s).deletionLine()}), std::nullopt);
    QCOMPARE(rig.names(), QStringList(u"2"_s));
}

void JournalFailuresTest::aFileThatWasReplacedIsWrittenTo()
{
    JournalRig rig;
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    const QByteArray bytes = rig.bytes();
    QVERIFY(QFile::rename(rig.file(), rig.file(u"old"_s)));
    rig.setBytes(bytes);
    QCOMPARE(rig.write({entryOf(u"2"_s).deletionLine()}), std::nullopt);
    QCOMPARE(rig.names(), (QStringList{u"1"_s, u"2"_s}));
}

void JournalFailuresTest::aFolderThatWasRemovedIsMadeAgain()
{
    JournalRig rig;
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QVERIFY(QDir(rig.folder()).removeRecursively());
    QCOMPARE(rig.write({entryOf(u"2"_s, rig.journal().session()).deletionLine()}), std::nullopt);
    QCOMPARE(rig.names(), QStringList(u"2"_s));
    // The session is there again, too.
    QCOMPARE(unsettled(rig.read(), rig.folder()).size(), 0);
}

void JournalFailuresTest::writingGoesOnAfterAFailure()
{
    JournalRig rig;
    QVERIFY(QDir().mkpath(rig.file()));
    QVERIFY(rig.write({entryOf(u"1"_s).deletionLine()}));
    QVERIFY(QDir().rmdir(rig.file()));
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QCOMPARE(rig.names(), QStringList(u"1"_s));
}

CALLBOARD_TEST_MAIN(JournalFailuresTest, QCoreApplication)

#include "tst_journal_failures.moc"
