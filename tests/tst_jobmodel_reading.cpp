// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A list that its source reads to its end by itself, and whose records lie in a file: what a JobModel shows
// of it while it grows, and while the file does not answer.
#include "listreading.h"
#include "modelrig.h"
#include "recordblock.h"

#include <QSignalSpy>
#include <QTest>

#include <condition_variable>
#include <mutex>

using namespace Qt::StringLiterals;

namespace {

/// Bytes that are not in memory: read() waits while they are held, and fails once they are broken.
class FileBytes final : public RecordBytes
{
public:
    explicit FileBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    bool isInMemory() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) const override
    {
        std::unique_lock lock(m_mutex);
        ++m_reads;
        m_released.wait(lock, [this] { return !m_isHeld; });
        if (m_isBroken) {
            Error error;
            error.kind = Error::Kind::File;
            error.subject = u"jobs.json"_s;
            error.reason = u"it is another one now"_s;
            return error;
        }
        return m_bytes.sliced(offset, length);
    }

    void hold(bool isHeld)
    {
        const std::lock_guard lock(m_mutex);
        m_isHeld = isHeld;
        m_released.notify_all();
    }
    void breakDown()
    {
        const std::lock_guard lock(m_mutex);
        m_isBroken = true;
    }
    int reads() const
    {
        const std::lock_guard lock(m_mutex);
        return m_reads;
    }

private:
    const QByteArray m_bytes;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_released;
    mutable int m_reads = 0;
    bool m_isHeld = false;
    bool m_isBroken = false;
};

/// Grows when it is told to.
class FakeReading : public ListReading
{
public:
    JobIndex index() const override { return m_builder.snapshot(); }
    bool isFinished() const override { return m_isFinished; }
    std::optional<Error> error() const override { return m_error; }
    qint64 bytesRead() const override { return m_builder.snapshot().size(); }
    qint64 bytesInAll() const override { return 10'000; }
    void cancel() override
    {
        Error error;
        error.kind = Error::Kind::Stopped;
        error.subject = u"jobs.json"_s;
        finish(error);
    }

    void grow(const std::shared_ptr<const RecordBlock> &block)
    {
        m_builder.append(block);
        Q_EMIT progressed();
    }
    void finish(const std::optional<Error> &error = {})
    {
        m_isFinished = true;
        m_error = error;
        Q_EMIT progressed();
    }

private:
    JobIndexBuilder m_builder;
    bool m_isFinished = false;
    std::optional<Error> m_error;
};

class FileSource : public JobSource
{
public:
    QString label() const override { return u"jobs.json"_s; }
    QString location() const override { return u"/srv/jobs.json"_s; }
    bool isLive() const override { return false; }
    bool sortsBy(Column) const override { return false; }
    QString whyNotRemovable(const Job &) const override { return u"saved"_s; }
    ListReading *reading() const override { return &m_reading; }
    PageReply *fetch(const JobQuery &, qint64, int, QObject *asker) override
    {
        return answeredLater<PageReply>(asker, JobPage());
    }
    RemovalReply *remove(const Job &, QObject *asker) override
    {
        return answeredLater<RemovalReply>(asker, RemovalAnswer());
    }

    FakeReading &fake() { return m_reading; }

private:
    mutable FakeReading m_reading;
};

} // namespace

class JobModelReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void rowsAppearWhileReadingGoesOn();
    void sortAndFilterApplyToWhatIsHere();
    void cancelKeepsWhatWasRead();
    void failureFarInKeepsWhatWasRead();
    void emptyListIsAnAnswer();
    void rowsOfAHangingFileDoNotHoldTheWindow();
    void newestSearchWins();
    void changedFileIsSaid();
    void currentJobSurvivesGrowth();
    void modelMayGoWhileTheFileHangs();

private:
    /// Jobs number `from` to `from + count - 1`, the next run of each an hour before that of the one before.
    std::shared_ptr<const RecordBlock> blockOfJobs(int from, int count);
    void show();

    std::unique_ptr<ModelRig> m_rig;
    std::shared_ptr<FileSource> m_source;
    std::vector<std::shared_ptr<FileBytes>> m_files;
};

void JobModelReadingTest::init()
{
    m_rig = std::make_unique<ModelRig>();
    m_source = std::make_shared<FileSource>();
    m_files.clear();
}

void JobModelReadingTest::cleanup()
{
    for (const auto &file : m_files)
        file->hold(false);
    if (m_rig)
        QCOMPARE(m_rig->complaints(), QStringList());
    m_rig.reset();
}

