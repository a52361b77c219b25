// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionnote.h"
#include "environment.h"
#include "joblist.h"
#include "jobmodel.h"
#include "journalrig.h"
#include "journalsource.h"

#include <QAbstractItemModelTester>
#include <QCoreApplication>

using namespace Qt::StringLiterals;

/// The journal as a list of jobs.
class JournalSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aRecordCarriesItsDeletion();
    void ordinaryJobsHaveNone();
    void theSameNameMayHaveBeenDeletedTwice();
    void aRecordIsNotTheJobOnTheServer();
    void whatIsKnownOfTheDeletionIsFound_data();
    void whatIsKnownOfTheDeletionIsFound();
    void columnsTellOfTheDeletion();
    void columnsSortByTheDeletion();
    void othersTellNothingOfDeletions();
    void readsAnew();
    void anOutcomeThatCameLaterIsShown();
    void anEmptyJournalIsAnEmptyList();
    void whatCannotBeReadIsTold();
    void nothingIsDeletedFromIt();
    void anOrderOfDeletionsIsNotTakenToAnotherSource();

private:
    Job only() const { return m_model->jobAt(0); }
    bool show();
    QStringList names() const;

    std::unique_ptr<JournalRig> m_rig;
    std::unique_ptr<JobModel> m_model;
};

void JournalSourceTest::init()
{
    m_rig = std::make_unique<JournalRig>();
    m_model = std::make_unique<JobModel>();
    new QAbstractItemModelTester(m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_model.get());
}

bool JournalSourceTest::show()
{
    m_model->setSource(std::make_shared<JournalSource>(m_rig->folder()));
    return QTest::qWaitFor([this] { return m_model->status().isWhole; });
}

QStringList JournalSourceTest::names() const
{
    QStringList names;
    for (int row = 0; row < m_model->rowCount(); ++row)
        names << m_model->jobAt(row).name().value;
    return names;
}

void JournalSourceTest::aRecordCarriesItsDeletion()
{
    JournalEntry entry = settledEntryOf(u"7"_s);
    entry.setAnswer(204, std::nullopt);
    QCOMPARE(m_rig->write({entry.deletionLine(), entry.answerLine(), entry.outcomeLine()}), std::nullopt);
    QVERIFY(show());
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(only().raw(), entry.record);
    const auto note = only().deletion();
    QVERIFY(note);
    QCOMPARE(note->id, entry.id);
    QCOMPARE(note->server, entry.server);
    QCOMPARE(note->outcome, DeletionOutcome::Gone);
    QCOMPARE(note->httpStatus, 204);
}

void JournalSourceTest::ordinaryJobsHaveNone()
{
    QVERIFY(!Job().deletion());
    QVERIFY(!entryOf(u"7"_s).job().deletion());
    QVERIFY(Job().withDeletion(std::make_shared<DeletionNote>()).isNull());
}

void JournalSourceTest::theSameNameMayHaveBeenDeletedTwice()
{
    QCOMPARE(m_rig->write({entryOf(u"7"_s).deletionLine(), entryOf(u"7"_s).deletionLine()}), std::nullopt);
    QVERIFY(show());
    QCOMPARE(m_model->rowCount(), 2);
    const Job first = m_model->jobAt(0);
    const Job second = m_model->jobAt(1);
    QCOMPARE(first.raw(), second.raw());
    QVERIFY(first != second);
    QVERIFY(!first.isSameJobAs(second));
    QVERIFY(JobList::identityOf(first) != JobList::identityOf(second));
    QCOMPARE(m_model->rowOf(first), 0);
    QCOMPARE(m_model->rowOf(second), 1);
}

