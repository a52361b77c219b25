// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "job.h"

#include <QCoreApplication>
#include <QJsonDocument>

#include <limits>
#include <map>

using namespace Qt::StringLiterals;

namespace {

Job jobOf(const QByteArray &record)
{
    return Job(record);
}

// A job with one key.
Job jobWith(const QByteArray &key, const QByteArray &value)
{
    return jobOf("{\"" + key + "\": " + value + '}');
}

QJsonValue valueOf(const QByteArray &json)
{
    return QJsonDocument::fromJson("{\"it\": " + json + '}').object()["it"_L1];
}

using TextField = Field<QString> (Job::*)() const;

const std::map<QByteArray, TextField> &textFields()
{
    static const std::map<QByteArray, TextField> fields{
        {"name", &Job::name},
        {"id", &Job::id},
        {"type", &Job::type},
        {"task", &Job::task},
        {"plan", &Job::plan},
        {"description", &Job::description},
        {"environment", &Job::environment},
        {"enviroment", &Job::environment},
    };
    return fields;
}

using OwnerPresence = Presence (*)(const Owner &);

const std::map<QByteArray, OwnerPresence> &ownerFields()
{
    static const std::map<QByteArray, OwnerPresence> fields{
        {"id",
         [](const Owner &owner) {
             return owner.id.presence;
         }},
        {"login",
         [](const Owner &owner) {
             return owner.login.presence;
         }},
        {"email",
         [](const Owner &owner) {
             return owner.email.presence;
         }},
        {"display_name",
         [](const Owner &owner) {
             return owner.displayName.presence;
         }},
        {"is_revoked",
         [](const Owner &owner) {
             return owner.isRevoked.presence;
         }},
        {"last_login",
         [](const Owner &owner) {
             return owner.lastLogin.presence;
         }},
        {"is_remote",
         [](const Owner &owner) {
             return owner.isRemote.presence;
         }},
        {"is_group",
         [](const Owner &owner) {
             return owner.isGroup.presence;
         }},
        {"is_superuser",
         [](const Owner &owner) {
             return owner.isSuperuser.presence;
         }},
        {"role_ids",
         [](const Owner &owner) {
             return owner.roleIds.presence;
         }},
        {"inherited_role_ids",
         [](const Owner &owner) {
             return owner.inheritedRoleIds.presence;
         }},
        {"group_ids",
         [](const Owner &owner) {
             return owner.groupIds.presence;
         }},
    };
    return fields;
}

constexpr auto FullOwner = R"({
    "id": "784beba4-8cc8-414f-aab0-e9a29c9b65c2", "login": "fred", "email": "fred@example.com",
    "display_name": "Fred", "is_revoked": true, "last_login": "2020-05-08T15:57:28.444Z", "is_remote": true,
    "is_group": false, "is_superuser": true, "role_ids": [1, 20], "inherited_role_ids": [2],
    "group_ids": ["9a588fd8-3daa-4fc2-a396-bf88945def1e"]
})";

} // namespace

class JobTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textFieldTellsAbsencesApart_data();
    void textFieldTellsAbsencesApart();
    void environmentIsReadInBothSpellings_data();
    void environmentIsReadInBothSpellings();
    void noopTellsAbsencesApart_data();
    void noopTellsAbsencesApart();
    void timeKeepsTextAndInstant_data();
    void timeKeepsTextAndInstant();
    void timeTellsAbsencesApart_data();
    void timeTellsAbsencesApart();
    void scheduleKinds_data();
    void scheduleKinds();
    void firstRunFrom_data();
    void firstRunFrom();
    void scopeKinds_data();
    void scopeKinds();
    void scopeKeepsTwentyThousandNodes();
    void ownerHasTwelveKeys();
    void ownerKeyTellsAbsencesApart_data();
    void ownerKeyTellsAbsencesApart();
    void ownerTellsAbsencesApart_data();
    void ownerTellsAbsencesApart();
    void ownerLabelIsTheBestName_data();
    void ownerLabelIsTheBestName();
    void jobOptionsTellAbsencesApart_data();
    void jobOptionsTellAbsencesApart();
    void jobOptionsKeepNulls();
    void targetIsTaskOrPlan_data();
    void targetIsTaskOrPlan();
    void bytesAreKept_data();
    void bytesAreKept();
    void unknownKeysAndTypesAreKept();
    void idOfAnotherJobIsFound_data();
    void idOfAnotherJobIsFound();
    void identityIsTheName_data();
    void identityIsTheName();
    void equalityIsByBytes();
    void searchTextHoldsWhatAReaderSees();
    void integerFieldTakesWholeNumbers_data();
    void integerFieldTakesWholeNumbers();
    void nullJobHasNothing();
    void jobOutlivesItsPage();
};

