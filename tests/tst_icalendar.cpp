// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "icalendar.h"
#include "indexrecords.h"
#include "isotime.h"
#include "otherprogram.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSet>

using namespace Qt::StringLiterals;

namespace {

qint64 utc(const QString &text)
{
    return IsoTime::parsed(text).value();
}

TimeSpan weekFrom(const QString &from)
{
    return {utc(from), utc(from) + qint64{7} * 24 * 3600 * 1000};
}

/// A job of the old API, every `seconds` from `nextRun` on; 0: once.
QJsonObject record(const QString &name, const QString &nextRun, int seconds, const QJsonObject &more = {})
{
    const QJsonObject interval{{u"units"_s, u"seconds"_s}, {u"value"_s, seconds}};
    QJsonObject json{
        {u"name"_s, name},
        {u"type"_s, u"task"_s},
        {u"task"_s, u"package"_s},
        {u"environment"_s, u"production"_s},
        {u"next_run"_s, nextRun},
        {u"schedule_options"_s, seconds > 0 ? QJsonObject{{u"interval"_s, interval}} : QJsonObject()}};
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

Job jobOf(const QJsonObject &json)
{
    return Job(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

struct Written
{
    QByteArray bytes;
    QString problem;
};

Written write(const JobSequence &jobs, const TimeSpan &span, const QString &location = u"/tmp/jobs.json"_s,
              qint64 writtenUtcMs = 0)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto problem = ICalendar::write(buffer, jobs, {u"pe, test"_s, location, span, writtenUtcMs}, {});
    return {buffer.data(), problem.value_or(QString())};
}

Written write(const QList<Job> &jobs, const TimeSpan &span, const QString &location = u"/tmp/jobs.json"_s)
{
    return write(JobSequence(jobs), span, location);
}

/// What python3-icalendar makes of it.
QJsonArray eventsOf(const QByteArray &calendar)
{
    return readByPython("import icalendar, json, sys\n"
                        "calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
                        "def event(e):\n"
                        "    at = e['DTSTART'].dt\n"
                        "    assert at.utcoffset().total_seconds() == 0 and 'DTEND' not in e\n"
                        "    assert e['DTSTAMP'].dt.utcoffset().total_seconds() == 0\n"
                        "    return {'uid': str(e['UID']), 'at': at.strftime('%Y-%m-%dT%H:%M:%SZ'),\n"
                        "            'summary': str(e['SUMMARY']), 'text': str(e['DESCRIPTION']),\n"
                        "            'transp': str(e['TRANSP']),\n"
                        "            'types': [str(c) for c in e['CATEGORIES'].cats]\n"
                        "                     if 'CATEGORIES' in e else []}\n"
                        "assert not calendar.errors and calendar['VERSION'] == '2.0'\n"
                        "print(json.dumps([event(e) for e in calendar.walk('VEVENT')]))\n",
                        calendar)
        .toArray();
}

QStringList valuesOf(const QJsonArray &events, const QString &key)
{
    QStringList values;
    for (const QJsonValue &event : events)
        values << event[key].toString();
    return values;
}

} // namespace

/// Coming runs as a calendar, read back by a calendar library.
class ICalendarTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasTheRunsOfAnIndependentComputation();
    void hasTheSameRunsFromAnIndex();
    void tellsWhatRunsAndNoMore();
    void linesAreShortAndWholeCharacters();
    void hostileTextsStayInTheirPlace_data();
    void hostileTextsStayInTheirPlace();
    void escapesWhatIsEscaped();
    void aRunKeepsItsUid();
    void differentRunsHaveDifferentUids();
    void isValidWithoutRuns();
    void tooManyAreRefusedWithTheirNumber();
    void countsWithoutEnd();
    void canBeStopped();
};

void ICalendarTest::hasTheRunsOfAnIndependentComputation()
{
    const TimeSpan span = weekFrom(u"2026-03-26T12:00:00Z"_s);
    const QJsonArray records{
        record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 0),
        record(u"2"_s, u"2026-04-02T11:59:59Z"_s, 0),
        record(u"3"_s, u"2026-04-02T12:00:00Z"_s, 0), // the span is half-open
        record(u"4"_s, u"2026-03-26T12:00:00Z"_s, 0),
        record(u"5"_s, u"2026-03-26T11:59:59Z"_s, 0),
        record(u"6"_s, u"2026-03-28T00:30:00-08:00"_s, 3600),
        record(u"7"_s, u"2020-01-01T00:00:07Z"_s, 86400), // its next run is long past
        record(u"8"_s, u"2026-03-27T01:00:00.500Z"_s, 7 * 3600),
        record(u"9"_s, u"2026-03-27T02:00:00Z"_s, 604800, {{u"enabled"_s, false}}),
        record(u"10"_s, u"soon"_s, 3600),
        record(u"11"_s, u"2026-03-29T00:59:00Z"_s, 86400), // the clocks of Europe change
    };
    QList<Job> jobs;
    for (const QJsonValue &json : records)
        jobs << jobOf(json.toObject());
    const Written written = write(jobs, span);
    QCOMPARE(written.problem, QString());
    const QJsonArray events = eventsOf(written.bytes);
    const QByteArray input =
        QJsonDocument(
            QJsonObject{{u"jobs"_s, records}, {u"from"_s, span.fromUtcMs}, {u"until"_s, span.toUtcMs}})
            .toJson();
    const QJsonArray expected =
        readByPython("import json, sys\n"
                     "from datetime import datetime, timedelta, timezone\n"
                     "asked = json.load(sys.stdin)\n"
                     "moment = lambda ms: datetime.fromtimestamp(ms / 1000, timezone.utc)\n"
                     "since, until = moment(asked['from']), moment(asked['until'])\n"
                     "runs = []\n"
                     "for job in asked['jobs']:\n"
                     "    if not job.get('enabled', True): continue\n"
                     "    try: at = datetime.fromisoformat(job['next_run'].replace('Z', '+00:00'))\n"
                     "    except ValueError: continue\n"
                     "    interval = job['schedule_options'].get('interval')\n"
                     "    while at < until:\n"
                     "        if at >= since:\n"
                     "            utc = at.astimezone(timezone.utc)\n"
                     "            runs.append(utc.strftime('%Y-%m-%dT%H:%M:%SZ'))\n"
                     "        if not interval: break\n"
                     "        at += timedelta(seconds=interval['value'])\n"
                     "print(json.dumps(sorted(runs)))\n",
                     input)
            .toArray();
    QStringList sorted = valuesOf(events, u"at"_s);
    sorted.sort();
    QVERIFY(expected.size() > 150);
    QCOMPARE(QJsonArray::fromStringList(sorted), expected);
    const auto counted = ComingRuns::count(JobSequence(jobs), span, {});
    QVERIFY(counted.ok());
    QCOMPARE(counted.value(), expected.size());
}

