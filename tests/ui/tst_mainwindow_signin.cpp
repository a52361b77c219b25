// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "signinrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QIcon>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLineEdit>
#include <QStatusBar>

using namespace Qt::StringLiterals;

/// Signing in, who is signed in and until when, and what that user may delete.
class MainWindowSignInTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void signingInBringsTheTokenThatIsUsed();
    void aFailedLoginIsSentOnceAndForgotten();
    void aFailedLoginCanBeTypedAgain();
    void aClosedDialogTakesTheLoginBack();
    void labelsHoldNoComma();
    void signingInIsNotOfferedWithoutAService();
    void tellsWhoIsSignedInAndUntilWhen();
    void warnsTenMinutesBeforeTheTokenExpires();
    void warnsWhenTheTimeHasCome();
    void doesNotWarnOfWhatHasHappened();
    void aLongNameDoesNotWidenTheWindow();
    void aWarningThatWasReadStaysAway();
    void aNewTokenInTimeEndsTheWarning();
    void jobsThatMayNotBeDeletedSaySo();
    void ownersAreAskedAboutInOneQuestion();
    void whatIsGrantedMeanwhileIsFoundOut();
    void rightsBelongToTheToken();
    void withoutTheServiceEverythingWorksAsBefore_data();
    void withoutTheServiceEverythingWorksAsBefore();
    void theServiceDoesNotDelayTheList();

private:
    std::unique_ptr<SignInRig> rig;
};

void MainWindowSignInTest::init()
{
    QIcon::setThemeName(u"callboard"_s);
    rig = std::make_unique<SignInRig>();
    rig->addJobs();
}

void MainWindowSignInTest::cleanup()
{
    rig.reset();
}

void MainWindowSignInTest::signingInBringsTheTokenThatIsUsed()
{
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"4"_s);
    QVERIFY(rig->killToken());
    const QDialog *dialog = rig->openDialog(u"Sign In…"_s, "signInDialog");
    QVERIFY(dialog);
    QVERIFY(dialog->findChild<QLineEdit *>(u"login"_s)->hasFocus());
    rig->window.press(Qt::Key_V, Qt::AltModifier);
    rig->window.press(Qt::Key_Down);
    rig->window.press(Qt::Key_B, Qt::AltModifier);
    rig->window.type(u"my desk"_s);
    rig->window.press(Qt::Key_L, Qt::AltModifier);
    rig->goodTokens = {"0QX-new"};
    rig->signIn(u"fred"_s, u"correct horse"_s);
    QTRY_COMPARE(rig->bar(), QString());
    QTRY_VERIFY(!rig->window.window.findChild<QDialog *>(u"signInDialog"_s));
    QCOMPARE(rig->server.requests().constLast().header("X-Authentication"), "0QX-new"_ba);
    QCOMPARE(rig->window.selected(), u"4"_s);
    const auto logins = rig->rbacRequests("/v1/auth/token");
    QCOMPARE(logins.size(), 1);
    QCOMPARE(QJsonDocument::fromJson(logins.constFirst().body).object(),
             (QJsonObject{{u"login"_s, u"fred"_s},
                          {u"password"_s, u"correct horse"_s},
                          {u"lifetime"_s, u"4h"_s},
                          {u"label"_s, u"my desk"_s}}));
    QVERIFY(!rig->everythingShownOrKept().contains("correct horse"_L1));
    QVERIFY(!rig->everythingShownOrKept().contains("0QX-new"_L1));
}

void MainWindowSignInTest::aFailedLoginIsSentOnceAndForgotten()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const QDialog *dialog = rig->openDialog(u"Sign In…"_s, "signInDialog");
    QVERIFY(dialog);
    rig->signIn(u"fred"_s, u"battery staple"_s);
    const auto *password = dialog->findChild<QLineEdit *>(u"password"_s);
    const auto *message = dialog->findChild<QLabel *>(u"signInMessage"_s);
    QCOMPARE(password->text(), QString()); // before there is an answer
    QTRY_VERIFY2(message->text().contains("does not accept this login and password"_L1),
                 qPrintable(message->text()));
    QVERIFY(message->text().contains("ten failed attempts"_L1));
    QVERIFY(message->text().contains("No such user."_L1));
    QTRY_VERIFY(message->height() >= message->heightForWidth(message->width()));
    QCOMPARE(rig->account(), QString()); // nobody is signed in
    QCOMPARE(password->text(), QString());
    QVERIFY(password->hasFocus());
    QVERIFY(!password->isUndoAvailable());
    QVERIFY(!rig->window.button(u"Sign In"_s)->isEnabled());
    QCOMPARE(rig->rbacRequests("/v1/auth/token").size(), 1);
    QVERIFY(!rig->everythingShownOrKept().contains("battery staple"_L1));
    // Without a password, Return asks nothing.
    rig->window.press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(rig->rbacRequests("/v1/auth/token").size(), 1);
}

