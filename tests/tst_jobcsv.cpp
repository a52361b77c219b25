// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"
#include "indexrecords.h"
#include "jobcsv.h"
#include "otherprogram.h"
#include "shownzone.h"
#include "snapshotsource.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace {

QList<Column> allColumns()
{
    QList<Column> columns;
    for (const ColumnSpec &spec : columnSpecs())
        columns << spec.column;
    return columns;
}

QList<Column> tableColumns()
{
    QList<Column> columns = allColumns();
    columns.removeIf([](Column column) { return isOfDeletions(column); });
    return columns;
}

QByteArray csvOf(const JobSequence &jobs, const QList<Column> &columns = tableColumns())
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    if (const auto problem = JobCsv::write(buffer, jobs, columns, {}))
        qFatal("%s", qPrintable(*problem));
    return buffer.data();
}

/// What Python's csv module reads: an object for each line, by the names in the header.
QJsonArray readBack(const QByteArray &csv)
{
    return readByPython("import csv, json, sys, io\n"
                        "text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n"
                        "print(json.dumps(list(csv.DictReader(text, strict=True))))\n",
                        csv)
        .toArray();
}

QJsonObject readBack(const Job &job)
{
    return readBack(csvOf(JobSequence(QList<Job>{job}))).at(0).toObject();
}

} // namespace

/// Jobs as a table, read back by another program.
class JobCsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnHasAField();
    void leavesOutWhatTheSourceDoesNotTell();
    void writesFieldsForMachines_data();
    void writesFieldsForMachines();
    void timesAreUtcWhateverIsShown();
    void hostileTextsComeBackAsTheyWere();
    void noFieldBeginsAFormula();
    void writesALineForEachJob();
    void rowsOfAnIndexAreThoseOfTheirJobs();
    void aRecordThatIsGoneIsNotPassedOver();
    void canBeStopped();
};

void JobCsvTest::everyColumnHasAField()
{
    const qsizetype least = JobCsv::header({}).size();
    for (const Column column : allColumns())
        QVERIFY2(JobCsv::header({column}).size() > least, qPrintable(columnTitle(column)));
    QStringList names = JobCsv::header(allColumns());
    QCOMPARE(names.removeDuplicates(), 0);
    QCOMPARE(JobCsv::cells(Job("{}"), allColumns()).size(), names.size());
}

void JobCsvTest::leavesOutWhatTheSourceDoesNotTell()
{
    const SnapshotSource source(JobPage(), u"x"_s, {}, std::nullopt);
    const QList<Column> columns = JobCsv::columnsOf(source);
    QVERIFY(columns.contains(Column::Name));
    QVERIFY(!columns.contains(Column::Deleted));
    QVERIFY(!JobCsv::header(columns).contains(u"deleted"_s));
    QVERIFY(JobCsv::header(columns).contains(u"id"_s));
}