void JobTest::textFieldTellsAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<QString>("value");

    for (const auto &[key, read] : textFields()) {
        const auto add = [&key = key](const char *what, const QByteArray &json, Presence presence,
                                      const QString &value) {
            const QByteArray record = json.isEmpty() ? "{}"_ba : "{\"" + key + "\": " + json + '}';
            QTest::addRow("%s: %s", key.constData(), what) << key << record << presence << value;
        };
        add("missing", {}, Presence::Missing, {});
        add("null", "null", Presence::Null, {});
        add("empty", "\"\"", Presence::Given, u""_s);
        add("text", "\"Grüße \\u00e9\\n\\\"7\\\"\"", Presence::Given, u"Grüße é\n\"7\""_s);
        add("text that says null", "\"null\"", Presence::Given, u"null"_s);
        add("false", "false", Presence::Odd, {});
        add("zero", "0", Presence::Odd, {});
        add("number", "7", Presence::Odd, {});
        add("array", "[\"7\"]", Presence::Odd, {});
        add("object", "{\"7\": 7}", Presence::Odd, {});
    }
}

void JobTest::textFieldTellsAbsencesApart()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, record);
    const Job job = jobOf(record);
    const Field<QString> field = (job.*textFields().at(key))();
    QTEST(field.presence, "presence");
    QTEST(field.value, "value");
    QCOMPARE(job.raw(), record);
}

void JobTest::environmentIsReadInBothSpellings_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<QString>("environment");
    QTest::addColumn<bool>("isMisspelt");

    QTest::newRow("documented") << R"({"environment": "production"})"_ba << Presence::Given << u"production"_s
                                << false;
    QTest::newRow("as in the samples")
        << R"({"enviroment": "staging"})"_ba << Presence::Given << u"staging"_s << true;
    QTest::newRow("both: the documented one")
        << R"({"enviroment": "staging", "environment": "production"})"_ba << Presence::Given
        << u"production"_s << false;
    QTest::newRow("documented is null")
        << R"({"environment": null, "enviroment": "staging"})"_ba << Presence::Null << QString() << false;
    QTest::newRow("misspelt is null") << R"({"enviroment": null})"_ba << Presence::Null << QString() << true;
    QTest::newRow("empty, as for a deployment")
        << R"({"environment": ""})"_ba << Presence::Given << u""_s << false;
    QTest::newRow("neither") << R"({"name": "1"})"_ba << Presence::Missing << QString() << false;
}

void JobTest::environmentIsReadInBothSpellings()
{
    QFETCH(const QByteArray, record);
    const Job job = jobOf(record);
    QTEST(job.environment().presence, "presence");
    QTEST(job.environment().value, "environment");
    QTEST(job.environmentIsMisspelt(), "isMisspelt");
}

void JobTest::noopTellsAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<bool>("value");

    QTest::newRow("missing") << "{}"_ba << Presence::Missing << false;
    QTest::newRow("null") << R"({"noop": null})"_ba << Presence::Null << false;
    QTest::newRow("false") << R"({"noop": false})"_ba << Presence::Given << false;
    QTest::newRow("true") << R"({"noop": true})"_ba << Presence::Given << true;
    QTest::newRow("zero") << R"({"noop": 0})"_ba << Presence::Odd << false;
    QTest::newRow("one") << R"({"noop": 1})"_ba << Presence::Odd << false;
    QTest::newRow("empty") << R"({"noop": ""})"_ba << Presence::Odd << false;
    QTest::newRow("text") << R"({"noop": "true"})"_ba << Presence::Odd << false;
}

void JobTest::noopTellsAbsencesApart()
{
    QFETCH(const QByteArray, record);
    const Field<bool> noop = jobOf(record).noop();
    QTEST(noop.presence, "presence");
    QTEST(noop.value, "value");
}

