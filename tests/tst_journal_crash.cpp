// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "journalrig.h"
#include "journalsession.h"

#include <QCoreApplication>
#include <QDir>
#include <QProcess>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace {

/// This program again, as a process that appends to a journal.
class Child
{
public:
    Child(const QString &folder, const QString &prefix, int count)
    {
        m_process.start(QCoreApplication::applicationFilePath(),
                        {u"--append"_s, folder, prefix, QString::number(count)});
        if (!m_process.waitForStarted())
            qFatal("the child did not start");
    }
    ~Child()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Child(const Child &) = delete;
    Child &operator=(const Child &) = delete;

    /// The names of which it has said that they are on the disk.
    QStringList told()
    {
        m_output += m_process.readAllStandardOutput();
        // Behind the last line feed there may be half a name.
        return QString::fromUtf8(m_output.first(m_output.lastIndexOf('\n') + 1))
            .split(u'\n', Qt::SkipEmptyParts);
    }
    bool tells(qsizetype count)
    {
        while (told().size() < count) {
            if (!m_process.waitForReadyRead(10'000))
                return false;
        }
        return true;
    }
    bool ends() { return m_process.state() == QProcess::NotRunning || m_process.waitForFinished(60'000); }
    int exitCode() const { return m_process.exitCode(); }
    /// As kill -9 does.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    QByteArray m_output;
};

} // namespace

/// Several processes with one journal, and those that end in the middle.
class JournalCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void severalProcessesWriteToOneJournal();
    void whatWasToldToBeWrittenOutlivesAKill();
    void aProcessThatWasKilledLeavesItsDeletionsUnsettled();
    void whatIsUnderWayIsNotUnsettled();
    void whatWasFoundOutIsSettled();
    void theSessionsOfTheDeadAreTidiedAway();
    void aSessionIdIsNoPath();
};

void JournalCrashTest::severalProcessesWriteToOneJournal()
{
    constexpr int Count = 150;
    JournalRig rig;
    Journal second(rig.folder());
    const QStringList prefixes{u"a"_s, u"b"_s, u"c"_s};
    std::vector<std::unique_ptr<Child>> children;
    for (const QString &prefix : prefixes)
        children.push_back(std::make_unique<Child>(rig.folder(), prefix, Count));
    int answers = 0;
    for (int i = 1; i <= Count; ++i) {
        const auto count = [&answers](const std::optional<Error> &error) {
            answers += error ? 0 : 1;
        };
        rig.journal().append({entryOf(u"d%1"_s.arg(i)).deletionLine()}, this, count);
        second.append({entryOf(u"e%1"_s.arg(i)).deletionLine()}, this, count);
    }
    QTRY_COMPARE(answers, 2 * Count);
    for (const auto &child : children) {
        QVERIFY(child->ends());
        QCOMPARE(child->exitCode(), 0);
        QCOMPARE(child->told().size(), Count);
    }
    const JournalContents contents = rig.read();
    QCOMPARE(contents.problems.size(), 0);
    QCOMPARE(contents.entries.size(), 5 * Count);
    QStringList names = rig.names();
    for (const QString &prefix : {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}) {
        QStringList expected;
        for (int i = 1; i <= Count; ++i)
            expected << prefix + QString::number(i);
        QCOMPARE(names.filter(prefix), expected);
    }
}

void JournalCrashTest::whatWasToldToBeWrittenOutlivesAKill()
{
    constexpr int Kills = 60;
    JournalRig rig;
    QSet<QString> told;
    for (int i = 0; i < Kills; ++i) {
        Child child(rig.folder(), u"k%1-"_s.arg(i), 0);
        QVERIFY(child.tells(1 + QRandomGenerator::global()->bounded(12)));
        child.kill();
        const QStringList names = child.told();
        QVERIFY(!names.join(u' ').contains("error"_L1));
        told += QSet<QString>(names.begin(), names.end());
    }
    const JournalContents contents = rig.read();
    const QStringList names = namesOf(contents.entries);
    QVERIFY((told - QSet<QString>(names.begin(), names.end())).isEmpty());
    QVERIFY(told.size() >= Kills);
    // One line may have been under way at each end.
    QVERIFY(contents.problems.size() <= Kills);
    QVERIFY(names.size() <= told.size() + 2 * Kills);
    QCOMPARE(rig.write({entryOf(u"after"_s).deletionLine()}), std::nullopt);
    QVERIFY(rig.names().contains(u"after"_s));
    QCOMPARE(unsettled(rig.read(), rig.folder()).size(), names.size() + 1);
}

void JournalCrashTest::aProcessThatWasKilledLeavesItsDeletionsUnsettled()
{
    JournalRig rig;
    Child child(rig.folder(), u"x"_s, 0);
    QVERIFY(child.tells(3));
    QCOMPARE(unsettled(rig.read(), rig.folder()).size(), 0);
    const QString session = rig.read().entries.constFirst().session;
    QVERIFY(JournalSession::isAlive(rig.folder(), session));
    child.kill();
    QVERIFY(!JournalSession::isAlive(rig.folder(), session));
    const QList<JournalEntry> open = unsettled(rig.read(), rig.folder());
    QCOMPARE(open.size(), rig.read().entries.size());
    QCOMPARE(open.constFirst().job().name().value, u"x1"_s);
}

void JournalCrashTest::whatIsUnderWayIsNotUnsettled()
{
    JournalRig rig;
    const QString session = rig.journal().session();
    QVERIFY(!JournalSession::isAlive(rig.folder(), session));
    QCOMPARE(rig.write({entryOf(u"1"_s, session).deletionLine()}), std::nullopt);
    QVERIFY(JournalSession::isAlive(rig.folder(), session));
    QCOMPARE(unsettled(rig.read(), rig.folder()).size(), 0);
    rig.startAnew();
    QVERIFY(rig.journal().session() != session);
    QVERIFY(!JournalSession::isAlive(rig.folder(), session));
    QCOMPARE(unsettled(rig.read(), rig.folder()).size(), 1);
}

void JournalCrashTest::whatWasFoundOutIsSettled()
{
    JournalRig rig;
    QList<JournalLine> lines;
    const QList<DeletionOutcome> outcomes{DeletionOutcome::Gone, DeletionOutcome::Unknown,
                                          DeletionOutcome::NotSent};
    for (const DeletionOutcome outcome : outcomes) {
        const JournalEntry entry = settledEntryOf(outcomeKey(outcome), outcome);
        lines << entry.deletionLine() << entry.outcomeLine();
    }
    QCOMPARE(rig.write(lines), std::nullopt);
    QCOMPARE(namesOf(unsettled(rig.read(), rig.folder())), QStringList(u"unknown"_s));
}

void JournalCrashTest::theSessionsOfTheDeadAreTidiedAway()
{
    JournalRig rig;
    for (int i = 0; i < 3; ++i) {
        Child child(rig.folder(), u"x"_s, 0);
        QVERIFY(child.tells(1));
        child.kill();
    }
    const QDir sessions(rig.folder() + "/sessions"_L1);
    QVERIFY(!sessions.isEmpty());
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QCOMPARE(sessions.entryList(QDir::Files), QStringList(rig.journal().session()));
    rig.end();
    QVERIFY(sessions.isEmpty());
}

void JournalCrashTest::aSessionIdIsNoPath()
{
    JournalRig rig;
    QCOMPARE(rig.write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QVERIFY(!JournalSession::isAlive(rig.folder(), u"../sessions/"_s + rig.journal().session()));
    QVERIFY(!JournalSession::isAlive(rig.folder(), QString()));
}

int main(int argc, char *argv[])
{
    ownTimeAndPlace();
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 5 && arguments.at(1) == "--append"_L1)
        return appendAsChild(arguments.at(2), arguments.at(3), arguments.at(4).toInt());
    JournalCrashTest test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_journal_crash.moc"
