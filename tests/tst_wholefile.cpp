// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "wholefile.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

QByteArray contentsOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : "unreadable"_ba;
}

// What a full disk does, without one: nothing can be written behind this place of a file.
class FileLimit
{
public:
    explicit FileLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileLimit() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    Q_DISABLE_COPY_MOVE(FileLimit)

private:
    rlimit m_before{};
};

} // namespace

class WholeFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.isValid()); }
    void replacesAFile();
    void aFileStaysWhereTheWriterHasAProblem();
    void aFullDiskIsNamed_data();
    void aFullDiskIsNamed();
    void aPipeIsWrittenToAndStays();

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;
};

void WholeFileTest::replacesAFile()
{
    QCOMPARE(WholeFile::write(path(u"a"_s), "first, and longer"_ba), std::nullopt);
    QCOMPARE(WholeFile::write(path(u"a"_s), "second"_ba), std::nullopt);
    QCOMPARE(contentsOf(path(u"a"_s)), "second"_ba);
}

void WholeFileTest::aFileStaysWhereTheWriterHasAProblem()
{
    QCOMPARE(WholeFile::write(path(u"b"_s), "kept"_ba), std::nullopt);
    const auto problem = WholeFile::write(path(u"b"_s), [](QIODevice &file) -> std::optional<QString> {
        file.write("half");
        return u"no more"_s;
    });
    QCOMPARE(problem, std::optional(u"no more"_s));
    QCOMPARE(contentsOf(path(u"b"_s)), "kept"_ba);
}

void WholeFileTest::aFullDiskIsNamed_data()
{
    QTest::addColumn<qsizetype>("portion");
    QTest::newRow("at once") << qsizetype(1'000'000);
    QTest::newRow("bit by bit") << qsizetype(700);
    QTest::newRow("with the last bit") << qsizetype(100'100);
}

void WholeFileTest::aFullDiskIsNamed()
{
    QFETCH(const qsizetype, portion);
    QCOMPARE(WholeFile::write(path(u"c"_s), "kept"_ba), std::nullopt);
    std::optional<QString> problem;
    {
        const FileLimit limit(100'000);
        problem = WholeFile::write(path(u"c"_s), [portion](QIODevice &file) -> std::optional<QString> {
            for (qsizetype written = 0; written < 100'100; written += portion) {
                if (file.write(QByteArray(portion, 'x')) != portion)
                    return file.errorString();
            }
            return std::nullopt;
        });
    }
    QVERIFY(problem);
    QCOMPARE(*problem, QString::fromLocal8Bit(std::strerror(EFBIG)));
    QCOMPARE(contentsOf(path(u"c"_s)), "kept"_ba);
    QCOMPARE(QDir(m_folder.path()).entryList({u"c*"_s}), QStringList{u"c"_s});
}

void WholeFileTest::aPipeIsWrittenToAndStays()
{
    const QByteArray pipe = QFile::encodeName(path(u"pipe"_s));
    QCOMPARE(::mkfifo(pipe.constData(), 0600), 0);
    const int reader = ::open(pipe.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    QVERIFY(reader >= 0);
    QCOMPARE(WholeFile::write(path(u"pipe"_s), "through it"_ba), std::nullopt);
    char bytes[32];
    const ssize_t count = ::read(reader, bytes, sizeof bytes);
    ::close(reader);
    QCOMPARE(QByteArray(bytes, std::max<ssize_t>(count, 0)), "through it"_ba);
    struct stat there = {};
    QCOMPARE(::stat(pipe.constData(), &there), 0);
    QVERIFY(S_ISFIFO(there.st_mode));
}

CALLBOARD_TEST_MAIN(WholeFileTest, QCoreApplication)
#include "tst_wholefile.moc"