std::shared_ptr<const RecordBlock> JobModelReadingTest::blockOfJobs(int from, int count)
{
    QByteArray text;
    QList<std::pair<qint64, qint64>> spans;
    for (int i = from; i < from + count; ++i) {
        const QDateTime next = QDateTime::fromSecsSinceEpoch(1'900'000'000 - qint64{3600} * i, Qt::UTC);
        const QByteArray record =
            R"({"name": "%1", "type": "task", "task": "nightly %2", "description": "d", "next_run": "%3"})"_ba
                .replace("%1", QByteArray::number(i))
                .replace("%2", i % 2 == 0 ? "even" : "odd")
                .replace("%3", next.toString(Qt::ISODate).toUtf8());
        spans.append({text.size(), record.size()});
        text += record + ',';
    }
    text += QByteArray(64, ' ');
    const auto bytes = std::make_shared<FileBytes>(text);
    m_files.push_back(bytes);
    RecordBlockBuilder builder(bytes, 0);
    for (const auto &[begin, length] : std::as_const(spans)) {
        if (builder.append(QByteArrayView(text).sliced(begin, length), begin,
                           RecordBlockBuilder::Leniency::Strict, nullptr))
            qFatal("an invented record is no JSON");
    }
    return builder.take();
}

void JobModelReadingTest::show()
{
    (*m_rig)->setSource(m_source);
    (*m_rig)->lookAt(0, 20);
}

void JobModelReadingTest::rowsAppearWhileReadingGoesOn()
{
    show();
    QCOMPARE((*m_rig)->status().phase, ListStatus::Phase::Loading);
    QCOMPARE((*m_rig)->status().loadingAll, ListStatus::Purpose::Reading);
    m_source->fake().grow(blockOfJobs(1, 100));
    QTRY_COMPARE((*m_rig)->rowCount(), 100);
    QVERIFY(!(*m_rig)->status().isWhole);
    QVERIFY((*m_rig)->status().isBusy);
    QVERIFY(!(*m_rig)->status().total);
    QCOMPARE((*m_rig)->status().bytesInAll, 10'000);
    m_source->fake().grow(blockOfJobs(101, 900));
    QTRY_COMPARE((*m_rig)->rowCount(), 1000);
    m_source->fake().finish();
    QTRY_VERIFY((*m_rig)->status().isWhole && !(*m_rig)->status().isBusy);
    QCOMPARE((*m_rig)->status().total, 1000);
    QCOMPARE((*m_rig)->status().loadingAll, ListStatus::Purpose::None);
    (*m_rig)->lookAt(0, 20);
    // The earliest run first.
    QTRY_COMPARE(m_rig->stateOf(0), JobModel::RowState::Here);
    QCOMPARE((*m_rig)->jobAt(0).name().value, u"1000"_s);
}

void JobModelReadingTest::sortAndFilterApplyToWhatIsHere()
{
    show();
    m_source->fake().grow(blockOfJobs(1, 100));
    QTRY_COMPARE((*m_rig)->rowCount(), 100);
    m_rig->sortBy(Column::Name);
    QTRY_COMPARE((*m_rig)->jobAt(0).name().value, u"1"_s);
    (*m_rig)->setFilterText(u"EVEN"_s);
    QTRY_COMPARE((*m_rig)->rowCount(), 50);
    QCOMPARE((*m_rig)->jobAt(0).name().value, u"2"_s);
    QVERIFY((*m_rig)->status().isFiltered);
    m_source->fake().grow(blockOfJobs(101, 100));
    QTRY_COMPARE((*m_rig)->rowCount(), 100);
    (*m_rig)->setType(u"plan"_s);
    QTRY_COMPARE((*m_rig)->rowCount(), 0);
    (*m_rig)->clearFilters();
    m_source->fake().finish();
    QTRY_COMPARE((*m_rig)->rowCount(), 200);
    QTRY_VERIFY((*m_rig)->status().isWhole);
}

void JobModelReadingTest::cancelKeepsWhatWasRead()
{
    show();
    m_source->fake().grow(blockOfJobs(1, 100));
    QTRY_COMPARE((*m_rig)->rowCount(), 100);
    (*m_rig)->cancelLoading();
    QTRY_VERIFY(!(*m_rig)->status().isBusy);
    QCOMPARE((*m_rig)->rowCount(), 100);
    QVERIFY(!(*m_rig)->status().isWhole);
    QVERIFY((*m_rig)->status().error);
    QCOMPARE((*m_rig)->status().error->kind, Error::Kind::Stopped);
    // What is here can be worked with.
    m_rig->sortBy(Column::Name, Qt::DescendingOrder);
    QTRY_COMPARE((*m_rig)->jobAt(0).name().value, u"100"_s);
}

void JobModelReadingTest::failureFarInKeepsWhatWasRead()
{
    show();
    m_source->fake().grow(blockOfJobs(1, 100));
    m_source->fake().grow(blockOfJobs(101, 10));
    Error error;
    error.kind = Error::Kind::Syntax;
    error.subject = u"jobs.json"_s;
    error.reason = u"line 7, column 8: a comma is missing"_s;
    m_source->fake().finish(error);
    QTRY_COMPARE((*m_rig)->rowCount(), 110);
    QTRY_VERIFY(!(*m_rig)->status().isBusy);
    QVERIFY(!(*m_rig)->status().isWhole);
    QCOMPARE((*m_rig)->status().error->reason, error.reason);
    QCOMPARE((*m_rig)->status().phase, ListStatus::Phase::Ready);
}

void JobModelReadingTest::emptyListIsAnAnswer()
{
    show();
    m_source->fake().finish();
    QTRY_COMPARE((*m_rig)->status().phase, ListStatus::Phase::Ready);
    QCOMPARE((*m_rig)->status().total, 0);
    QVERIFY((*m_rig)->status().isWhole);
}

void JobModelReadingTest::rowsOfAHangingFileDoNotHoldTheWindow()
{
    const auto block = blockOfJobs(1, 6000);
    m_files.front()->hold(true);
    show();
    m_source->fake().grow(block);
    m_source->fake().finish();
    QTRY_COMPARE((*m_rig)->rowCount(), 6000);
    (*m_rig)->lookAt(0, 20);
    // Nothing of this waits for the file.
    QCOMPARE(m_rig->stateOf(0), JobModel::RowState::Loading);
    QCOMPARE((*m_rig)->jobAt(0).name().value, u"6000"_s);
    QVERIFY((*m_rig)->index(0, int(Column::Description)).data().isNull());
    m_rig->sortBy(Column::Target);
    QTRY_VERIFY(!(*m_rig)->status().isBusy);
    QCOMPARE((*m_rig)->jobAt(0).name().value, u"2"_s);
    (*m_rig)->lookAt(0, 20);
    (*m_rig)->lookAt(100, 120);
    QSignalSpy changed(&m_rig->model(), &QAbstractItemModel::dataChanged);
    m_files.front()->hold(false);
    QTRY_COMPARE(m_rig->stateOf(100), JobModel::RowState::Here);
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE((*m_rig)->index(100, int(Column::Description)).data().toString(), u"d"_s);
}

void JobModelReadingTest::newestSearchWins()
{
    const auto block = blockOfJobs(1, 6000);
    show();
    m_source->fake().grow(block);
    m_source->fake().finish();
    QTRY_VERIFY((*m_rig)->status().isWhole && !(*m_rig)->status().isBusy);
    m_files.front()->hold(true);
    // Neither stands in a column, so that the file is asked, and hangs.
    (*m_rig)->setFilterText(u"nowhere"_s);
    (*m_rig)->setFilterText(u"neither"_s);
    QVERIFY((*m_rig)->status().isBusy);
    (*m_rig)->setFilterText({});
    QTRY_VERIFY(!(*m_rig)->status().isBusy);
    QCOMPARE((*m_rig)->rowCount(), 6000);
    m_files.front()->hold(false);
    (*m_rig)->setFilterText(u"odd"_s);
    QTRY_COMPARE((*m_rig)->rowCount(), 3000);
}

void JobModelReadingTest::changedFileIsSaid()
{
    const auto block = blockOfJobs(1, 6000);
    m_files.front()->breakDown();
    show();
    m_source->fake().grow(block);
    m_source->fake().finish();
    QTRY_COMPARE((*m_rig)->rowCount(), 6000);
    (*m_rig)->lookAt(0, 20);
    QTRY_COMPARE(m_rig->stateOf(0), JobModel::RowState::Failed);
    QTRY_VERIFY((*m_rig)->status().error);
    QCOMPARE((*m_rig)->status().error->reason, u"it is another one now"_s);
    QCOMPARE((*m_rig)->rowCount(), 6000);
}

void JobModelReadingTest::currentJobSurvivesGrowth()
{
    show();
    m_source->fake().grow(blockOfJobs(1, 100));
    QTRY_COMPARE((*m_rig)->rowCount(), 100);
    const Job job = (*m_rig)->jobAt(30);
    m_source->fake().grow(blockOfJobs(101, 6000));
    QTRY_COMPARE((*m_rig)->rowCount(), 6100);
    QCOMPARE((*m_rig)->rowOf(job), 6030);
    QCOMPARE((*m_rig)->rowsOf({job, Job(), (*m_rig)->jobAt(7)}), QList<qsizetype>({6030, -1, 7}));
    m_source->fake().finish();
    QTRY_VERIFY((*m_rig)->status().isWhole);
    QCOMPARE((*m_rig)->rowOf(job), 6030);
}

void JobModelReadingTest::modelMayGoWhileTheFileHangs()
{
    const auto block = blockOfJobs(1, 6000);
    show();
    m_source->fake().grow(block);
    m_source->fake().finish();
    QTRY_COMPARE((*m_rig)->rowCount(), 6000);
    m_files.front()->hold(true);
    (*m_rig)->lookAt(50, 70);
    (*m_rig)->setFilterText(u"nowhere"_s);
    QTRY_VERIFY(m_files.front()->reads() > 0);
    m_rig.reset();
    m_files.front()->hold(false);
}

QTEST_GUILESS_MAIN(JobModelReadingTest)
#include "tst_jobmodel_reading.moc"