void ICalendarTest::hasTheSameRunsFromAnIndex()
{
    const QList<QByteArray> records = IndexRecords::fixtureRecords() + IndexRecords::oddRecords();
    const JobIndex index = IndexRecords::indexOf(records, 9);
    QList<Job> jobs;
    for (const JobIndex::Row row : index.rows())
        jobs << index.jobAt(row);
    const TimeSpan span{utc(u"2018-01-01"_s), utc(u"2027-01-01"_s)};
    const QJsonArray events = eventsOf(write(JobSequence(index), span).bytes);
    QVERIFY(events.size() > 100);
    QCOMPARE(valuesOf(events, u"at"_s), valuesOf(eventsOf(write(jobs, span).bytes), u"at"_s));
}

void ICalendarTest::tellsWhatRunsAndNoMore()
{
    const QJsonObject owner{
        {u"login"_s, u"fred"_s}, {u"display_name"_s, u"Fred"_s}, {u"email"_s, u"fred@example.com"_s}};
    const Job task =
        jobOf(record(u"7"_s, u"2026-03-27T02:00:00Z"_s, 604800,
                     {{u"owner"_s, owner}, {u"noop"_s, true}, {u"description"_s, u"nightly"_s}}));
    const Job plan =
        jobOf({{u"name"_s, u"8"_s},
               {u"type"_s, u"plan"_s},
               {u"input"_s, QJsonObject{{u"name"_s, u"canary"_s},
                                        {u"parameters"_s, QJsonObject{{u"secret"_s, u"x1y2"_s}}}}},
               {u"next_run"_s, QJsonObject{{u"time"_s, u"2026-03-27T03:00:00Z"_s}}},
               {u"schedule"_s, QJsonObject{}}});
    const QByteArray bytes = write(QList<Job>{task, plan}, weekFrom(u"2026-03-26"_s)).bytes;
    QVERIFY(!bytes.contains("fred@example.com") && !bytes.contains("x1y2"));
    const QJsonArray events = eventsOf(bytes);
    QCOMPARE(valuesOf(events, u"summary"_s), (QStringList{u"package (production)"_s, u"canary"_s}));
    QCOMPARE(events.at(0)[u"text"_s].toString(),
             u"Job 7\nOwner: Fred\nRepeats: every 7 day(s)\nNoop: it changes nothing\nnightly"_s);
    QCOMPARE(events.at(1)[u"types"_s], QJsonArray{u"plan"_s});
    QCOMPARE(valuesOf(events, u"transp"_s), (QStringList{u"TRANSPARENT"_s, u"TRANSPARENT"_s}));
}

