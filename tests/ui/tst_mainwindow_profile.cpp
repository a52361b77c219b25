// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "profiles.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFrame>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QToolButton>

using namespace Qt::StringLiterals;

/// What a window makes of a connection that is read-only, production or coloured, and its first start.
class MainWindowProfileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void readOnlyHasNoDelete();
    void theNextConnectionHasDeleteAgain();
    void productionShowsInTheTitleAndTheBar();
    void marksThatAreSavedReachTheWindow();
    void productionIsNamedInTheQuestion();
    void theColourIsAStripeAndGoesWithTheConnection();
    void theNameStandsForTheServer();
    void theFirstStartConnectsWithOneClick();
    void theFirstStartTellsWhatIsWrong();
    void laterStartsOfferNothing();
    void aProfileThatCanNotBeUsedLeavesTheListShown();

private:
    Profile profile(const QString &name) const;
    static void configure(const QByteArray &content);

    std::unique_ptr<ListServer> server;
};

void MainWindowProfileTest::init()
{
    QSettings().clear();
    QDir(QDir::homePath() + "/.puppetlabs"_L1).removeRecursively();
    server = std::make_unique<ListServer>();
    server->jobs() = ListServer::jobs(1, 5);
}

Profile MainWindowProfileTest::profile(const QString &name) const
{
    Profile profile;
    profile.name = name;
    profile.url = server->url().toString();
    return profile;
}

void MainWindowProfileTest::configure(const QByteArray &content)
{
    QVERIFY(QDir().mkpath(QDir::homePath() + "/.puppetlabs/client-tools"_L1));
    QFile file(QDir::homePath() + "/.puppetlabs/client-tools/orchestrator.conf"_L1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

void MainWindowProfileTest::readOnlyHasNoDelete()
{
    Profile readOnly = profile(u"pe"_s);
    readOnly.isReadOnly = true;
    WindowRig rig;
    rig.window.connectTo(readOnly);
    QTRY_COMPARE(rig.rows(), 5);
    QCOMPARE(rig.window.windowTitle(), u"pe (read-only) — Scheduled Jobs"_s);
    QVERIFY(rig.shows(u"Server (read-only): "_s + server->url("/orchestrator/v1").toString()));
    rig.selectJob(u"2"_s);
    QVERIFY(!rig.action("deleteJob")->isVisible());
    QVERIFY(!rig.action("deleteJob")->isEnabled());
    QVERIFY(!rig.button(u"Delete"_s));
    rig.press(Qt::Key_Delete);
    QCOMPARE(rig.deletionTexts(), QStringList());
    QVERIFY(rig.window.deletions()->countingDown().isEmpty());
    QVERIFY(rig.shows(u"This connection is read-only: nothing is deleted."_s));
    QVERIFY(server->requests("DELETE").isEmpty());
}

void MainWindowProfileTest::theNextConnectionHasDeleteAgain()
{
    Profile readOnly = profile(u"pe"_s);
    readOnly.isReadOnly = true;
    WindowRig rig;
    rig.window.connectTo(readOnly);
    QTRY_COMPARE(rig.rows(), 5);
    rig.window.connectTo(profile(u"pe"_s));
    QTRY_VERIFY(rig.action("deleteJob")->isVisible());
    QVERIFY(rig.rests());
    rig.selectJob(u"2"_s);
    QVERIFY(rig.button(u"Delete"_s));
    rig.press(Qt::Key_Delete);
    QCOMPARE(rig.deletionTexts().size(), 1);
}

void MainWindowProfileTest::productionShowsInTheTitleAndTheBar()
{
    Profile production = profile(u"Munich"_s);
    production.isProduction = true;
    WindowRig rig;
    rig.window.connectTo(production);
    QTRY_COMPARE(rig.rows(), 5);
    QCOMPARE(rig.window.windowTitle(), u"Munich (PRODUCTION) — Scheduled Jobs"_s);
    rig.selectJob(u"2"_s);
    rig.press(Qt::Key_Delete);
    const QString text = rig.deletionTexts().value(0);
    QVERIFY2(text.startsWith("PRODUCTION, Munich: "_L1), qPrintable(text));
    QVERIFY2(text.contains("will be deleted in"_L1), qPrintable(text));
}

void MainWindowProfileTest::marksThatAreSavedReachTheWindow()
{
    Profiles::put(profile(u"pe"_s));
    WindowRig rig;
    rig.window.connectTo(profile(u"pe"_s));
    QTRY_COMPARE(rig.rows(), 5);
    rig.selectJob(u"2"_s);
    QVERIFY(rig.action("deleteJob")->isEnabled());
    rig.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = rig.window.findChild<QDialog *>(u"connectDialog"_s);
    QVERIFY(dialog && QTest::qWaitForWindowActive(dialog));
    for (const auto &name : {u"readOnly"_s, u"production"_s})
        dialog->findChild<QAbstractButton *>(name)->click();
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == "Save"_L1)
            WindowRig::click(button);
    }
    QTRY_COMPARE(rig.window.windowTitle(), u"pe (PRODUCTION, read-only) — Scheduled Jobs"_s);
    QVERIFY(!rig.action("deleteJob")->isVisible());
    QCOMPARE(rig.rows(), 5);
}

