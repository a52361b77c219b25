// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "heldbytes.h"
#include "readresponse.h"
#include "responsereading.h"

#include <QCoreApplication>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

// Records that are named 0, 1, 2 …
QByteArray records(int count)
{
    QByteArray text;
    for (int i = 0; i < count; ++i)
        text += "{\"name\":\"" + QByteArray::number(i) + "\",\"description\":\"" + QByteArray(i % 50, 'x') +
                "\"},\n";
    return text;
}

ResponseReader::Options smallWindows()
{
    ResponseReader::Options options;
    options.window = 8192;
    options.firstWindow = 1024;
    return options;
}

// Whether the rows are named as records() names them.
bool isInOrder(const JobIndex &index)
{
    for (JobIndex::Row row = 0; row < JobIndex::Row(index.rowCount()); ++row) {
        if (index.identityAt(row).name.value != QString::number(row))
            return false;
    }
    return true;
}

} // namespace

class ResponseReadingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsComeInTheOrderOfTheText();
    void listGrowsWhileItIsRead();
    void endComesLater();
    void repairsAreToldInOrder();
    void errorLaterLeavesWhatWasRead();
    void errorInTheFirstWindowIsAtOnce();
    void firstErrorOfSeveralIsTold();
    void secondListTakesThePlaceOfTheFirst();
    void unreadableBytesAreAnError();
    void cancelKeepsWhatWasRead();
    void cancelAfterTheEndChangesNothing();
    void cancelDoesNotWaitForAFileThatHangs();
    void deletingDoesNotWaitForAFileThatHangs();
    void mayBeDeletedAtAnyTime();
};

