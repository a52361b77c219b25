// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparisonexport.h"
#include "environment.h"
#include "indexrecords.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace Qt::StringLiterals;
using namespace IndexRecords;

namespace {

using ComparisonExport::Contents;
using ComparisonExport::Format;

/// Two lists with a difference of each kind, and text that is awkward in a table.
Contents contents(bool tellsActivity)
{
    const QByteArray repeats = R"("schedule_options":{"interval":{"units":"seconds","value":60}})";
    const QList<QByteArray> before{
        R"({"name":"1","type":"task","task":"a,b","description":"say \"hi\"\n=1"})",
        R"({"name":"2","next_run":"2026-01-01T00:00:00Z",)" + repeats + "}",
        R"({"name":"3","type":"plan","plan":"p"})", R"({"name":"5"})"};
    const QList<QByteArray> after{
        R"({"name":"1","type":"task","task":"a,b","description":null,"x":12345678901234567890123,"y":""})",
        R"({"name":"2","next_run":"2026-01-01T00:01:00Z",)" + repeats + "}",
        R"({"name":"4","type":"deploy",})", R"({"name":"5"})"};
    Contents contents;
    contents.comparison = Comparison::of(indexOf(before), indexOf(after), {})->value();
    contents.before = {u"Monday.json"_s,
                       u"/tmp/Monday.json"_s,
                       QDateTime(QDate(2026, 1, 1), {}, Qt::UTC),
                       {},
                       contents.comparison.before};
    contents.after = {u"pe"_s, u"https://pe:8143"_s, {}, u"It moved."_s, contents.comparison.after};
    contents.tellsActivity = tellsActivity;
    contents.entries = ComparisonExport::entriesOf(contents.comparison, tellsActivity);
    return contents;
}

QByteArray written(const Contents &contents, Format format)
{
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    if (const auto problem = ComparisonExport::write(out, contents, format, {}))
        qFatal("%s", qPrintable(*problem));
    return out.data();
}

/// What Python makes of it, as JSON.
QJsonDocument readByPython(const QByteArray &program, const QByteArray &input)
{
    QProcess python;
    python.start(u"python3"_s, {u"-c"_s, QString::fromLatin1(program)});
    python.write(input);
    python.closeWriteChannel();
    if (!python.waitForFinished() || python.exitCode() != 0)
        qFatal("%s", python.readAllStandardError().constData());
    return QJsonDocument::fromJson(python.readAllStandardOutput());
}

} // namespace

/// Comparisons as files, read back by another program.
class ComparisonExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void csvHasALineForEachDifference();
    void jsonHasTheValuesAsTheyWereSent();
    void tellsActivityWhenAsked();
    void anEmptyComparisonIsAFileToo();
    void endsWhenItIsStopped();
};

void ComparisonExportTest::csvHasALineForEachDifference()
{
    const QByteArray program = "import csv, io, json, sys\n"
                               "text = io.TextIOWrapper(sys.stdin.buffer, 'utf-8', newline='')\n"
                               "print(json.dumps(list(csv.reader(text))))";
    const QJsonArray rows = readByPython(program, written(contents(false), Format::Csv)).array();
    const QString subject = u"Changed|1|task|a,b||"_s;
    QStringList texts;
    for (const QJsonValue &row : rows) {
        QStringList cells;
        for (const QJsonValue &cell : row.toArray())
            cells << cell.toString();
        texts << cells.join(u'|');
    }
    QCOMPARE(texts,
             QStringList(
                 {u"Change|Name|Type|Task or Plan|Environment|Owner|Description|Field|Key|Before|After"_s,
                  subject + u"||Description|description|say \"hi\"\n=1|null"_s,
                  subject + u"||x|x|not sent|12345678901234567890123"_s, subject + u"||y|y|not sent|empty"_s,
                  u"Removed|3|plan|p|||||||"_s, u"Added|4|deploy||||||||"_s}));
}