void MainWindowSignInTest::aFailedLoginCanBeTypedAgain()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    QVERIFY(rig->openDialog(u"Sign In…"_s, "signInDialog"));
    rig->signIn(u"fred"_s, u"battery staple"_s);
    QTRY_VERIFY(rig->window.shows(u"ten failed attempts"_s));
    rig->goodTokens = {"0QX-new"};
    rig->window.type(u"correct horse"_s);
    rig->window.press(Qt::Key_Return);
    QTRY_COMPARE(rig->bar(), QString());
    QCOMPARE(rig->rbacRequests("/v1/auth/token").size(), 2);
}

void MainWindowSignInTest::aClosedDialogTakesTheLoginBack()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const int connections = rig->rbac.openConnectionCount();
    rig->interceptRbac = [](const LoopbackRequest &) {
        return LoopbackAnswer::stall();
    };
    const QDialog *dialog = rig->openDialog(u"Sign In…"_s, "signInDialog");
    QVERIFY(dialog);
    rig->signIn(u"fred"_s, u"correct horse"_s);
    QTRY_COMPARE(rig->rbacRequests("/v1/auth/token").size(), 1);
    rig->window.press(Qt::Key_Escape);
    QTRY_VERIFY(!rig->window.window.findChild<QDialog *>(u"signInDialog"_s));
    QTRY_COMPARE(rig->rbac.openConnectionCount(), connections);
    QVERIFY(!rig->bar().isEmpty());
    QVERIFY(!rig->everythingShownOrKept().contains("correct horse"_L1));
}

void MainWindowSignInTest::labelsHoldNoComma()
{
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    const QDialog *dialog = rig->openDialog(u"Sign In…"_s, "signInDialog");
    QVERIFY(dialog);
    rig->window.press(Qt::Key_B, Qt::AltModifier);
    rig->window.type(u"a,b"_s);
    QCOMPARE(dialog->findChild<QLineEdit *>(u"label"_s)->text(), u"ab"_s);
}

void MainWindowSignInTest::signingInIsNotOfferedWithoutAService()
{
    rig->connection.rbac = {};
    QVERIFY(rig->connectTo());
    QVERIFY(rig->killToken());
    QVERIFY(!rig->window.button(u"Sign In…"_s));
    QVERIFY(rig->window.button(u"Paste Token…"_s));
    QCOMPARE(rig->account(), QString());
}

void MainWindowSignInTest::tellsWhoIsSignedInAndUntilWhen()
{
    QVERIFY(rig->connectTo());
    QTRY_COMPARE(rig->account(), u"Signed in as Fred"_s);
    rig->expires = QDateTime(QDate(2090, 1, 1), QTime(12, 0), Qt::UTC);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY2(rig->account().startsWith("Signed in as Fred until "_L1), qPrintable(rig->account()));
    QCOMPARE(rig->bar(), QString());
}

void MainWindowSignInTest::warnsTenMinutesBeforeTheTokenExpires()
{
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(9 * 60);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(rig->account().startsWith(u"⚠ Fred: the token expires at "_s));
    QVERIFY(rig->bar().contains("The token expires at "_L1));
    QVERIFY(rig->window.button(u"Sign In…"_s));
    QVERIFY(rig->window.button(u"Paste Token…"_s));
    // It is still good.
    rig->window.selectJob(u"1"_s);
    QVERIFY(rig->window.action("deleteJob")->isEnabled());
}