void JobTest::timeKeepsTextAndInstant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<std::optional<qint64>>("utcMs");

    const auto add = [](const char *what, const QString &text, std::optional<qint64> utcMs) {
        QTest::newRow(what) << text << utcMs;
    };
    constexpr qint64 Autumn = 1539373808000; // 2018-10-12T19:50:08Z
    add("Z", u"2018-10-12T19:50:08Z"_s, Autumn);
    add("milliseconds of zero", u"2018-10-12T19:50:08.000Z"_s, Autumn);
    add("milliseconds", u"2018-10-12T19:50:08.444Z"_s, Autumn + 444);
    add("nanoseconds", u"2018-10-12T19:50:08.123456789Z"_s, Autumn + 123);
    add("behind UTC", u"2018-10-12T11:50:08-08:00"_s, Autumn);
    add("ahead of UTC by a half", u"2018-10-13T01:20:08+05:30"_s, Autumn);
    add("no offset", u"2018-10-12T19:50:08+00:00"_s, Autumn);
    add("without seconds", u"2018-10-12T19:50Z"_s, Autumn - 8000);
    add("leap day", u"2024-02-29T23:59:59.999Z"_s, 1709251199999);
    add("before 1970", u"1969-12-31T23:59:59Z"_s, -1000);
    add("far future", u"9999-12-31T23:59:59Z"_s, 253402300799000);

    add("without a zone", u"2018-10-12T19:50:08"_s, {});
    add("date only", u"2018-10-12"_s, {});
    add("no such month", u"2018-13-12T19:50:08Z"_s, {});
    add("no such day", u"2018-02-30T19:50:08Z"_s, {});
    add("no such hour", u"2018-10-12T25:50:08Z"_s, {});
    add("zone by name", u"2018-10-12T19:50:08 CEST"_s, {});
    add("cut off", u"2018-10-12T"_s, {});
    add("word", u"tomorrow"_s, {});
    add("markup", u"<b>2018</b>"_s, {});
    add("number as text", u"1539373808"_s, {});
    add("empty", u""_s, {});
    add("blank", u" "_s, {});
}

void JobTest::timeKeepsTextAndInstant()
{
    QFETCH(const QString, text);
    QFETCH(const std::optional<qint64>, utcMs);
    for (const char *key : {"next_run", "scheduled_time"}) {
        const Job job = jobWith(key, '"' + text.toUtf8() + '"');
        const Field<Timestamp> time = QByteArrayView(key) == "next_run" ? job.nextRun() : job.scheduledTime();
        QCOMPARE(time.presence, Presence::Given);
        QCOMPARE(time.value.text, text);
        QCOMPARE(time.value.utcMs, utcMs);
    }
}

void JobTest::timeTellsAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");

    QTest::newRow("missing") << "{}"_ba << Presence::Missing;
    QTest::newRow("null") << R"({"next_run": null, "scheduled_time": null})"_ba << Presence::Null;
    QTest::newRow("empty") << R"({"next_run": "", "scheduled_time": ""})"_ba << Presence::Given;
    QTest::newRow("zero") << R"({"next_run": 0, "scheduled_time": 0})"_ba << Presence::Odd;
    QTest::newRow("false") << R"({"next_run": false, "scheduled_time": false})"_ba << Presence::Odd;
    QTest::newRow("an object") << R"({"next_run": {"time": {}}, "schedule": {"start_time": {}}})"_ba
                               << Presence::Odd;
}

void JobTest::timeTellsAbsencesApart()
{
    QFETCH(const QByteArray, record);
    const Job job = jobOf(record);
    for (const Field<Timestamp> &time : {job.nextRun(), job.scheduledTime()}) {
        QTEST(time.presence, "presence");
        QCOMPARE(time.value.text, QString());
        QVERIFY(!time.value.utcMs);
    }
}

void JobTest::scheduleKinds_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<Schedule::Kind>("kind");
    QTest::addColumn<qint64>("seconds");

    using Kind = Schedule::Kind;
    const auto add = [](const char *what, const QByteArray &options, Kind kind, qint64 seconds = 0) {
        QTest::newRow(what) << options << kind << seconds;
    };
    const auto interval = [](const QByteArray &value) {
        return R"({"interval": {"units": "seconds", "value": )" + value + "}}";
    };
    add("null", "null", Kind::Null);
    add("one-shot", "{}", Kind::Once);
    add("null interval", R"({"interval": null})", Kind::Once);
    add("another key", R"({"calendar": "daily"})", Kind::Once);
    add("weekly", interval("604800"), Kind::Repeating, 604800);
    add("every second", interval("1"), Kind::Repeating, 1);
    add("whole number with a point", interval("60.0"), Kind::Repeating, 60);
    add("zero", interval("0"), Kind::Odd);
    add("negative", interval("-3600"), Kind::Odd);
    add("fraction", interval("1.5"), Kind::Odd);
    add("number as text", interval("\"3600\""), Kind::Odd);
    add("null value", interval("null"), Kind::Odd);
    add("absurd", interval("9223372036854775807"), Kind::Odd);
    add("more absurd", interval("1e300"), Kind::Odd);
    add("unknown units", R"({"interval": {"units": "minutes", "value": 5}})", Kind::Odd);
    add("units of another type", R"({"interval": {"units": 1, "value": 5}})", Kind::Odd);
    add("without units", R"({"interval": {"value": 5}})", Kind::Odd);
    add("without value", R"({"interval": {"units": "seconds"}})", Kind::Odd);
    add("empty interval", R"({"interval": {}})", Kind::Odd);
    add("interval in words", R"({"interval": "daily"})", Kind::Odd);
    add("array", "[]", Kind::Odd);
    add("text", "\"\"", Kind::Odd);
    add("false", "false", Kind::Odd);
    add("number", "0", Kind::Odd);
}

