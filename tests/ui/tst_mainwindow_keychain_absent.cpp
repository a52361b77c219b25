// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "profile.h"
#include "signinrig.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>

using namespace Qt::StringLiterals;

/// A token that should be kept in the desktop's keychain where there is none.
class MainWindowKeychainAbsentTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPastedTokenLivesForThisSession();
    void aTokenOfTheDialogLivesForThisSession();

private:
    Profile profile() const;

    SignInRig rig;
};

Profile MainWindowKeychainAbsentTest::profile() const
{
    Profile profile;
    profile.name = u"pe"_s;
    profile.url = rig.server.url().toString();
    profile.consoleUrl = rig.rbac.url().toString();
    profile.tokenFrom = Profile::TokenFrom::Keychain;
    return profile;
}

void MainWindowKeychainAbsentTest::aPastedTokenLivesForThisSession()
{
    rig.addJobs();
    rig.window.window.connectTo(profile());
    QTRY_VERIFY_WITH_TIMEOUT(rig.bar().contains("asks for a token"_L1), 20'000);
    const QString notice = rig.window.bar("problem");
    QVERIFY2(notice.contains("keychain"_L1) && notice.contains("lives for this session"_L1),
             qPrintable(notice));
    const QDialog *dialog = rig.openDialog(u"Paste Token…"_s, "pasteTokenDialog");
    QVERIFY(dialog);
    QVERIFY(
        rig.window.shows(u"A token for pe, such as \"puppet-access show\" prints or the console makes. It is "
                         "forgotten when Callboard ends."_s));
    rig.window.type(u"old"_s);
    rig.window.press(Qt::Key_Return);
    QTRY_COMPARE(rig.window.rows(), 50);
}

// Nothing is amiss until it should be kept.
void MainWindowKeychainAbsentTest::aTokenOfTheDialogLivesForThisSession()
{
    rig.addJobs();
    Connection connection = connectionOf(profile(), "old").value();
    rig.window.window.connectTo(connection, tokenOriginOf(profile()));
    QTRY_COMPARE(rig.window.rows(), 50);
    QTRY_VERIFY_WITH_TIMEOUT(rig.bar().contains("The token lives for this session."_L1), 20'000);
    WindowRig::click(rig.window.button(u"Dismiss"_s));
    QCOMPARE(rig.bar(), QString());
}

CALLBOARD_TEST_MAIN(MainWindowKeychainAbsentTest, QApplication)
#include "tst_mainwindow_keychain_absent.moc"
