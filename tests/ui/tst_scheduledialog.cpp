// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "windowrig.h"

#include "jobmodel.h"
#include "messagebar.h"
#include "orchestratorsource.h"
#include "scheduleactions.h"
#include "scheduledialog.h"

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeEdit>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QSignalSpy>
#include <QStatusBar>

using namespace Qt::StringLiterals;
using Ending = LoopbackAnswer::Ending;

namespace {

constexpr auto Secret = "hunter2 \"quoted\"";

QJsonObject weekly(const QString &start)
{
    return {{u"start_time"_s, start},
            {u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 604'800}}}};
}

QJsonObject once(const QString &start)
{
    return {{u"start_time"_s, start}, {u"interval"_s, QJsonValue::Null}};
}

/// A window on an orchestrator that schedules: job 7 has a sensitive parameter, job 8 has none.
class Scene
{
public:
    Scene()
    {
        server.generation = ListServer::Generation::Environment;
        server.jobs() = {ListServer::environmentJob(7), ListServer::environmentJob(8, plain())};
        server.intercept = [this](const LoopbackRequest &request) -> std::optional<LoopbackAnswer> {
            if (request.method != "POST")
                return std::nullopt;
            if (const auto answer = answers.isEmpty() ? std::nullopt : std::optional(answers.takeFirst()))
                return answer;
            return schedule(request.body);
        };
    }

    ListServer server;
    WindowRig rig;
    /// What the next POSTs are answered with; then the truth.
    QList<LoopbackAnswer> answers;

    static QJsonObject plain()
    {
        return {{u"input"_s, QJsonObject{{u"name"_s, u"echo"_s},
                                         {u"parameters"_s, QJsonObject{{u"a"_s, 1}}},
                                         {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"n"_s}}}}}}};
    }

    QAction *again() const { return rig.action("scheduleAgain"); }
    /// Of this job, by the menu. Null: it did not open.
    ScheduleDialog *open(const QString &job)
    {
        rig.selectJob(job);
        if (!rig.choose({u"Job"_s, u"Schedule Again…"_s}))
            return nullptr;
        return rig.window.findChild<ScheduleDialog *>();
    }
    QList<LoopbackRequest> posts() const { return server.requests("POST"); }
    QJsonObject sent() const { return QJsonDocument::fromJson(posts().constLast().body).object(); }

private:
    LoopbackAnswer schedule(const QByteArray &body)
    {
        QJsonObject job = QJsonDocument::fromJson(body).object();
        job[u"name"_s] = u"12"_s;
        job[u"next_run"_s] = QJsonObject{{u"time"_s, job["schedule"_L1]["start_time"_L1]}};
        server.jobs() << job;
        return LoopbackAnswer::json(R"({"scheduled_job":{"id":"https://x/12","name":"12"}})");
    }
};

template <class T>
T *part(const QWidget *dialog, const char *name)
{
    return dialog->findChild<T *>(QString::fromLatin1(name));
}

QPushButton *scheduleButton(const QWidget *dialog)
{
    return part<QPushButton>(dialog, "schedule");
}

QString reason(const QWidget *dialog)
{
    const auto *label = part<QLabel>(dialog, "scheduleReason");
    return label->isVisible() ? label->text() : QString();
}

QString message(const QWidget *dialog)
{
    const auto *bar = part<MessageBar>(dialog, "scheduleMessage");
    return bar->isVisible() ? bar->text() : QString();
}

QString preview(const QWidget *dialog)
{
    return part<QPlainTextEdit>(dialog, "schedulePreview")->toPlainText();
}

void setSecret(const QWidget *dialog, const QString &text, int kind = 0)
{
    auto *edit = part<QLineEdit>(dialog, "secret");
    edit->clear();
    QTest::keyClicks(edit, text);
    part<QComboBox>(dialog, "secretKind")->setCurrentIndex(kind);
}

/// All that a person can read in the window and its dialogs, and all that can be pasted.
QString everythingShown(const QWidget &window)
{
    QStringList texts{QApplication::clipboard()->text(),
                      QApplication::clipboard()->text(QClipboard::Selection), window.windowTitle()};
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        texts << widget->toolTip() << widget->accessibleName() << widget->statusTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget))
            texts << label->text();
        if (const auto *plain = qobject_cast<const QPlainTextEdit *>(widget))
            texts << plain->toPlainText();
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->displayText();
        if (const auto *bar = qobject_cast<const QStatusBar *>(widget))
            texts << bar->currentMessage();
    }
    return texts.join(u'\n');
}

} // namespace