void JobTest::scheduleKinds()
{
    QFETCH(const QByteArray, options);
    const Schedule schedule = jobWith("schedule_options", options).schedule();
    QTEST(schedule.kind, "kind");
    QTEST(schedule.intervalSeconds, "seconds");
    QCOMPARE(jobOf("{}").schedule().kind, Schedule::Kind::Missing);
}

void JobTest::firstRunFrom_data()
{
    QTest::addColumn<qint64>("intervalSeconds");
    QTest::addColumn<qint64>("nextRunMs");
    QTest::addColumn<qint64>("fromMs");
    QTest::addColumn<std::optional<qint64>>("first");

    const auto add = [](const char *what, qint64 seconds, qint64 nextRun, qint64 from,
                        std::optional<qint64> first) {
        QTest::newRow(what) << seconds << nextRun << from << first;
    };
    add("one-shot ahead", 0, 5000, 4000, 5000);
    add("one-shot now", 0, 5000, 5000, 5000);
    add("one-shot past", 0, 5000, 5001, {});
    add("repeating ahead", 10, 5000, 4000, 5000);
    add("repeating now", 10, 5000, 5000, 5000);
    add("repeating just past", 10, 5000, 5001, 15000);
    add("repeating long past, on the grid", 10, 5000, 105000, 105000);
    add("repeating long past, off the grid", 10, 5000, 105001, 115000);
    add("repeating from before 1970", 10, -5000, 1000, 5000);
    add("the longest interval does not overflow", qint64{366} * 86400 * 10'000, 0, 1,
        qint64{366} * 86'400'000 * 10'000);
}

void JobTest::firstRunFrom()
{
    QFETCH(const qint64, intervalSeconds);
    QFETCH(const qint64, nextRunMs);
    QFETCH(const qint64, fromMs);
    const Schedule::Kind kind = intervalSeconds == 0 ? Schedule::Kind::Once : Schedule::Kind::Repeating;
    const RunGrid grid = RunGrid::of(nextRunMs, Schedule{kind, intervalSeconds});
    QTEST(grid.firstFrom(fromMs), "first");
}

void JobTest::scopeKinds_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Scope::Kind>("kind");
    QTest::addColumn<QStringList>("nodes");
    QTest::addColumn<QString>("text");

    using Kind = Scope::Kind;
    const auto add = [](const char *what, const QByteArray &json, Kind kind, const QStringList &nodes = {},
                        const QString &text = {}) {
        QTest::newRow(what) << json << kind << nodes << text;
    };
    add("null", "null", Kind::Null);
    add("plan", "{}", Kind::Empty);
    add("nodes", R"({"nodes": ["b.example.com", "a.example.com"]})", Kind::Nodes,
        {u"b.example.com"_s, u"a.example.com"_s});
    add("the same node twice", R"({"nodes": ["a", "a"]})", Kind::Nodes, {u"a"_s, u"a"_s});
    add("no nodes", R"({"nodes": []})", Kind::Nodes);
    add("nodes that are numbers", R"({"nodes": [7]})", Kind::Nodes, {u"7"_s});
    add("nodes that are nothing", R"({"nodes": [null, {}]})", Kind::Nodes, {QString(), QString()});
    add("PQL", R"({"query": "inventory[certname] { facts.v ~ \"\\\\d+\" }"})", Kind::Query, {},
        uR"(inventory[certname] { facts.v ~ "\\d+" })"_s);
    add("empty PQL", R"({"query": ""})", Kind::Query, {}, u""_s);
    add("AST", R"({"query": ["and", ["=", "certname", "a"], [">", "n", 5]]})", Kind::QueryAst, {},
        uR"(["and",["=","certname","a"],[">","n",5]])"_s);
    add("empty AST", R"({"query": []})", Kind::QueryAst, {}, u"[]"_s);
    add("node group", R"({"node_group": "00000000-0000-4000-8000-000000000000"})", Kind::NodeGroup, {},
        u"00000000-0000-4000-8000-000000000000"_s);
    add("application", R"({"application": "Wordpress_app[demo]"})", Kind::Application, {},
        u"Wordpress_app[demo]"_s);
    add("unknown key", R"({"galaxy": "andromeda"})", Kind::Odd);
    add("nodes null", R"({"nodes": null})", Kind::Odd);
    add("nodes text", R"({"nodes": "a.example.com"})", Kind::Odd);
    add("query null", R"({"query": null})", Kind::Odd);
    add("query number", R"({"query": 7})", Kind::Odd);
    add("query object", R"({"query": {"=": 1}})", Kind::Odd);
    add("group number", R"({"node_group": 7})", Kind::Odd);
    add("application list", R"({"application": []})", Kind::Odd);
    add("text", "\"all\"", Kind::Odd);
    add("empty text", "\"\"", Kind::Odd);
    add("array", "[\"a\"]", Kind::Odd);
    add("false", "false", Kind::Odd);
    add("zero", "0", Kind::Odd);
}

