// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "profiles.h"
#include "windowrig.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QTabWidget>

using namespace Qt::StringLiterals;

/// The connections that a user has set up: found, changed, tried, imported and exported, with keys alone
/// wherever a test says nothing else.
class ConnectDialogProfilesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aConnectionIsKeptUnderTheNameOfItsHost();
    void typingFiltersAndReturnConnects();
    void arrowsMoveWhileTheFilterHasTheFocus();
    void nothingThatIsHiddenIsConnectedTo();
    void aFilterThatIsClearedSelectsAgain();
    void forgettingUnderAFilterShowsWhatIsSelected();
    void theLastUsedIsSelected();
    void recentConnectionsConnectFromTheMenu();
    void editsAreKeptWithSaveAndDroppedWithCancel();
    void everyFieldIsKept();
    void forgettingTakesEffectWithSave();
    void aCopyGetsANameOfItsOwn();
    void twoOfOneNameAreRefused();
    void anotherConnectionThatIsWrongIsShown();
    void aPastedTokenDoesNotGoToTheNextServer();
    void testTellsEveryStep();
    void testTellsWhatIsWrongWithTheFields();
    void withoutAKeychainItSaysHowLongATokenLives();
    void anEditTakesTheResultOfATestAway();
    void everyFieldHasAName();
    void fitsASmallScreenInLargeLetters();
    void importsAndExports();
    void anExportWithASecretIsRefused();
    void keepsWhatAnotherWindowHasAdded();
    void importsFromTheClientTools();
    void tellsWhatIsWrongWithTheClientTools();

private:
    static QDialog *openDialog(WindowRig &rig);
    static void closeDialog(WindowRig &rig);
    static QListWidget *list(const QDialog *dialog) { return dialog->findChild<QListWidget *>(); }
    static QLineEdit *field(const QDialog *dialog, const char *name)
    {
        return dialog->findChild<QLineEdit *>(QString::fromLatin1(name));
    }
    static void press(const QDialog *dialog, const QString &text);
    static void choose(const QDialog *dialog, const QString &text);
    static QString problem(const QDialog *dialog);
    static void put(const QString &name, const QUrl &url);
};

void ConnectDialogProfilesTest::init()
{
    QSettings().clear();
    QDir(QDir::homePath() + "/.puppetlabs"_L1).removeRecursively();
}

QDialog *ConnectDialogProfilesTest::openDialog(WindowRig &rig)
{
    rig.press(Qt::Key_O, Qt::ControlModifier | Qt::ShiftModifier);
    auto *dialog = rig.window.findChild<QDialog *>(u"connectDialog"_s);
    return dialog && QTest::qWaitForWindowActive(dialog) ? dialog : nullptr;
}

void ConnectDialogProfilesTest::closeDialog(WindowRig &rig)
{
    rig.press(Qt::Key_Escape);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
}

void ConnectDialogProfilesTest::press(const QDialog *dialog, const QString &text)
{
    for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
        if (button->text().remove(u'&') == text && button->isVisible()) {
            QVERIFY(button->isEnabled());
            WindowRig::click(button);
            return;
        }
    }
    QFAIL(qPrintable(u"no button "_s + text));
}

void ConnectDialogProfilesTest::choose(const QDialog *dialog, const QString &text)
{
    const auto *menu = dialog->findChild<QPushButton *>(u"importMenu"_s)->menu();
    for (QAction *action : menu->actions()) {
        if (action->text().remove(u'&') == text) {
            action->trigger();
            return;
        }
    }
    QFAIL(qPrintable(u"no action "_s + text));
}

QString ConnectDialogProfilesTest::problem(const QDialog *dialog)
{
    const auto *label = dialog->findChild<QLabel *>(u"problem"_s);
    // Zero-width spaces only say where a line may break.
    return label->isVisible() ? label->text().remove(QChar(0x200B)) : QString();
}

void ConnectDialogProfilesTest::put(const QString &name, const QUrl &url)
{
    Profile profile;
    profile.name = name;
    profile.url = url.toString();
    Profiles::put(profile);
}

