// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "indexrecords.h"

#include "responseparser.h"

#include <QFile>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace IndexRecords {

QByteArray padded(const QByteArray &text)
{
    return text + QByteArray(qsizetype(simdjson::SIMDJSON_PADDING), ' ');
}

JobIndex indexOf(const QList<QByteArray> &records, qsizetype blockSize, const BytesOf &bytesOf)
{
    const QByteArray text = records.join(' ');
    const QByteArray readable = padded(text);
    RecordBlockBuilder block(bytesOf ? bytesOf(text) : std::make_shared<MemoryBytes>(text), 0);
    JobIndexBuilder index;
    qsizetype offset = 0;
    for (const QByteArray &record : records) {
        const auto fault = block.append(QByteArrayView(readable).sliced(offset, record.size()), offset,
                                        RecordBlockBuilder::Leniency::MendsTrailingCommas, nullptr);
        if (fault)
            qFatal("no JSON: %s", record.constData());
        offset += record.size() + 1;
        if (block.size() == blockSize)
            index.append(block.take());
    }
    index.append(block.take());
    return index.snapshot();
}

static QList<QByteArray> recordsOf(const QString &fileName)
{
    QFile file(QStringLiteral(CALLBOARD_TEST_DATA) + u'/' + fileName);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s is missing", qPrintable(fileName));
    const Result<JobPage> page = ResponseParser::parseFile(file.readAll(), fileName);
    QList<QByteArray> records;
    for (const Job &job : page.value().jobs)
        records << job.raw();
    return records;
}

QList<QByteArray> fixtureRecords()
{
    return recordsOf(u"environment_jobs_mixed.json"_s) + recordsOf(u"published-example.json"_s) +
           recordsOf(u"syn_old_list_mixed.json"_s);
}