void JournalSourceTest::aRecordIsNotTheJobOnTheServer()
{
    const JournalEntry entry = entryOf(u"7"_s);
    const Job live = entry.job();
    const Job record = live.withDeletion(std::make_shared<DeletionNote>(entry));
    QVERIFY(!live.isSameJobAs(record));
    QVERIFY(!record.isSameJobAs(live));
    QVERIFY(live != record);
    QVERIFY(JobList::identityOf(live) != JobList::identityOf(record));
    // A copy is the same.
    QVERIFY(record.isSameJobAs(Job(record)));
    QCOMPARE(live.withDeletion(std::make_shared<DeletionNote>(entry)), record);
}

void JournalSourceTest::whatIsKnownOfTheDeletionIsFound_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("name of the server") << u"pe.example"_s;
    QTest::newRow("its address") << u":8143/orch"_s;
    QTest::newRow("user") << u"wilma"_s;
    QTest::newRow("the server's words") << u"not authorized"_s;
    QTest::newRow("outcome") << u"not permitted"_s;
    QTest::newRow("the record") << u"package::update"_s;
}

void JournalSourceTest::whatIsKnownOfTheDeletionIsFound()
{
    QFETCH(const QString, text);
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::NotPermitted);
    entry.user = u"Wilma"_s;
    Error error;
    error.serverMessage = u"Not authorized to delete job 7"_s;
    entry.setAnswer(403, error);
    JournalEntry other = settledEntryOf(u"8"_s);
    other.record.replace("package::update", "other");
    other.server = u"https://other.test/x"_s;
    other.serverLabel = u"other"_s;
    QCOMPARE(m_rig->write({entry.deletionLine(), entry.answerLine(), entry.outcomeLine(),
                           other.deletionLine(), other.outcomeLine()}),
             std::nullopt);
    QVERIFY(show());
    m_model->setFilterText(text);
    QTRY_COMPARE(names(), QStringList(u"7"_s));
}

void JournalSourceTest::columnsTellOfTheDeletion()
{
    JournalEntry entry = settledEntryOf(u"7"_s, DeletionOutcome::AlreadyGone);
    const Job job = entry.job().withDeletion(std::make_shared<DeletionNote>(entry));
    QCOMPARE(specOf(Column::Deleted).text(job), momentText(entry.time.toMSecsSinceEpoch()));
    QCOMPARE(specOf(Column::Outcome).text(job), u"already gone"_s);
    QCOMPARE(specOf(Column::Server).text(job), u"pe.example.com"_s);
    QCOMPARE(specOf(Column::DeletedBy).text(job), u"fred"_s);
    entry.serverLabel.clear();
    entry.user.clear();
    entry.outcome.reset();
    const Job unknown = entry.job().withDeletion(std::make_shared<DeletionNote>(entry));
    QCOMPARE(specOf(Column::Outcome).text(unknown), u"unknown"_s);
    QCOMPARE(specOf(Column::Server).text(unknown), entry.server);
    QCOMPARE(specOf(Column::DeletedBy).text(unknown), QString());
    for (const Column column : {Column::Deleted, Column::Outcome, Column::Server, Column::DeletedBy}) {
        QVERIFY(isOfDeletions(column));
        QCOMPARE(specOf(column).text(entry.job()), QString());
        QCOMPARE(specOf(column).key(entry.job()).kind, SortKey::Kind::Absent);
    }
    QVERIFY(!isOfDeletions(Column::UserData));
}

void JournalSourceTest::columnsSortByTheDeletion()
{
    QList<JournalLine> lines;
    const QStringList users{u"b"_s, u"a"_s, u"c"_s};
    for (int i = 0; i < 3; ++i) {
        JournalEntry entry = entryOf(QString::number(i));
        entry.time = entry.time.addSecs(i * 60);
        entry.user = users.at(i);
        lines << entry.deletionLine();
    }
    QCOMPARE(m_rig->write(lines), std::nullopt);
    m_model->sort(int(Column::Deleted), Qt::DescendingOrder);
    QVERIFY(show());
    QCOMPARE(names(), (QStringList{u"2"_s, u"1"_s, u"0"_s}));
    m_model->sort(int(Column::DeletedBy), Qt::AscendingOrder);
    QTRY_COMPARE(names(), (QStringList{u"1"_s, u"0"_s, u"2"_s}));
}

