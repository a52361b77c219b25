// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "jobdetails.h"
#include "jobmodel.h"
#include "responseparser.h"
#include "windowrig.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLineEdit>
#include <QTabWidget>
#include <QTreeView>

using namespace Qt::StringLiterals;

/// The fields and the nodes of the selected job.
class JobDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsEveryFieldOfAJob_data();
    void showsEveryFieldOfAJob();
    void tellsNothingFromNothing_data();
    void tellsNothingFromNothing();
    void showsOddValuesAsSent_data();
    void showsOddValuesAsSent();
    void aLongValueIsAsHighAsItNeeds();
    void aHugeValueIsCutAndSaysSo();
    void showsEveryKindOfScope_data();
    void showsEveryKindOfScope();
    void showsEveryKindOfInterval_data();
    void showsEveryKindOfInterval();
    void showsUnknownKeys();
    void showsBothSpellingsOfTheEnvironment();
    void showsARecordOfNothing();
    void showsANameThatIsNoText();
    void marksARevokedOwner();
    void warnsOfAUrlOfAnotherJob();
    void marksAnOverdueRun();
    void theDueTimeMovesOn();
    void showsTwentyThousandNodesAtOnce();
    void hidesTheNodesOfOtherScopes();
    void keepsTheTabWhenAnotherJobIsSelected();
    void staysStillWhileTheListIsReadAgain();

private:
    /// Serves this job alone and selects it.
    void show(const QJsonObject &job);
    QLineEdit *nodeFilter() { return qobject_cast<QLineEdit *>(rig->named(u"Filter nodes"_s)); }

    std::unique_ptr<ListServer> server;
    std::unique_ptr<WindowRig> rig;
};

void JobDetailsTest::init()
{
    server = std::make_unique<ListServer>();
    rig = std::make_unique<WindowRig>();
}

void JobDetailsTest::cleanup()
{
    rig.reset();
    server.reset();
}

void JobDetailsTest::show(const QJsonObject &job)
{
    server->jobs() = {job};
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    QVERIFY(!rig->field(u"Name"_s).isNull());
}

void JobDetailsTest::showsEveryFieldOfAJob_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    const auto row = [](const char *label, const QString &value) {
        QTest::newRow(label) << QString::fromLatin1(label) << value;
    };
    row("Name", u"90"_s);
    row("Type", u"task"_s);
    row("Task", u"echo"_s);
    row("Plan", u"not sent"_s);
    row("Environment", u"production"_s);
    row("Description", u"job 90"_s);
    row("Noop", u"no"_s);
    row("URL", u"https://pe.test:8143/orchestrator/v1/scheduled_jobs/90"_s);
    row("Next run", u"1 Jan 2030 01:30:00 UTC — sent as 2030-01-01T01:30:00Z"_s);
    row("Scheduled for", u"1 Jan 2030 01:30:00 UTC — sent as 2030-01-01T01:30:00Z"_s);
    row("Repeats", u"every 7 days (604,800 s)"_s);
    row("Scope", u"2 nodes"_s);
    row("Login", u"fred"_s);
    row("Display name", u"Fred"_s);
    row("E-mail", u"fred@example.com"_s);
    row("User ID", u"784beba4-8cc8-414f-aab0-e9a29c9b65c2"_s);
    row("Revoked", u"no"_s);
    row("Last login", u"8 May 2020 15:57:28 UTC — sent as 2020-05-08T15:57:28.444Z"_s);
    row("Remote user", u"yes"_s);
    row("Group", u"no"_s);
    row("Superuser", u"no"_s);
    row("Role IDs", u"1"_s);
    row("Inherited role IDs", u"2"_s);
    row("Group IDs", u"9a588fd8-3daa-4fc2-a396-bf88945def1e"_s);
    row("concurrency", u"null"_s); // of the job options
    row("debug", u"false"_s);
    row("task", u"echo"_s);
}

