// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "keychain.h"
#include "keyringserver.h"
#include "profile.h"
#include "signinrig.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QSettings>

using namespace Qt::StringLiterals;

/// A token that is kept in the desktop's keychain.
class MainWindowKeychainTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void aTokenIsKeptWhenTheServerHasAcceptedIt();
    void theNextStartTakesItFromThere();
    void aRefusedTokenIsNotKept();
    void nothingOfItIsShownOrWritten();

private:
    Profile profile() const;
    std::optional<QByteArray> kept() const;
    void keep(const QByteArray &token);

    std::unique_ptr<KeyringServer> keyring;
    std::unique_ptr<SignInRig> rig;
};

void MainWindowKeychainTest::initTestCase()
{
    keyring = std::make_unique<KeyringServer>();
    QVERIFY2(keyring->isRunning(), qPrintable(keyring->errorString()));
}

void MainWindowKeychainTest::init()
{
    rig = std::make_unique<SignInRig>();
    rig->addJobs();
}

Profile MainWindowKeychainTest::profile() const
{
    Profile profile;
    profile.name = u"pe"_s;
    profile.url = rig->server.url().toString();
    profile.consoleUrl = rig->rbac.url().toString();
    profile.tokenFrom = Profile::TokenFrom::Keychain;
    return profile;
}

std::optional<QByteArray> MainWindowKeychainTest::kept() const
{
    std::optional<QByteArray> token;
    QObject asker;
    Keychain::read(tokenOriginOf(profile()).keychainKey, &asker, [&token](const Result<QByteArray> &answer) {
        token = answer ? answer.value() : QByteArray("no keychain");
    });
    [[maybe_unused]] const bool came = QTest::qWaitFor([&token] { return token.has_value(); }, 20'000);
    return token;
}

void MainWindowKeychainTest::keep(const QByteArray &token)
{
    bool isWritten = false;
    Keychain::write(tokenOriginOf(profile()).keychainKey, token, this,
                    [&isWritten](const std::optional<Error> &error) { isWritten = !error; });
    QTRY_VERIFY_WITH_TIMEOUT(isWritten, 20'000);
}

// Not before: what was mistyped would be asked for anew at each start.
void MainWindowKeychainTest::aTokenIsKeptWhenTheServerHasAcceptedIt()
{
    Keychain::remove(tokenOriginOf(profile()).keychainKey);
    QTRY_COMPARE(kept(), QByteArray());
    rig->window.window.connectTo(profile());
    QTRY_VERIFY_WITH_TIMEOUT(rig->bar().contains("asks for a token"_L1), 20'000);
    QCOMPARE(rig->window.bar("problem"), QString());
    QVERIFY(rig->openDialog(u"Paste Token…"_s, "pasteTokenDialog"));
    QVERIFY(
        rig->window.shows(u"A token for pe, such as \"puppet-access show\" prints or the console makes. It "
                          "goes into the keychain of this desktop."_s));
    rig->window.type(u"old"_s);
    rig->window.press(Qt::Key_Return);
    QTRY_COMPARE(rig->window.rows(), 50);
    QTRY_COMPARE(kept(), "old"_ba);
}

void MainWindowKeychainTest::theNextStartTakesItFromThere()
{
    keep("old");
    rig->window.window.connectTo(profile());
    QTRY_COMPARE_WITH_TIMEOUT(rig->window.rows(), 50, 20'000);
    QCOMPARE(rig->bar(), QString());
    QCOMPARE(rig->server.requests().constFirst().header("X-Authentication"), "old"_ba);
}

void MainWindowKeychainTest::aRefusedTokenIsNotKept()
{
    keep("good once");
    keep("expired");
    rig->window.window.connectTo(profile());
    QTRY_VERIFY_WITH_TIMEOUT(rig->bar().contains("does not accept the token"_L1), 20'000);
    rig->paste("mistyped");
    QTRY_VERIFY(rig->server.requests().constLast().header("X-Authentication") == "mistyped");
    QTRY_VERIFY(rig->bar().contains("does not accept the token"_L1));
    QCOMPARE(kept(), "expired"_ba);
    rig->paste("old");
    QTRY_COMPARE(rig->window.rows(), 50);
    QTRY_COMPARE(kept(), "old"_ba);
}

void MainWindowKeychainTest::nothingOfItIsShownOrWritten()
{
    rig->goodTokens = {"0QX-secret"};
    keep("0QX-secret");
    rig->window.window.connectTo(profile());
    QTRY_COMPARE_WITH_TIMEOUT(rig->window.rows(), 50, 20'000);
    QVERIFY(!rig->everythingShownOrKept().contains("0QX-secret"_L1));
}

CALLBOARD_TEST_MAIN(MainWindowKeychainTest, QApplication)
#include "tst_mainwindow_keychain.moc"
