// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "snapshotreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QPointer>
#include <QTemporaryDir>

#include <array>

#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

using SourcePointer = std::shared_ptr<JobSource>;

constexpr auto TwoJobs = R"({"items": [{"name": "1", "type": "task"}, {"name": "2", "type": "plan"}]})";

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

// Puts a pipe in the place of the standard input.
class InputPipe
{
public:
    InputPipe() : m_saved(::dup(STDIN_FILENO))
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe(ends.data()) == 0) {
            ::dup2(ends[0], STDIN_FILENO);
            ::close(ends[0]);
            m_writing = ends[1];
        }
    }
    ~InputPipe()
    {
        close();
        ::dup2(m_saved, STDIN_FILENO);
        ::close(m_saved);
    }
    Q_DISABLE_COPY_MOVE(InputPipe)

    bool write(const QByteArray &bytes) const
    {
        return ::write(m_writing, bytes.constData(), std::size_t(bytes.size())) == bytes.size();
    }
    void close()
    {
        if (m_writing >= 0)
            ::close(m_writing);
        m_writing = -1;
    }

private:
    const int m_saved;
    int m_writing = -1;
};

} // namespace

class SnapshotSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fileBecomesASource();
    void publishedExampleKeepsItsRepairs();
    void fileIsRefused_data();
    void fileIsRefused();
    void noSuchFile();
    void folderIsNoFile();
    void fileThatFailsWhileReading();
    void fileWithoutPermission();
    void answerComesLater();
    void clipboardBecomesASource_data();
    void clipboardBecomesASource();
    void clipboardIsRefused_data();
    void clipboardIsRefused();
    void standardInputBecomesASource();
    void standardInputIsRefused();
    void standardInputThatNeverEndsIsCancelled();
    void deletingTheReaderCancels();
    void sourceOutlivesItsReader();
    void everyQuestionGetsTheWholePage_data();
    void everyQuestionGetsTheWholePage();
    void deletingTheAskerCancels();
    void answerOutlivesTheSource();
    void deletionIsRefusedWithAReason();

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName()
                                                                                        : QString();
    }

    const QTemporaryDir m_folder;
};

void SnapshotSourceTest::fileBecomesASource()
{
    const QString path = write(u"jobs of today.json"_s, TwoJobs);
    const QDateTime written(QDate(2026, 3, 1), QTime(12, 30), Qt::UTC);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadWrite) && file.setFileTime(written, QFileDevice::FileModificationTime));

    Reading reading;
    reading.reader.readFile(QDir::current().relativeFilePath(path));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QCOMPARE(source->label(), u"jobs of today.json"_s);
    QCOMPARE(source->location(), path);
    QCOMPARE(source->asOf(), std::optional(written));
    QVERIFY(!source->isLive());
    QVERIFY(!source->sortsBy(Column::NextRun));
    QCOMPARE(namesIn(source->reading()->index()), (QStringList{u"1"_s, u"2"_s}));
    QVERIFY(source->reading()->isFinished());
    QVERIFY(!source->reading()->error());
    QCOMPARE(source->reading()->bytesInAll(), qint64(qstrlen(TwoJobs)));
    QCOMPARE(source->reading()->bytesRead(), source->reading()->bytesInAll());
}

void SnapshotSourceTest::publishedExampleKeepsItsRepairs()
{
    Reading reading;
    reading.reader.readFile(QStringLiteral(CALLBOARD_TEST_DATA "/published-example.json"));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    QCOMPARE(snapshotOf(reading.answers.constFirst().value()).page().repairs.size(), 2);
}

void SnapshotSourceTest::fileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("reason");

    QTest::newRow("empty") << QByteArray() << Error::Kind::Syntax << u"line 1, column 1: it is empty"_s;
    QTest::newRow("broken") << "{\"items\":\n [1 2]}"_ba << Error::Kind::Syntax
                            << u"line 2, column 5: a comma is missing"_s;
    QTest::newRow("binary") << QByteArray(64, '\0') << Error::Kind::Syntax
                            << u"line 1, column 1: there is no valid value here"_s;
    QTest::newRow("no response") << R"({"jobs": []})"_ba << Error::Kind::Shape
                                 << u"line 1, column 1: there is no \"items\" in it"_s;
}

void SnapshotSourceTest::fileIsRefused()
{
    QFETCH(const QByteArray, content);
    Reading reading;
    reading.reader.readFile(write(u"broken.json"_s, content));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    const Error error = reading.answers.constFirst().error();
    QTEST(error.kind, "kind");
    QTEST(error.reason, "reason");
    QCOMPARE(error.subject, u"broken.json"_s);
    QCOMPARE(error.httpStatus, 0);
}