void JobDetailsTest::showsEveryFieldOfAJob()
{
    QFETCH(const QString, label);
    QFETCH(const QString, value);
    const QJsonObject weekly{{u"interval"_s, QJsonObject{{u"units"_s, u"seconds"_s}, {u"value"_s, 604800}}}};
    const QJsonObject options{
        {u"concurrency"_s, QJsonValue::Null}, {u"debug"_s, false}, {u"task"_s, u"echo"_s}};
    show(ListServer::job(90, {{u"id"_s, u"https://pe.test:8143/orchestrator/v1/scheduled_jobs/90"_s},
                              {u"schedule_options"_s, weekly},
                              {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"a"_s, u"b"_s}}}},
                              {u"job_options"_s, options}}));
    QCOMPARE(rig->field(label), value);
}

void JobDetailsTest::tellsNothingFromNothing_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("words");
    const auto rows = [](const char *key, const char *label, const QString &falseWords,
                         const QString &emptyWords) {
        const auto row = [&](const char *name, const QJsonValue &value, const QString &words) {
            QTest::addRow("%s %s", key, name)
                << QString::fromLatin1(key) << QString::fromLatin1(label) << value << words;
        };
        row("missing", QJsonValue::Undefined, u"not sent"_s);
        row("null", QJsonValue::Null, u"null"_s);
        row("false", false, falseWords);
        row("zero", 0, u"0 (unexpected type)"_s);
        row("empty", QString(), emptyWords);
    };
    const QString odd = u"false (unexpected type)"_s;
    rows("description", "Description", odd, u"empty"_s);
    rows("environment", "Environment", odd, u"empty"_s);
    rows("task", "Task", odd, u"empty"_s);
    rows("id", "URL", odd, u"empty"_s);
    rows("next_run", "Next run", odd, u"empty"_s);
    rows("noop", "Noop", u"no"_s, u"\"\" (unexpected type)"_s);
    rows("owner", "Owner", odd, u"\"\" (unexpected type)"_s);
    rows("scope", "Scope", odd, u"\"\" (unexpected type)"_s);
    rows("schedule_options", "Repeats", odd, u"\"\" (unexpected type)"_s);
    rows("job_options", "Options", odd, u"\"\" (unexpected type)"_s);
}

void JobDetailsTest::tellsNothingFromNothing()
{
    QFETCH(const QString, key);
    QFETCH(const QString, label);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, words);
    QJsonObject job = ListServer::job(1);
    if (value.isUndefined())
        job.remove(key);
    else
        job[key] = value;
    show(job);
    QCOMPARE(rig->field(label), words);
}

void JobDetailsTest::showsOddValuesAsSent_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("shown");
    QTest::newRow("number as name") << u"name"_s << u"Name"_s << QJsonValue(7) << u"7 (unexpected type)"_s;
    QTest::newRow("list as task") << u"task"_s << u"Task"_s << QJsonValue(QJsonArray{1, u"a"_s})
                                  << u"[1,\"a\"] (unexpected type)"_s;
    QTest::newRow("object as description")
        << u"description"_s << u"Description"_s << QJsonValue(QJsonObject{{u"de"_s, u"ja"_s}})
        << u"{\"de\":\"ja\"} (unexpected type)"_s;
    QTest::newRow("no date") << u"next_run"_s << u"Next run"_s << QJsonValue(u"tomorrow"_s)
                             << u"tomorrow (no point in time)"_s;
    QTest::newRow("no time zone") << u"next_run"_s << u"Next run"_s << QJsonValue(u"2030-01-01T00:00:00"_s)
                                  << u"2030-01-01T00:00:00 (no point in time)"_s;
    QTest::newRow("type of tomorrow") << u"type"_s << u"Type"_s << QJsonValue(u"workflow"_s) << u"workflow"_s;
    QTest::newRow("long text") << u"description"_s << u"Description"_s << QJsonValue(QString(5000, u'x'))
                               << QString(5000, u'x');
    QTest::newRow("lines") << u"description"_s << u"Description"_s << QJsonValue(u"one\ntwo\n"_s)
                           << u"one\ntwo\n"_s;
}

void JobDetailsTest::showsOddValuesAsSent()
{
    QFETCH(const QString, key);
    QFETCH(const QString, label);
    QFETCH(const QJsonValue, value);
    QFETCH(const QString, shown);
    show(ListServer::job(1, {{key, value}}));
    QCOMPARE(rig->field(label), shown);
}

