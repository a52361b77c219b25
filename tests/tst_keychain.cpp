// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "keychain.h"
#include "keyringserver.h"
#include "profiles.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

// What the keychain answers, once it has.
std::optional<Result<QByteArray>> readOf(const QString &key)
{
    std::optional<Result<QByteArray>> answer;
    QObject asker;
    Keychain::read(key, &asker, [&answer](const Result<QByteArray> &token) { answer = token; });
    if (answer)
        QTest::qFail("it answered before the call returned", __FILE__, __LINE__);
    [[maybe_unused]] const bool came = QTest::qWaitFor([&answer] { return answer.has_value(); }, 20'000);
    return answer;
}

bool write(const QString &key, const QByteArray &token)
{
    std::optional<bool> isWritten;
    QObject asker;
    Keychain::write(key, token, &asker,
                    [&isWritten](const std::optional<Error> &error) { isWritten = !error; });
    return QTest::qWaitFor([&isWritten] { return isWritten.has_value(); }, 20'000) && *isWritten;
}

} // namespace

/// Tokens in the keychain of a desktop, against GNOME's own on a bus of the test.
class KeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void givesBackWhatWasWritten();
    void keysDoNotMix();
    void aKeyWithoutAnEntryIsEmptyAndNoError();
    void aSecondTokenReplacesTheFirst();
    void removedTokensAreGone();
    void whatCanBeNoTokenIsLeftAlone();
    void anAskerThatGoesIsNotCalled();
    void aTokenFollowsARenamedProfileAndLeavesWithOneThatIsGone();

private:
    std::unique_ptr<KeyringServer> keyring;
};

void KeychainTest::initTestCase()
{
    keyring = std::make_unique<KeyringServer>();
    QVERIFY2(keyring->isRunning(), qPrintable(keyring->errorString()));
}

void KeychainTest::givesBackWhatWasWritten()
{
    QVERIFY(write(u"pe at https://pe.test"_s, "0QX-secret"));
    const auto token = readOf(u"pe at https://pe.test"_s);
    QVERIFY(token && *token);
    QCOMPARE(token->value(), "0QX-secret"_ba);
}

void KeychainTest::keysDoNotMix()
{
    QVERIFY(write(u"one at https://pe.test"_s, "one"));
    QVERIFY(write(u"one at https://other.test"_s, "other"));
    QCOMPARE(readOf(u"one at https://pe.test"_s)->value(), "one"_ba);
    QCOMPARE(readOf(u"one at https://other.test"_s)->value(), "other"_ba);
}

void KeychainTest::aKeyWithoutAnEntryIsEmptyAndNoError()
{
    const auto token = readOf(u"never written"_s);
    QVERIFY(token && *token);
    QCOMPARE(token->value(), QByteArray());
}

void KeychainTest::aSecondTokenReplacesTheFirst()
{
    QVERIFY(write(u"twice"_s, "first"));
    QVERIFY(write(u"twice"_s, "second"));
    QCOMPARE(readOf(u"twice"_s)->value(), "second"_ba);
}

void KeychainTest::removedTokensAreGone()
{
    QVERIFY(write(u"leaving"_s, "token"));
    Keychain::remove(u"leaving"_s);
    QTRY_COMPARE(readOf(u"leaving"_s)->value(), QByteArray());
}

// Somebody else may have written there, and it would go into a header.
void KeychainTest::whatCanBeNoTokenIsLeftAlone()
{
    QVERIFY(write(u"odd"_s, "two words\r\nHost: elsewhere"));
    const auto token = readOf(u"odd"_s);
    QVERIFY(token && *token);
    QCOMPARE(token->value(), QByteArray());
}

void KeychainTest::anAskerThatGoesIsNotCalled()
{
    bool isCalled = false;
    {
        QObject asker;
        Keychain::read(u"twice"_s, &asker, [&isCalled](const Result<QByteArray> &) { isCalled = true; });
    }
    // Questions are answered in their order.
    QVERIFY(readOf(u"twice"_s).has_value());
    QVERIFY(!isCalled);
}

void KeychainTest::aTokenFollowsARenamedProfileAndLeavesWithOneThatIsGone()
{
    Profile renamed;
    renamed.name = u"one"_s;
    renamed.url = u"https://one.test"_s;
    renamed.tokenFrom = Profile::TokenFrom::Keychain;
    Profile moved = renamed;
    moved.name = u"two"_s;
    moved.url = u"https://two.test"_s;
    Profile kept = renamed;
    kept.name = u"three"_s;
    kept.url = u"https://three.test"_s;
    const QList<Profile> before{renamed, moved, kept};
    for (const Profile &profile : before)
        QVERIFY(write(tokenOriginOf(profile).keychainKey, profile.name.toLatin1()));
    const QString oldKey = tokenOriginOf(renamed).keychainKey;
    const QString gonesKey = tokenOriginOf(moved).keychainKey;
    renamed.name = u"uno"_s;
    moved.url = u"https://elsewhere.test"_s;
    Profiles::settleTokens(before, {renamed, moved, kept});
    QTRY_COMPARE(readOf(tokenOriginOf(renamed).keychainKey)->value(), "one"_ba);
    QTRY_COMPARE(readOf(oldKey)->value(), QByteArray());
    // Another server gets none.
    QTRY_COMPARE(readOf(gonesKey)->value(), QByteArray());
    QCOMPARE(readOf(tokenOriginOf(moved).keychainKey)->value(), QByteArray());
    QCOMPARE(readOf(tokenOriginOf(kept).keychainKey)->value(), "three"_ba);
}

CALLBOARD_TEST_MAIN(KeychainTest, QCoreApplication)
#include "tst_keychain.moc"
