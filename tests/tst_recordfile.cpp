// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "recordfile.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QTemporaryDir>

#include <array>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

using Standing = RecordFile::Standing;

class RecordFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsAsked();
    void readsBeyondFourGibibytes();
    void changedFileIsReadNoMore();
    void shrunkFileIsReadNoMore();
    void renamedAndRemovedFileIsReadOn();
    void replacedFileIsReadOn();
    void newPermissionsMayBeAChange();
    void contentOfTheSameSizeAndTimeMayBeAChange();
    void closedFileIsAnError();

private:
    QString write(const QByteArray &content)
    {
        QFile file(m_folder.filePath(u"jobs.json"_s));
        const bool isWritten =
            file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && setTime(file, 1);
        return isWritten ? file.fileName() : QString();
    }
    // Times are set, because two writings may have the same one.
    static bool setTime(QFile &file, int day)
    {
        return file.flush() && file.setFileTime(QDateTime(QDate(2026, 1, day), QTime(8, 0), Qt::UTC),
                                                QFileDevice::FileModificationTime);
    }
    static std::unique_ptr<RecordFile> open(const QString &path)
    {
        const int descriptor = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC);
        return std::make_unique<RecordFile>(descriptor, path, u"jobs.json"_s);
    }
    static QByteArray textOf(const Result<QByteArray> &read)
    {
        if (read)
            return read.value();
        const QString &reason = read.error().reason;
        return "! " + (reason.isEmpty() ? read.error().whatHappened() : reason).toUtf8();
    }

    const QTemporaryDir m_folder;
    static constexpr auto Changed = "! jobs.json has changed since it was opened.";
};

void RecordFileTest::readsWhatIsAsked()
{
    const auto file = open(write("0123456789"));
    QVERIFY(!file->isInMemory());
    QCOMPARE(file->size(), 10);
    QCOMPARE(textOf(file->read(0, 10)), "0123456789");
    QCOMPARE(textOf(file->read(3, 4)), "3456");
    QCOMPARE(textOf(file->read(10, 0)), "");
    QCOMPARE(file->modifiedAt(), QDateTime(QDate(2026, 1, 1), QTime(8, 0), Qt::UTC));
    QCOMPARE(file->standing(), Standing::Same);
}

void RecordFileTest::readsBeyondFourGibibytes()
{
    const QString path = write("x");
    QFile large(path);
    QVERIFY(large.open(QIODevice::ReadWrite));
    if (!large.resize(5'000'000'000)) // with nothing in it, so that it takes no room
        QSKIP("no such large files here");
    QVERIFY(large.seek(4'999'999'990) && large.write("0123456789") == 10 && large.flush());
    const auto file = open(path);
    QCOMPARE(file->size(), 5'000'000'000);
    QCOMPARE(textOf(file->read(4'999'999'995, 5)), "56789");
}

void RecordFileTest::changedFileIsReadNoMore()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadWrite) && other.write("x") == 1 && setTime(other, 2));
    QCOMPARE(textOf(file->read(5, 5)), Changed);
    QCOMPARE(file->read(5, 5).error().kind, Error::Kind::FileChanged);
    QCOMPARE(file->read(5, 5).error().subject, u"jobs.json"_s);
    QCOMPARE(file->standing(), Standing::Changed);
}

void RecordFileTest::shrunkFileIsReadNoMore()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadWrite) && other.resize(5) && setTime(other, 1));
    QCOMPARE(textOf(file->read(0, 5)), Changed);
    QCOMPARE(textOf(file->read(0, 10)), Changed);
    QCOMPARE(textOf(file->read(8, 2)), Changed);
    QCOMPARE(file->standing(), Standing::Changed);
}

void RecordFileTest::renamedAndRemovedFileIsReadOn()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QVERIFY(QFile::rename(path, path + u".old"_s));
    QCOMPARE(textOf(file->read(0, 10)), "0123456789");
    QCOMPARE(file->standing(), Standing::Gone);
    QVERIFY(QFile::remove(path + u".old"_s));
    QCOMPARE(textOf(file->read(0, 10)), "0123456789");
}

void RecordFileTest::replacedFileIsReadOn()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QVERIFY(QFile::remove(path));
    QCOMPARE(write("other"), path);
    QCOMPARE(textOf(file->read(0, 10)), "0123456789");
    QCOMPARE(file->standing(), Standing::Replaced);
}

void RecordFileTest::newPermissionsMayBeAChange()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner));
    QCOMPARE(textOf(file->read(0, 10)), "0123456789");
    QCOMPARE(file->standing(), Standing::Touched);
    QVERIFY(QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner));
}

void RecordFileTest::contentOfTheSameSizeAndTimeMayBeAChange()
{
    const QString path = write("0123456789");
    const auto file = open(path);
    QCOMPARE(file->standing(), Standing::Same);
    QFile other(path);
    QVERIFY(other.open(QIODevice::ReadWrite));
    const QDateTime before = other.fileTime(QFileDevice::FileModificationTime);
    struct stat status = {};
    QCOMPARE(::fstat(other.handle(), &status), 0);
    QCOMPARE(other.write("9876543210"), 10);
    QVERIFY(other.flush());
    const std::array times{timespec{0, UTIME_OMIT}, status.st_mtim};
    QCOMPARE(::futimens(other.handle(), times.data()), 0);
    QCOMPARE(other.fileTime(QFileDevice::FileModificationTime), before);
    QCOMPARE(file->standing(), Standing::Touched);
}

void RecordFileTest::closedFileIsAnError()
{
    const auto file = std::make_unique<RecordFile>(-1, u"/nowhere"_s, u"nowhere"_s);
    QCOMPARE(file->size(), 0);
    QCOMPARE(textOf(file->read(0, 1)), "! Bad file descriptor");
}

CALLBOARD_TEST_MAIN(RecordFileTest, QCoreApplication)
#include "tst_recordfile.moc"