void ICalendarTest::linesAreShortAndWholeCharacters()
{
    // Each length of what comes before moves the cuts by a byte.
    for (int length = 0; length < 80; ++length) {
        const QString text = QString(length, u'x') + u"Größe \u65e5\u672c\u8a9e \U0001F600, "_s.repeated(20);
        const QByteArray bytes =
            write({jobOf(record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 0, {{u"description"_s, text}}))},
                  weekFrom(u"2026-03-26"_s))
                .bytes;
        QByteArray rest = bytes;
        QVERIFY(!rest.replace("\r\n", "").contains('\n') && !rest.contains('\r'));
        const QList<QByteArray> lines = bytes.split('\n');
        for (const QByteArray &line : lines) {
            QVERIFY2(line.size() <= 75 + 1, line.constData()); // with the carriage return
            QVERIFY2(QString::fromUtf8(line).toUtf8() == line, line.constData());
        }
        if (length % 10 == 0)
            QVERIFY(valuesOf(eventsOf(bytes), u"text"_s).value(0).endsWith(text));
    }
}

void ICalendarTest::hostileTextsStayInTheirPlace_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("read");
    const auto add = [](const char *name, const QString &text, const QString &read) {
        QTest::newRow(name) << text << read;
    };
    const QString inner = u"x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:mine"_s;
    add("an event of its own", inner, QString(inner).remove(u'\r'));
    add("backslashes", u"C:\\dir;a,b\\c\\"_s, u"C:\\dir;a,b\\c\\"_s);
    add("line ends", u"a\rb\u0085c\u2028d\u2029e\nf\r\ng"_s, u"a\nb\nc\nd\ne\nf\ng"_s);
    add("control characters", u"a\u0007b\u001b[31mc\u000bd\u0000e\u007ff\u009bg\u000ch"_s, u"ab[31mcdefgh"_s);
    add("a tab", u"a\tb"_s, u"a b"_s);
    add("quotes and colons", u"say \"a:b\""_s, u"say \"a:b\""_s);
    add("right to left", u"\u05e9\u05dc\u05d5\u05dd"_s, u"\u05e9\u05dc\u05d5\u05dd"_s);
}

void ICalendarTest::hostileTextsStayInTheirPlace()
{
    QFETCH(const QString, text);
    QFETCH(const QString, read);
    const QJsonObject hostile = record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 0,
                                       {{u"description"_s, text},
                                        {u"task"_s, text},
                                        {u"type"_s, text},
                                        {u"environment"_s, text},
                                        {u"owner"_s, QJsonObject{{u"login"_s, text}}},
                                        {u"id"_s, text}});
    const QJsonArray events = eventsOf(write({jobOf(hostile)}, weekFrom(u"2026-03-26"_s)).bytes);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events.at(0)[u"text"_s].toString(), u"Job 1\nOwner: "_s + read + u'\n' + read);
    QCOMPARE(events.at(0)[u"summary"_s].toString(), read + u" ("_s + read + u')');
}

/// The library takes these for something else.
void ICalendarTest::escapesWhatIsEscaped()
{
    QCOMPARE(ICalendar::escaped(u"C:\\new;a\\,b"_s), R"(C:\\new\;a\\\,b)"_ba);
}

void ICalendarTest::aRunKeepsItsUid()
{
    const QString id = u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/7"_s;
    const Job before = jobOf(record(u"7"_s, u"2026-03-27T02:00:00Z"_s, 86400, {{u"id"_s, id}}));
    // Two days later, from the server, after its owner was renamed.
    const Job after = jobOf(record(u"7"_s, u"2026-03-29T02:00:00Z"_s, 86400,
                                   {{u"id"_s, id}, {u"owner"_s, QJsonObject{{u"login"_s, u"new"_s}}}}));
    const QStringList first =
        valuesOf(eventsOf(write({before}, weekFrom(u"2026-03-26"_s), u"/tmp/a.json"_s).bytes), u"uid"_s);
    const Written later =
        write({after}, weekFrom(u"2026-03-28"_s), u"https://pe.example.com:8143/orchestrator/v1"_s);
    const QStringList second = valuesOf(eventsOf(later.bytes), u"uid"_s);
    QCOMPARE(first.size(), 6);
    QCOMPARE(second.size(), 6);
    QCOMPARE(second.first(4), first.last(4));
}