/// The form that schedules a job again, and what leads to it.
class ScheduleDialogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsWhatItShows();
    void saysWhatBecomesOfTheJob();
    void theListHasTheNewJob();
    void aMissingValueIsAskedFor();
    void valuesAreTextsJsonOrEmpty_data();
    void valuesAreTextsJsonOrEmpty();
    void secretsAreNowhereElse();
    void aSecretThatAServerRepeatsIsHidden_data();
    void aSecretThatAServerRepeatsIsHidden();
    void aPastStartMovesOnAndSaysSo();
    void aPastStartWithoutAGridHasToBeChosen();
    void aStartThatPassesMeanwhileMovesOn();
    void missingTargetsAreAskedFor();
    void theDescriptionCanBeChanged();
    void aRefusalCanBeCorrected();
    void everyRefusalIsTold_data();
    void everyRefusalIsTold();
    void whatNobodyKnowsIsLookedAtFirst();
    void whoStopsWaitingDoesNotKnow();
    void cancellingSendsNothing();
    void aDoubleClickSendsOnce();
    void aKeyThatIsHeldDownSendsOnce();
    void returnSendsOnlyWhatIsComplete();
    void production();
    void anotherServerIsWarnedOf();
    void goesToTheServerThatWasShown();
    void jobsOfTheOldApiCanOnlyBeCopied();
    void aReadOnlyConnectionSchedulesNothing();
    void aSavedResponseGoesWhereTheWindowWasConnected();
    void copyingWorksOffline();
    void fitsASmallScreen_data();
    void fitsASmallScreen();
    void everyControlHasAName();
    void noAccessKeyIsUsedTwice();
};

void ScheduleDialogTest::sendsWhatItShows()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    QVERIFY(dialog->isModal());
    setSecret(dialog, QString::fromLatin1(Secret));
    QTRY_VERIFY(preview(dialog).contains(u"•••"_s));
    const QString shown = preview(dialog);
    QVERIFY(shown.startsWith(u"POST "_s + scene.server.url("/orchestrator/v1").toString() +
                             u"/scheduled_jobs/environment_jobs\n"_s));
    QVERIFY(scene.posts().isEmpty());
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 1);
    QCOMPARE(scene.posts().constFirst().url().path(), u"/orchestrator/v1/scheduled_jobs/environment_jobs"_s);
    QJsonObject expected = QJsonDocument::fromJson(shown.section(u"\n\n"_s, 1).toUtf8()).object();
    QJsonObject input = expected["input"_L1].toObject();
    QJsonObject parameters = input["parameters"_L1].toObject();
    QCOMPARE(parameters["password"_L1]["value"_L1].toString(), u"•••"_s);
    parameters[u"password"_s] = QJsonObject{{u"value"_s, QString::fromLatin1(Secret)}};
    input[u"parameters"_s] = parameters;
    expected[u"input"_s] = input;
    QCOMPARE(scene.sent(), expected);
    QCOMPARE(scene.sent()["description"_L1].toString(), u"job 7"_s);
    QCOMPARE(scene.sent()["userdata"_L1]["ticket"_L1].toString(), u"TICKET-7"_s);
}

void ScheduleDialogTest::saysWhatBecomesOfTheJob()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    QVERIFY(part<QLabel>(dialog, "scheduleTitle")->text().contains("Job 7"_L1));
    QVERIFY(part<QLabel>(dialog, "scheduleTitle")->text().contains("127.0.0.1"_L1));
    QCOMPARE(part<QLabel>(dialog, "scheduleStatement")->text(),
             u"The job gets a new number, and you become its owner. The one that is there stays: both will "
             "run."_s);
    QVERIFY(!part<QLabel>(dialog, "scheduleProduction"));
    QVERIFY(!part<MessageBar>(dialog, "scheduleOtherServer"));
    QVERIFY(!everythingShown(scene.rig.window).contains("restore"_L1, Qt::CaseInsensitive));
}

