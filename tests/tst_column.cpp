// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "column.h"
#include "environment.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <algorithm>
#include <ctime>
#include <set>

using namespace Qt::StringLiterals;

namespace {

Job jobOf(const QByteArray &record)
{
    return Job(record);
}

// An English catalogue for what is told with a number.
class Plurals : public QTranslator
{
public:
    Plurals() { QCoreApplication::installTranslator(this); }

    bool isEmpty() const override { return false; }
    QString translate(const char *, const char *source, const char *, int n) const override
    {
        if (n < 0)
            return {};
        return QString::fromUtf8(source).replace("(s)"_L1, n == 1 ? ""_L1 : "s"_L1);
    }
};

QByteArray interval(qint64 seconds)
{
    return R"({"schedule_options": {"interval": {"units": "seconds", "value": )" +
           QByteArray::number(seconds) + "}}}";
}

class TimeZone
{
public:
    explicit TimeZone(const QByteArray &name) { use(name); }
    ~TimeZone() { use("UTC"); }
    Q_DISABLE_COPY_MOVE(TimeZone)

private:
    static void use(const QByteArray &name)
    {
        qputenv("TZ", name);
        ::tzset();
    }
};

// The names of jobs in the order of a column, absent values last.
QByteArrayList sortedBy(Column column, QByteArrayList records)
{
    std::stable_sort(records.begin(), records.end(), [column](const QByteArray &a, const QByteArray &b) {
        return compareKeys(specOf(column).key(jobOf(a)), specOf(column).key(jobOf(b))) < 0;
    });
    return records;
}

} // namespace

class ColumnTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnHasOneSpec();
    void texts_data();
    void texts();
    void missingJobHasNoText();
    void ascending_data();
    void ascending();
    void keysOfEqualValuesAreEqual_data();
    void keysOfEqualValuesAreEqual();
    void intervalsAreToldInTheLargestUnit_data();
    void intervalsAreToldInTheLargestUnit();
    void nodesAreCounted_data();
    void nodesAreCounted();
    void timesAreLocal_data();
    void timesAreLocal();
    void timesHaveFourDigitsOfTheYear_data();
    void timesHaveFourDigitsOfTheYear();
};

void ColumnTest::everyColumnHasOneSpec()
{
    std::set<QString> titles;
    for (const ColumnSpec &spec : columnSpecs()) {
        QCOMPARE(&specOf(spec.column), &spec);
        QVERIFY(!columnTitle(spec.column).isEmpty());
        titles.insert(columnTitle(spec.column));
    }
    QCOMPARE(titles.size(), columnSpecs().size());
    QCOMPARE(columnTitle(Column::NextRun), u"Next Run"_s);
    QVERIFY(specOf(Column::Description).shownAtFirst);
    QVERIFY(!specOf(Column::ScheduledTime).shownAtFirst);
}