void JobDetailsTest::aLongValueIsAsHighAsItNeeds()
{
    show(ListServer::job(1, {{u"description"_s, QStringList(400, u"word"_s).join(u' ')},
                             {u"environment"_s, QString(600, u'x')}}));
    auto *view = rig->window.findChild<QTreeView *>(u"jobFields"_s);
    const auto heightOf = [view](const QString &label) {
        const QModelIndexList found = view->model()->match(view->model()->index(0, 0), Qt::DisplayRole, label,
                                                           1, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? 0 : view->visualRect(found.constFirst().siblingAtColumn(1)).height();
    };
    const int line = heightOf(u"Name"_s);
    QVERIFY(line > 0);
    const int words = heightOf(u"Description"_s);
    QVERIFY(words >= 2 * line);
    QVERIFY(heightOf(u"Environment"_s) >= 2 * line);
    // Narrower is higher.
    rig->window.resize(600, rig->window.height());
    QTRY_VERIFY2(
        heightOf(u"Description"_s) > words,
        qPrintable(u"%1 of %2 at %3"_s.arg(heightOf(u"Description"_s)).arg(words).arg(view->width())));
}

// Megabytes take seconds to lay out; the record has them all.
void JobDetailsTest::aHugeValueIsCutAndSaysSo()
{
    const QString text(3'000'000, u'x');
    show(ListServer::job(1, {{u"description"_s, text}}));
    const QString shown = rig->field(u"Description"_s);
    QVERIFY(shown.startsWith(text.first(8000) + u'\n'));
    QVERIFY2(shown.endsWith("(3,000,000 characters in all; the record has them)"_L1),
             qPrintable(shown.last(80)));
    const Job job = rig->window.jobs()->jobAt(0);
    QCOMPARE(job.description().value.size(), text.size());
}

void JobDetailsTest::showsEveryKindOfScope_data()
{
    QTest::addColumn<QJsonObject>("scope");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("label");
    QTest::addColumn<QString>("value");
    const QJsonArray ast{u"="_s, u"name"_s, u"x"_s};
    QTest::newRow("query") << QJsonObject{{u"query"_s, u"inventory { a ~ \"\\\\d+\" }"_s}} << u"PQL query"_s
                           << u"Query"_s << u"inventory { a ~ \"\\\\d+\" }"_s;
    QTest::newRow("AST") << QJsonObject{{u"query"_s, ast}} << u"AST query"_s << u"Query"_s
                         << u"[\"=\",\"name\",\"x\"]"_s;
    QTest::newRow("group") << QJsonObject{{u"node_group"_s, u"00000000-0000-4000-8000-000000000000"_s}}
                           << u"node group"_s << u"Node group"_s << u"00000000-0000-4000-8000-000000000000"_s;
    QTest::newRow("application") << QJsonObject{{u"application"_s, u"Wordpress[demo]"_s}} << u"application"_s
                                 << u"Application"_s << u"Wordpress[demo]"_s;
    QTest::newRow("none") << QJsonObject() << u"none named"_s << u"Query"_s << QString();
    QTest::newRow("unknown") << QJsonObject{{u"planets"_s, 9}} << u"unknown kind"_s << u"As sent"_s
                             << u"{\"planets\":9}"_s;
}

void JobDetailsTest::showsEveryKindOfScope()
{
    QFETCH(const QJsonObject, scope);
    QFETCH(const QString, kind);
    QFETCH(const QString, label);
    QFETCH(const QString, value);
    show(ListServer::job(1, {{u"scope"_s, scope}}));
    QCOMPARE(rig->field(u"Scope"_s), kind);
    QCOMPARE(rig->text(0, u"Targets"_s), kind);
    QCOMPARE(rig->field(label), value);
}

void JobDetailsTest::showsEveryKindOfInterval_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<QString>("shown");
    QTest::newRow("once") << "{}"_ba << u"once"_s;
    QTest::newRow("hours") << R"({"interval": {"units": "seconds", "value": 3600}})"_ba
                           << u"every hour (3,600 s)"_s;
    QTest::newRow("odd seconds") << R"({"interval": {"units": "seconds", "value": 61}})"_ba
                                 << u"every 61 seconds (61 s)"_s;
    QTest::newRow("other units") << R"({"interval":{"units":"months","value":1}})"_ba
                                 << u"{\"interval\":{\"units\":\"months\",\"value\":1}}"_s;
    QTest::newRow("backwards") << R"({"interval":{"units":"seconds","value":-5}})"_ba
                               << u"{\"interval\":{\"units\":\"seconds\",\"value\":-5}}"_s;
}