void ScheduleDialogTest::theListHasTheNewJob()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QTRY_COMPARE(scene.rig.texts(u"Name"_s), (QStringList{u"7"_s, u"8"_s, u"12"_s}));
    QVERIFY(scene.rig.window.statusBar()->currentMessage().contains("Scheduled as job 12"_L1));
    QCOMPARE(scene.rig.selected(), u"8"_s);
}

void ScheduleDialogTest::aMissingValueIsAskedFor()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    QTRY_VERIFY(part<QLineEdit>(dialog, "secret")->hasFocus());
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    QVERIFY(reason(dialog).contains("password"_L1));
    scene.rig.press(Qt::Key_Return);
    QVERIFY(preview(dialog).contains("MISSING"_L1));
    scene.rig.type(u"x"_s);
    QVERIFY(scheduleButton(dialog)->isEnabled());
    QCOMPARE(reason(dialog), QString());
    QVERIFY(scene.posts().isEmpty());
}

void ScheduleDialogTest::valuesAreTextsJsonOrEmpty_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QByteArray>("sent"); // empty: nothing can be
    QTest::newRow("text") << u"5"_s << 0 << R"("5")"_ba;
    QTest::newRow("blank") << u" "_s << 0 << R"(" ")"_ba;
    QTest::newRow("JSON") << u"{\"a\": 9007199254740993}"_s << 1 << R"({"a": 9007199254740993})"_ba;
    QTest::newRow("no JSON") << u"{\"a\""_s << 1 << ""_ba;
    QTest::newRow("nothing as JSON") << QString() << 1 << ""_ba;
    QTest::newRow("empty text") << QString() << 2 << R"("")"_ba;
}

void ScheduleDialogTest::valuesAreTextsJsonOrEmpty()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(QByteArray, sent);
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    setSecret(dialog, typed, kind);
    QCOMPARE(scheduleButton(dialog)->isEnabled(), !sent.isEmpty());
    QCOMPARE(reason(dialog).contains("password"_L1), sent.isEmpty());
    WindowRig::click(scheduleButton(dialog));
    if (sent.isEmpty()) {
        QCoreApplication::processEvents();
        QVERIFY(scene.posts().isEmpty());
        return;
    }
    QTRY_VERIFY(!dialog);
    QVERIFY(scene.posts().constFirst().body.contains(R"("password":{"value":)" + sent + '}'));
}

void ScheduleDialogTest::secretsAreNowhereElse()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    setSecret(dialog, u"hunter2"_s);
    auto *edit = part<QLineEdit>(dialog, "secret");
    QTRY_VERIFY(preview(dialog).contains(u"•••"_s));
    QVERIFY(!everythingShown(scene.rig.window).contains("hunter2"_L1));
    // It can be shown, but even then it goes to no clipboard.
    part<QCheckBox>(dialog, "showSecrets")->click();
    QCOMPARE(edit->displayText(), u"hunter2"_s);
    edit->setFocus();
    scene.rig.press(Qt::Key_A, Qt::ControlModifier);
    scene.rig.press(Qt::Key_C, Qt::ControlModifier);
    scene.rig.press(Qt::Key_X, Qt::ControlModifier);
    QTest::mouseDClick(edit, Qt::LeftButton, {}, {10, edit->height() / 2});
    part<QCheckBox>(dialog, "showSecrets")->click();
    QVERIFY(!everythingShown(scene.rig.window).contains("hunter2"_L1));
    QCOMPARE(edit->text(), u"hunter2"_s);
    // It leaves the field with the dialog.
    scene.answers << LoopbackAnswer::stall();
    dialog->setAttribute(Qt::WA_DeleteOnClose, false);
    part<QPushButton>(dialog, "scheduleCancel")->click();
    QCOMPARE(edit->text(), QString());
    QVERIFY(!edit->isUndoAvailable());
    delete dialog;
}

void ScheduleDialogTest::aSecretThatAServerRepeatsIsHidden_data()
{
    QTest::addColumn<QString>("said");
    QTest::newRow("in a message") << u"The value hunter2 \"quoted\" is too short"_s;
    QTest::newRow("as JSON") << u"Not valid: {\"password\": \"hunter2 \\\"quoted\\\"\"}"_s;
}