void ComparisonExportTest::jsonHasTheValuesAsTheyWereSent()
{
    const QByteArray json = written(contents(false), Format::Json);
    QVERIFY(json.contains("\"after\":12345678901234567890123"));
    // Python knows integers of any size, and refuses commas with nothing behind them.
    const QByteArray program = "import json, sys\n"
                               "data = json.load(sys.stdin)\n"
                               "for each in data['differences']:\n"
                               "    for field in each.get('fields', []):\n"
                               "        field['types'] = [type(field.get(side, 0.5)).__name__\n"
                               "                          for side in ('before', 'after')]\n"
                               "print(json.dumps(data))";
    const QJsonObject data = readByPython(program, json).object();
    QCOMPARE(
        data["summary"_L1].toObject(),
        QJsonObject(
            {{u"added"_s, 1}, {u"removed"_s, 1}, {u"changed"_s, 1}, {u"activity"_s, 1}, {u"same"_s, 1}}));
    QCOMPARE(data["before"_L1].toObject(), QJsonObject({{u"label"_s, u"Monday.json"_s},
                                                        {u"location"_s, u"/tmp/Monday.json"_s},
                                                        {u"asOf"_s, u"2026-01-01T00:00:00Z"_s},
                                                        {u"jobs"_s, 4}}));
    QCOMPARE(data["after"_L1]["doubt"_L1].toString(), u"It moved."_s);
    const QJsonArray differences = data["differences"_L1].toArray();
    QCOMPARE(differences.size(), 3);
    const QJsonArray fields = differences.at(0)["fields"_L1].toArray();
    QCOMPARE(fields.size(), 3);
    QCOMPARE(fields.at(0)["types"_L1].toArray(), QJsonArray({u"str"_s, u"NoneType"_s}));
    QCOMPARE(fields.at(1)["types"_L1].toArray(), QJsonArray({u"float"_s, u"int"_s}));
    QVERIFY(!fields.at(1).toObject().contains("before"_L1));
    QCOMPARE(fields.at(2)["after"_L1], QJsonValue(QString(u""_s)));
    QCOMPARE(differences.at(1)["change"_L1].toString(), u"removed"_s);
    QCOMPARE(differences.at(2)["job"_L1].toObject(),
             QJsonObject({{u"name"_s, u"4"_s}, {u"type"_s, u"deploy"_s}}));
}

void ComparisonExportTest::tellsActivityWhenAsked()
{
    const QJsonObject data = QJsonDocument::fromJson(written(contents(true), Format::Json)).object();
    const QJsonValue ran = data["differences"_L1].toArray().at(1);
    QCOMPARE(ran["change"_L1].toString(), u"activity"_s);
    QCOMPARE(ran["fields"_L1].toArray().at(0).toObject(),
             QJsonObject({{u"key"_s, u"next_run"_s},
                          {u"before"_s, u"2026-01-01T00:00:00Z"_s},
                          {u"after"_s, u"2026-01-01T00:01:00Z"_s},
                          {u"activity"_s, true}}));
}

void ComparisonExportTest::anEmptyComparisonIsAFileToo()
{
    const Contents nothing;
    QCOMPARE(written(nothing, Format::Csv).count('\n'), 1);
    const QJsonDocument json = QJsonDocument::fromJson(written(nothing, Format::Json));
    QCOMPARE(json["differences"_L1].toArray().size(), 0);
    QVERIFY(json["differences"_L1].isArray());
}

void ComparisonExportTest::endsWhenItIsStopped()
{
    std::stop_source stop;
    stop.request_stop();
    QBuffer out;
    out.open(QIODevice::WriteOnly);
    QVERIFY(ComparisonExport::write(out, contents(false), Format::Csv, stop.get_token()));
}

CALLBOARD_TEST_MAIN(ComparisonExportTest, QCoreApplication)
#include "tst_comparisonexport.moc"
