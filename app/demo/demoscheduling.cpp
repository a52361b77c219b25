// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoscheduling.h"

#include "demojson.h"
#include "demoowners.h"
#include "demowords.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <iterator>
#include <optional>

using namespace Qt::StringLiterals;
using Problem = std::optional<DemoRefusal>;

static DemoRefusal invalid(const QString &message)
{
    return {400, u"validation-error"_s, message};
}

static std::optional<DemoJobType> typeOf(const QString &name)
{
    for (const DemoJobType type : {DemoJobType::Task, DemoJobType::Plan, DemoJobType::Deploy}) {
        if (demoTypeName(type) == name.toUtf8())
            return type;
    }
    return std::nullopt;
}

static Problem problemOfKeys(const QJsonObject &job)
{
    struct Key
    {
        QLatin1StringView name;
        QJsonValue::Type type;
    };
    static constexpr Key keys[] = {
        {"type"_L1, QJsonValue::String},        {"input"_L1, QJsonValue::Object},
        {"environment"_L1, QJsonValue::String}, {"schedule"_L1, QJsonValue::Object},
        {"description"_L1, QJsonValue::String}, {"userdata"_L1, QJsonValue::Object},
    };
    for (const Key &key : keys) {
        if (!job.contains(key.name))
            return invalid(u"The key %1 is missing."_s.arg(key.name));
        if (job[key.name].type() != key.type)
            return invalid(u"The value of %1 is of the wrong type."_s.arg(key.name));
    }
    if (!typeOf(job["type"_L1].toString()))
        return invalid(u"The type must be task, plan or deploy."_s);
    return std::nullopt;
}

// {"value": any}, or {"type": "query", "value": "PQL"}.
static Problem problemOfParameters(const QJsonValue &parameters)
{
    if (!parameters.isObject())
        return invalid(u"The parameters must be an object."_s);
    const QJsonObject object = parameters.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QJsonObject wrapped = it.value().toObject();
        const bool isQuery = wrapped["type"_L1] == "query"_L1 && wrapped["value"_L1].isString();
        if (!wrapped.contains("value"_L1) || (wrapped.size() > 1 && !isQuery))
            return invalid(u"The parameter %1 must be {\"value\": …}."_s.arg(it.key()));
    }
    return std::nullopt;
}

static Problem problemOfScope(const QJsonValue &json)
{
    const QJsonObject scope = json.toObject();
    const bool isKnown = scope.size() == 1 && (scope.contains("nodes"_L1) || scope.contains("query"_L1) ||
                                               scope.contains("node_group"_L1));
    if (!isKnown)
        return invalid(u"The scope must have exactly one of nodes, query and node_group."_s);
    if (scope.contains("nodes"_L1) && scope["nodes"_L1].toArray().isEmpty())
        return DemoRefusal{400, u"empty-target"_s, u"There are no nodes in the scope."_s};
    return std::nullopt;
}

static Problem problemOfInput(const QJsonObject &input, DemoJobType type)
{
    if (type != DemoJobType::Deploy) {
        if (input["name"_L1].toString().isEmpty())
            return invalid(u"The input has no name."_s);
        if (Problem problem = problemOfParameters(input["parameters"_L1]))
            return problem;
    }
    return type == DemoJobType::Plan ? std::nullopt : problemOfScope(input["scope"_L1]);
}

static Problem problemOfEnvironment(const QString &name, DemoJobType type)
{
    if (name.isEmpty() && type == DemoJobType::Deploy)
        return std::nullopt;
    if (name.isEmpty())
        return DemoRefusal{400, u"empty-environment"_s, u"An environment is needed."_s};
    const QByteArray utf8 = name.toUtf8();
    if (std::find(std::begin(demoEnvironments), std::end(demoEnvironments), utf8) ==
        std::end(demoEnvironments))
        return DemoRefusal{404, u"unknown-environment"_s, u"Unknown environment %1"_s.arg(name)};
    return std::nullopt;
}

// Seconds; zero: once. None: it makes no sense.
static std::optional<qint64> intervalOf(const QJsonValue &json)
{
    if (json.isNull())
        return 0;
    const QJsonObject interval = json.toObject();
    const qint64 seconds = interval["value"_L1].toInteger();
    if (interval["units"_L1] != "seconds"_L1 || seconds <= 0)
        return std::nullopt;
    return seconds;
}