void ScheduleDialogTest::aSecretThatAServerRepeatsIsHidden()
{
    QFETCH(QString, said);
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    scene.answers << ListServer::error(400, u"validation-error"_s, said);
    setSecret(dialog, QString::fromLatin1(Secret));
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(message(dialog).contains(u"…"_s));
    QVERIFY(!everythingShown(scene.rig.window).contains("hunter2"_L1));
}

void ScheduleDialogTest::aPastStartMovesOnAndSaysSo()
{
    Scene scene;
    scene.server.jobs() << ListServer::environmentJob(
        9, {{u"schedule"_s, weekly(u"2018-10-05T19:50:08Z"_s)},
            {u"next_run"_s, QJsonObject{{u"time"_s, u"2018-10-12T19:50:08Z"_s}}},
            {u"input"_s, Scene::plain()[u"input"_s]}});
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    const QString note = part<QLabel>(dialog, "scheduleStartNote")->text();
    QVERIFY2(note.contains("lay in the past"_L1) && note.contains("every 7 days"_L1), qPrintable(note));
    const QDateTime start = part<QDateTimeEdit>(dialog, "scheduleStart")->dateTime();
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(start > now && start <= now.addDays(7).addSecs(61));
    QCOMPARE(QDateTime(QDate(2018, 10, 5), QTime(19, 50, 8), Qt::UTC).secsTo(start) % 604'800, 0);
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.sent()["schedule"_L1].toObject(), weekly(start.toString(Qt::ISODate)));
}

void ScheduleDialogTest::aPastStartWithoutAGridHasToBeChosen()
{
    Scene scene;
    scene.server.jobs() << ListServer::environmentJob(9, {{u"schedule"_s, once(u"2018-10-05T19:50:08Z"_s)},
                                                          {u"next_run"_s, QJsonValue::Null},
                                                          {u"input"_s, Scene::plain()[u"input"_s]}});
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    QCOMPARE(reason(dialog), u"The start lies in the past."_s);
    QVERIFY(preview(dialog).contains("MISSING"_L1));
    auto *start = part<QDateTimeEdit>(dialog, "scheduleStart");
    QTRY_VERIFY(start->hasFocus());
    // The year, by the keyboard.
    scene.rig.type(u"2031"_s);
    QTRY_COMPARE(reason(dialog), QString());
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.sent()["schedule"_L1].toObject(), once(u"2031-10-05T19:50:08Z"_s));
}

void ScheduleDialogTest::aStartThatPassesMeanwhileMovesOn()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QDateTime soon = QDateTime::currentDateTimeUtc().addMSecs(1'500);
    const QString text = soon.toString(Qt::ISODateWithMs);
    QJsonObject job = ListServer::environmentJob(9, Scene::plain());
    job[u"schedule"_s] = weekly(text);
    job[u"next_run"_s] = QJsonValue::Null;
    ScheduleDialog dialog(scene.rig.window.jobs()->source(),
                          Job(QJsonDocument(job).toJson(QJsonDocument::Compact)), {}, {}, &scene.rig.window);
    dialog.setAttribute(Qt::WA_DeleteOnClose, false);
    dialog.open();
    QVERIFY(preview(&dialog).contains(text)); // as it is, to the millisecond
    QVERIFY(scheduleButton(&dialog)->isEnabled());
    QTRY_VERIFY(preview(&dialog).contains(soon.addDays(7).toString(Qt::ISODateWithMs)));
    QVERIFY(scheduleButton(&dialog)->isEnabled());
    QVERIFY(part<QLabel>(&dialog, "scheduleStartNote")->text().contains("every 7 days"_L1));
}

void ScheduleDialogTest::missingTargetsAreAskedFor()
{
    Scene scene;
    scene.server.jobs() << ListServer::environmentJob(9, {{u"input"_s, QJsonObject{{u"name"_s, u"echo"_s}}}});
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    auto *scope = part<QPlainTextEdit>(dialog, "scheduleScope");
    QTRY_VERIFY(scope->hasFocus());
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    scope->setPlainText(u"[1]"_s);
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    scope->setPlainText(u"{\"nodes\": [\"a\"]}"_s);
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.sent()["input"_L1]["scope"_L1].toObject(),
             (QJsonObject{{u"nodes"_s, QJsonArray{u"a"_s}}}));
}