void ColumnTest::texts_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("text");

    const auto add = [](const char *what, Column column, const QByteArray &record, const QString &text) {
        QTest::newRow(what) << column << record << text;
    };
    add("name", Column::Name, R"({"name": "17"})", u"17"_s);
    add("no name", Column::Name, "{}", {});
    add("name that is markup", Column::Name, R"({"name": "<b>1</b>"})", u"<b>1</b>"_s);
    add("type", Column::Type, R"({"type": "task"})", u"task"_s);
    add("unknown type", Column::Type, R"({"type": "hologram"})", u"hologram"_s);
    add("task", Column::Target, R"({"task": "package"})", u"package"_s);
    add("plan", Column::Target, R"({"plan": "canary::random"})", u"canary::random"_s);
    add("deployment", Column::Target, R"({"type": "deploy"})", {});
    add("environment", Column::Environment, R"({"environment": "production"})", u"production"_s);
    add("misspelt environment", Column::Environment, R"({"enviroment": "staging"})", u"staging"_s);
    add("nodes", Column::Scope, R"({"scope": {"nodes": ["a", "b"]}})", u"2 nodes"_s);
    add("PQL", Column::Scope, R"({"scope": {"query": "nodes{}"}})", u"PQL query"_s);
    add("AST", Column::Scope, R"({"scope": {"query": ["=", 1, 1]}})", u"AST query"_s);
    add("node group", Column::Scope, R"({"scope": {"node_group": "x"}})", u"node group"_s);
    add("application", Column::Scope, R"({"scope": {"application": "x"}})", u"application"_s);
    add("empty scope", Column::Scope, R"({"scope": {}})", u"none named"_s);
    add("odd scope", Column::Scope, R"({"scope": "all"})", u"unknown kind"_s);
    add("null scope", Column::Scope, R"({"scope": null})", {});
    add("no scope", Column::Scope, "{}", {});
    add("owner", Column::Owner, R"({"owner": {"display_name": "Fred", "login": "fred"}})", u"Fred"_s);
    add("owner of old servers", Column::Owner, R"({"owner": {"login": "fred", "id": "7"}})", u"fred"_s);
    add("next run", Column::NextRun, R"({"next_run": "2018-10-12T19:50:08Z"})", u"12 Oct 2018 19:50:08"_s);
    add("next run with a zone", Column::NextRun, R"({"next_run": "2018-10-12T19:50:08-08:00"})",
        u"13 Oct 2018 03:50:08"_s);
    add("next run without a zone, as sent", Column::NextRun, R"({"next_run": "2018-10-12T19:50:08"})",
        u"2018-10-12T19:50:08"_s);
    add("next run that is no date, as sent", Column::NextRun, R"({"next_run": "soon"})", u"soon"_s);
    add("no next run", Column::NextRun, R"({"next_run": null})", {});
    add("scheduled time", Column::ScheduledTime, R"({"scheduled_time": "2018-10-05T19:50:08.000Z"})",
        u"5 Oct 2018 19:50:08"_s);
    add("weekly", Column::Repeats, interval(604800), u"every 7 days"_s);
    add("one-shot", Column::Repeats, R"({"schedule_options": {}})", u"once"_s);
    add("null options", Column::Repeats, R"({"schedule_options": null})", u"once"_s);
    add("unknown units", Column::Repeats,
        R"({"schedule_options": {"interval": {"units": "days", "value": 1}}})", u"unknown interval"_s);
    add("old servers say nothing", Column::Repeats, "{}", {});
    add("noop", Column::Noop, R"({"noop": true})", u"yes"_s);
    add("no noop", Column::Noop, R"({"noop": false})", u"no"_s);
    add("null noop", Column::Noop, R"({"noop": null})", {});
    add("odd noop, as sent", Column::Noop, R"({"noop": 0})", u"0"_s);
    add("noop that is a text, as sent", Column::Noop, R"({"noop": "yes"})", u"\"yes\""_s);
    add("next run that is a number, as sent", Column::NextRun, R"({"next_run": 1700000000000})",
        u"1700000000000"_s);
    add("next run that is false, as sent", Column::NextRun, R"({"next_run": false})", u"false"_s);
    add("next run of the newer API, as sent", Column::NextRun, R"({"next_run": {"time": 5}})", u"5"_s);
    add("odd scheduled time, as sent", Column::ScheduledTime, R"({"scheduled_time": []})", u"[]"_s);
    add("odd last run, as sent", Column::LastRun, R"({"last_run": 7})", u"7"_s);
    add("odd name, as sent", Column::Name, R"({"name": 12})", u"12"_s);
    add("odd type, as sent", Column::Type, R"({"type": ["task"]})", u"[\"task\"]"_s);
    add("odd task, as sent", Column::Target, R"({"task": {"a": 1}})", u"{\"a\":1}"_s);
    add("odd task beside a plan", Column::Target, R"({"task": 1, "plan": "canary"})", u"canary"_s);
    add("odd environment, as sent", Column::Environment, R"({"environment": true})", u"true"_s);
    add("owner that is a text, as sent", Column::Owner, R"({"owner": "fred"})", u"\"fred\""_s);
    add("null owner", Column::Owner, R"({"owner": null})", {});
    add("odd parameters, as sent", Column::Parameters, R"({"input": {"parameters": [1]}})", u"[1]"_s);
    add("odd user data, as sent", Column::UserData, R"({"input": {}, "userdata": "x"})", u"\"x\""_s);
    add("description that is a number, as sent", Column::Description, R"({"description": 0})", u"0"_s);
    add("description that is long and no text, shortened", Column::Description,
        "{\"description\": [\"" + QByteArray(500, 'x') + "\"]}", u"[\""_s + QString(197, u'x') + u'…');
    const auto load = [](const QByteArray &schedule, const QByteArray &scope) {
        return R"({"next_run":"2018-10-12T19:50:08Z","schedule_options":)" + schedule +
               ",\"scope\":" + scope + '}';
    };
    const QByteArray hourly = R"({"interval":{"units":"seconds","value":3600}})";
    const QByteArray weekly = R"({"interval":{"units":"seconds","value":604800}})";
    const QByteArray nodes = R"({"nodes":["a","b","c"]})";
    add("hourly on three nodes", Column::RunsTimesNodes, load(hourly, nodes), u"24 × 3 = 72"_s);
    add("weekly on three nodes", Column::RunsTimesNodes, load(weekly, nodes), u"0.143 × 3 = 0.429"_s);
    add("hourly on a query", Column::RunsTimesNodes, load(hourly, R"({"query":"nodes{}"})"), u"24 × ?"_s);
    add("once on three nodes", Column::RunsTimesNodes, load("{}", nodes), u"once × 3"_s);
    add("once on a query", Column::RunsTimesNodes, load("{}", R"({"query":"nodes{}"})"), u"once × ?"_s);
    add("unknown interval on nodes", Column::RunsTimesNodes, load(R"({"interval":7})", nodes), u"unknown"_s);
    add("disabled on nodes", Column::RunsTimesNodes,
        R"({"enabled":false,"schedule":{"interval":{"units":"seconds","value":60}},)"
        R"("input":{"scope":{"nodes":["a"]}},"next_run":{"time":"2018-10-12T19:50:08Z"}})",
        u"never again"_s);
    add("runs that are not told", Column::RunsTimesNodes, R"({"scope":{"nodes":["a"]}})", {});
    add("description", Column::Description, R"({"description": "nightly"})", u"nightly"_s);
    add("description in lines", Column::Description, R"({"description": " a\n\tb \r\n c"})", u"a b c"_s);
    add("no description", Column::Description, R"({"description": null})", {});
}