void ConnectDialogProfilesTest::aConnectionIsKeptUnderTheNameOfItsHost()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 3);
    WindowRig rig;
    QVERIFY(openDialog(rig));
    rig.type(server.url().toString());
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 3);
    const QString name = u"127.0.0.1:%1"_s.arg(server.url().port());
    QCOMPARE(Profiles::all().size(), 1);
    QCOMPARE(Profiles::all().constFirst().name, name);
    QCOMPARE(Profiles::recent(), QStringList{name});
    QVERIFY(rig.window.windowTitle().startsWith(name));
}

void ConnectDialogProfilesTest::typingFiltersAndReturnConnects()
{
    ListServer one;
    one.jobs() = ListServer::jobs(1, 1);
    ListServer two;
    two.jobs() = ListServer::jobs(1, 2);
    put(u"Augsburg"_s, one.url());
    put(u"München"_s, two.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    QVERIFY(field(dialog, "profileFilter")->hasFocus());
    rig.type(u"munch"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"München"_s);
    QCOMPARE(field(dialog, "url")->text(), two.url().toString());
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 2);
    QVERIFY(rig.window.windowTitle().startsWith(u"München"_s));
    QVERIFY(one.requests().isEmpty());
}

void ConnectDialogProfilesTest::arrowsMoveWhileTheFilterHasTheFocus()
{
    for (const char *name : {"pe-a", "other", "pe-b"})
        put(QString::fromLatin1(name), QUrl(u"https://pe.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"pe-"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe-a"_s);
    rig.press(Qt::Key_Down);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe-b"_s);
    QVERIFY(field(dialog, "profileFilter")->hasFocus());
    rig.press(Qt::Key_Up);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe-a"_s);
}

void ConnectDialogProfilesTest::nothingThatIsHiddenIsConnectedTo()
{
    ListServer server;
    put(u"pe"_s, server.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"nothing like it"_s);
    QCOMPARE(list(dialog)->currentRow(), -1);
    rig.press(Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QVERIFY(server.requests().isEmpty());
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"pe"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe"_s);
}

void ConnectDialogProfilesTest::aFilterThatIsClearedSelectsAgain()
{
    put(u"pe"_s, QUrl(u"https://pe.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"zzz"_s);
    QCOMPARE(list(dialog)->currentRow(), -1);
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.press(Qt::Key_Backspace);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe"_s);
    QCOMPARE(field(dialog, "url")->text(), u"https://pe.test"_s);
}

// Else one connection's fields, and a token that was pasted for it, would go to the next.
void ConnectDialogProfilesTest::forgettingUnderAFilterShowsWhatIsSelected()
{
    put(u"Alpha one"_s, QUrl(u"https://one.test"_s));
    put(u"Alpha two"_s, QUrl(u"https://two.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"alpha"_s);
    rig.press(Qt::Key_P, Qt::AltModifier);
    rig.type(u"hunter2"_s);
    press(dialog, u"Forget"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"Alpha two"_s);
    QCOMPARE(field(dialog, "name")->text(), u"Alpha two"_s);
    QCOMPARE(field(dialog, "url")->text(), u"https://two.test"_s);
    QCOMPARE(field(dialog, "token")->text(), QString());
}

void ConnectDialogProfilesTest::theLastUsedIsSelected()
{
    for (const char *name : {"a", "b", "c"})
        put(QString::fromLatin1(name), QUrl(u"https://%1.test"_s.arg(QLatin1StringView(name))));
    Profiles::noteUse(u"b"_s);
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    QCOMPARE(list(dialog)->currentItem()->text(), u"b"_s);
    QCOMPARE(field(dialog, "url")->text(), u"https://b.test"_s);
}

void ConnectDialogProfilesTest::recentConnectionsConnectFromTheMenu()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    put(u"R&D"_s, server.url());
    Profiles::noteUse(u"R&D"_s);
    WindowRig rig;
    // Its ampersand is no access key, and the rig takes those away.
    QVERIFY(rig.choose({u"File"_s, u"Connect to Recent"_s, u"RD"_s}));
    QTRY_COMPARE(rig.rows(), 2);
}

void ConnectDialogProfilesTest::editsAreKeptWithSaveAndDroppedWithCancel()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, QUrl(u"https://b.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    field(dialog, "name")->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"renamed"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"renamed"_s);
    closeDialog(rig);
    QVERIFY(Profiles::named(u"a"_s));

    dialog = openDialog(rig);
    field(dialog, "name")->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"renamed"_s);
    list(dialog)->setCurrentRow(2); // edits of the one before are not lost by that
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QVERIFY(!Profiles::named(u"a"_s));
    QCOMPARE(Profiles::named(u"renamed"_s)->url, u"https://a.test"_s);
    QVERIFY(Profiles::named(u"b"_s));
}

void ConnectDialogProfilesTest::everyFieldIsKept()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    const auto fill = [&](const char *name, const QString &text) {
        field(dialog, name)->setFocus();
        rig.press(Qt::Key_A, Qt::ControlModifier);
        rig.type(text);
    };
    fill("name", u"all"_s);
    fill("url", u"https://pe.test:8143"_s);
    fill("tokenFile", u"~/t"_s);
    fill("caFile", u"~/ca.pem"_s);
    rig.press(Qt::Key_R, Qt::AltModifier);
    QTRY_VERIFY(dialog->findChild<QCheckBox *>(u"readOnly"_s)->isChecked());
    rig.press(Qt::Key_M, Qt::AltModifier);
    QTRY_VERIFY(dialog->findChild<QCheckBox *>(u"production"_s)->isChecked());
    auto *tabs = dialog->findChild<QTabWidget *>(u"connectTabs"_s);
    tabs->setCurrentIndex(1);
    fill("consoleUrl", u"https://console.test"_s);
    fill("clientCertificate", u"~/me.pem"_s);
    fill("clientKey", u"~/me.key"_s);
    rig.press(Qt::Key_G, Qt::AltModifier);
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"7"_s);
    rig.press(Qt::Key_W, Qt::AltModifier);
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"77"_s);
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    const auto kept = Profiles::named(u"all"_s);
    QVERIFY(kept);
    Profile expected;
    expected.name = u"all"_s;
    expected.url = u"https://pe.test:8143"_s;
    expected.tokenFile = u"~/t"_s;
    expected.caFile = u"~/ca.pem"_s;
    expected.isReadOnly = true;
    expected.isProduction = true;
    expected.consoleUrl = u"https://console.test"_s;
    expected.clientCertificate = u"~/me.pem"_s;
    expected.clientKey = u"~/me.key"_s;
    expected.connectSeconds = 7;
    expected.answerSeconds = 77;
    QCOMPARE(toVariants(*kept), toVariants(expected));
    // And shown again.
    dialog = openDialog(rig);
    QVERIFY(dialog->findChild<QCheckBox *>(u"readOnly"_s)->isChecked());
    QCOMPARE(list(dialog)->currentItem()->text(), u"all (production, read-only)"_s);
}

void ConnectDialogProfilesTest::forgettingTakesEffectWithSave()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, QUrl(u"https://b.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    press(dialog, u"Forget"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"b"_s);
    closeDialog(rig);
    QVERIFY(Profiles::named(u"a"_s));
    dialog = openDialog(rig);
    press(dialog, u"Forget"_s);
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QVERIFY(!Profiles::named(u"a"_s));
    QVERIFY(Profiles::named(u"b"_s));
}

void ConnectDialogProfilesTest::aCopyGetsANameOfItsOwn()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    press(dialog, u"Duplicate"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"a (2)"_s);
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QCOMPARE(Profiles::named(u"a (2)"_s)->url, u"https://a.test"_s);
}