QList<QByteArray> oddRecords()
{
    return {
        "5",
        "null",
        "[]",
        "{}",
        R"({"name":"7"})",
        R"({"name":"007"})",
        R"({"name":""})",
        R"({"name":"9223372036854775807"})",
        R"({"name":"9223372036854775808"})",
        R"({"name":"-7"})",
        R"({"name":null})",
        R"({"name":7})",
        R"({"name":"\ud800"})",
        R"({"name":"Ärger \u0041"})",
        R"({"name":"1","name":"2","type":"task","type":"plan"})",
        R"({"name":"1","type":5,"task":["a"],"plan":"p","environment":{},"description":null})",
        R"({"name":"1","task":"","plan":"p","description":"  Zwei\n\tWörter  "})",
        R"({"name":"1","task":"t","plan":"p","enviroment":"misspelt"})",
        R"({"name":"1","environment":null,"enviroment":"misspelt"})",
        R"({"scope":{"nodes":["a",5,1.50,null,true,{"x":1},["y"]]}})",
        R"({"scope":{"nodes":"a"}})",
        R"({"scope":{"query":["from","nodes",1e2]}})",
        R"({"scope":{"query":"inventory { x ~ \"y\" }"}})",
        R"({"scope":{"query":5}})",
        R"({"scope":{"node_group":"g"}})",
        R"({"scope":{"node_group":5,"application":"a"}})",
        R"({"scope":{"application":"a"}})",
        R"({"scope":{"application":null}})",
        R"({"scope":[]})",
        R"({"scope":null})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":86400}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":8.64e4}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":86400.5}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":0}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":-1}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":1e300}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":18446744073709551615}}})",
        R"({"schedule_options":{"interval":{"units":"seconds","value":123456789012345678901234567890}}})",
        R"({"schedule_options":{"interval":{"units":"days","value":1}}})",
        R"({"schedule_options":{"interval":5}})",
        R"({"schedule_options":{"interval":null}})",
        R"({"schedule_options":"daily"})",
        R"({"next_run":"2026-10-20T20:10:48Z","scheduled_time":"2026-10-20T20:10:48.123Z"})",
        R"({"next_run":"2026-10-20T20:10:48+02:00","scheduled_time":"2026-10-20T20:10:48"})",
        R"({"next_run":"2026-02-30T20:10:48Z","scheduled_time":"soon"})",
        R"({"next_run":5})",
        R"({"next_run":{"time":"2026-10-20T20:10:48Z"},"last_run":{"time":"2026-10-19T20:10:48Z"}})",
        R"({"next_run":{},"last_run":null})",
        R"({"last_run":"x","input":"foo","type":"plan"})",
        R"({"input":{"name":"t","noop":true,"scope":{"nodes":["n"]},"parameters":{"a":1.0},)"
        R"("sensitive_parameters":["s"]},"type":"task","userdata":{"k":"v"}})",
        R"({"input":{"scope":{}},"type":"deploy"})",
        R"({"input":{"name":"x"},"type":"deploy"})",
        R"({"schedule":{"start_time":"2026-10-20T20:10:48Z","interval":{"units":"seconds","value":60}}})",
        R"({"id":"42","name":"https://h/scheduled_jobs/environment_jobs/42","input":{}})",
        R"({"id":"https://h/scheduled_jobs/environment_jobs/42","name":"42"})",
        R"({"noop":true})",
        R"({"noop":null})",
        R"({"noop":"yes"})",
        R"({"owner":{"display_name":"Ü","login":"u","email":"e","id":"i","is_revoked":true}})",
        R"({"owner":{"display_name":"","login":null,"id":"i","is_revoked":"true"}})",
        R"({"owner":{"login":"l","display_name":7}})",
        R"({"owner":"root"})",
        R"({"name":"mended","scope":{"nodes":["a","b",],},})",
        R"({"enabled":false,"next_run":"2026-10-20T20:10:48Z","type":"deploy"})",
        R"({"enabled":"false","next_run":"","type":"deploy"})",
        R"({"enabled":null,"next_run":null,"type":"deploy","noop":true})",
        R"({"enabled":true,"next_run":{"time":null},"type":"deploy"})",
        R"({"next_run":{"time":5},"type":"deploy"})",
        R"({"last_run":{"job":{"submission_error":{"kind":"k","msg":"m"}}}})",
        R"({"last_run":{"job":{"submission_error":"m"}}})",
        R"({"last_run":{"job":[{"submission_error":{}}]}})",
        R"({"last_run":{"job":{"submission_error":{}}},"submission_error":5})",
        R"({"name":"7","id":"https://h:8143/orchestrator/v1/scheduled_jobs/7"})",
        R"({"name":"7","id":"https://h:8143/orchestrator/v1/scheduled_jobs/8//"})",
        R"({"name":"7","id":"https://h:8143/orchestrator/v1/scheduled_jobs/8?limit=7"})",
        R"({"name":"7","id":"https://h/8#7"})",
        R"({"name":"7","id":"https://h/%38"})",
        R"({"name":"7","id":"https://h:port/8"})",
        R"({"name":"7","id":"https://8"})",
        R"({"name":"7","id":"urn:8"})",
        R"({"name":"7","id":"/8/"})",
        R"({"name":"7","id":""})",
        R"({"name":"","id":"/8"})",
        R"({"name":"7","id":"x/8\\9"})",
        R"({"name":"7","id":"x/ü8"})",
        R"({"name":"7","id":"x/8\u0000"})",
        R"({"type":"task","task":"t","scope":{"nodes":["b","a","a"]}})",
        R"({"type":"task","task":"t","scope":{"nodes":["a","b"]}})",
        R"({"type":"task","task":"t","scope":{"nodes":["a","5"]}})",
        R"({"type":"task","task":"t","scope":{"nodes":["a",5]}})",
        R"({"type":"task","task":"t","noop":true,"scope":{"nodes":["a",5]}})",
        R"({"type":"task","task":"t","scope":{"query":["=",1,{"b":[1.50,null],"a":true}]}})",
        R"({"type":"task","task":"t","scope":{"query":["=",1.0,{"a":true,"b":[15e-1,null]}]}})",
        R"({"type":"task","task":"t","scope":{"query":["=",1.0,{"a":false,"b":[15e-1,null]}]}})",
        R"({"type":"task","input":{"name":"t","parameters":{"n":18446744073709551615,"z":-0.0}},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":{"z":0,"n":18446744073709551616}},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":{"z":1,"z":0,"n":1e300}},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":{"x":"\ud800"}},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":{"x":"?"}},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":{},"sensitive_parameters":["s"]},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","sensitive_parameters":[]},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"type":"task","input":{"name":"t","parameters":[]},)"
        R"("next_run":{"time":"2026-10-20T20:10:48Z"}})",
        R"({"description":"a\u0000b"})",
        R"({"description":"e\u0301\ud83d\ude00 \u00a0 x"})",
        R"({"description":"\ud800 lone"})",
    };
}

} // namespace IndexRecords