void MainWindowSignInTest::warnsWhenTheTimeHasCome()
{
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(10 * 60 + 1);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(rig->account().startsWith("Signed in as Fred until "_L1) ||
                rig->account().startsWith(u"⚠"_s));
    QTRY_VERIFY(rig->bar().contains("The token expires at "_L1));
    QVERIFY(rig->account().startsWith(u"⚠ Fred: the token expires at "_s));
}

void MainWindowSignInTest::doesNotWarnOfWhatHasHappened()
{
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(1);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY2(rig->bar().startsWith("The token expired at "_L1), qPrintable(rig->bar()));
    QVERIFY2(rig->account().contains("the token expired at"_L1), qPrintable(rig->account()));
}

void MainWindowSignInTest::aLongNameDoesNotWidenTheWindow()
{
    const QString name(120, u'W');
    rig->interceptRbac = [name](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
        if (!request.target.endsWith("/authenticate"))
            return std::nullopt;
        return LoopbackAnswer::json(R"({"login": "fred", "display_name": ")" + name.toUtf8() + R"("})");
    };
    rig->window.window.resize(800, 600);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(!rig->account().isEmpty());
    QVERIFY2(rig->account().contains(u'…'), qPrintable(rig->account()));
    QVERIFY(rig->window.window.minimumSizeHint().width() <= 800);
}

void MainWindowSignInTest::aWarningThatWasReadStaysAway()
{
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(9 * 60);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(!rig->bar().isEmpty());
    WindowRig::click(rig->window.button(u"Dismiss"_s));
    QCOMPARE(rig->bar(), QString());
    rig->window.press(Qt::Key_F5);
    QVERIFY(rig->window.rests());
    QCOMPARE(rig->bar(), QString());
    QVERIFY(rig->account().startsWith(u"⚠"_s));
    // A token that is dead is another matter.
    QVERIFY(rig->killToken());
    QVERIFY(!rig->window.button(u"Dismiss"_s));
}

void MainWindowSignInTest::aNewTokenInTimeEndsTheWarning()
{
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(9 * 60);
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(!rig->bar().isEmpty());
    rig->goodTokens.insert("0QX-new");
    rig->expires = QDateTime::currentDateTimeUtc().addSecs(3600);
    QVERIFY(rig->openDialog(u"Sign In…"_s, "signInDialog"));
    rig->signIn(u"fred"_s, u"correct horse"_s);
    QTRY_COMPARE(rig->bar(), QString());
    QTRY_VERIFY(rig->account().startsWith("Signed in as Fred until "_L1));
    QCOMPARE(rig->server.requests().constLast().header("X-Authentication"), "0QX-new"_ba);
}

void MainWindowSignInTest::jobsThatMayNotBeDeletedSaySo()
{
    rig->forbiddenOwners = {u"ann"_s, u"me"_s};
    QVERIFY(rig->connectTo());
    QAction *deleteJob = rig->window.action("deleteJob");
    rig->window.selectJob(u"2"_s); // ann's
    QTRY_VERIFY(!deleteJob->isEnabled());
    const QString why = u"This job belongs to ann, and Fred has no right to delete it."_s;
    QVERIFY2(deleteJob->statusTip().startsWith(why), qPrintable(deleteJob->statusTip()));
    QVERIFY(deleteJob->toolTip().contains("ann"_L1));
    QVERIFY(rig->window.shows(why));
    rig->window.press(Qt::Key_Delete);
    QVERIFY(rig->window.deletionTexts().isEmpty());
    // The key that does nothing says why, also with the details hidden.
    QCOMPARE(rig->window.window.statusBar()->currentMessage(), deleteJob->statusTip());
    // And the row says so before anybody selects it.
    const QModelIndex barred = rig->window.cell(rig->window.rowOf(u"5"_s), u"Name"_s);
    QVERIFY(barred.data(Qt::AccessibleTextRole).toString().contains(why));
    QVERIFY(barred.data(Qt::ToolTipRole).toString().contains("ann"_L1));
    QVERIFY(!barred.data(Qt::DecorationRole).value<QIcon>().isNull());
    const QModelIndex free = rig->window.cell(rig->window.rowOf(u"6"_s), u"Name"_s);
    QVERIFY(!free.data(Qt::AccessibleTextRole).toString().contains("has no right"_L1));
    QVERIFY(free.data(Qt::DecorationRole).value<QIcon>().isNull());
    rig->window.selectJob(u"3"_s); // bob's
    QVERIFY(deleteJob->isEnabled());
    rig->window.selectJob(u"1"_s); // the own one needs no right
    QVERIFY(deleteJob->isEnabled());
    QVERIFY(!rig->window.shows(u"has no right"_s));
}