void ConnectDialogProfilesTest::twoOfOneNameAreRefused()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, QUrl(u"https://b.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    field(dialog, "name")->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"b"_s);
    press(dialog, u"Save"_s);
    QVERIFY(dialog->isVisible());
    QVERIFY2(problem(dialog).contains("two connections of the name b"_L1), qPrintable(problem(dialog)));
    QVERIFY(Profiles::named(u"a"_s));
}

// Nothing that was typed is dropped because it can't be kept.
void ConnectDialogProfilesTest::anotherConnectionThatIsWrongIsShown()
{
    ListServer server;
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, server.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    field(dialog, "url")->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"nonsense"_s);
    list(dialog)->setCurrentRow(2);
    field(dialog, "name")->setFocus();
    rig.press(Qt::Key_Return);
    QVERIFY(dialog->isVisible());
    QCOMPARE(list(dialog)->currentItem()->text(), u"a"_s);
    QVERIFY2(problem(dialog).contains("The URL can't be used"_L1), qPrintable(problem(dialog)));
    QVERIFY(server.requests().isEmpty());
}

void ConnectDialogProfilesTest::aPastedTokenDoesNotGoToTheNextServer()
{
    ListServer server;
    server.jobs() = ListServer::jobs(1, 2);
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, server.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.press(Qt::Key_P, Qt::AltModifier);
    rig.type(u"hunter2"_s);
    list(dialog)->setCurrentRow(2);
    QCOMPARE(field(dialog, "token")->text(), QString());
    field(dialog, "name")->setFocus();
    rig.press(Qt::Key_Return);
    QTRY_COMPARE(rig.rows(), 2);
    QCOMPARE(server.requests().constFirst().header("X-Authentication"), QByteArray());
}

