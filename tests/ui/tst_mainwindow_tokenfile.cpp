// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "signinrig.h"
#include "tokenfile.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QFile>

using namespace Qt::StringLiterals;

/// The window uses what comes into the token file, when it should.
class MainWindowTokenFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aLateRefusalOfTheTokenBeforeIsNoNews();
    void aTokenFileThatIsReplacedEndsTheQuestion();
    void aFileThatHeldANewTokenAlreadyIsUsedAtOnce();
    void aFileWithAnotherBadTokenIsTriedOnce();
    void aFreshFileIsUsedBeforeTheTokenDies();
    void aPastedTokenIsNotReplacedByTheFileWhileItWorks();
    void aFileThatComesEndsAnOpenDialog();

private:
    std::unique_ptr<SignInRig> rig;
};

void MainWindowTokenFileTest::init()
{
    rig = std::make_unique<SignInRig>();
    rig->addJobs();
}

void MainWindowTokenFileTest::cleanup()
{
    rig.reset();
}

void MainWindowTokenFileTest::aLateRefusalOfTheTokenBeforeIsNoNews()
{
    rig->connection.token = "old";
    rig->window.write("old", u"token"_s);
    QVERIFY(rig->connectTo(u"token"_s));
    rig->window.selectJob(u"4"_s);
    const auto truth = rig->server.intercept;
    rig->server.intercept = [truth](const LoopbackRequest &request) {
        return request.method == "DELETE" ? LoopbackAnswer::empty(401).withDelay(700) : truth(request);
    };
    rig->window.press(Qt::Key_Delete);
    WindowRig::click(rig->window.button(u"Delete Now"_s));
    QTRY_COMPARE(rig->server.requests("DELETE").size(), 1);
    rig->goodTokens = {"fresh"};
    rig->window.write("fresh", u"token"_s);
    QTRY_COMPARE(rig->server.requests("GET").constLast().header("X-Authentication"), "fresh"_ba);
    QTRY_VERIFY(rig->window.deletionTexts().value(0).contains("was not deleted"_L1));
    QCOMPARE(rig->bar(), QString());
}

void MainWindowTokenFileTest::aTokenFileThatIsReplacedEndsTheQuestion()
{
    rig->window.write("old", u"token"_s);
    QVERIFY(rig->connectTo(u"token"_s));
    rig->window.selectJob(u"4"_s);
    QVERIFY(rig->killToken());
    QVERIFY(rig->bar().contains(rig->window.path(u"token"_s)));
    rig->goodTokens = {"fresh"};
    rig->window.write("fresh\n", u"token.new"_s);
    QVERIFY(QFile::remove(rig->window.path(u"token"_s)));
    QVERIFY(QFile::rename(rig->window.path(u"token.new"_s), rig->window.path(u"token"_s)));
    QTRY_COMPARE(rig->bar(), QString());
    QVERIFY(rig->window.rests());
    QCOMPARE(rig->window.selected(), u"4"_s);
    QCOMPARE(rig->server.requests().constLast().header("X-Authentication"), "fresh"_ba);
}

void MainWindowTokenFileTest::aFileThatHeldANewTokenAlreadyIsUsedAtOnce()
{
    rig->window.write("fresh", u"token"_s);
    rig->goodTokens = {"fresh"};
    QVERIFY(rig->connectTo(u"token"_s)); // with "old"
    QTRY_COMPARE(rig->window.rows(), 50);
    QTRY_COMPARE(rig->bar(), QString());
}

void MainWindowTokenFileTest::aFileWithAnotherBadTokenIsTriedOnce()
{
    rig->window.write("old", u"token"_s);
    QVERIFY(rig->connectTo(u"token"_s));
    QVERIFY(rig->killToken());
    const auto requests = rig->server.requests().size();
    rig->window.write("worse", u"token"_s);
    QTRY_COMPARE(rig->server.requests().size(), requests + 1);
    QTRY_VERIFY(rig->bar().contains("does not accept the token"_L1));
    rig->goodTokens = {"fresh"};
    rig->window.write("fresh", u"token"_s);
    QTRY_COMPARE(rig->bar(), QString());
    QCOMPARE(rig->server.requests().at(requests + 1).header("X-Authentication"), "fresh"_ba);
}

void MainWindowTokenFileTest::aFreshFileIsUsedBeforeTheTokenDies()
{
    rig->window.write("old", u"token"_s);
    QVERIFY(rig->connectTo(u"token"_s));
    rig->goodTokens.insert("fresh");
    rig->window.write("fresh", u"token"_s);
    QTRY_COMPARE(rig->server.requests().constLast().header("X-Authentication"), "fresh"_ba);
    QCOMPARE(rig->bar(), QString());
}

void MainWindowTokenFileTest::aPastedTokenIsNotReplacedByTheFileWhileItWorks()
{
    rig->window.write("old", u"token"_s);
    QVERIFY(rig->connectTo(u"token"_s));
    QVERIFY(rig->killToken());
    rig->goodTokens = {"pasted"};
    rig->paste("pasted");
    QTRY_COMPARE(rig->bar(), QString());
    const auto requests = rig->server.requests().size();
    const TokenFile witness(rig->window.path(u"token"_s));
    rig->window.write("file", u"token"_s);
    QTRY_COMPARE(witness.token(), "file"_ba);
    QCOMPARE(rig->server.requests().size(), requests);
    rig->goodTokens = {"file"};
    rig->window.press(Qt::Key_F5);
    QTRY_COMPARE(rig->server.requests().constLast().header("X-Authentication"), "file"_ba);
    QTRY_COMPARE(rig->bar(), QString());
}

void MainWindowTokenFileTest::aFileThatComesEndsAnOpenDialog()
{
    QVERIFY(rig->connectTo(u"token"_s));
    QVERIFY(rig->killToken());
    QVERIFY(rig->openDialog(u"Sign In…"_s, "signInDialog"));
    rig->goodTokens = {"fresh"};
    rig->window.write("fresh", u"token"_s);
    QTRY_COMPARE(rig->bar(), QString());
    QTRY_VERIFY(!rig->window.window.findChild<QDialog *>(u"signInDialog"_s));
}

CALLBOARD_TEST_MAIN(MainWindowTokenFileTest, QApplication)
#include "tst_mainwindow_tokenfile.moc"