void MainWindowProfileTest::productionIsNamedInTheQuestion()
{
    server->jobs().clear();
    const QString soon = QDateTime::currentDateTimeUtc().addSecs(3).toString(Qt::ISODate);
    server->jobs() += ListServer::job(1, {{u"next_run"_s, soon}});
    Profile production = profile(u"Munich"_s);
    production.isProduction = true;
    WindowRig rig;
    rig.window.connectTo(production);
    QTRY_COMPARE(rig.rows(), 1);
    rig.selectJob(u"1"_s);
    rig.press(Qt::Key_Delete);
    const auto *box = rig.window.findChild<QMessageBox *>(u"deleteBeforeRun"_s);
    QVERIFY(box);
    QVERIFY2(box->informativeText().startsWith("PRODUCTION, Munich."_L1), qPrintable(box->informativeText()));
}

void MainWindowProfileTest::theColourIsAStripeAndGoesWithTheConnection()
{
    Profile red = profile(u"pe"_s);
    red.colour = u"#c01c28"_s;
    WindowRig rig;
    auto *mark = rig.window.findChild<QFrame *>(u"connectionMark"_s);
    QVERIFY(!mark->isVisible());
    rig.window.connectTo(red);
    QTRY_COMPARE(rig.rows(), 5);
    QVERIFY(mark->isVisible());
    QCOMPARE(mark->grab().toImage().pixelColor(5, 2), QColor(0xc0, 0x1c, 0x28));
    rig.window.connectTo(profile(u"pe"_s));
    QTRY_VERIFY(!mark->isVisible());
}

void MainWindowProfileTest::theNameStandsForTheServer()
{
    WindowRig rig;
    rig.window.connectTo(profile(u"Munich"_s));
    QTRY_COMPARE(rig.rows(), 5);
    QCOMPARE(rig.window.windowTitle(), u"Munich — Scheduled Jobs"_s);
    // Which server that is stands in the status bar.
    QVERIFY(rig.shows(u"Server: "_s + server->url("/orchestrator/v1").toString()));
    QCOMPARE(Profiles::recent(), QStringList()); // it is not among those that are kept
    Profiles::put(profile(u"Munich"_s));
    QCOMPARE(Profiles::recent(), QStringList{u"Munich"_s});
}

void MainWindowProfileTest::theFirstStartConnectsWithOneClick()
{
    configure(R"({"options": {"service-url": ")" + server->url().toEncoded() + R"("}})");
    WindowRig rig;
    const QString name = u"127.0.0.1:%1"_s.arg(server->url().port());
    QCOMPARE(rig.statePage().value(0), u"Not connected"_s);
    QVERIFY2(rig.statePage().value(1).contains(name), qPrintable(rig.statePage().value(1)));
    QCOMPARE(rig.statePage().value(2), u"Connect to "_s + name);
    QVERIFY(server->requests().isEmpty());
    WindowRig::click(rig.button(u"Connect to "_s + name));
    QTRY_COMPARE(rig.rows(), 5);
    QVERIFY(Profiles::named(name));
}

void MainWindowProfileTest::theFirstStartTellsWhatIsWrong()
{
    configure("{\"options\": {\n  \"service-url\": \"https://pe.test\",\n}}");
    WindowRig rig;
    const auto *details = rig.window.findChild<QLabel *>(u"stateDetails"_s);
    QVERIFY(details->isVisible());
    QVERIFY2(details->text().remove(QChar(0x200B)).contains("line 3, column 1"_L1),
             qPrintable(details->text()));
    QCOMPARE(rig.statePage().value(2), u"Connect…"_s);
}

void MainWindowProfileTest::laterStartsOfferNothing()
{
    configure(R"({"options": {"service-url": "https://pe.test"}})");
    Profiles::put(profile(u"mine"_s));
    WindowRig rig;
    QCOMPARE(rig.statePage().value(2), u"Connect…"_s);
}

void MainWindowProfileTest::aProfileThatCanNotBeUsedLeavesTheListShown()
{
    WindowRig rig;
    rig.window.connectTo(profile(u"pe"_s));
    QTRY_COMPARE(rig.rows(), 5);
    Profile broken = profile(u"broken"_s);
    broken.caFile = u"/no/such/ca.pem"_s;
    rig.window.connectTo(broken);
    QVERIFY2(rig.bar("problem").contains("ca.pem can't be used"_L1), qPrintable(rig.bar("problem")));
    QCOMPARE(rig.rows(), 5);
    QVERIFY(rig.window.windowTitle().startsWith("pe "_L1));
}

CALLBOARD_TEST_MAIN(MainWindowProfileTest, QApplication)
#include "tst_mainwindow_profile.moc"