void JobDetailsTest::showsEveryKindOfInterval()
{
    QFETCH(const QByteArray, options);
    QFETCH(const QString, shown);
    show(ListServer::job(1, {{u"schedule_options"_s, QJsonDocument::fromJson(options).object()}}));
    QCOMPARE(rig->field(u"Repeats"_s), shown);
}

void JobDetailsTest::showsUnknownKeys()
{
    QJsonObject owner = ListServer::job(1).value(u"owner"_s).toObject();
    owner[u"shoe_size"_s] = 46;
    show(ListServer::job(1, {{u"owner"_s, owner},
                             {u"colour"_s, u"blue"_s},
                             {u"nested"_s, QJsonObject{{u"deep"_s, true}}},
                             {u"nothing"_s, QJsonValue::Null}}));
    QCOMPARE(rig->field(u"shoe_size"_s), u"46"_s);
    QCOMPARE(rig->field(u"colour"_s), u"blue"_s);
    QCOMPARE(rig->field(u"nested"_s), u"{\"deep\":true}"_s);
    QCOMPARE(rig->field(u"nothing"_s), u"null"_s);
}

void JobDetailsTest::showsBothSpellingsOfTheEnvironment()
{
    show(ListServer::job(1, {{u"enviroment"_s, u"staging"_s}}));
    QCOMPARE(rig->field(u"Environment"_s), u"production"_s);
    QCOMPARE(rig->field(u"Environment (misspelt key)"_s), u"staging"_s);
}

void JobDetailsTest::showsARecordOfNothing()
{
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(LoopbackAnswer::json(R"({"items": [{}], "pagination": {"total": 1}})"));
    };
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    QCOMPARE(rig->field(u"Name"_s), u"not sent"_s);
    QCOMPARE(rig->field(u"Scope"_s), u"not sent"_s);
    QVERIFY(rig->shows(u"This record has no name"_s));
}

void JobDetailsTest::showsANameThatIsNoText()
{
    server->intercept = [](const LoopbackRequest &) {
        return std::optional(
            LoopbackAnswer::json(R"({"items": [{"name": 12}], "pagination": {"total": 1}})"));
    };
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    QCOMPARE(rig->text(0, u"Name"_s), u"12"_s);
    QVERIFY(rig->shows(u"The name of this record is no text"_s));
    QVERIFY(!rig->shows(u"This record has no name"_s));
}

void JobDetailsTest::marksARevokedOwner()
{
    QJsonObject owner = ListServer::job(1).value(u"owner"_s).toObject();
    owner[u"is_revoked"_s] = true;
    show(ListServer::job(1, {{u"owner"_s, owner}}));
    QCOMPARE(rig->text(0, u"Owner"_s), u"Fred (revoked)"_s);
    QCOMPARE(rig->field(u"Revoked"_s), u"yes"_s);
    QVERIFY(rig->shows(u"⚠ The owner's account is revoked."_s));
}

void JobDetailsTest::warnsOfAUrlOfAnotherJob()
{
    show(ListServer::job(4, {{u"id"_s, u"https://pe.test:8143/orchestrator/v1/scheduled_jobs/2"_s}}));
    const QString warning =
        u"The URL of this job ends in 2, which is another job. Callboard goes by the name, 4."_s;
    QVERIFY(rig->shows(u"⚠ "_s + warning));
    QVERIFY(rig->cell(0, u"Name"_s).data(Qt::AccessibleTextRole).toString().contains(warning));
    QVERIFY(rig->cell(0, u"Name"_s).data(Qt::ToolTipRole).toString().contains("another job"_L1));
}

