// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "profiles.h"
#include "token.h"
#include "windowrig.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSettings>

using namespace Qt::StringLiterals;

/// Connecting from the window, with keys alone.
class ConnectDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void connectsToWhatIsTyped_data();
    void connectsToWhatIsTyped();
    void sendsTheTokenOfTheFile();
    void staysOpenWithTheReason_data();
    void staysOpenWithTheReason();
    void cancelKeepsTheListShown();
    void remembersAllButTheToken();
    void usesTheUsualTokenFileUnlessAnotherIsNamed();
    void watchesTheTokenFile();
    void aTokenFileMayComeLater();
    void aPastedTokenTakesThePlaceOfTheFile();
    void aPastedTokenIsForgotten();
    void aPastedTokenIsNotSentUnencrypted();
    void accessKeysLeadToTheFields();

private:
    static QDialog *openDialog(WindowRig &rig);
    static QLineEdit *field(const QDialog *dialog, const char *name);
};

void ConnectDialogTest::init()
{
    QSettings().clear();
}

QDialog *ConnectDialogTest::openDialog(WindowRig &rig)
{
    rig.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = rig.window.findChild<QDialog *>(u"connectDialog"_s);
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

QLineEdit *ConnectDialogTest::field(const QDialog *dialog, const char *name)
{
    return dialog->findChild<QLineEdit *>(QString::fromLatin1(name));
}

void ConnectDialogTest::connectsToWhatIsTyped_data()
{
    QTest::addColumn<QByteArray>("path");
    for (const char *path : {"", "/", "/orchestrator/v1", "/orchestrator/v1/"})
        QTest::addRow("'%s'", path) << QByteArray(path);
}

void ConnectDialogTest::connectsToWhatIsTyped()
{
    QFETCH(const QByteArray, path);
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(openDialog(rig));
    rig.type(QString::fromLatin1(server.url(path).toEncoded()));
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.texts(u"Name"_s), numbers(1, 3));
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    rig.press(Qt::Key_Down);
    QCOMPARE(rig.selected(), u"1"_s);
}

void ConnectDialogTest::sendsTheTokenOfTheFile()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    const QString token = rig.write("hunter2\n", u"token"_s);
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    field(dialog, "tokenFile")->setFocus();
    rig.type(token);
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), "hunter2"_ba);
}

void ConnectDialogTest::staysOpenWithTheReason_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("tokenFile");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QString() << QString() << QString() << u"it is no URL"_s;
    QTest::newRow("no scheme") << u"pe.test:8143"_s << QString() << QString() << u"The URL can't be used"_s;
    QTest::newRow("password") << u"https://me:hunter2@pe.test"_s << QString() << QString()
                              << u"use a token file"_s;
    QTest::newRow("no CA file") << u"https://pe.test"_s << QString() << u"/no/such/ca.pem"_s
                                << u"ca.pem can't be used"_s;
}

void ConnectDialogTest::staysOpenWithTheReason()
{
    QFETCH(const QString, url);
    QFETCH(const QString, tokenFile);
    QFETCH(const QString, caFile);
    QFETCH(const QString, says);
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(url);
    field(dialog, "tokenFile")->setFocus();
    rig.type(tokenFile);
    field(dialog, "caFile")->setFocus();
    field(dialog, "caFile")->clear();
    rig.type(caFile);
    rig.press(Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    const auto *problem = dialog->findChild<QLabel *>(u"problem"_s);
    QVERIFY(problem->isVisible());
    QVERIFY2(problem->text().contains(says), qPrintable(problem->text()));
    QVERIFY(!problem->text().contains("hunter2"_L1));
    QVERIFY(Profiles::all().isEmpty());
}

void ConnectDialogTest::cancelKeepsTheListShown()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(openDialog(rig));
    rig.type(u"https://elsewhere.test"_s);
    rig.press(Qt::Key_Escape);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QCOMPARE(rig.rows(), 3);
    QVERIFY(Profiles::all().isEmpty());
}

void ConnectDialogTest::remembersAllButTheToken()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    const QString token = rig.write("hunter2\n", u"token"_s);
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    field(dialog, "tokenFile")->setFocus();
    rig.type(token);
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));

    QSettings settings;
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hunter2"));
    dialog = openDialog(rig);
    QVERIFY(dialog);
    QCOMPARE(field(dialog, "url")->text(), server.url().toString());
    QCOMPARE(field(dialog, "tokenFile")->text(), token);
}