void ConnectDialogProfilesTest::testTellsEveryStep()
{
    ListServer server;
    put(u"a"_s, server.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.press(Qt::Key_S, Qt::AltModifier);
    const auto *view = dialog->findChild<QPlainTextEdit *>(u"checkView"_s);
    QTRY_VERIFY(view->isVisible());
    QTRY_VERIFY(view->toPlainText().contains("Rights: "_L1) && !view->toPlainText().contains("waiting"_L1) &&
                !view->toPlainText().contains("under way"_L1));
    for (const char *title :
         {"Name (DNS): ", "Port (TCP): ", "Encryption (TLS): ", "Sign-in: ", "API: ✓ good"})
        QVERIFY2(view->toPlainText().contains(QString::fromUtf8(title)), title);
    QVERIFY(dialog->isVisible());
    QVERIFY(rig.window.windowTitle() == "Scheduled Jobs"_L1);
}

void ConnectDialogProfilesTest::testTellsWhatIsWrongWithTheFields()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.type(u"nonsense"_s);
    rig.press(Qt::Key_S, Qt::AltModifier);
    const auto *view = dialog->findChild<QPlainTextEdit *>(u"checkView"_s);
    QTRY_VERIFY(view->toPlainText().contains("The URL can't be used"_L1));
}

void ConnectDialogProfilesTest::withoutAKeychainItSaysHowLongATokenLives()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.press(Qt::Key_O, Qt::AltModifier);
    rig.press(Qt::Key_Down);
    QTRY_VERIFY_WITH_TIMEOUT(problem(dialog).contains("lives for this session"_L1), 20'000);
    // All of it can be read.
    const auto *label = dialog->findChild<QLabel *>(u"problem"_s);
    QTRY_VERIFY(label->height() >= label->heightForWidth(label->width()));
}

void ConnectDialogProfilesTest::anEditTakesTheResultOfATestAway()
{
    ListServer server;
    put(u"a"_s, server.url());
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    rig.press(Qt::Key_S, Qt::AltModifier);
    const auto *view = dialog->findChild<QPlainTextEdit *>(u"checkView"_s);
    QTRY_VERIFY(view->toPlainText().contains("API: ✓ good"_L1) ||
                view->toPlainText().contains(u"API: ✓ good"_s));
    dialog->findChild<QTabWidget *>(u"connectTabs"_s)->setCurrentIndex(0);
    field(dialog, "url")->setFocus();
    rig.type(u"1"_s);
    QCOMPARE(view->toPlainText(), QString());
}

void ConnectDialogProfilesTest::everyFieldHasAName()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    auto *tabs = dialog->findChild<QTabWidget *>(u"connectTabs"_s);
    for (int tab = 0; tab < tabs->count(); ++tab) {
        tabs->setCurrentIndex(tab);
        for (QWidget *widget : tabs->currentWidget()->findChildren<QWidget *>()) {
            if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible() || widget->focusProxy() ||
                widget->objectName().startsWith("qt_"_L1))
                continue;
            const auto *accessible = QAccessible::queryAccessibleInterface(widget);
            QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                     qPrintable(widget->objectName() + u' ' +
                                QLatin1StringView(widget->metaObject()->className())));
        }
    }
}

void ConnectDialogProfilesTest::fitsASmallScreenInLargeLetters()
{
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSize(14);
    QApplication::setFont(large);
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QApplication::setFont(usual);
    QVERIFY(dialog);
    const QSize size = dialog->minimumSizeHint();
    QVERIFY2(size.width() <= 800 && size.height() <= 570,
             qPrintable(u"%1 x %2"_s.arg(size.width()).arg(size.height())));
}