void JobCsvTest::writesFieldsForMachines_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    const auto add = [](const char *name, const QByteArray &record, const QString &field,
                        const QString &value) {
        QTest::newRow(name) << record << field << value;
    };
    add("a time", R"({"next_run":"2026-03-01T02:00:00Z"})", u"next_run"_s, u"2026-03-01T02:00:00Z"_s);
    add("another zone", R"({"next_run":"2026-03-01T02:00:00-08:00"})", u"next_run"_s,
        u"2026-03-01T10:00:00Z"_s);
    add("milliseconds", R"({"next_run":"2026-03-01T02:00:00.250Z"})", u"next_run"_s,
        u"2026-03-01T02:00:00.250Z"_s);
    add("no instant", R"({"next_run":"2026-03-01T02:00:00"})", u"next_run"_s, u"2026-03-01T02:00:00"_s);
    add("no time", R"({"next_run":5})", u"next_run"_s, u"5"_s);
    add("an object", R"({"next_run":{"time":"2026-03-01T02:00:00Z"}})", u"next_run"_s,
        u"2026-03-01T02:00:00Z"_s);
    add("a week", R"({"schedule_options":{"interval":{"units":"seconds","value":604800}}})",
        u"interval_seconds"_s, u"604800"_s);
    add("repeating", R"({"schedule_options":{"interval":{"units":"seconds","value":604800}}})", u"repeats"_s,
        u"true"_s);
    add("once", R"({"schedule_options":{}})", u"repeats"_s, u"false"_s);
    add("once has no interval", R"({"schedule_options":{}})", u"interval_seconds"_s, u""_s);
    add("nothing said", "{}", u"repeats"_s, u""_s);
    add("days", R"({"schedule_options":{"interval":{"units":"days","value":1}}})", u"interval_seconds"_s,
        uR"({"interval":{"units":"days","value":1}})"_s);
    add("noop", R"({"noop":true})", u"noop"_s, u"true"_s);
    add("no noop", R"({"noop":false})", u"noop"_s, u"false"_s);
    add("noop null", R"({"noop":null})", u"noop"_s, u""_s);
    add("odd noop", R"({"noop":"yes"})", u"noop"_s, u"yes"_s);
    add("disabled", R"({"enabled":false})", u"enabled"_s, u"false"_s);
    add("nodes", R"({"scope":{"nodes":["a.example.com","b.example.com"]}})", u"nodes"_s,
        u"a.example.com b.example.com"_s);
    add("counted", R"({"scope":{"nodes":["a.example.com","b.example.com"]}})", u"node_count"_s, u"2"_s);
    add("no nodes listed", R"({"scope":{"node_group":"g"}})", u"node_count"_s, u""_s);
    add("a query", R"({"scope":{"query":"nodes { }"}})", u"scope_text"_s, u"nodes { }"_s);
    add("kind of scope", R"({"scope":{"query":["from","nodes"]}})", u"scope"_s, u"query_ast"_s);
    add("odd scope", R"({"scope":[1,2]})", u"scope_text"_s, u"[1,2]"_s);
    add("parameters", R"({"type":"task","input":{"name":"t","parameters":{"b":[1,"x"],"a":null}}})",
        u"parameters"_s, uR"({"a":null,"b":[1,"x"]})"_s);
    add("sensitive ones", R"({"input":{"name":"t","sensitive_parameters":["p","q"]}})",
        u"sensitive_parameters"_s, u"p q"_s);
    add("user data", R"({"input":{},"userdata":{"ticket":"T-1"}})", u"user_data"_s, uR"({"ticket":"T-1"})"_s);
    add("owner", R"({"owner":{"login":"fred","display_name":"Fred F.","email":"f@e.com","id":"7"}})",
        u"owner"_s, u"Fred F."_s);
    add("login", R"({"owner":{"login":"fred","display_name":"Fred F."}})", u"owner_login"_s, u"fred"_s);
    add("revoked", R"({"owner":{"login":"fred","is_revoked":true}})", u"owner_revoked"_s, u"true"_s);
    add("misspelt", R"({"enviroment":"production"})", u"environment"_s, u"production"_s);
    add("failed run",
        R"({"input":{},"last_run":{"time":"2026-03-01T02:00:00Z","job":{"name":"x",)"
        R"("submission_error":{"kind":"k","msg":"no nodes"}}}})",
        u"last_run_error"_s, u"no nodes"_s);
    add("last run", R"({"input":{},"last_run":{"time":"2026-03-01T02:00:00Z","job":{"name":42}}})",
        u"last_run_job"_s, u"42"_s);
    add("plan", R"({"type":"plan","plan":"canary::random"})", u"plan"_s, u"canary::random"_s);
}

void JobCsvTest::writesFieldsForMachines()
{
    QFETCH(const QByteArray, record);
    QFETCH(const QString, field);
    QFETCH(const QString, value);
    const QJsonObject line = readBack(Job(record));
    QVERIFY2(line.contains(field), qPrintable(field));
    QCOMPARE(line.value(field).toString(), value);
}

void JobCsvTest::timesAreUtcWhateverIsShown()
{
    QVERIFY(ShownZone::set(u"Asia/Kathmandu"_s));
    const QJsonObject line = readBack(Job(R"({"scheduled_time":"2026-03-01T02:00:00Z"})"));
    ShownZone::set({});
    QCOMPARE(line.value(u"scheduled_time"_s).toString(), u"2026-03-01T02:00:00Z"_s);
}