void MainWindowSignInTest::ownersAreAskedAboutInOneQuestion()
{
    QVERIFY(rig->connectTo());
    QTRY_COMPARE(rig->rbacRequests("/v1/permitted").size(), 1);
    const QByteArray body = rig->rbacRequests("/v1/permitted").constFirst().body;
    const QJsonObject json = QJsonDocument::fromJson(body).object();
    QCOMPARE(json[u"token"_s].toString(), u"me"_s);
    QCOMPARE(json[u"permissions"_s].toArray().size(), 2);
    rig->window.press(Qt::Key_F5);
    QVERIFY(rig->window.rests());
    rig->window.selectJob(u"2"_s);
    QCOMPARE(rig->rbacRequests("/v1/permitted").size(), 1);
}

void MainWindowSignInTest::whatIsGrantedMeanwhileIsFoundOut()
{
    rig->forbiddenOwners = {u"ann"_s};
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"2"_s);
    QTRY_VERIFY(!rig->window.action("deleteJob")->isEnabled());
    rig->forbiddenOwners.clear();
    rig->window.press(Qt::Key_F5);
    QTRY_VERIFY(rig->window.action("deleteJob")->isEnabled());
}

void MainWindowSignInTest::rightsBelongToTheToken()
{
    rig->forbiddenOwners = {u"ann"_s};
    QVERIFY(rig->connectTo());
    rig->window.selectJob(u"2"_s);
    QTRY_VERIFY(!rig->window.action("deleteJob")->isEnabled());
    QVERIFY(rig->killToken());
    rig->goodTokens = {"0QX-new"};
    rig->forbiddenOwners = {u"bob"_s};
    rig->paste("0QX-new");
    QTRY_COMPARE(rig->bar(), QString());
    QTRY_VERIFY(rig->window.action("deleteJob")->isEnabled());
    rig->window.selectJob(u"3"_s);
    QTRY_VERIFY(!rig->window.action("deleteJob")->isEnabled());
}

void MainWindowSignInTest::withoutTheServiceEverythingWorksAsBefore_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::newRow("silent") << LoopbackAnswer::stall();
    QTest::newRow("dropped") << LoopbackAnswer::drop();
    QTest::newRow("web page") << LoopbackAnswer::html("<html>Console</html>");
    QTest::newRow("404") << LoopbackAnswer::empty(404);
    QTest::newRow("401") << LoopbackAnswer::json(R"({"kind": "user-unauthenticated"})", 401);
    QTest::newRow("false") << LoopbackAnswer::json("[false]");
}

void MainWindowSignInTest::withoutTheServiceEverythingWorksAsBefore()
{
    QFETCH(const LoopbackAnswer, answer);
    rig->interceptRbac = [answer](const LoopbackRequest &) {
        return answer;
    };
    QVERIFY(rig->connectTo());
    QTRY_VERIFY(!rig->rbacRequests("/v1/users/current").isEmpty());
    QCOMPARE(rig->window.rows(), 50);
    QCOMPARE(rig->bar(), QString());
    QCOMPARE(rig->account(), QString());
    rig->window.selectJob(u"2"_s);
    QVERIFY(rig->window.action("deleteJob")->isEnabled());
    rig->window.press(Qt::Key_Delete);
    WindowRig::click(rig->window.button(u"Delete Now"_s));
    QTRY_COMPARE(rig->window.rows(), 49);
}

void MainWindowSignInTest::theServiceDoesNotDelayTheList()
{
    rig->interceptRbac = [](const LoopbackRequest &) {
        return LoopbackAnswer::stall();
    };
    QElapsedTimer clock;
    clock.start();
    QVERIFY(rig->connectTo());
    QCOMPARE(rig->window.rows(), 50);
    QVERIFY(clock.elapsed() < 3000); // it is given five seconds
}

CALLBOARD_TEST_MAIN(MainWindowSignInTest, QApplication)
#include "tst_mainwindow_signin.moc"
