// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "heldbytes.h"
#include "snapshotreader.h"

#include <QCoreApplication>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using SourcePointer = std::shared_ptr<JobSource>;

constexpr auto TwoJobs = R"({"items": [{"name": "1", "type": "task"}, {"name": "2", "type": "plan"}]})";

// More than is kept in memory, one a line; the list is not closed.
constexpr int Many = 120'000;
QByteArray manyJobs()
{
    return '[' + QByteArray("{\"name\":\"1\",\"description\":\"of many\"},\n").repeated(Many);
}

QStringList namesIn(const JobIndex &index)
{
    QStringList names;
    for (JobIndex::Row row = 0; row < JobIndex::Row(index.rowCount()); ++row)
        names << index.jobAt(row).name().value;
    return names;
}

const SnapshotSource &snapshotOf(const SourcePointer &source)
{
    return *qobject_cast<const SnapshotSource *>(source.get());
}

// A reader and what came of it.
class Reading : public QObject
{
public:
    Reading()
    {
        connect(&reader, &SnapshotReader::finished, this,
                [this](const Result<SourcePointer> &source) { answers.append(source); });
    }

    SnapshotReader reader;
    QList<Result<SourcePointer>> answers;
};

} // namespace

class SnapshotFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void errorBehindTheFirstJobsIsOfTheSource();
    void wholeResponseIsRefusedForAnyError();
    void wholeResponseIsThere();
    void fileThatNobodyWritesToIsCancelled();
    void namedPipeBecomesASource();
    void changeOfTheFileIsSaid_data();
    void changeOfTheFileIsSaid();
    void questionIsAnsweredWhenAllIsRead();
    void questionEndsWithTheSource();
    void columnsAreThoseOfTheRecords();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }

    const QTemporaryDir m_folder;
};

void SnapshotFileTest::errorBehindTheFirstJobsIsOfTheSource()
{
    Reading reading;
    reading.reader.readFile(write(u"jobs.json"_s, manyJobs() + " tru]"));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QVERIFY(source->reading()->index().size() > 0);
    QTRY_VERIFY(source->reading()->isFinished());
    QCOMPARE(source->reading()->error()->reason,
             u"line %1, column 2: there is no valid value here"_s.arg(Many + 1));
    QCOMPARE(source->reading()->index().size(), Many);
}

void SnapshotFileTest::wholeResponseIsRefusedForAnyError()
{
    Reading reading;
    reading.reader.readFile(write(u"jobs.json"_s, manyJobs() + " tru]"), SnapshotReader::Await::Whole);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QCOMPARE(reading.answers.constFirst().error().kind, Error::Kind::Syntax);
}

void SnapshotFileTest::wholeResponseIsThere()
{
    Reading reading;
    reading.reader.readFile(write(u"jobs.json"_s, manyJobs() + "]"), SnapshotReader::Await::Whole);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QVERIFY(source->reading()->isFinished());
    QCOMPARE(source->reading()->index().size(), Many);
    QCOMPARE(snapshotOf(source).page().repairs.size(), 1);
    QCOMPARE(snapshotOf(source).page().shape, JobPage::Shape::BareArray);
    QVERIFY(snapshotOf(source).page().jobs.isEmpty());
}

void SnapshotFileTest::fileThatNobodyWritesToIsCancelled()
{
    const QString path = m_folder.filePath(u"silent"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), S_IRUSR | S_IWUSR), 0);
    {
        Reading reading;
        reading.reader.readFile(path);
        // A later one has its answer, this one has none.
        Reading later;
        later.reader.readFile(write(u"jobs.json"_s, TwoJobs));
        QTRY_COMPARE(later.answers.size(), 1);
        QVERIFY(reading.answers.isEmpty());
    }
    QVERIFY(QFile::remove(path));
}