void ScheduleDialogTest::theDescriptionCanBeChanged()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    scene.rig.press(Qt::Key_D, Qt::AltModifier);
    scene.rig.press(Qt::Key_A, Qt::ControlModifier);
    scene.rig.type(u"again"_s);
    QTRY_VERIFY(preview(dialog).contains("\"description\": \"again\""_L1));
    scene.rig.press(Qt::Key_H, Qt::AltModifier);
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.sent()["description"_L1].toString(), u"again"_s);
}

void ScheduleDialogTest::aRefusalCanBeCorrected()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    scene.answers << ListServer::error(400, u"invalid-time"_s, u"Too late, says the server."_s);
    setSecret(dialog, u"kept"_s);
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(message(dialog).contains("Too late, says the server."_L1));
    QVERIFY(message(dialog).contains("choose a later one"_L1));
    QCOMPARE(part<QLineEdit>(dialog, "secret")->text(), u"kept"_s);
    auto *start = part<QDateTimeEdit>(dialog, "scheduleStart");
    QVERIFY(start->isEnabled());
    start->setDateTime(QDateTime(QDate(2035, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QTRY_VERIFY(scheduleButton(dialog)->isEnabled());
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 2);
    QCOMPARE(scene.sent()["schedule"_L1]["start_time"_L1].toString(), u"2035-01-02T03:04:05Z"_s);
    QCOMPARE(scene.sent()["input"_L1]["parameters"_L1]["password"_L1]["value"_L1].toString(), u"kept"_s);
}

void ScheduleDialogTest::everyRefusalIsTold_data()
{
    QTest::addColumn<LoopbackAnswer>("answer");
    QTest::addColumn<QString>("told");
    QTest::newRow("401") << ListServer::error(401, u"token-expired"_s, u"Expired."_s)
                         << u"does not accept the token"_s;
    QTest::newRow("403") << ListServer::error(403, u"not-permitted"_s, u"Not yours."_s) << u"Not yours."_s;
    QTest::newRow("404") << ListServer::error(404, u"unknown-environment"_s, u"No x."_s)
                         << u"environment has to be there"_s;
    QTest::newRow("400") << ListServer::error(400, u"empty-target"_s, u"No nodes."_s) << u"No nodes."_s;
    QTest::newRow("503") << ListServer::error(503, u"not-yet"_s, u"Oops."_s) << u"Oops."_s;
    QTest::newRow("HTML") << LoopbackAnswer::html("<html>no</html>", 503) << u"web page"_s;
}

void ScheduleDialogTest::everyRefusalIsTold()
{
    QFETCH(LoopbackAnswer, answer);
    QFETCH(QString, told);
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    scene.answers << answer;
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY2(message(dialog).contains(told), qPrintable(message(dialog)));
    QVERIFY(!message(dialog).contains("not known whether"_L1));
    QTRY_VERIFY(scheduleButton(dialog)->isEnabled());
    QCOMPARE(scene.posts().size(), 1);
}

void ScheduleDialogTest::whatNobodyKnowsIsLookedAtFirst()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    scene.answers << LoopbackAnswer::drop();
    setSecret(dialog, u"kept"_s);
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(message(dialog).contains("not known whether the job was scheduled"_L1));
    // Not in one breath with the advice to look first.
    QVERIFY2(!message(dialog).contains("try again"_L1), qPrintable(message(dialog)));
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    const qsizetype listed = scene.server.requests("GET").size();
    auto *look = scene.rig.button(u"Look at the List"_s);
    QVERIFY(look);
    WindowRig::click(look);
    QTRY_VERIFY(scene.server.requests("GET").size() > listed);
    // The form stays, beside a window that can be used.
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->isModal());
    QVERIFY(scene.rig.rests());
    // There is one form at a time.
    scene.again()->trigger();
    QCOMPARE(scene.rig.window.findChildren<ScheduleDialog *>().size(), 1);
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    part<QCheckBox>(dialog, "scheduleAgainAnyway")->click();
    QTRY_VERIFY(scheduleButton(dialog)->isEnabled());
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 2);
    QCOMPARE(scene.posts().at(0).body, scene.posts().at(1).body);
}