void JobTest::scopeKinds()
{
    QFETCH(const QByteArray, json);
    const Job job = jobWith("scope", json);
    QTEST(job.scopeKind(), "kind");
    QTEST(job.scope().kind, "kind");
    QTEST(job.scope().nodes, "nodes");
    QTEST(job.scope().text, "text");
    QCOMPARE(job.nodeCount(), job.scope().nodes.size());
    QCOMPARE(jobOf("{}").scopeKind(), Scope::Kind::Missing);
    QCOMPARE(jobOf("{}").scope().kind, Scope::Kind::Missing);
}

void JobTest::scopeKeepsTwentyThousandNodes()
{
    constexpr int Count = 20'000;
    QByteArrayList nodes;
    for (int i = 0; i < Count; ++i)
        nodes << "\"node" + QByteArray::number(i) + ".example.com\"";
    const Job job = jobWith("scope", R"({"nodes": [)" + nodes.join(',') + "]}");
    QCOMPARE(job.nodeCount(), Count);
    QCOMPARE(job.scope().nodes.size(), Count);
    QCOMPARE(job.scope().nodes.constLast(), u"node19999.example.com"_s);
    QVERIFY(job.searchText().contains(u"node12345.example.com"_s));
}

void JobTest::ownerHasTwelveKeys()
{
    const Job job = jobWith("owner", FullOwner);
    const Owner owner = job.owner();
    QCOMPARE(owner.presence, Presence::Given);
    QCOMPARE(owner.id.value, u"784beba4-8cc8-414f-aab0-e9a29c9b65c2"_s);
    QCOMPARE(owner.login.value, u"fred"_s);
    QCOMPARE(owner.email.value, u"fred@example.com"_s);
    QCOMPARE(owner.displayName.value, u"Fred"_s);
    QCOMPARE(owner.isRevoked.value, true);
    QCOMPARE(owner.lastLogin.value.text, u"2020-05-08T15:57:28.444Z"_s);
    QCOMPARE(owner.lastLogin.value.utcMs, std::optional<qint64>(1588953448444));
    QCOMPARE(owner.isRemote.value, true);
    QCOMPARE(owner.isGroup.value, false);
    QCOMPARE(owner.isSuperuser.value, true);
    QCOMPARE(owner.roleIds.value, (QStringList{u"1"_s, u"20"_s}));
    QCOMPARE(owner.inheritedRoleIds.value, QStringList{u"2"_s});
    QCOMPARE(owner.groupIds.value, QStringList{u"9a588fd8-3daa-4fc2-a396-bf88945def1e"_s});
    for (const auto &[key, presence] : ownerFields())
        QVERIFY2(presence(owner) == Presence::Given, key.constData());
    QCOMPARE(ownerFields().size(), std::size_t(12));
    QCOMPARE(job.ownerLabel(), u"Fred"_s);
    QVERIFY(job.ownerIsRevoked());
}

void JobTest::ownerKeyTellsAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<Presence>("presence");

    for (const auto &[key, read] : ownerFields()) {
        QTest::addRow("%s: missing", key.constData()) << key << "{}"_ba << Presence::Missing;
        QTest::addRow("%s: null", key.constData()) << key << "{\"" + key + "\": null}" << Presence::Null;
        QTest::addRow("%s: zero", key.constData()) << key << "{\"" + key + "\": 0}" << Presence::Odd;
        QTest::addRow("%s: object", key.constData()) << key << "{\"" + key + "\": {}}" << Presence::Odd;
        const bool isText =
            key == "id" || key == "login" || key == "email" || key == "display_name" || key == "last_login";
        QTest::addRow("%s: empty", key.constData())
            << key << "{\"" + key + "\": \"\"}" << (isText ? Presence::Given : Presence::Odd);
        const bool isBool = key.startsWith("is_");
        QTest::addRow("%s: false", key.constData())
            << key << "{\"" + key + "\": false}" << (isBool ? Presence::Given : Presence::Odd);
        const bool isList = key.endsWith("_ids");
        QTest::addRow("%s: empty list", key.constData())
            << key << "{\"" + key + "\": []}" << (isList ? Presence::Given : Presence::Odd);
    }
}

void JobTest::ownerKeyTellsAbsencesApart()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, owner);
    QTEST(ownerFields().at(key)(jobWith("owner", owner).owner()), "presence");
}