void ICalendarTest::differentRunsHaveDifferentUids()
{
    const QString at = u"2026-03-27T02:00:00Z"_s;
    const auto elsewhere = [](const QString &host) {
        return QJsonObject{{u"id"_s, u"https://"_s + host + u"/orchestrator/v1/scheduled_jobs/7"_s}};
    };
    QJsonObject nameless = record({}, at, 0);
    nameless.remove(u"name"_s);
    QJsonObject other = nameless;
    other.insert(u"description"_s, u"other"_s);
    const QList<Job> jobs{
        jobOf(record(u"7"_s, at, 3600)),
        jobOf(record(u"8"_s, at, 3600)),
        jobOf(record(u"7"_s, at, 0, {{u"input"_s, QJsonObject{}}})), // of the other generation
        jobOf(record(u"7"_s, at, 0, elsewhere(u"a.example.com"_s))),
        jobOf(record(u"7"_s, at, 0, elsewhere(u"b.example.com"_s))),
        jobOf(nameless),
        jobOf(other),
        jobOf(record(u"9"_s, at, 0)), // twice in a file
        jobOf(record(u"9"_s, at, 0)),
    };
    const QStringList uids = valuesOf(eventsOf(write(jobs, weekFrom(u"2026-03-26"_s)).bytes), u"uid"_s);
    QVERIFY(uids.size() > 200);
    QCOMPARE(QSet<QString>(uids.begin(), uids.end()).size(), uids.size());
}

void ICalendarTest::isValidWithoutRuns()
{
    const Written written = write(QList<Job>{}, weekFrom(u"2026-03-26"_s));
    QCOMPARE(written.problem, QString());
    QVERIFY(readByPython("import icalendar, json, sys\n"
                         "c = icalendar.Calendar.from_ical(sys.stdin.buffer.read())\n"
                         "print(json.dumps(len(c.subcomponents) == 1 and not c.errors\n"
                         "                 and c['X-WR-CALNAME'] == 'pe, test'))\n",
                         written.bytes)
                .toBool());
    QVERIFY(eventsOf(written.bytes).isEmpty());
}

void ICalendarTest::tooManyAreRefusedWithTheirNumber()
{
    const QList<Job> jobs{jobOf(record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 1))};
    const qint64 from = utc(u"2026-03-27T02:00:00Z"_s);
    const Written most = write(jobs, {from, from + ComingRuns::Most * 1000});
    QCOMPARE(most.problem, QString());
    QCOMPARE(most.bytes.count("BEGIN:VEVENT"), ComingRuns::Most);
    const Written tooMany = write(jobs, {from, from + (ComingRuns::Most + 1) * 1000});
    QVERIFY(tooMany.bytes.isEmpty());
    QVERIFY2(tooMany.problem.contains(QLocale().toString(ComingRuns::Most + 1)), qPrintable(tooMany.problem));
}

void ICalendarTest::countsWithoutEnd()
{
    const QList<Job> jobs(1000, jobOf(record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 1)));
    const auto counted = ComingRuns::count(JobSequence(jobs), {0, std::numeric_limits<qint64>::max()}, {});
    QVERIFY(counted.ok());
    QVERIFY(counted.value() > 1'000'000'000'000'000'000);
}

void ICalendarTest::canBeStopped()
{
    const QList<Job> jobs{jobOf(record(u"1"_s, u"2026-03-27T02:00:00Z"_s, 3600))};
    std::stop_source stop;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    int events = 0;
    const auto problem = ICalendar::write(buffer, JobSequence(jobs), {{}, {}, weekFrom(u"2026-03-26"_s), 0},
                                          stop.get_token(), [&] {
                                              ++events;
                                              stop.request_stop();
                                          });
    QVERIFY(problem.has_value());
    QCOMPARE(events, 1);
}

CALLBOARD_TEST_MAIN(ICalendarTest, QCoreApplication)
#include "tst_icalendar.moc"