void SnapshotSourceTest::noSuchFile()
{
    Reading reading;
    reading.reader.readFile(m_folder.filePath(u"nowhere.json"_s));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    const Error error = reading.answers.constFirst().error();
    QCOMPARE(error.kind, Error::Kind::File);
    QCOMPARE(error.subject, u"nowhere.json"_s);
    QCOMPARE(error.reason, u"No such file or directory"_s);
    QVERIFY(!error.nextStep().isEmpty());
}

void SnapshotSourceTest::folderIsNoFile()
{
    QVERIFY(QDir(m_folder.path()).mkpath(u"folder"_s));
    Reading reading;
    reading.reader.readFile(m_folder.filePath(u"folder"_s));
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QCOMPARE(reading.answers.constFirst().error().kind, Error::Kind::File);
    QCOMPARE(reading.answers.constFirst().error().subject, u"folder"_s);
    QCOMPARE(reading.answers.constFirst().error().reason, u"it is a folder"_s);
}

void SnapshotSourceTest::fileThatFailsWhileReading()
{
    Reading reading;
    reading.reader.readFile(u"/proc/self/mem"_s); // opens, but its first byte can't be read
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QCOMPARE(reading.answers.constFirst().error().kind, Error::Kind::File);
    QCOMPARE(reading.answers.constFirst().error().reason, u"Input/output error"_s);
}

void SnapshotSourceTest::fileWithoutPermission()
{
    const QString path = write(u"secret.json"_s, TwoJobs);
    QVERIFY(QFile::setPermissions(path, {}));
    if (QFile(path).open(QIODevice::ReadOnly))
        QSKIP("this user may read everything");
    Reading reading;
    reading.reader.readFile(path);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QCOMPARE(reading.answers.constFirst().error().reason, u"Permission denied"_s);
}

void SnapshotSourceTest::answerComesLater()
{
    Reading reading;
    reading.reader.readFile(m_folder.filePath(u"nowhere.json"_s));
    reading.reader.readText(u"[]"_s);
    QVERIFY(reading.answers.isEmpty());
    QTRY_COMPARE(reading.answers.size(), 2);
}

void SnapshotSourceTest::clipboardBecomesASource_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("response") << QString::fromUtf8(TwoJobs);
    QTest::newRow("with a byte order mark") << QChar(QChar::ByteOrderMark) + QString::fromUtf8(TwoJobs);
    QTest::newRow("bare array") << uR"([{"name": "1"}, {"name": "2"},])"_s;
}

void SnapshotSourceTest::clipboardBecomesASource()
{
    QFETCH(const QString, text);
    Reading reading;
    reading.reader.readText(text);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QCOMPARE(source->label(), u"Clipboard"_s);
    QCOMPARE(source->location(), QString());
    QVERIFY(!source->asOf());
    QCOMPARE(namesIn(source->reading()->index()), (QStringList{u"1"_s, u"2"_s}));
    QCOMPARE(source->reading()->index().jobAt(0).responseBytes(), text.toUtf8());
}

void SnapshotSourceTest::clipboardIsRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("reason");

    QTest::newRow("empty") << QString() << u"line 1, column 1: it is empty"_s;
    QTest::newRow("prose") << u"Grüße"_s << u"line 1, column 1: there is no valid value here"_s;
    QTest::newRow("cut off") << u"{\"items\": [{\"description\": \"日本"_s
                             << u"line 1, column 28: a string is not closed"_s;
}

void SnapshotSourceTest::clipboardIsRefused()
{
    QFETCH(const QString, text);
    Reading reading;
    reading.reader.readText(text);
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QTEST(reading.answers.constFirst().error().reason, "reason");
    QCOMPARE(reading.answers.constFirst().error().subject, u"Clipboard"_s);
}

void SnapshotSourceTest::standardInputBecomesASource()
{
    InputPipe input;
    Reading reading;
    reading.reader.readStandardInput();
    const QByteArray text(TwoJobs);
    QVERIFY(input.write(text.first(20)));
    QCoreApplication::processEvents();
    QVERIFY(input.write(text.sliced(20)));
    QCoreApplication::processEvents();
    QVERIFY(reading.answers.isEmpty());
    input.close();
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(reading.answers.constFirst());
    const SourcePointer source = reading.answers.constFirst().value();
    QCOMPARE(source->label(), u"Standard input"_s);
    QCOMPARE(source->location(), QString());
    QCOMPARE(source->reading()->index().jobAt(0).responseBytes(), text);
}

void SnapshotSourceTest::standardInputIsRefused()
{
    InputPipe input;
    Reading reading;
    reading.reader.readStandardInput();
    input.close();
    QTRY_COMPARE(reading.answers.size(), 1);
    QVERIFY(!reading.answers.constFirst());
    QCOMPARE(reading.answers.constFirst().error().subject, u"Standard input"_s);
    QCOMPARE(reading.answers.constFirst().error().reason, u"line 1, column 1: it is empty"_s);
}