void ScheduleDialogTest::whoStopsWaitingDoesNotKnow()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    scene.answers << LoopbackAnswer::stall();
    WindowRig::click(scheduleButton(dialog));
    QTRY_COMPARE(scene.posts().size(), 1);
    QVERIFY(dialog->findChild<QProgressBar *>()->isVisible());
    QVERIFY(!part<QDateTimeEdit>(dialog, "scheduleStart")->isEnabled());
    scene.rig.press(Qt::Key_Escape);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(message(dialog).contains("stopped waiting"_L1));
    QVERIFY(message(dialog).contains("not known whether"_L1));
    QVERIFY(!scheduleButton(dialog)->isEnabled());
    scene.rig.press(Qt::Key_Escape);
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 1);
}

void ScheduleDialogTest::cancellingSendsNothing()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    WindowRig::click(part<QPushButton>(dialog, "scheduleCancel"));
    QTRY_VERIFY(!dialog);
    scene.rig.press(Qt::Key_F5);
    QVERIFY(scene.rig.rests());
    QVERIFY(scene.posts().isEmpty());
}

void ScheduleDialogTest::aDoubleClickSendsOnce()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    scene.answers << ListServer::error(400, u"empty-target"_s, u"No nodes."_s);
    WindowRig::click(scheduleButton(dialog));
    QTest::mouseDClick(scheduleButton(dialog), Qt::LeftButton);
    QTRY_VERIFY(!message(dialog).isEmpty());
    // Refused at once, it is not sent again by the second half of a double click.
    QTest::mouseDClick(scheduleButton(dialog), Qt::LeftButton);
    QCoreApplication::processEvents();
    QCOMPARE(scene.posts().size(), 1);
}

void ScheduleDialogTest::aKeyThatIsHeldDownSendsOnce()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    scene.answers << ListServer::error(400, u"empty-target"_s, u"No nodes."_s);
    const auto hold = [&](QWidget *widget, int key) {
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, u"\r"_s, true);
        QCoreApplication::sendEvent(widget, &press);
    };
    // Return that opened the menu is still down.
    hold(dialog->focusWidget(), Qt::Key_Return);
    QVERIFY(scene.posts().isEmpty());
    scheduleButton(dialog)->setFocus();
    hold(scheduleButton(dialog), Qt::Key_Return);
    hold(scheduleButton(dialog), Qt::Key_Space);
    QCOMPARE(dialog->findChild<QProgressBar *>()->isVisible(), false);
    scene.rig.press(Qt::Key_Space);
    QTRY_VERIFY(!message(dialog).isEmpty());
    for (int i = 0; i < 20; ++i)
        hold(dialog->focusWidget(), Qt::Key_Return);
    QCoreApplication::processEvents();
    QCOMPARE(scene.posts().size(), 1);
}

void ScheduleDialogTest::returnSendsOnlyWhatIsComplete()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"7"_s);
    QVERIFY(dialog);
    QVERIFY(!scheduleButton(dialog)->isDefault());
    scene.rig.press(Qt::Key_Return);
    QVERIFY(dialog && dialog->isVisible());
    setSecret(dialog, u"x"_s);
    QVERIFY(scheduleButton(dialog)->isDefault());
    scene.rig.press(Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 1);
}

void ScheduleDialogTest::production()
{
    Scene scene;
    Connection connection = connectionTo(scene.server);
    connection.name = u"pe-prod"_s;
    connection.isProduction = true;
    scene.rig.window.connectTo(connection);
    QVERIFY(scene.rig.rests());
    const ScheduleDialog *dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    QCOMPARE(part<QLabel>(dialog, "scheduleProduction")->text(), u"PRODUCTION, pe-prod."_s);
    QVERIFY(part<QLabel>(dialog, "scheduleTitle")->text().contains("pe-prod (127.0.0.1:"_L1));
    QVERIFY(scheduleButton(dialog)->isEnabled());
    QVERIFY(!scheduleButton(dialog)->isDefault());
    scene.rig.press(Qt::Key_Return);
    QCoreApplication::processEvents();
    QVERIFY(scene.posts().isEmpty());
}