void ResponseReadingTest::rowsComeInTheOrderOfTheText()
{
    const QByteArray text = "{\"items\":[" + records(20'000) + "],\"pagination\":{\"total\":20000}}";
    for (int i = 0; i < 10; ++i) {
        ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
        QTRY_VERIFY(reading.isFinished());
        QVERIFY(!reading.error());
        QCOMPARE(reading.index().size(), 20'000);
        QVERIFY(isInOrder(reading.index()));
        QCOMPARE(reading.page().total.value, 20'000);
        QVERIFY(reading.page().jobs.isEmpty());
        QCOMPARE(reading.bytesRead(), text.size());
        QCOMPARE(reading.bytesInAll(), text.size());
    }
}

void ResponseReadingTest::listGrowsWhileItIsRead()
{
    const QByteArray text = '[' + records(10'000) + ']';
    const auto bytes = std::make_shared<HeldBytes>(text, text.size() / 2);
    ResponseReading reading(bytes, u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.index().size() > 4000);
    QVERIFY(!reading.isFinished());
    QVERIFY(!reading.error());
    QVERIFY(reading.bytesRead() > text.size() / 3 && reading.bytesRead() <= text.size() / 2);
    const JobIndex before = reading.index();
    const qsizetype size = before.size();
    bytes->release();
    QTRY_VERIFY(reading.isFinished());
    QCOMPARE(reading.index().size(), 10'000);
    QVERIFY(isInOrder(reading.index()));
    QCOMPARE(before.size(), size);
}

void ResponseReadingTest::endComesLater()
{
    ResponseReading reading(std::make_shared<MemoryBytes>("[]"), u"jobs.json"_s);
    const QSignalSpy progress(&reading, &ListReading::progressed);
    QVERIFY(!reading.isFinished());
    QTRY_VERIFY(reading.isFinished());
    QCOMPARE(progress.size(), 1);
    QVERIFY(reading.index().isEmpty());
}

void ResponseReadingTest::repairsAreToldInOrder()
{
    const QByteArray text = '[' + QByteArray("{\"name\":\"1\",},\n").repeated(5000) + ']';
    ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.isFinished());
    const QList<JobPage::Repair> repairs = reading.page().repairs;
    QCOMPARE(repairs.size(), 5001);
    for (qsizetype i = 1; i < 5000; ++i) {
        QCOMPARE(repairs.at(i).position.line, i + 1);
        QCOMPARE(repairs.at(i).position.column, 12);
    }
    QCOMPARE(repairs.at(5000).position.line, 5000);
    QCOMPARE(repairs.at(5000).position.column, 14);
}

void ResponseReadingTest::errorLaterLeavesWhatWasRead()
{
    const QByteArray text = '[' + records(5000) + "{\"name\":tru}," + records(5000) + ']';
    ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.isFinished());
    QVERIFY(reading.error());
    QCOMPARE(reading.error()->reason, u"line 5001, column 9: there is no valid value here"_s);
    QCOMPARE(reading.error()->subject, u"jobs.json"_s);
    QVERIFY(!reading.hasFailedAtOnce());
    QCOMPARE(reading.index().size(), 5000);
    QVERIFY(isInOrder(reading.index()));
}

void ResponseReadingTest::errorInTheFirstWindowIsAtOnce()
{
    ResponseReading reading(std::make_shared<MemoryBytes>("[{\"name\":\"1\"}, tru]" + records(5000)),
                            u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.isFinished());
    QVERIFY(reading.error());
    QVERIFY(reading.hasFailedAtOnce());
}

void ResponseReadingTest::firstErrorOfSeveralIsTold()
{
    const QByteArray text = '[' + records(1000) + "x," + (records(300) + "{\"y\"},").repeated(5) + "] z";
    for (int i = 0; i < 20; ++i) {
        ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
        QTRY_VERIFY(reading.isFinished());
        QCOMPARE(reading.error()->reason, u"line 1001, column 1: there is no valid value here"_s);
        QCOMPARE(reading.index().size(), 1000);
    }
}

void ResponseReadingTest::secondListTakesThePlaceOfTheFirst()
{
    const QByteArray text =
        "{\"items\":[" + QByteArray("{},").repeated(9000) + "],\"items\":[" + records(3000) + "]}";
    ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.isFinished());
    QVERIFY(!reading.error());
    QCOMPARE(reading.index().size(), 3000);
    QVERIFY(isInOrder(reading.index()));
}

void ResponseReadingTest::unreadableBytesAreAnError()
{
    // Says that it is larger than it is, as a file that was cut off since.
    class CutBytes final : public RecordBytes
    {
    public:
        bool isInMemory() const override { return false; }
        qint64 size() const override { return m_bytes.size() + 1; }
        Result<QByteArray> read(qint64 offset, qint64 length) const override
        {
            Error error;
            error.kind = Error::Kind::File;
            error.reason = u"it is shorter"_s;
            if (offset + length > m_bytes.size())
                return error;
            return m_bytes.sliced(offset, length);
        }

    private:
        const QByteArray m_bytes = '[' + records(5000) + ']';
    };
    ResponseReading reading(std::make_shared<CutBytes>(), u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.isFinished());
    QCOMPARE(reading.error()->kind, Error::Kind::File);
    QCOMPARE(reading.error()->reason, u"it is shorter"_s);
    QVERIFY(reading.index().size() > 4000);
    QVERIFY(isInOrder(reading.index()));
}

void ResponseReadingTest::cancelKeepsWhatWasRead()
{
    const QByteArray text = '[' + records(200'000) + ']';
    ResponseReading reading(std::make_shared<MemoryBytes>(text), u"jobs.json"_s, smallWindows());
    connect(&reading, &ListReading::progressed, &reading, &ListReading::cancel);
    QTRY_VERIFY(reading.isFinished());
    QVERIFY(reading.error());
    QCOMPARE(reading.error()->kind, Error::Kind::Stopped);
    const qsizetype size = reading.index().size();
    QVERIFY(size > 0 && size < 200'000);
    QVERIFY(isInOrder(reading.index()));
}

void ResponseReadingTest::cancelAfterTheEndChangesNothing()
{
    ResponseReading reading(std::make_shared<MemoryBytes>("[1]"), u"jobs.json"_s);
    QTRY_VERIFY(reading.isFinished());
    const QSignalSpy progress(&reading, &ListReading::progressed);
    reading.cancel();
    QCoreApplication::processEvents();
    QVERIFY(!reading.error());
    QVERIFY(progress.isEmpty());
}

void ResponseReadingTest::cancelDoesNotWaitForAFileThatHangs()
{
    const QByteArray text = '[' + records(10'000) + ']';
    const auto bytes = std::make_shared<HeldBytes>(text, text.size() / 2);
    ResponseReading reading(bytes, u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(reading.index().size() > 0);
    QSignalSpy progress(&reading, &ListReading::progressed);
    reading.cancel();
    QTRY_VERIFY(reading.isFinished());
    QCOMPARE(reading.error()->kind, Error::Kind::Stopped);
    const qsizetype size = reading.index().size();
    QVERIFY(size > 0);

    progress.clear();
    bytes->release();
    // A later one is at its end when the threads of the first would have something to tell.
    ResponseReading later(bytes, u"jobs.json"_s, smallWindows());
    QTRY_VERIFY(later.isFinished());
    QCoreApplication::processEvents();
    QCOMPARE(reading.index().size(), size);
    QVERIFY(progress.isEmpty());
}

void ResponseReadingTest::deletingDoesNotWaitForAFileThatHangs()
{
    const QByteArray text = '[' + records(10'000) + ']';
    const auto bytes = std::make_shared<HeldBytes>(text, 0);
    {
        const ResponseReading reading(bytes, u"jobs.json"_s, smallWindows());
    }
    QVERIFY(bytes.use_count() > 1);
    bytes->release();
    QTRY_COMPARE(bytes.use_count(), 1L);
}

void ResponseReadingTest::mayBeDeletedAtAnyTime()
{
    const auto bytes = std::make_shared<MemoryBytes>('[' + records(5000) + ']');
    for (int i = 0; i < 300; ++i) {
        auto reading = std::make_unique<ResponseReading>(bytes, u"jobs.json"_s, smallWindows());
        for (int turn = 0; turn < i % 20; ++turn)
            QCoreApplication::processEvents();
        if (i % 3 == 0)
            reading->cancel();
        reading.reset();
    }
    QTRY_COMPARE(bytes.use_count(), 1L);
}

CALLBOARD_TEST_MAIN(ResponseReadingTest, QCoreApplication)
#include "tst_responsereading.moc"