void ColumnTest::texts()
{
    const Plurals plurals;
    QFETCH(const Column, column);
    QFETCH(const QByteArray, record);
    QTEST(specOf(column).text(jobOf(record)), "text");
}

void ColumnTest::missingJobHasNoText()
{
    for (const ColumnSpec &spec : columnSpecs()) {
        QCOMPARE(spec.text(Job()), QString());
        QVERIFY2(spec.key(Job()).kind == SortKey::Kind::Absent, spec.title);
    }
}

void ColumnTest::ascending_data()
{
    QTest::addColumn<Column>("column");
    QTest::addColumn<QByteArrayList>("records");

    QTest::newRow("names that are numbers, as numbers")
        << Column::Name
        << QByteArrayList{R"({"name": "0"})",
                          R"({"name": "2"})",
                          R"({"name": "010"})",
                          R"({"name": "100"})",
                          R"({"name": "9223372036854775807"})",
                          R"({"name": "9223372036854775808"})",
                          R"({"name": "9300000000000000000"})",
                          R"({"name": "00010000000000000000000"})",
                          R"({"name": "99999999999999999999"})",
                          R"({"name": "100000000000000000000"})",
                          R"({"name": "123456789012345678901234567890"})"};
    QTest::newRow("numbers, then texts, then none")
        << Column::Name
        << QByteArrayList{R"({"name": "7"})",   R"({"name": "123456789012345678901234567890"})",
                          R"({"name": "+5"})",  R"({"name": "-1"})",
                          R"({"name": "1.5"})", R"({"name": "2b"})",
                          R"({"name": "a"})",   R"({"name": ""})"};
    QTest::newRow("texts whatever their case and accents")
        << Column::Type
        << QByteArrayList{R"({"type": "Alpha"})", R"({"type": "BETA"})", R"({"type": "Über"})",
                          R"({"type": "uhr"})",   R"({"type": "ÜZ"})",   R"({"type": null})"};
    QTest::newRow("task or plan") << Column::Target
                                  << QByteArrayList{R"({"task": "a"})", R"({"plan": "b"})",
                                                    R"({"task": "c"})", "{}"};
    QTest::newRow("environment in both spellings")
        << Column::Environment
        << QByteArrayList{R"({"enviroment": "a"})", R"({"environment": "b"})", R"({"environment": ""})"};
    QTest::newRow("targets: nodes by number, then the other kinds")
        << Column::Scope
        << QByteArrayList{R"({"scope": {"nodes": []}})",
                          R"({"scope": {"nodes": ["a", "b"]}})",
                          R"({"scope": {"nodes": ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"]}})",
                          R"({"scope": {"query": ["=", 1, 1]}})",
                          R"({"scope": {"query": "nodes{}"}})",
                          R"({"scope": null})"};
    QTest::newRow("owner") << Column::Owner
                           << QByteArrayList{R"({"owner": {"login": "amira"}})",
                                             R"({"owner": {"display_name": "Boris", "login": "a"}})", "{}"};
    QTest::newRow("times by instant, no dates last")
        << Column::NextRun
        << QByteArrayList{
               R"({"next_run": "1969-12-31T23:59:59Z"})",      R"({"next_run": "2018-10-12T19:50:08Z"})",
               R"({"next_run": "2018-10-12T19:50:08.001Z"})",  R"({"next_run": "2018-10-12T12:50:08-08:00"})",
               R"({"next_run": "2018-10-13T00:00:00+02:00"})", R"({"next_run": "1999-01-01T00:00:00"})"};
    QTest::newRow("scheduled time") << Column::ScheduledTime
                                    << QByteArrayList{R"({"scheduled_time": "2018-10-12T19:50:08Z"})",
                                                      R"({"scheduled_time": "2027-05-05T19:50:08Z"})",
                                                      R"({"scheduled_time": "soon"})"};
    QTest::newRow("repeats by length") << Column::Repeats
                                       << QByteArrayList{interval(90),
                                                         interval(3600),
                                                         interval(86400),
                                                         interval(604800),
                                                         R"({"schedule_options": {}})",
                                                         R"({"schedule_options": {"interval": 7}})",
                                                         "{}"};
    QTest::newRow("runs a day times nodes, what is not known last")
        << Column::RunsTimesNodes
        << QByteArrayList{
               R"({"next_run":null,"schedule_options":{"interval":{"units":"seconds","value":60}}})",
               R"({"schedule_options":{"interval":{"units":"seconds","value":604800}},)"
               R"("scope":{"nodes":["a"]}})",
               R"({"schedule_options":{"interval":{"units":"seconds","value":604800}},)"
               R"("scope":{"nodes":["a","b"]}})",
               R"({"schedule_options":{"interval":{"units":"seconds","value":86400}},)"
               R"("scope":{"nodes":["a"]}})",
               R"({"schedule_options":{"interval":{"units":"seconds","value":60}},)"
               R"("scope":{"query":"nodes{}"}})"};
    QTest::newRow("odd values last, whatever they are")
        << Column::Description << QByteArrayList{R"({"description": "zzz"})", R"({"description": 0})"};
    QTest::newRow("noop") << Column::Noop
                          << QByteArrayList{R"({"noop": false})", R"({"noop": true})", R"({"noop": null})"};
    QTest::newRow("description") << Column::Description
                                 << QByteArrayList{R"({"description": " a"})", R"({"description": "B"})",
                                                   "{}"};
}

