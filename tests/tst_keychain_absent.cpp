// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "keychain.h"

#include <QCoreApplication>
#include <QDirIterator>

using namespace Qt::StringLiterals;

/// A machine without a keychain, as most are that people reach over SSH.
class KeychainAbsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readingSaysThatThereIsNone();
    void writingSaysSoAndWritesNowhereElse();
};

void KeychainAbsentTest::readingSaysThatThereIsNone()
{
    std::optional<Result<QByteArray>> answer;
    Keychain::read(u"pe"_s, this, [&answer](const Result<QByteArray> &token) { answer = token; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
    QVERIFY(!*answer);
    const QString text = answer->error().whatHappened();
    QVERIFY2(text.startsWith("The keychain can't be used"_L1), qPrintable(text));
    QVERIFY2(!text.contains(".."_L1), qPrintable(text));
}

void KeychainAbsentTest::writingSaysSoAndWritesNowhereElse()
{
    std::optional<std::optional<Error>> answer;
    Keychain::write(u"pe"_s, "0QX-secret", this,
                    [&answer](const std::optional<Error> &error) { answer = error; });
    QTRY_VERIFY_WITH_TIMEOUT(answer.has_value(), 20'000);
    QVERIFY(answer->has_value());
    QVERIFY(!(*answer)->toText().contains("0QX-secret"_L1));
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(!file.open(QIODevice::ReadOnly) || !file.readAll().contains("0QX-secret"));
    }
}

CALLBOARD_TEST_MAIN(KeychainAbsentTest, QCoreApplication)
#include "tst_keychain_absent.moc"