void JobTest::ownerTellsAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");

    QTest::newRow("missing") << "{}"_ba << Presence::Missing;
    QTest::newRow("null") << R"({"owner": null})"_ba << Presence::Null;
    QTest::newRow("empty") << R"({"owner": {}})"_ba << Presence::Given;
    QTest::newRow("empty text") << R"({"owner": ""})"_ba << Presence::Odd;
    QTest::newRow("text") << R"({"owner": "fred"})"_ba << Presence::Odd;
    QTest::newRow("false") << R"({"owner": false})"_ba << Presence::Odd;
    QTest::newRow("list") << R"({"owner": [{"login": "fred"}]})"_ba << Presence::Odd;
}

void JobTest::ownerTellsAbsencesApart()
{
    QFETCH(const QByteArray, record);
    const Job job = jobOf(record);
    QTEST(job.owner().presence, "presence");
    QCOMPARE(job.ownerLabel(), QString());
    QVERIFY(!job.ownerIsRevoked());
}

void JobTest::ownerLabelIsTheBestName_data()
{
    QTest::addColumn<QByteArray>("owner");
    QTest::addColumn<QString>("label");

    QTest::newRow("display name") << R"({"display_name": "Fred", "login": "fred", "id": "7"})"_ba
                                  << u"Fred"_s;
    QTest::newRow("old servers") << R"({"id": "7", "login": "fred"})"_ba << u"fred"_s;
    QTest::newRow("empty display name") << R"({"display_name": "", "login": "fred"})"_ba << u"fred"_s;
    QTest::newRow("null display name") << R"({"display_name": null, "login": "fred"})"_ba << u"fred"_s;
    QTest::newRow("id only") << R"({"id": "7"})"_ba << u"7"_s;
    QTest::newRow("nothing") << R"({"email": "fred@example.com"})"_ba << QString();
}

void JobTest::ownerLabelIsTheBestName()
{
    QFETCH(const QByteArray, owner);
    const Job job = jobWith("owner", owner);
    QTEST(job.ownerLabel(), "label");
    QTEST(job.owner().label(), "label");
}

void JobTest::jobOptionsTellAbsencesApart_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<Presence>("presence");

    QTest::newRow("missing") << "{}"_ba << Presence::Missing;
    QTest::newRow("null") << R"({"job_options": null})"_ba << Presence::Null;
    QTest::newRow("empty") << R"({"job_options": {}})"_ba << Presence::Given;
    QTest::newRow("list") << R"({"job_options": []})"_ba << Presence::Odd;
    QTest::newRow("empty text") << R"({"job_options": ""})"_ba << Presence::Odd;
    QTest::newRow("false") << R"({"job_options": false})"_ba << Presence::Odd;
    QTest::newRow("zero") << R"({"job_options": 0})"_ba << Presence::Odd;
}

void JobTest::jobOptionsTellAbsencesApart()
{
    QFETCH(const QByteArray, record);
    QTEST(jobOf(record).jobOptions().presence, "presence");
}

void JobTest::jobOptionsKeepNulls()
{
    const Job job =
        jobWith("job_options", R"({"noop": false, "concurrency": null, "tags": [], "extra": {"a": 0}})");
    const QJsonObject options = job.jobOptions().value;
    QCOMPARE(options.keys(), (QStringList{u"concurrency"_s, u"extra"_s, u"noop"_s, u"tags"_s}));
    QVERIFY(options["concurrency"_L1].isNull());
    QVERIFY(options["noop"_L1].isBool());
    QVERIFY(options["debug"_L1].isUndefined());
}

void JobTest::targetIsTaskOrPlan_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("target");

    QTest::newRow("task") << R"({"type": "task", "task": "package"})"_ba << u"package"_s;
    QTest::newRow("plan") << R"({"type": "plan", "plan": "canary::random"})"_ba << u"canary::random"_s;
    QTest::newRow("deployment") << R"({"type": "deploy"})"_ba << QString();
    QTest::newRow("empty task beside a plan") << R"({"task": "", "plan": "canary"})"_ba << u"canary"_s;
    QTest::newRow("null task beside a plan") << R"({"task": null, "plan": "canary"})"_ba << u"canary"_s;
    QTest::newRow("both") << R"({"task": "package", "plan": "canary"})"_ba << u"package"_s;
}

void JobTest::targetIsTaskOrPlan()
{
    QFETCH(const QByteArray, record);
    QTEST(jobOf(record).target(), "target");
}

void JobTest::bytesAreKept_data()
{
    QTest::addColumn<QByteArray>("record");

    QTest::newRow("odd white space") << "{ \"name\"\t:\r\n\"1\" ,\n\n\"noop\":true  }"_ba;
    QTest::newRow("order of the keys") << R"({"z": 1, "name": "1", "a": 2})"_ba;
    QTest::newRow("a key twice") << R"({"name": "1", "name": "2"})"_ba;
    QTest::newRow("escapes") << R"({"name": "\u0031", "description": "\/\ud83d\ude00\u00FC"})"_ba;
    QTest::newRow("text outside of ASCII")
        << "{\"name\": \"1\", \"description\": \"\u00fc\u65e5\u672c \U0001F600\"}"_ba;
    QTest::newRow("numbers as written")
        << R"({"name": "1", "n": [1.0, 1e2, -0, 0.10, 12345678901234567]})"_ba;
    QTest::newRow("no object") << "[1, 2]"_ba;
}