static Problem problemOfSchedule(const QJsonObject &schedule, const QDateTime &start, qint64 now)
{
    if (!start.isValid() || start.timeSpec() == Qt::LocalTime)
        return invalid(u"The start_time must be an ISO-8601 time with a zone."_s);
    if (!schedule.contains("interval"_L1) || !intervalOf(schedule["interval"_L1]))
        return invalid(u"The interval must be null or a positive number of seconds."_s);
    if (start.toSecsSinceEpoch() <= now)
        return DemoRefusal{400, u"invalid-time"_s,
                           u"The start time %1 is in the past."_s.arg(schedule["start_time"_L1].toString())};
    return std::nullopt;
}

// Wrapped in requests, flat in lists; and nobody is ever told a password.
static QJsonObject listedInput(QJsonObject input)
{
    const QJsonObject wrapped = input["parameters"_L1].toObject();
    QJsonObject flat;
    QJsonArray sensitive;
    for (auto it = wrapped.begin(); it != wrapped.end(); ++it) {
        if (it.key() == "password"_L1)
            sensitive.append(it.key());
        else if (it.value()["type"_L1] == "query"_L1)
            flat.insert(it.key(), it.value());
        else
            flat.insert(it.key(), it.value()["value"_L1]);
    }
    if (input.contains("parameters"_L1)) {
        input.insert("parameters"_L1, flat);
        input.insert("sensitive_parameters"_L1, sensitive);
    }
    return input;
}

static QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

static void write(DemoJob &job, const QJsonObject &asked, const DemoOwner &owner)
{
    const QByteArray number = QByteArray::number(job.number);
    QByteArray &json = job.json;
    json = R"({"id":"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/environment_jobs/)" + number +
           R"(","name":")" + number + R"(","type":")" + demoTypeName(job.type).toByteArray();
    json += R"(","environment":)" + jsonString(asked["environment"_L1].toString().toUtf8());
    json += R"(,"owner":)" + owner.json;
    json += R"(,"description":)" + jsonString(asked["description"_L1].toString().toUtf8());
    json += R"(,"input":)" + compact(listedInput(asked["input"_L1].toObject()));
    json += R"(,"userdata":)" + compact(asked["userdata"_L1].toObject());
    json += R"(,"schedule":)" + compact(asked["schedule"_L1].toObject());
    json += R"(,"last_run":null,"next_run":{"time":")";
    job.nextRunPosition = json.size();
    json += utcText(job.nextRun) + R"("}})";
}

std::variant<DemoJob, DemoRefusal> scheduledDemoJob(const QByteArray &body, int number, qint64 now)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    if (!document.isObject())
        return invalid(u"The body is no JSON object."_s);
    const QJsonObject asked = document.object();
    if (const Problem problem = problemOfKeys(asked))
        return *problem;
    const QString environment = asked["environment"_L1].toString();
    const QJsonObject schedule = asked["schedule"_L1].toObject();
    const QDateTime start = QDateTime::fromString(schedule["start_time"_L1].toString(), Qt::ISODateWithMs);
    DemoJob job;
    job.type = typeOf(asked["type"_L1].toString()).value_or(DemoJobType::Task);
    for (const Problem &problem :
         {problemOfInput(asked["input"_L1].toObject(), job.type), problemOfEnvironment(environment, job.type),
          problemOfSchedule(schedule, start, now)}) {
        if (problem)
            return *problem;
    }
    const QByteArray name = environment.toUtf8();
    const DemoOwner administrator = demoOwners(now).front();
    job.number = number;
    job.nextRun = job.scheduledTime = start.toSecsSinceEpoch();
    job.interval = intervalOf(schedule["interval"_L1]).value_or(0);
    job.environmentRank =
        static_cast<quint8>(std::count_if(std::begin(demoEnvironments), std::end(demoEnvironments),
                                          [&name](QByteArrayView other) { return other < name; }));
    job.ownerRank = administrator.rank;
    write(job, asked, administrator);
    return job;
}