void JobCsvTest::hostileTextsComeBackAsTheyWere()
{
    const QStringList texts{
        u"a,b;c\td"_s, u"\"quoted\" \"\""_s,    u"two\r\nlines\nthree\rfour"_s, u"Größe 日本 \U0001F600"_s,
        u" blanks "_s, u"\u001b[31mred\u0007"_s};
    for (const QString &text : texts) {
        const QJsonObject record{{u"name"_s, text}, {u"description"_s, text}};
        const Job job(QJsonDocument(record).toJson());
        QCOMPARE(readBack(job).value(u"description"_s).toString(), text);
        QCOMPARE(readBack(job).value(u"name"_s).toString(), text);
    }
}

void JobCsvTest::noFieldBeginsAFormula()
{
    for (const QString &text : {u"=1+1"_s, u"+1"_s, u"-1"_s, u"@SUM(A1)"_s, u"\t=1"_s, u"\r=1"_s}) {
        const QJsonObject record{{u"name"_s, text},
                                 {u"type"_s, text},
                                 {u"task"_s, text},
                                 {u"environment"_s, text},
                                 {u"next_run"_s, text},
                                 {u"description"_s, text},
                                 {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{text}}}},
                                 {u"owner"_s, QJsonObject{{u"login"_s, text}}}};
        const QJsonObject line = readBack(Job(QJsonDocument(record).toJson()));
        int safe = 0;
        for (const QJsonValue &value : line) {
            QVERIFY2(!value.toString().startsWith(text.front()), qPrintable(value.toString()));
            safe += value.toString() == u'\'' + text ? 1 : 0;
        }
        QVERIFY(safe >= 8);
    }
}

void JobCsvTest::writesALineForEachJob()
{
    const QList<QByteArray> records = IndexRecords::fixtureRecords() + IndexRecords::oddRecords();
    const JobIndex index = IndexRecords::indexOf(records);
    const QByteArray csv = csvOf(JobSequence(index), allColumns());
    QCOMPARE(readBack(csv).size(), records.size());
    // As RFC 4180 has it: every line ends with both.
    QVERIFY(csv.startsWith(JobCsv::header(allColumns()).join(u',').toUtf8() + "\r\n"));
    QVERIFY(csv.endsWith("\r\n"));
}

void JobCsvTest::rowsOfAnIndexAreThoseOfTheirJobs()
{
    const QList<QByteArray> records = IndexRecords::fixtureRecords() + IndexRecords::oddRecords();
    const JobIndex index = IndexRecords::indexOf(records, 7);
    const std::vector<JobIndex::Row> some{5, 0, 9, 3};
    QList<Job> held;
    for (const JobIndex::Row row : some)
        held << index.jobAt(row);
    QCOMPARE(csvOf(JobSequence(index, some)), csvOf(JobSequence(held)));
    // A row that is not here is no job.
    QCOMPARE(csvOf(JobSequence(held + QList<Job>{Job()})), csvOf(JobSequence(held)));
    for (qsizetype i = 0; i < index.rowCount(); ++i) {
        const JobSequence one(index, {JobIndex::Row(i)});
        QCOMPARE(one.runGridAt(0), one.at(0).runGrid());
    }
}

void JobCsvTest::aRecordThatIsGoneIsNotPassedOver()
{
    class Gone : public RecordBytes
    {
    public:
        bool isInMemory() const override { return false; }
        qint64 size() const override { return 1000; }
        Result<QByteArray> read(qint64, qint64) const override
        {
            return Error::ofFile(u"jobs.json"_s, u"it is gone"_s);
        }
    };
    const JobIndex index = IndexRecords::indexOf({R"({"name":"1"})"}, 10,
                                                 [](const QByteArray &) { return std::make_shared<Gone>(); });
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto problem = JobCsv::write(buffer, JobSequence(index), tableColumns(), {});
    QVERIFY(problem && problem->contains("it is gone"_L1));
}

void JobCsvTest::canBeStopped()
{
    const JobSequence jobs(QList<Job>{Job(R"({"name":"1"})"), Job(R"({"name":"2"})")});
    std::stop_source stop;
    int written = 0;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto problem = JobCsv::write(buffer, jobs, tableColumns(), stop.get_token(), [&] {
        ++written;
        stop.request_stop();
    });
    QVERIFY(problem.has_value());
    QCOMPARE(written, 1);
}

CALLBOARD_TEST_MAIN(JobCsvTest, QCoreApplication)
#include "tst_jobcsv.moc"