void SnapshotSourceTest::standardInputThatNeverEndsIsCancelled()
{
    const InputPipe input;
    {
        Reading reading;
        reading.reader.readStandardInput();
        QVERIFY(input.write("{\"items\": ["));
        QCoreApplication::processEvents();
        QVERIFY(reading.answers.isEmpty());
    }
    QVERIFY(input.write("]}"));
    QCoreApplication::processEvents();
}

void SnapshotSourceTest::deletingTheReaderCancels()
{
    int answers = 0;
    const QObject context;
    {
        SnapshotReader reader;
        connect(&reader, &SnapshotReader::finished, &context, [&answers] { ++answers; });
        reader.readFile(write(u"jobs.json"_s, TwoJobs));
        reader.readText(QString::fromUtf8(TwoJobs));
    }
    // A later one has its answer when those that were cancelled would have theirs.
    Reading later;
    later.reader.readFile(write(u"jobs.json"_s, TwoJobs));
    QTRY_COMPARE(later.answers.size(), 1);
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void SnapshotSourceTest::sourceOutlivesItsReader()
{
    SourcePointer source;
    {
        Reading reading;
        reading.reader.readText(QString::fromUtf8(TwoJobs));
        QTRY_COMPARE(reading.answers.size(), 1);
        QVERIFY(reading.answers.constFirst());
        source = reading.answers.constFirst().value();
    }
    QCOMPARE(namesIn(source->reading()->index()), (QStringList{u"1"_s, u"2"_s}));

    const QPointer<JobSource> watched(source.get());
    source.reset();
    QTRY_VERIFY(!watched);
}

void SnapshotSourceTest::everyQuestionGetsTheWholePage_data()
{
    QTest::addColumn<JobQuery>("query");
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("limit");

    QTest::newRow("first page") << JobQuery() << qint64{0} << 100;
    QTest::newRow("small limit") << JobQuery() << qint64{0} << 1;
    QTest::newRow("later page") << JobQuery() << qint64{500} << 100;
    QTest::newRow("type and order") << JobQuery{u"plan"_s, Column::Name, Qt::DescendingOrder} << qint64{0}
                                    << 100;
}

void SnapshotSourceTest::everyQuestionGetsTheWholePage()
{
    QFETCH(const JobQuery, query);
    QFETCH(const qint64, offset);
    QFETCH(const int, limit);
    JobPage page;
    page.jobs = QList<Job>(3, Job("{}"));
    SnapshotSource source(page, u"jobs.json"_s, {}, {});

    QObject asker;
    QList<Result<JobPage>> answers;
    PageReply *reply = source.fetch(query, offset, limit, &asker);
    QCOMPARE(reply->parent(), &asker);
    connect(reply, &PageReply::finished, &asker,
            [&answers](const Result<JobPage> &answer) { answers.append(answer); });
    QVERIFY(answers.isEmpty());
    QCoreApplication::processEvents();
    QCoreApplication::processEvents();
    QCOMPARE(answers.size(), 1);
    QVERIFY(answers.constFirst());
    QCOMPARE(answers.constFirst().value().jobs.size(), 3);
}

void SnapshotSourceTest::deletingTheAskerCancels()
{
    SnapshotSource source(JobPage(), u"jobs.json"_s, {}, {});
    int answers = 0;
    const QObject context;
    {
        QObject asker;
        connect(source.fetch({}, 0, 100, &asker), &PageReply::finished, &context, [&answers] { ++answers; });
        connect(source.remove(Job(), &asker), &RemovalReply::finished, &context, [&answers] { ++answers; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(answers, 0);
}

void SnapshotSourceTest::answerOutlivesTheSource()
{
    QObject asker;
    int answers = 0;
    {
        SnapshotSource source(JobPage(), u"jobs.json"_s, {}, {});
        connect(source.fetch({}, 0, 100, &asker), &PageReply::finished, &asker, [&answers] { ++answers; });
    }
    QCoreApplication::processEvents();
    QCOMPARE(answers, 1);
}

void SnapshotSourceTest::deletionIsRefusedWithAReason()
{
    SnapshotSource source(JobPage(), u"jobs.json"_s, {}, {});
    const QString why = u"This is a saved response: jobs can be deleted on a server only."_s;
    QCOMPARE(source.whyNotRemovable(Job()), why);

    QObject asker;
    QList<RemovalAnswer> answers;
    connect(source.remove(Job(), &asker), &RemovalReply::finished, &asker,
            [&answers](const RemovalAnswer &answer) { answers.append(answer); });
    QVERIFY(answers.isEmpty());
    QCoreApplication::processEvents();
    QCOMPARE(answers.size(), 1);
    QCOMPARE(answers.constFirst().httpStatus, 0);
    QVERIFY(answers.constFirst().error);
    QCOMPARE(answers.constFirst().error->reason, why);
}

CALLBOARD_TEST_MAIN(SnapshotSourceTest, QCoreApplication)
#include "tst_snapshotsource.moc"