void ScheduleDialogTest::anotherServerIsWarnedOf()
{
    Scene scene;
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleOrigin origin{u"pe-old"_s, u"https://pe-old.test:8143/orchestrator/v1"_s,
                                QDateTime(QDate(2026, 10, 5), QTime(19, 50), Qt::UTC),
                                QDateTime(QDate(2026, 10, 6), QTime(8, 0), Qt::UTC), u"486"_s};
    const JobModel *jobs = scene.rig.window.jobs();
    auto *dialog = new ScheduleDialog(jobs->source(), jobs->jobAt(0), origin, {}, &scene.rig.window);
    dialog->open();
    const auto *warning = part<MessageBar>(dialog, "scheduleOtherServer");
    QVERIFY(warning && warning->isVisible());
    QVERIFY(warning->text().contains("pe-old (pe-old.test:8143)"_L1));
    const QString from = part<QLabel>(dialog, "scheduleOrigin")->text();
    const auto *again = part<MessageBar>(dialog, "scheduledBefore");
    QVERIFY(again && again->isVisible() && again->text().contains("as job 486"_L1));
    QVERIFY2(from.contains("deleted from pe-old"_L1) && from.contains("2026"_L1), qPrintable(from));
    QVERIFY(!part<QLabel>(dialog, "scheduleStatement")->text().contains("both will run"_L1));
}

void ScheduleDialogTest::goesToTheServerThatWasShown()
{
    Scene scene;
    ListServer other;
    other.generation = ListServer::Generation::Environment;
    other.jobs() = {ListServer::environmentJob(8, Scene::plain())};
    QVERIFY(scene.rig.connectTo(scene.server));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    QVERIFY(scene.rig.connectTo(other));
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 1);
    QVERIFY(other.requests("POST").isEmpty());
}

void ScheduleDialogTest::jobsOfTheOldApiCanOnlyBeCopied()
{
    ListServer server;
    server.jobs() = {ListServer::job(1)};
    WindowRig rig;
    QVERIFY(rig.connectTo(server));
    QVERIFY(rig.action("scheduleAgain")->statusTip().contains("No job is selected"_L1));
    rig.selectJob(u"1"_s);
    QVERIFY(!rig.action("scheduleAgain")->isEnabled());
    QVERIFY(rig.action("scheduleAgain")->isVisible());
    QVERIFY(rig.action("scheduleAgain")->statusTip().contains("does not tell the parameters"_L1));
    QVERIFY(rig.choose({u"Job"_s, u"Copy as Schedule Request"_s}));
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.startsWith(u"POST "_s + server.url("/orchestrator/v1").toString() +
                            u"/command/schedule_task\n"_s));
    QVERIFY(text.contains("\"params\": \"MISSING: "_L1));
    QVERIFY(text.contains("node1.example.com"_L1));
    QVERIFY(!text.contains("secret-token"_L1));
}

void ScheduleDialogTest::aReadOnlyConnectionSchedulesNothing()
{
    Scene scene;
    Connection connection = connectionTo(scene.server);
    connection.isReadOnly = true;
    scene.rig.window.connectTo(connection);
    QVERIFY(scene.rig.rests());
    scene.rig.selectJob(u"8"_s);
    QVERIFY(!scene.again()->isEnabled());
    QVERIFY(scene.again()->statusTip().contains("read-only"_L1));
    QVERIFY(scene.rig.action("copyScheduleRequest")->isEnabled());
}

void ScheduleDialogTest::aSavedResponseGoesWhereTheWindowWasConnected()
{
    Scene scene;
    const QByteArray saved = responseOf({ListServer::environmentJob(8, Scene::plain())});
    QVERIFY(scene.rig.open(saved));
    scene.rig.selectJob(u"8"_s);
    QVERIFY(!scene.again()->isEnabled());
    QVERIFY(scene.again()->statusTip().contains("Not connected"_L1));
    QVERIFY(scene.rig.connectTo(scene.server));
    QVERIFY(scene.rig.open(saved));
    const QPointer<ScheduleDialog> dialog = scene.open(u"8"_s);
    QVERIFY(dialog);
    QVERIFY(part<QLabel>(dialog, "scheduleStatement")->text().contains("If the one"_L1));
    WindowRig::click(scheduleButton(dialog));
    QTRY_VERIFY(!dialog);
    QCOMPARE(scene.posts().size(), 1);
    // The file stays.
    QVERIFY(!scene.rig.window.jobs()->source()->isLive());
}

