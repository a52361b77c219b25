// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexblock.h"
#include "indexedowners.h"
#include "indexrecords.h"
#include "jobindex.h"
#include "jobwork.h"
#include "jsontext.h"
#include "runsaday.h"
#include "textfold.h"

#include <QRandomGenerator>
#include <QTest>

#include <simdjson.h>

using namespace Qt::StringLiterals;
using namespace IndexRecords;

namespace {

using Leniency = RecordBlockBuilder::Leniency;

void comparePlaces(const JobIndex &index, JobIndex::Row row, const QByteArray &record)
{
    const Job job = index.jobAt(row);
    const Job expected = Job(job.place()); // reads itself
    QCOMPARE(job.raw(), record);
    QCOMPARE(job.name().presence, expected.name().presence);
    QCOMPARE(job.name().value, expected.name().value);
    QCOMPARE(job.isEnvironmentJob(), expected.isEnvironmentJob());
    QCOMPARE(index.identityAt(row).name.value, expected.name().value);
}

qint64 instantOf(const Field<Timestamp> &time)
{
    return time.value.utcMs.value_or(RecordColumns::NoTime);
}

void compareColumns(const IndexBlock &block, std::size_t i, const JobIndexData &data, const Job &expected)
{
    const RecordColumns &columns = block.columns();
    const auto entry = [&](IndexedColumn column) {
        return data.dictionaries[std::size_t(column)][block.idOf(column, i)];
    };
    const auto lossless = [](const QString &text) {
        return QString::fromUtf8(text.toUtf8());
    };
    QCOMPARE(entry(IndexedColumn::Type).text, lossless(expected.type().value));
    QCOMPARE(entry(IndexedColumn::Environment).text, lossless(expected.environment().value));
    QCOMPARE(entry(IndexedColumn::Target).text, lossless(expected.target()));
    QCOMPARE(entry(IndexedColumn::Owner).text, lossless(expected.ownerLabel()));
    QCOMPARE(entry(IndexedColumn::Owner).isRevoked, expected.ownerIsRevoked());
    QCOMPARE(entry(IndexedColumn::Repeats).schedule.kind, expected.schedule().kind);
    QCOMPARE(entry(IndexedColumn::Repeats).schedule.intervalSeconds, expected.schedule().intervalSeconds);
    QCOMPARE(columns.nextRuns[i], instantOf(expected.nextRun()));
    QCOMPARE(columns.scheduledTimes[i], instantOf(expected.scheduledTime()));
    QCOMPARE(columns.lastRuns.empty() ? RecordColumns::NoTime : columns.lastRuns[i],
             instantOf(expected.lastRun().value.time));
    QCOMPARE(columns.scopeKind(i), expected.scopeKind());
    QCOMPARE(qsizetype(columns.nodeCounts[i]), expected.nodeCount());
    QCOMPARE((columns.flags[i] & RecordColumns::HasNoop) != 0, expected.noop().given());
    QCOMPARE((columns.flags[i] & RecordColumns::IsNoop) != 0, expected.noop().valueOr(false));
    QCOMPARE((columns.flags[i] & RecordColumns::NeverRuns) != 0, willNeverRun(expected));
    QCOMPARE((columns.flags[i] & RecordColumns::WasNotSubmitted) != 0,
             expected.lastRun().value.wasNotSubmitted);
    QCOMPARE((columns.flags[i] & RecordColumns::IdDisagrees) != 0, !expected.mismatchedIdNumber().isEmpty());
    const auto work = JobWork::of(expected);
    QCOMPARE(columns.works[i], work ? work->hash() : 0);
    const std::string_view description = columns.description(i);
    QCOMPARE(QByteArray(description.data(), qsizetype(description.size())),
             TextFold::folded(expected.description().value.simplified()));
}

void compareAll(const QList<QByteArray> &records, qsizetype blockSize)
{
    const JobIndex index = indexOf(records, blockSize);
    QCOMPARE(index.size(), records.size());
    bool hasNextRuns = false;
    bool hasEnvironmentJobs = false;
    for (const IndexBlock &block : index.data().blocks) {
        for (std::size_t i = 0; i < block.size(); ++i) {
            const auto row = JobIndex::Row(block.firstRow + i);
            comparePlaces(index, row, records.at(row));
            const Job expected(index.jobAt(row).place());
            compareColumns(block, i, index.data(), expected);
            if (QTest::currentTestFailed()) {
                qWarning("in %s", records.at(row).constData());
                return;
            }
            hasNextRuns = hasNextRuns || expected.nextRun().presence != Presence::Missing;
            hasEnvironmentJobs = hasEnvironmentJobs || expected.isEnvironmentJob();
        }
    }
    QCOMPARE(index.hasNextRuns(), hasNextRuns);
    QCOMPARE(index.hasEnvironmentJobs(), hasEnvironmentJobs);
}

// One or two bytes changed; only what is still JSON.
QList<QByteArray> mutantsOf(const QList<QByteArray> &records, int count)
{
    QRandomGenerator random(20260419);
    constexpr QByteArrayView Bytes("\"\\{}[],:0123456789.-+eEtfnuldaAZ\t \xC3\xA4 _TZ:");
    QList<QByteArray> mutants;
    for (int i = 0; i < count; ++i) {
        QByteArray record = records.at(random.bounded(records.size()));
        for (int change = 0; change < 1 + i % 2; ++change) {
            const qsizetype at = random.bounded(record.size());
            record[at] = Bytes[random.bounded(Bytes.size())];
        }
        if (!JsonText::faultIn(record))
            mutants << record;
    }
    return mutants;
}

} // namespace

class JobIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRecordOfTheIndexIsWhatJobReads();
    void valuesOfAnyTypeAreWhatJobReads();
    void mutantsOfRecordsAreWhatJobReads();
    void aFaultIsToldAndNothingAdded();
    void trailingCommasAreMendedAndTold();
    void aSnapshotDoesNotChangeWhenTheIndexGrows();
    void removedRowsLeaveTheOthersInPlace();
    void rowsLeftOutOfABlockAreNotHeld();
    void rowsAreFoundByIdentity();
    void clearBeginsAnew();
    void everyOwnerIsFoundOnce();
};

void JobIndexTest::aRecordOfTheIndexIsWhatJobReads()
{
    for (const qsizetype blockSize : {1, 3, 1000})
        compareAll(fixtureRecords(), blockSize);
}

void JobIndexTest::valuesOfAnyTypeAreWhatJobReads()
{
    for (const qsizetype blockSize : {1, 7, 1000})
        compareAll(oddRecords(), blockSize);
}

void JobIndexTest::mutantsOfRecordsAreWhatJobReads()
{
    const QList<QByteArray> mutants = mutantsOf(fixtureRecords() + oddRecords(), 20'000);
    QVERIFY(mutants.size() > 5000);
    compareAll(mutants, 1000);
}

void JobIndexTest::aFaultIsToldAndNothingAdded()
{
    const QByteArray text = R"({"name":"1","type":tru})";
    const QByteArray readable = padded(text);
    RecordBlockBuilder block(std::make_shared<MemoryBytes>(text), 0);
    QList<qint64> commas;
    for (const Leniency leniency : {Leniency::Strict, Leniency::MendsTrailingCommas}) {
        const auto fault = block.append(QByteArrayView(readable).first(text.size()), 0, leniency, &commas);
        QVERIFY(fault);
        QCOMPARE(fault->offset, JsonText::faultIn(text)->offset);
        QCOMPARE(fault->reason, JsonText::faultIn(text)->reason);
    }
    QVERIFY(commas.isEmpty());
    QCOMPARE(block.size(), 0);
}

void JobIndexTest::trailingCommasAreMendedAndTold()
{
    const QByteArray text = R"({"scope":{"nodes":["a",]},})";
    const QByteArray readable = padded(text);
    RecordBlockBuilder block(std::make_shared<MemoryBytes>(text), 0);
    QList<qint64> commas;
    const QByteArrayView view = QByteArrayView(readable).first(text.size());
    QVERIFY(block.append(view, 0, Leniency::Strict, &commas));
    QVERIFY(!block.append(view, 0, Leniency::MendsTrailingCommas, &commas));
    QCOMPARE(commas, (QList<qint64>{22, 25}));
    JobIndexBuilder index;
    index.append(block.take());
    QCOMPARE(block.size(), 0);
    QCOMPARE(index.snapshot().jobAt(0).nodeCount(), 1);
    QCOMPARE(index.snapshot().jobAt(0).raw(), text);
}

void JobIndexTest::aSnapshotDoesNotChangeWhenTheIndexGrows()
{
    JobIndexBuilder index;
    QList<JobIndex> snapshots;
    for (int i = 0; i < 200; ++i) {
        const QByteArray text = uR"({"name":"%1","type":"type %1"})"_s.arg(i).toUtf8();
        RecordBlockBuilder block(std::make_shared<MemoryBytes>(text), 0);
        block.append(Job(text));
        index.append(block.take());
        snapshots << index.snapshot();
    }
    for (int i = 0; i < 200; ++i) {
        QCOMPARE(snapshots.at(i).size(), i + 1);
        QCOMPARE(snapshots.at(i).types().size(), i + 1);
        QCOMPARE(snapshots.at(i).jobAt(quint32(i)).name().value, QString::number(i));
        QVERIFY(!snapshots.at(i).holds(quint32(i + 1)));
        QVERIFY(snapshots.at(i).jobAt(quint32(i + 1)).isNull());
    }
}

void JobIndexTest::removedRowsLeaveTheOthersInPlace()
{
    const JobIndex whole = indexOf(oddRecords(), 5);
    const JobIndex less = whole.without({11, 2, 4, 2}).without({4, 12});
    QCOMPARE(less.rowCount(), whole.rowCount());
    QCOMPARE(less.size(), whole.size() - 4);
    for (const JobIndex::Row row : {2U, 4U, 11U, 12U}) {
        QVERIFY(whole.holds(row));
        QVERIFY(!less.holds(row));
    }
    QVERIFY(less.holds(3));
    QCOMPARE(less.jobAt(3).raw(), whole.jobAt(3).raw());
    QCOMPARE(qsizetype(less.rows().size()), less.size());
}

void JobIndexTest::rowsLeftOutOfABlockAreNotHeld()
{
    const QByteArray text = "{} {} {}";
    const QByteArray readable = padded(text);
    RecordBlockBuilder block(std::make_shared<MemoryBytes>(text), 0);
    for (const qsizetype offset : {0, 3, 6})
        block.append(QByteArrayView(readable).sliced(offset, 2), offset, Leniency::Strict, nullptr);
    JobIndexBuilder index;
    index.append(block.take(), {1});
    QCOMPARE(index.snapshot().size(), 2);
    QCOMPARE(index.snapshot().rows(), (std::vector<JobIndex::Row>{0, 2}));
}

void JobIndexTest::rowsAreFoundByIdentity()
{
    const QList<QByteArray> records = oddRecords();
    const JobIndex index = indexOf(records, 6);
    for (JobIndex::Row row = 0; row < records.size(); ++row) {
        // The same job of another list.
        const Job job(index.jobAt(row).strictJson() == records.at(row) ? Job(records.at(row))
                                                                       : index.jobAt(row));
        std::vector<JobIndex::Row> expected;
        for (JobIndex::Row each = 0; each < records.size(); ++each) {
            if (index.jobAt(each).isSameJobAs(job))
                expected.push_back(each);
        }
        QCOMPARE(index.rowsOf({job}), expected);
        QCOMPARE(index.without({row}).rowsOf({job}).size(), expected.size() - 1);
    }
    QVERIFY(index.rowsOf({}).empty());
    QVERIFY(index.rowsOf({Job(), Job(R"({"name":"none"})")}).empty());
}

void JobIndexTest::clearBeginsAnew()
{
    JobIndexBuilder index;
    RecordBlockBuilder block(std::make_shared<MemoryBytes>("{}"), 0);
    block.append(Job(R"({"type":"old"})"));
    index.append(block.take());
    const JobIndex before = index.snapshot();
    index.clear();
    QVERIFY(index.snapshot().isEmpty());
    QVERIFY(index.snapshot().types().isEmpty());
    QCOMPARE(before.types(), QStringList{u"old"_s});
}

void JobIndexTest::everyOwnerIsFoundOnce()
{
    const auto recordOf = [](const QByteArray &name, const QByteArray &owner) {
        return R"({"name":")" + name + R"(","type":"task","owner":)" + owner + '}';
    };
    const QByteArray anna = R"({"id":"a","login":"anna"})";
    const QByteArray ben = R"({"id":"b","login":"ben"})";
    const JobIndex index = indexOf({recordOf("1", anna), recordOf("2", anna), recordOf("3", "null"),
                                    recordOf("4", ben), recordOf("5", anna)},
                                   2);
    QCOMPARE(firstOfEachOwner(index), (std::vector<JobIndex::Row>{0, 2, 3}));
    QCOMPARE(firstOfEachOwner(index.without({0, 3})), (std::vector<JobIndex::Row>{1, 2}));
    QVERIFY(firstOfEachOwner(JobIndex()).empty());
}

QTEST_APPLESS_MAIN(JobIndexTest)
#include "tst_jobindex.moc"