void JobDetailsTest::marksAnOverdueRun()
{
    show(ListServer::job(1, {{u"next_run"_s, u"2020-01-01T00:00:00Z"_s}}));
    QVERIFY2(rig->text(0, u"Next Run"_s).contains(" (overdue by "_L1),
             qPrintable(rig->text(0, u"Next Run"_s)));
    QVERIFY(rig->field(u"Due"_s).startsWith("overdue by "_L1));
}

void JobDetailsTest::theDueTimeMovesOn()
{
    const auto page = ResponseParser::parseFile(responseOf({ListServer::job(1)}), u"jobs.json"_s);
    const Job job = page.value().jobs.constFirst();
    auto *details = rig->window.findChild<JobDetails *>();
    details->showJob(job, {}, {}, *job.nextRun().value.utcMs - 10 * 60'000);
    QCOMPARE(rig->field(u"Due"_s), u"in 10 min"_s);
    details->showJob(job, {}, {}, *job.nextRun().value.utcMs - 5 * 60'000);
    QCOMPARE(rig->field(u"Due"_s), u"in 5 min"_s);
    details->showJob(job, {}, {}, *job.nextRun().value.utcMs + 5 * 60'000);
    QCOMPARE(rig->field(u"Due"_s), u"overdue by 5 min"_s);
}

void JobDetailsTest::showsTwentyThousandNodesAtOnce()
{
    QJsonArray nodes;
    for (int i = 1; i <= 20'000; ++i)
        nodes.append(u"node%1.example.com"_s.arg(i));
    server->jobs() = {ListServer::job(1, {{u"scope"_s, QJsonObject{{u"nodes"_s, nodes}}}})};
    QVERIFY(rig->connectTo(*server));
    QElapsedTimer clock;
    clock.start();
    rig->press(Qt::Key_Down);
    auto *tabs = rig->window.findChild<QTabWidget *>();
    tabs->setCurrentIndex(1);
    rig->window.grab();
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QCOMPARE(tabs->tabText(1), u"Nodes (20,000)"_s);
    QVERIFY(rig->shows(u"20,000 of 20,000"_s));
    clock.restart();
    nodeFilter()->setFocus();
    rig->type(u"NODE1999"_s);
    QVERIFY2(clock.elapsed() < 1000, qPrintable(QString::number(clock.elapsed())));
    QVERIFY(rig->shows(u"11 of 20,000"_s));
    const auto *list = qobject_cast<QAbstractItemView *>(rig->named(u"Nodes"_s));
    QCOMPARE(list->model()->index(0, 0).data().toString(), u"node1999.example.com"_s);
}

void JobDetailsTest::hidesTheNodesOfOtherScopes()
{
    show(ListServer::job(1, {{u"scope"_s, QJsonObject()}}));
    QVERIFY(!rig->window.findChild<QTabWidget *>()->isTabVisible(1));
}

void JobDetailsTest::keepsTheTabWhenAnotherJobIsSelected()
{
    server->jobs() = ListServer::jobs(1, 2);
    QVERIFY(rig->connectTo(*server));
    rig->press(Qt::Key_Down);
    auto *tabs = rig->window.findChild<QTabWidget *>();
    tabs->setCurrentIndex(2);
    rig->press(Qt::Key_Down);
    QCOMPARE(tabs->currentIndex(), 2);
    QCOMPARE(rig->field(u"Name"_s), u"2"_s);
}

void JobDetailsTest::staysStillWhileTheListIsReadAgain()
{
    server->jobs() = ListServer::jobs(1, 3);
    QVERIFY(rig->connectTo(*server));
    rig->selectJob(u"2"_s);
    rig->press(Qt::Key_Return);
    for (int i = 0; i < 8; ++i)
        rig->press(Qt::Key_Down);
    const auto *fields = rig->window.findChild<QTreeView *>(u"jobFields"_s);
    const QPersistentModelIndex current = fields->currentIndex();
    QVERIFY(current.isValid());
    rig->press(Qt::Key_F5);
    QVERIFY(rig->rests());
    QVERIFY(fields->hasFocus());
    QVERIFY(current.isValid());
    QCOMPARE(fields->currentIndex(), QModelIndex(current));
}

CALLBOARD_TEST_MAIN(JobDetailsTest, QApplication)
#include "tst_jobdetails.moc"