void JobTest::bytesAreKept()
{
    QFETCH(const QByteArray, record);
    const QByteArray before = "{\"items\": [ ";
    const QByteArray whole = before + record + " ]}";
    const Job job(RecordPlace{std::make_shared<MemoryBytes>(whole), before.size(), record.size()});
    QCOMPARE(job.raw(), record);
    QCOMPARE(job.strictJson(), record);
    QCOMPARE(job.responseBytes(), whole);
}

void JobTest::unknownKeysAndTypesAreKept()
{
    const QByteArray record =
        R"({"name": "1", "type": "hologram", "color": {"hue": [1, null]}, "noop": "perhaps"})";
    const Job job = jobOf(record);
    QCOMPARE(job.type().value, u"hologram"_s);
    QCOMPARE(job.raw(), record);
    QCOMPARE(job.json(), QJsonDocument::fromJson(record).object());
    QCOMPARE(job.json()["noop"_L1].toString(), u"perhaps"_s);
}

void JobTest::idOfAnotherJobIsFound_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("other");

    const auto row = [](const char *what, const QByteArray &id, const QByteArray &name,
                        const QString &other) {
        QTest::newRow(what) << R"({"id": )" + id + R"(, "name": )" + name + '}' << other;
    };
    row("its own", R"("https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/4")", R"("4")", {});
    row("another", R"("https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/2")", R"("4")", u"2"_s);
    row("another, longer", R"("https://pe.example.com/scheduled_jobs/40")", R"("4")", u"40"_s);
    row("another, before a query", R"("https://pe.example.com/scheduled_jobs/2?x=4")", R"("4")", u"2"_s);
    row("another, before a slash", R"("https://pe.example.com/scheduled_jobs/2/")", R"("4")", u"2"_s);
    row("its own, before a slash", R"("https://pe.example.com/scheduled_jobs/4/")", R"("4")", {});
    row("another of thirty digits",
        R"("https://pe.example.com/scheduled_jobs/123456789012345678901234567890")", R"("4")",
        u"123456789012345678901234567890"_s);
    row("a name that is no number", R"("https://pe.example.com/scheduled_jobs/2")", R"("nightly")", u"2"_s);
    row("no number at the end", R"("https://pe.example.com/scheduled_jobs/nightly")", R"("4")", {});
    row("no path", R"("https://pe.example.com")", R"("4")", {});
    row("port only", R"("https://pe.example.com:8143")", R"("4")", {});
    row("no URL", R"(":// 2")", R"("4")", {});
    row("empty id", R"("")", R"("4")", {});
    row("null id", "null", R"("4")", {});
    row("number as id", "2", R"("4")", {});
    row("null name", R"("https://pe.example.com/scheduled_jobs/2")", "null", {});
    row("number as name", R"("https://pe.example.com/scheduled_jobs/2")", "4", {});
}

void JobTest::idOfAnotherJobIsFound()
{
    QFETCH(const QByteArray, record);
    QTEST(jobOf(record).mismatchedIdNumber(), "other");
}

void JobTest::identityIsTheName_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<bool>("isSame");

    QTest::newRow("same name, other content") << R"({"name": "1", "noop": true})"_ba
                                              << R"({"name": "1"})"_ba << true;
    QTest::newRow("other name, same id") << R"({"id": "u/1", "name": "1"})"_ba
                                         << R"({"id": "u/1", "name": "4"})"_ba << false;
    QTest::newRow("number and digits") << R"({"name": 1})"_ba
                                       << R"({"name": "1"})"_ba << false;
    QTest::newRow("same number, other writing") << R"({"name": "01"})"_ba
                                                << R"({"name": "1"})"_ba << false;
    QTest::newRow("both empty") << R"({"name": "", "noop": true})"_ba
                                << R"({"name": ""})"_ba << true;
    QTest::newRow("no names, same bytes") << R"({"noop": true})"_ba
                                          << R"({"noop": true})"_ba << true;
    QTest::newRow("no names, other bytes") << R"({"noop": true})"_ba
                                           << R"({"noop": false})"_ba << false;
    QTest::newRow("one without a name") << R"({"name": "1"})"_ba
                                        << R"({"noop": false})"_ba << false;
    QTest::newRow("null and missing name") << R"({"name": null})"_ba
                                           << "{}"_ba << false;
}

void JobTest::identityIsTheName()
{
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QTEST(jobOf(a).isSameJobAs(jobOf(b)), "isSame");
    QTEST(jobOf(b).isSameJobAs(jobOf(a)), "isSame");
}

void JobTest::equalityIsByBytes()
{
    const Job job = jobOf(R"({"name": "1"})");
    QCOMPARE(Job(job), job);
    QCOMPARE(jobOf(R"({"name": "1"})"), job);
    QVERIFY(!(jobOf(R"({"name":"1"})") == job));
    QVERIFY(!(Job() == job));
    QVERIFY(!(job == Job()));
    QCOMPARE(Job(), Job());
}

void JobTest::searchTextHoldsWhatAReaderSees()
{
    const QString text = jobOf(R"({
        "name": "17", "type": "task", "task": "package::update", "plan": "canary", "enviroment": "staging",
        "description": "nightly", "scope": {"query": "nodes[certname] {}"},
        "owner": {"display_name": "Fred", "login": "fred7", "email": "f@example.com"}})")
                             .searchText();
    for (const QString &word :
         {u"17"_s, u"task"_s, u"package::update"_s, u"canary"_s, u"staging"_s, u"nightly"_s,
          u"nodes[certname] {}"_s, u"Fred"_s, u"fred7"_s, u"f@example.com"_s})
        QVERIFY2(text.split(u'\n').contains(word), qPrintable(word));
    QVERIFY(
        jobWith("scope", R"({"nodes": ["east.example.com"]})").searchText().contains("east.example.com"_L1));
    QVERIFY(jobWith("scope", R"({"query": ["=", "certname", "east"]})").searchText().contains("\"east\""_L1));
    QVERIFY(jobWith("description", "4711").searchText().contains("4711"_L1));
}

void JobTest::integerFieldTakesWholeNumbers_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<Presence>("presence");
    QTest::addColumn<qint64>("value");

    const auto add = [](const char *what, const QByteArray &json, Presence presence, qint64 value = 0) {
        QTest::newRow(what) << json << presence << value;
    };
    add("null", "null", Presence::Null);
    add("zero", "0", Presence::Given, 0);
    add("negative", "-1", Presence::Given, -1);
    add("large", "9223372036854775807", Presence::Given, std::numeric_limits<qint64>::max());
    add("whole with a point", "50.0", Presence::Given, 50);
    add("too large", "9223372036854775808", Presence::Odd);
    add("thirty digits", "123456789012345678901234567890", Presence::Odd);
    add("absurd", "1e300", Presence::Odd);
    add("fraction", "1.5", Presence::Odd);
    add("text", "\"50\"", Presence::Odd);
    add("empty", "\"\"", Presence::Odd);
    add("false", "false", Presence::Odd);
}

void JobTest::integerFieldTakesWholeNumbers()
{
    QFETCH(const QByteArray, json);
    const Field<qint64> field = integerField(valueOf(json));
    QTEST(field.presence, "presence");
    QTEST(field.value, "value");
    QCOMPARE(integerField(QJsonValue(QJsonValue::Undefined)).presence, Presence::Missing);
}

void JobTest::nullJobHasNothing()
{
    const Job job;
    QVERIFY(job.isNull());
    QVERIFY(!jobOf("{}").isNull());
    for (const auto &[key, read] : textFields())
        QVERIFY2((job.*read)().presence == Presence::Missing, key.constData());
    QCOMPARE(job.nextRun().presence, Presence::Missing);
    QCOMPARE(job.scheduledTime().presence, Presence::Missing);
    QCOMPARE(job.noop().presence, Presence::Missing);
    QCOMPARE(job.schedule().kind, Schedule::Kind::Missing);
    QCOMPARE(job.scope().kind, Scope::Kind::Missing);
    QCOMPARE(job.owner().presence, Presence::Missing);
    QCOMPARE(job.jobOptions().presence, Presence::Missing);
    QVERIFY(job.raw().isEmpty() && job.strictJson().isEmpty() && job.responseBytes().isEmpty());
    QVERIFY(job.json().isEmpty() && job.target().isEmpty() && job.searchText().isEmpty());
    QVERIFY(job.ownerLabel().isEmpty() && !job.ownerIsRevoked() && !job.environmentIsMisspelt());
    QVERIFY(job.mismatchedIdNumber().isEmpty());
}

void JobTest::jobOutlivesItsPage()
{
    Job job;
    {
        const QList<Job> jobs{jobOf(R"({"name": "1"})"), jobOf(R"({"name": "2", "noop": true})")};
        job = jobs.constLast();
    }
    const Job moved = std::move(job);
    QCOMPARE(moved.raw(), R"({"name": "2", "noop": true})"_ba);
    QCOMPARE(moved.json()["noop"_L1].toBool(), true);
}

CALLBOARD_TEST_MAIN(JobTest, QCoreApplication)
#include "tst_job.moc"