void ConnectDialogTest::usesTheUsualTokenFileUnlessAnotherIsNamed()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    const QDir folder(QDir::homePath() + u"/.puppetlabs"_s);
    QVERIFY(QDir().mkpath(folder.path()));
    QFile file(folder.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("hunter2");
    file.close();
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    QCOMPARE(field(dialog, "tokenFile")->placeholderText(), usualTokenFile());
    rig.type(server.url().toString());
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), "hunter2"_ba);
    QVERIFY(QDir(folder).removeRecursively());
}

void ConnectDialogTest::watchesTheTokenFile()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    server.intercept = [](const LoopbackRequest &request) {
        return request.header("X-Authentication") == "new" ? std::optional<LoopbackAnswer>()
                                                           : LoopbackAnswer::empty(401);
    };
    WindowRig rig;
    const QString token = rig.write("old", u"token"_s);
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    field(dialog, "tokenFile")->setFocus();
    rig.type(token);
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(!rig.bar("tokenBar").isEmpty());
    rig.write("new", u"token"_s);
    QTRY_COMPARE(rig.rows(), 3);
    QTRY_COMPARE(rig.bar("tokenBar"), QString());
}

// As it does on a machine on which nobody has signed in yet.
void ConnectDialogTest::aTokenFileMayComeLater()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    server.intercept = [](const LoopbackRequest &request) {
        return request.header("X-Authentication") == "new" ? std::optional<LoopbackAnswer>()
                                                           : LoopbackAnswer::empty(401);
    };
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    field(dialog, "tokenFile")->setFocus();
    rig.type(rig.path(u"later"_s));
    rig.press(Qt::Key_Return);
    QTRY_VERIFY(rig.bar("tokenBar").contains("asks for a token"_L1));
    // The page does not claim that there was one.
    QVERIFY2(rig.statePage().value(0).contains("asks for a token"_L1), qPrintable(rig.statePage().value(0)));
    rig.write("new", u"later"_s);
    QTRY_COMPARE(rig.rows(), 3);
}

void ConnectDialogTest::aPastedTokenTakesThePlaceOfTheFile()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    field(dialog, "tokenFile")->setFocus();
    rig.type(u"/no/such/token"_s);
    rig.press(Qt::Key_P, Qt::AltModifier);
    QVERIFY(field(dialog, "token")->hasFocus());
    rig.type(u"hunter2"_s);
    QVERIFY(!field(dialog, "token")->displayText().contains("hunter2"_L1));
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), "hunter2"_ba);
}

void ConnectDialogTest::aPastedTokenIsForgotten()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(server.url().toString());
    rig.press(Qt::Key_P, Qt::AltModifier);
    rig.type(u"hunter2"_s);
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QSettings settings;
    settings.sync();
    QFile file(settings.fileName());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("hunter2"));
    dialog = openDialog(rig);
    QVERIFY(dialog);
    QCOMPARE(field(dialog, "token")->text(), QString());
}

void ConnectDialogTest::aPastedTokenIsNotSentUnencrypted()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"http://pe.invalid:8143"_s);
    rig.press(Qt::Key_P, Qt::AltModifier);
    rig.type(u"hunter2"_s);
    rig.press(Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    const QString problem = dialog->findChild<QLabel *>(u"problem"_s)->text();
    QVERIFY2(problem.contains("unencrypted"_L1), qPrintable(problem));
    QVERIFY(!problem.contains("hunter2"_L1));
}

void ConnectDialogTest::accessKeysLeadToTheFields()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    QVERIFY(field(dialog, "url")->hasFocus());
    rig.press(Qt::Key_T, Qt::AltModifier);
    QVERIFY(field(dialog, "tokenFile")->hasFocus());
    rig.press(Qt::Key_A, Qt::AltModifier);
    QVERIFY(field(dialog, "caFile")->hasFocus());
    rig.press(Qt::Key_U, Qt::AltModifier);
    QVERIFY(field(dialog, "url")->hasFocus());
}

CALLBOARD_TEST_MAIN(ConnectDialogTest, QApplication)
#include "tst_connectdialog.moc"