void ColumnTest::ascending()
{
    QFETCH(const Column, column);
    QFETCH(const QByteArrayList, records);
    QCOMPARE(sortedBy(column, QByteArrayList(records.crbegin(), records.crend())), records);
    QCOMPARE(sortedBy(column, records), records);
}

void ColumnTest::keysOfEqualValuesAreEqual_data()
{
    QTest::addColumn<SortKey>("a");
    QTest::addColumn<SortKey>("b");

    const auto nameKey = [](const QByteArray &name) {
        return specOf(Column::Name).key(jobOf("{\"name\": \"" + name + "\"}"));
    };
    QTest::newRow("numbers") << SortKey::of(7) << SortKey::of(7);
    QTest::newRow("texts") << SortKey::of(u"a"_s) << SortKey::of(u"a"_s);
    QTest::newRow("texts that differ in case and accents")
        << SortKey::of(u"Über"_s) << SortKey::of(u"uber"_s);
    QTest::newRow("nothing") << SortKey::absent() << SortKey::absent();
    QTest::newRow("a number with and without zeros before it") << nameKey("7") << nameKey("007");
    QTest::newRow("a long one with and without zeros before it")
        << nameKey("123456789012345678901234567890") << nameKey("000123456789012345678901234567890");
    QTest::newRow("instants in two zones")
        << specOf(Column::NextRun).key(jobOf(R"({"next_run": "2018-10-12T19:50:08Z"})"))
        << specOf(Column::NextRun).key(jobOf(R"({"next_run": "2018-10-12T11:50:08.000-08:00"})"));
}

