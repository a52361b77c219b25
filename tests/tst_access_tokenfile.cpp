// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "token.h"
#include "tokenfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;

/// Every way in which a file with a token changes.
class TokenFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readsWhatIsThere();
    void noticesAFileThatIsWrittenInPlace();
    void noticesAFileThatIsReplacedByRename();
    void noticesEveryOneOfSeveralReplacements();
    void noticesAFileThatIsDeletedAndMadeAgain();
    void aFileThatIsEmptyForAMomentChangesOnce();
    void noticesAFileThatComesLater();
    void noticesAFileInAFolderThatComesLater();
    void noticesAFolderThatIsMadeAgain();
    void noticesAFileBehindALink();
    void whatIsNoTokenLeavesTheLastOne_data();
    void whatIsNoTokenLeavesTheLastOne();
    void theSameTokenAgainIsNoChange();
    void canBeAskedToLook();
    void noCoreDumpHoldsAToken();

private:
    QString path(const QString &name = u"token"_s) const { return folder->filePath(name); }
    static void write(const QString &path, const QByteArray &bytes);
    static void replace(const QString &path, const QByteArray &bytes);

    std::unique_ptr<QTemporaryDir> folder;
};

void TokenFileTest::init()
{
    folder = std::make_unique<QTemporaryDir>();
    write(path(), "first\n");
}

void TokenFileTest::write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

void TokenFileTest::replace(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    QVERIFY(file.commit());
}

void TokenFileTest::readsWhatIsThere()
{
    const TokenFile file(path());
    QCOMPARE(file.token(), "first"_ba);
}

void TokenFileTest::noticesAFileThatIsWrittenInPlace()
{
    const TokenFile file(path());
    write(path(), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::noticesAFileThatIsReplacedByRename()
{
    const TokenFile file(path());
    replace(path(), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::noticesEveryOneOfSeveralReplacements()
{
    const TokenFile file(path());
    for (const QByteArray &token : {"second"_ba, "third"_ba, "fourth"_ba}) {
        replace(path(), token);
        QTRY_COMPARE(file.token(), token);
    }
    write(path(), "fifth");
    QTRY_COMPARE(file.token(), "fifth"_ba);
}

void TokenFileTest::noticesAFileThatIsDeletedAndMadeAgain()
{
    TokenFile file(path());
    QVERIFY(QFile::remove(path()));
    file.look();
    QCOMPARE(file.token(), "first"_ba);
    write(path(), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::aFileThatIsEmptyForAMomentChangesOnce()
{
    TokenFile file(path());
    const QSignalSpy changes(&file, &TokenFile::changed);
    QFile writer(path());
    QVERIFY(writer.open(QIODevice::WriteOnly)); // empty now
    QCoreApplication::processEvents();
    file.look();
    QCOMPARE(file.token(), "first"_ba);
    writer.write("second");
    writer.close();
    QTRY_COMPARE(file.token(), "second"_ba);
    QCOMPARE(changes.size(), 1);
}

void TokenFileTest::noticesAFileThatComesLater()
{
    const TokenFile file(path(u"later"_s));
    QCOMPARE(file.token(), QByteArray());
    write(path(u"later"_s), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::noticesAFileInAFolderThatComesLater()
{
    const QString deep = path(u"home/.puppetlabs/token"_s);
    const TokenFile file(deep);
    QVERIFY(QDir().mkpath(path(u"home/.puppetlabs"_s)));
    write(deep, "second");
    QTRY_COMPARE(file.token(), "second"_ba);
    replace(deep, "third");
    QTRY_COMPARE(file.token(), "third"_ba);
}

void TokenFileTest::noticesAFolderThatIsMadeAgain()
{
    QVERIFY(QDir().mkdir(path(u"sub"_s)));
    write(path(u"sub/token"_s), "first");
    TokenFile file(path(u"sub/token"_s));
    QVERIFY(QDir(path(u"sub"_s)).removeRecursively());
    file.look();
    QVERIFY(QDir().mkdir(path(u"sub"_s)));
    write(path(u"sub/token"_s), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::noticesAFileBehindALink()
{
    QVERIFY(QFile::link(path(), path(u"link"_s)));
    const TokenFile file(path(u"link"_s));
    QCOMPARE(file.token(), "first"_ba);
    write(path(), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::whatIsNoTokenLeavesTheLastOne_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << "\n \n"_ba;
    QTest::newRow("words") << "no such token"_ba;
    QTest::newRow("no text") << "\x80\x81"_ba;
    QTest::newRow("large") << QByteArray(100'000, 'x');
}

void TokenFileTest::whatIsNoTokenLeavesTheLastOne()
{
    QFETCH(const QByteArray, content);
    TokenFile file(path());
    const QSignalSpy changes(&file, &TokenFile::changed);
    write(path(), content);
    file.look();
    QCOMPARE(file.token(), "first"_ba);
    QCOMPARE(changes.size(), 0);
    write(path(), "second");
    QTRY_COMPARE(file.token(), "second"_ba);
}

void TokenFileTest::theSameTokenAgainIsNoChange()
{
    TokenFile file(path());
    const QSignalSpy changes(&file, &TokenFile::changed);
    replace(path(), "  first\n\n");
    file.look();
    QCOMPARE(changes.size(), 0);
}

void TokenFileTest::canBeAskedToLook()
{
    TokenFile file(path());
    const QSignalSpy changes(&file, &TokenFile::changed);
    replace(path(), "second");
    file.look();
    QCOMPARE(file.token(), "second"_ba);
    QCOMPARE(changes.size(), 1);
}

void TokenFileTest::noCoreDumpHoldsAToken()
{
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    const int before = ::prctl(PR_GET_DUMPABLE);
    keepMemoryPrivate();
    const int after = ::prctl(PR_GET_DUMPABLE);
    ::prctl(PR_SET_DUMPABLE, before);
    QCOMPARE(after, 0);
#else
    QSKIP("needs Linux, and no sanitizer");
#endif
}

CALLBOARD_TEST_MAIN(TokenFileTest, QCoreApplication)
#include "tst_access_tokenfile.moc"