void ScheduleDialogTest::copyingWorksOffline()
{
    WindowRig rig;
    QVERIFY(rig.open(responseOf({ListServer::environmentJob(7)})));
    rig.selectJob(u"7"_s);
    QVERIFY(rig.choose({u"Job"_s, u"Copy as Schedule Request"_s}));
    const QString text = QApplication::clipboard()->text();
    QVERIFY(text.startsWith(
        "POST https://<orchestrator>:8143/orchestrator/v1/scheduled_jobs/environment_jobs"_L1));
    QVERIFY(text.contains("\"password\": \"MISSING: "_L1));
    QVERIFY(rig.window.statusBar()->currentMessage().contains("clipboard"_L1));
}

void ScheduleDialogTest::fitsASmallScreen_data()
{
    QTest::addColumn<Qt::LayoutDirection>("direction");
    QTest::newRow("left to right") << Qt::LeftToRight;
    QTest::newRow("right to left") << Qt::RightToLeft;
}

// The offscreen screen is 800 x 800 pixels.
void ScheduleDialogTest::fitsASmallScreen()
{
    QFETCH(Qt::LayoutDirection, direction);
    Scene scene;
    QApplication::setLayoutDirection(direction);
    scene.server.jobs() << ListServer::environmentJob(
        9, {{u"description"_s, u"x"_s.repeated(3000)},
            {u"input"_s,
             QJsonObject{{u"name"_s, u"y"_s.repeated(300)},
                         {u"sensitive_parameters"_s, QJsonArray{u"a"_s, u"long_"_s.repeated(40), u"b"_s}}}}});
    QVERIFY(scene.rig.connectTo(scene.server));
    ScheduleDialog *dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    dialog->resize(640, 480);
    QTRY_COMPARE(dialog->size(), QSize(640, 480));
    const auto *scroll = dialog->findChild<QScrollArea *>();
    QVERIFY(scroll->widget()->width() <= scroll->viewport()->width());
    QVERIFY(scheduleButton(dialog)->geometry().bottom() < dialog->height());
    // Dates and JSON read from left to right in any language.
    for (const char *name : {"scheduleStart", "schedulePreview"})
        QCOMPARE(part<QWidget>(dialog, name)->layoutDirection(), Qt::LeftToRight);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

void ScheduleDialogTest::everyControlHasAName()
{
    Scene scene;
    scene.server.jobs() << ListServer::environmentJob(
        9, {{u"input"_s, QJsonObject{{u"name"_s, u"t"_s}, {u"sensitive_parameters"_s, QJsonArray{u"a"_s}}}}});
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    int controls = 0;
    const auto widgets = dialog->findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy())
            continue;
        const QAccessibleInterface *face = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(face);
        QVERIFY2(!face->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
        ++controls;
    }
    QVERIFY(controls >= 7);
}

void ScheduleDialogTest::noAccessKeyIsUsedTwice()
{
    Scene scene;
    scene.server.jobs() << ListServer::environmentJob(
        9,
        {{u"input"_s, QJsonObject{{u"name"_s, u"t"_s}, {u"sensitive_parameters"_s, QJsonArray{u"a&b"_s}}}}});
    QVERIFY(scene.rig.connectTo(scene.server));
    const ScheduleDialog *dialog = scene.open(u"9"_s);
    QVERIFY(dialog);
    // With all that is hidden at first.
    QStringList keys;
    const auto widgets = dialog->findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto *label = qobject_cast<const QLabel *>(widget);
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        const QString text = label && label->buddy() ? label->text() : button ? button->text() : QString();
        if (const QString key = QKeySequence::mnemonic(text).toString(); !key.isEmpty())
            keys << key;
    }
    QVERIFY(keys.size() >= 8);
    QStringList unique = keys;
    unique.removeDuplicates();
    QCOMPARE(keys, unique);
    // A name is no text of ours: what stands in it stays.
    QVERIFY(scene.rig.shows(u"a&&b:"_s));
}

CALLBOARD_TEST_MAIN(ScheduleDialogTest, QApplication)
#include "tst_scheduledialog.moc"