void ConnectDialogProfilesTest::importsAndExports()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    const QString path = rig.path(u"profiles.json"_s);
    choose(dialog, u"Export All…"_s);
    auto *files = dialog->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(files);
    Q_EMIT files->fileSelected(path);
    files->close();
    QVERIFY2(problem(dialog).contains("1 connection exported"_L1), qPrintable(problem(dialog)));
    closeDialog(rig);

    QSettings().clear();
    dialog = openDialog(rig);
    QCOMPARE(list(dialog)->count(), 1);
    choose(dialog, u"Import from File…"_s);
    files = dialog->findChild<QFileDialog *>(u"importDialog"_s);
    QVERIFY(files);
    Q_EMIT files->fileSelected(path);
    files->close();
    QVERIFY2(problem(dialog).contains("1 connection added"_L1), qPrintable(problem(dialog)));
    QCOMPARE(list(dialog)->currentItem()->text(), u"a"_s);
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QCOMPARE(Profiles::named(u"a"_s)->url, u"https://a.test"_s);
}

void ConnectDialogProfilesTest::anExportWithASecretIsRefused()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    field(dialog, "url")->setFocus();
    rig.press(Qt::Key_A, Qt::ControlModifier);
    rig.type(u"https://admin:hunter2@a.test"_s);
    choose(dialog, u"Export All…"_s);
    auto *files = dialog->findChild<QFileDialog *>(u"exportDialog"_s);
    QVERIFY(files);
    const QString path = rig.path(u"profiles.json"_s);
    Q_EMIT files->fileSelected(path);
    files->close();
    QVERIFY(!QFile::exists(path));
    QVERIFY2(problem(dialog).contains("user name or password"_L1), qPrintable(problem(dialog)));
    QVERIFY(!problem(dialog).contains("hunter2"_L1));
}

void ConnectDialogProfilesTest::keepsWhatAnotherWindowHasAdded()
{
    put(u"a"_s, QUrl(u"https://a.test"_s));
    put(u"b"_s, QUrl(u"https://b.test"_s));
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    put(u"c"_s, QUrl(u"https://c.test"_s));
    press(dialog, u"Forget"_s); // a
    press(dialog, u"Save"_s);
    QTRY_VERIFY(!rig.window.findChild<QDialog *>(u"connectDialog"_s));
    QVERIFY(!Profiles::named(u"a"_s));
    QVERIFY(Profiles::named(u"b"_s));
    QVERIFY(Profiles::named(u"c"_s));
}

void ConnectDialogProfilesTest::importsFromTheClientTools()
{
    WindowRig rig;
    QVERIFY(QDir().mkpath(QDir::homePath() + "/.puppetlabs/client-tools"_L1));
    QFile file(QDir::homePath() + "/.puppetlabs/client-tools/orchestrator.conf"_L1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"options": {"service-url": "https://pe.test:8143"}})");
    file.close();
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    choose(dialog, u"Import from Client Tools"_s);
    QCOMPARE(list(dialog)->currentItem()->text(), u"pe.test"_s);
    QCOMPARE(field(dialog, "url")->text(), u"https://pe.test:8143/orchestrator/v1"_s);
    choose(dialog, u"Import from Client Tools"_s);
    QCOMPARE(list(dialog)->count(), 2);
    QVERIFY2(problem(dialog).contains("here already"_L1), qPrintable(problem(dialog)));
}

void ConnectDialogProfilesTest::tellsWhatIsWrongWithTheClientTools()
{
    WindowRig rig;
    const QDialog *dialog = openDialog(rig);
    QVERIFY(dialog);
    choose(dialog, u"Import from Client Tools"_s);
    QVERIFY2(problem(dialog).contains("There is no configuration"_L1), qPrintable(problem(dialog)));
    QVERIFY(QDir().mkpath(QDir::homePath() + "/.puppetlabs/client-tools"_L1));
    QFile file(QDir::homePath() + "/.puppetlabs/client-tools/orchestrator.conf"_L1);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"options\": {\n\"service-url\": nothing}}");
    file.close();
    choose(dialog, u"Import from Client Tools"_s);
    QVERIFY2(problem(dialog).contains("line 2, column 16"_L1), qPrintable(problem(dialog)));
}

CALLBOARD_TEST_MAIN(ConnectDialogProfilesTest, QApplication)
#include "tst_connectdialog_profiles.moc"