void ColumnTest::keysOfEqualValuesAreEqual()
{
    QFETCH(const SortKey, a);
    QFETCH(const SortKey, b);
    QCOMPARE(compareKeys(a, b), 0);
    QCOMPARE(compareKeys(b, a), 0);
}

void ColumnTest::intervalsAreToldInTheLargestUnit_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("text");

    QTest::newRow("a second") << qint64{1} << u"every 1 second"_s;
    QTest::newRow("seconds") << qint64{90} << u"every 90 seconds"_s;
    QTest::newRow("a minute") << qint64{60} << u"every 1 minute"_s;
    QTest::newRow("minutes") << qint64{5400} << u"every 90 minutes"_s;
    QTest::newRow("an hour") << qint64{3600} << u"every 1 hour"_s;
    QTest::newRow("hours") << qint64{129'600} << u"every 36 hours"_s;
    QTest::newRow("a day") << qint64{86'400} << u"every 1 day"_s;
    QTest::newRow("a week") << qint64{604'800} << u"every 7 days"_s;
    QTest::newRow("four weeks") << qint64{2'419'200} << u"every 28 days"_s;
    QTest::newRow("a day and a second") << qint64{86'401} << u"every 86401 seconds"_s;
    QTest::newRow("the most seconds") << qint64{2'147'483'647} << u"every 2147483647 seconds"_s;
    QTest::newRow("more seconds than an int holds") << qint64{3'000'000'001} << u"every 34722 days"_s;
    QTest::newRow("a century") << qint64{36'500} * 86'400 << u"every 36500 days"_s;
}

void ColumnTest::intervalsAreToldInTheLargestUnit()
{
    const Plurals plurals;
    QFETCH(const qint64, seconds);
    QTEST(intervalText(seconds), "text");
}

void ColumnTest::nodesAreCounted_data()
{
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("text");

    QTest::newRow("none") << 0 << u"0 nodes"_s;
    QTest::newRow("one") << 1 << u"1 node"_s;
    QTest::newRow("many") << 20'000 << u"20000 nodes"_s;
}

void ColumnTest::nodesAreCounted()
{
    const Plurals plurals;
    QFETCH(const int, count);
    const QByteArray nodes = QByteArrayList(count, "\"a\"").join(',');
    QTEST(scopeText(jobOf(R"({"scope": {"nodes": [)" + nodes + "]}}")), "text");
}

void ColumnTest::timesAreLocal_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QString>("winter");
    QTest::addColumn<QString>("summer");

    // 2026-01-01T04:30:00Z and 2026-07-01T04:30:00Z
    QTest::newRow("UTC") << "UTC"_ba << u"1 Jan 2026 04:30:00"_s << u"1 Jul 2026 04:30:00"_s;
    QTest::newRow("with summer time")
        << "EST5EDT,M3.2.0,M11.1.0"_ba << u"31 Dec 2025 23:30:00"_s << u"1 Jul 2026 00:30:00"_s;
    QTest::newRow("half an hour") << "IST-5:30"_ba << u"1 Jan 2026 10:00:00"_s << u"1 Jul 2026 10:00:00"_s;
}

void ColumnTest::timesAreLocal()
{
    QFETCH(const QByteArray, zone);
    const TimeZone timeZone(zone);
    QTEST(momentText(1'767'241'800'000), "winter");
    QTEST(momentText(1'782'880'200'000), "summer");
}

void ColumnTest::timesHaveFourDigitsOfTheYear_data()
{
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("date");

    QTest::newRow("C") << u"C"_s << u"1 Jan 2026"_s;
    QTest::newRow("German") << u"de_DE"_s << u"01.01.2026"_s;
    QTest::newRow("American") << u"en_US"_s << u"1/1/2026"_s;
    QTest::newRow("British") << u"en_GB"_s << u"01/01/2026"_s;
    QTest::newRow("Japanese") << u"ja_JP"_s << u"2026/01/01"_s;
}

void ColumnTest::timesHaveFourDigitsOfTheYear()
{
    QFETCH(const QString, locale);
    QFETCH(const QString, date);
    QLocale::setDefault(QLocale(locale));
    const auto restore = qScopeGuard([] { QLocale::setDefault(QLocale::c()); });
    const QString text = momentText(1'767'241'800'000);
    QVERIFY2(text.startsWith(date + u' '), qPrintable(text));
}

CALLBOARD_TEST_MAIN(ColumnTest, QCoreApplication)
#include "tst_column.moc"