void JournalSourceTest::othersTellNothingOfDeletions()
{
    const JournalSource journal(m_rig->folder());
    QVERIFY(journal.tells(Column::Deleted));
    QVERIFY(journal.tells(Column::Parameters));
    QVERIFY(journal.readsAnew());
    QVERIFY(!journal.isLive());
    QVERIFY(journal.isReadOnly());
    QCOMPARE(journal.location(), m_rig->folder());
}

void JournalSourceTest::readsAnew()
{
    QCOMPARE(m_rig->write({entryOf(u"1"_s).deletionLine()}), std::nullopt);
    QVERIFY(show());
    QCOMPARE(names(), QStringList(u"1"_s));
    QCOMPARE(m_rig->write({entryOf(u"2"_s).deletionLine()}), std::nullopt);
    m_model->refresh();
    QTRY_COMPARE(m_model->rowCount(), 2);
}

void JournalSourceTest::anOutcomeThatCameLaterIsShown()
{
    JournalEntry entry = settledEntryOf(u"1"_s);
    QCOMPARE(m_rig->write({entry.deletionLine()}), std::nullopt);
    QVERIFY(show());
    const QModelIndex cell = m_model->index(0, int(Column::Outcome));
    QCOMPARE(cell.data().toString(), u"unknown"_s);
    QCOMPARE(m_rig->write({entry.outcomeLine()}), std::nullopt);
    m_model->refresh();
    QTRY_COMPARE(m_model->index(0, int(Column::Outcome)).data().toString(), u"gone"_s);
}

void JournalSourceTest::anEmptyJournalIsAnEmptyList()
{
    QVERIFY(show());
    QCOMPARE(m_model->status().phase, ListStatus::Phase::Ready);
    QCOMPARE(m_model->rowCount(), 0);
}

void JournalSourceTest::whatCannotBeReadIsTold()
{
    QCOMPARE(m_rig->write({entryOf(u"1"_s).deletionLine(), {u"2026-11.jsonl"_s, "{\"v\":1"}}), std::nullopt);
    const auto source = std::make_shared<JournalSource>(m_rig->folder());
    int told = 0;
    connect(source.get(), &JobSource::notesChanged, this, [&told] { ++told; });
    m_model->setSource(source);
    QTRY_COMPARE(m_model->rowCount(), 1);
    QCOMPARE(told, 1);
    QCOMPARE(source->problems().size(), 1);
    QCOMPARE(source->problems().constFirst().line, 2);
}

void JournalSourceTest::nothingIsDeletedFromIt()
{
    JournalSource journal(m_rig->folder());
    QVERIFY(!journal.whyNotRemovable(entryOf(u"1"_s).job()).isEmpty());
    std::optional<RemovalAnswer> answer;
    QObject asker;
    connect(journal.remove(entryOf(u"1"_s).job(), &asker), &RemovalReply::finished, this,
            [&answer](const RemovalAnswer &said) { answer = said; });
    QTRY_VERIFY(answer);
    QVERIFY(answer->error);
}

void JournalSourceTest::anOrderOfDeletionsIsNotTakenToAnotherSource()
{
    m_model->sort(int(Column::Deleted), Qt::DescendingOrder);
    QVERIFY(show());
    QCOMPARE(m_model->sortColumn(), Column::Deleted);

    class OtherSource : public JournalSource
    {
    public:
        using JournalSource::JournalSource;
        bool tells(Column column) const override { return !isOfDeletions(column); }
    };
    m_model->setSource(std::make_shared<OtherSource>(m_rig->folder()));
    QCOMPARE(m_model->sortColumn(), Column::NextRun);
    QCOMPARE(m_model->sortOrder(), Qt::AscendingOrder);
}

CALLBOARD_TEST_MAIN(JournalSourceTest, QCoreApplication)

#include "tst_journalsource.moc"