void SnapshotFileTest::namedPipeBecomesASource()
{
    const QString path = m_folder.filePath(u"pipe"_s);
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), S_IRUSR | S_IWUSR), 0);
    Reading reading;
    reading.reader.readFile(path);
    int writing = -1;
    const auto opens = [&writing, name = QFile::encodeName(path)] {
        writing = ::open(name.constData(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
        return writing >= 0;
    };
    QVERIFY(QTest::qWaitFor(opens)); // not before the reader has opened it
    QCOMPARE(::write(writing, TwoJobs, qstrlen(TwoJobs)), ssize_t(qstrlen(TwoJobs)));
    ::close(writing);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QCOMPARE(source->label(), u"pipe"_s);
    QCOMPARE(source->location(), QString());
    QCOMPARE(namesIn(source->reading()->index()), (QStringList{u"1"_s, u"2"_s}));
}

void SnapshotFileTest::changeOfTheFileIsSaid_data()
{
    QTest::addColumn<QString>("change");
    QTest::addColumn<QString>("note");

    QTest::newRow("written to") << u"write"_s
                                << u"The file has changed since it was read; what is not shown yet can't be "
                                   "read any more."_s;
    QTest::newRow("replaced") << u"replace"_s << u"There is another file in its place since it was read."_s;
    QTest::newRow("removed") << u"remove"_s << u"The file is no longer in its place."_s;
}

void SnapshotFileTest::changeOfTheFileIsSaid()
{
    QFETCH(const QString, change);
    // Too large to be kept in memory.
    const QString path = write(u"changing.json"_s, TwoJobs + QByteArray(5'000'000, ' '));
    Reading reading;
    reading.reader.readFile(path);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const auto source = std::static_pointer_cast<SnapshotSource>(reading.answers.constFirst().value());
    const QSignalSpy notes(source.get(), &JobSource::notesChanged);
    QCOMPARE(source->fileNote(), QString());

    if (change != "write"_L1)
        QVERIFY(QFile::remove(path));
    if (change == "write"_L1) {
        QFile file(path);
        QVERIFY(file.open(QIODevice::Append) && file.write(" ") == 1);
    } else if (change == "replace"_L1) {
        QVERIFY(!write(u"changing.json"_s, "[]").isEmpty());
    }
    source->lookAtFile();
    QTRY_COMPARE(notes.size(), 1);
    QTEST(source->fileNote(), "note");
    const auto error = source->reading()->index().jobAt(0).load();
    QCOMPARE(error.has_value(), change == "write"_L1);
}

void SnapshotFileTest::questionIsAnsweredWhenAllIsRead()
{
    const QByteArray text = manyJobs() + ']';
    const auto bytes = std::make_shared<HeldBytes>(text, 64 * 1024);
    SnapshotSource source(std::make_unique<ResponseReading>(bytes, u"jobs.json"_s),
                          {u"jobs.json"_s, {}, {}, {}});
    QTRY_VERIFY(source.reading()->index().size() > 0);

    QObject asker;
    QList<Result<JobPage>> answers;
    connect(source.fetch({}, 0, 100, &asker), &PageReply::finished, &asker,
            [&answers](const Result<JobPage> &answer) { answers.append(answer); });
    QCoreApplication::processEvents();
    QVERIFY(answers.isEmpty());
    bytes->release();
    QTRY_COMPARE(answers.size(), 1);
    QVERIFY(answers.constFirst());
    QCOMPARE(answers.constFirst().value().jobs.size(), Many);
    QCOMPARE(answers.constFirst().value().repairs.size(), 1);
}

void SnapshotFileTest::questionEndsWithTheSource()
{
    const auto bytes = std::make_shared<HeldBytes>(manyJobs() + ']', 64 * 1024);
    QObject asker;
    QList<Result<JobPage>> answers;
    {
        SnapshotSource source(std::make_unique<ResponseReading>(bytes, u"jobs.json"_s),
                              {u"jobs.json"_s, {}, {}, {}});
        connect(source.fetch({}, 0, 100, &asker), &PageReply::finished, &asker,
                [&answers](const Result<JobPage> &answer) { answers.append(answer); });
    }
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.constFirst().error().kind, Error::Kind::Stopped);
    bytes->release();
}

void SnapshotFileTest::columnsAreThoseOfTheRecords()
{
    const auto tells = [](const QByteArray &text, Column column) {
        ResponseReading reading(std::make_shared<MemoryBytes>(text), {});
        if (!QTest::qWaitFor([&reading] { return reading.isFinished(); }))
            return false;
        JobPage page;
        for (JobIndex::Row row = 0; row < JobIndex::Row(reading.index().rowCount()); ++row)
            page.jobs << reading.index().jobAt(row);
        return SnapshotSource(page, {}, {}, {}).tells(column);
    };
    QVERIFY(tells("[]", Column::NextRun));
    QVERIFY(tells("[{\"name\":\"1\",\"next_run\":null}]", Column::NextRun));
    QVERIFY(!tells("[{\"name\":\"1\"}]", Column::NextRun));
    QVERIFY(tells("[{\"name\":\"1\",\"input\":{},\"schedule\":{}}]", Column::LastRun));
}

CALLBOARD_TEST_MAIN(SnapshotFileTest, QCoreApplication)
#include "tst_snapshotfile.moc"
