// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "journalrig.h"
#include "retention.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

/// Which months a user who wants few kept gives up, and that nothing else goes.
class JournalRetentionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void onlyWholeMonthsGo_data();
    void onlyWholeMonthsGo();
    void aDeletionWithAnUnknownEndKeepsItsMonth_data();
    void aDeletionWithAnUnknownEndKeepsItsMonth();
    void whatIsRemovedIsGone();
    void aMonthThatWasWrittenToMeanwhileStays();
    void aMonthThatCannotBeRemovedIsTold();

private:
    /// A deletion of this month that has ended so.
    void add(const QDate &day, std::optional<DeletionOutcome> outcome = DeletionOutcome::Gone);
    QStringList removable(int months, const QDate &today) const;

    std::unique_ptr<JournalRig> m_rig;
};

void JournalRetentionTest::init()
{
    m_rig = std::make_unique<JournalRig>();
}

void JournalRetentionTest::add(const QDate &day, std::optional<DeletionOutcome> outcome)
{
    JournalEntry entry = entryOf(day.toString(Qt::ISODate));
    entry.time = day.startOfDay(Qt::UTC);
    QList<JournalLine> lines{entry.deletionLine()};
    if (outcome) {
        entry.outcome = outcome;
        entry.settledAt = entry.time;
        lines << entry.outcomeLine();
    }
    QCOMPARE(m_rig->write(lines), std::nullopt);
}

QStringList JournalRetentionTest::removable(int months, const QDate &today) const
{
    QStringList names;
    const QList<JournalMonth> list = Retention::removable(m_rig->read(), months, today);
    for (const JournalMonth &month : list)
        names << month.file.first(7);
    return names;
}

void JournalRetentionTest::onlyWholeMonthsGo_data()
{
    QTest::addColumn<int>("months");
    QTest::addColumn<QDate>("today");
    QTest::addColumn<QStringList>("gone");
    QTest::newRow("keep all") << 0 << QDate(2026, 11, 26) << QStringList();
    QTest::newRow("one") << 1 << QDate(2026, 11, 26) << QStringList{u"2025-12"_s, u"2026-09"_s};
    QTest::newRow("one, last day") << 1 << QDate(2026, 11, 30) << QStringList{u"2025-12"_s, u"2026-09"_s};
    QTest::newRow("one, next day") << 1 << QDate(2026, 12, 1)
                                   << QStringList{u"2025-12"_s, u"2026-09"_s, u"2026-10"_s};
    QTest::newRow("ten") << 10 << QDate(2026, 11, 26) << QStringList{u"2025-12"_s};
    QTest::newRow("eleven") << 11 << QDate(2026, 11, 26) << QStringList();
    QTest::newRow("a clock set back") << 1 << QDate(2026, 1, 15) << QStringList();
}

void JournalRetentionTest::onlyWholeMonthsGo()
{
    QFETCH(const int, months);
    QFETCH(const QDate, today);
    QFETCH(const QStringList, gone);
    for (const QDate &day :
         {QDate(2025, 12, 31), QDate(2026, 9, 30), QDate(2026, 10, 1), QDate(2026, 11, 26)})
        add(day);
    QCOMPARE(removable(months, today), gone);
}

void JournalRetentionTest::aDeletionWithAnUnknownEndKeepsItsMonth_data()
{
    QTest::addColumn<std::optional<DeletionOutcome>>("outcome");
    QTest::newRow("none") << std::optional<DeletionOutcome>();
    QTest::newRow("unknown") << std::optional(DeletionOutcome::Unknown);
}

void JournalRetentionTest::aDeletionWithAnUnknownEndKeepsItsMonth()
{
    QFETCH(const std::optional<DeletionOutcome>, outcome);
    add(QDate(2025, 1, 1));
    add(QDate(2025, 1, 2), outcome);
    add(QDate(2025, 2, 1));
    QCOMPARE(removable(1, QDate(2026, 11, 26)), QStringList(u"2025-02"_s));
}

void JournalRetentionTest::whatIsRemovedIsGone()
{
    add(QDate(2025, 1, 1));
    add(QDate(2026, 11, 1));
    const QList<JournalMonth> old = Retention::removable(m_rig->read(), 1, QDate(2026, 11, 26));
    QCOMPARE(old.size(), 1);
    QCOMPARE(old.constFirst().deletions, 1);
    QCOMPARE(Retention::remove(m_rig->folder(), old).size(), 0);
    QVERIFY(!QFileInfo::exists(m_rig->file(u"2025-01.jsonl"_s)));
    QCOMPARE(m_rig->names(), QStringList(u"2026-11-01"_s));
    QCOMPARE(m_rig->read().problems.size(), 0);
}

void JournalRetentionTest::aMonthThatWasWrittenToMeanwhileStays()
{
    add(QDate(2025, 1, 1));
    const QList<JournalMonth> old = Retention::removable(m_rig->read(), 1, QDate(2026, 11, 26));
    add(QDate(2025, 1, 2));
    const QList<Error> problems = Retention::remove(m_rig->folder(), old);
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.constFirst().subject, m_rig->file(u"2025-01.jsonl"_s));
    QCOMPARE(m_rig->names().size(), 2);
}

void JournalRetentionTest::aMonthThatCannotBeRemovedIsTold()
{
    const QList<Error> problems = Retention::remove(m_rig->folder(), {{u"2025-01.jsonl"_s, 10, 1}});
    QCOMPARE(problems.size(), 1);
    QCOMPARE(problems.constFirst().reason, qt_error_string(ENOENT));
}

CALLBOARD_TEST_MAIN(JournalRetentionTest, QCoreApplication)

#include "tst_journal_retention.moc"
