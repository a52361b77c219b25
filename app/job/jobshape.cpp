// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobshape.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

bool isDigits(const QString &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

JobShape::Value at(const QJsonObject &record, QLatin1StringView key)
{
    return {key, record.value(key)};
}

// A member of an object in the record. Where there is no object, that is what is told of the value.
JobShape::Value at(const QJsonObject &record, QLatin1StringView outer, QLatin1StringView inner)
{
    const QJsonValue object = record.value(outer);
    if (object.isObject())
        return {outer + u'.' + inner, object.toObject().value(inner)};
    return {outer, object};
}

bool looksLikeEnvironmentJob(const QJsonObject &record)
{
    return record.contains("input"_L1) || record.value("schedule"_L1).isObject() ||
           record.value("next_run"_L1).isObject() || record.contains("last_run"_L1) ||
           record.value("id"_L1).toString().contains("/scheduled_jobs/environment_jobs/"_L1);
}

void readEnvironmentJob(JobShape &shape, const QJsonObject &record)
{
    // A single job is documented with its URL as the name and its number as the id.
    if (isDigits(shape.id.json.toString()) && !isDigits(shape.name.json.toString()))
        std::swap(shape.name, shape.id);
    const QString type = shape.type.json.toString();
    const JobShape::Value target = at(record, "input"_L1, "name"_L1);
    if (type == "plan"_L1)
        shape.plan = target;
    else if (type != "deploy"_L1 || !target.json.isUndefined())
        shape.task = target;
    shape.scheduledTime = at(record, "schedule"_L1, "start_time"_L1);
    shape.schedule = at(record, "schedule"_L1);
    shape.scope = at(record, "input"_L1, "scope"_L1);
    shape.noop = at(record, "input"_L1, "noop"_L1);
    shape.parameters = at(record, "input"_L1, "parameters"_L1);
    shape.sensitiveParameters = at(record, "input"_L1, "sensitive_parameters"_L1);
    shape.userData = at(record, "userdata"_L1);
    shape.lastRun = at(record, "last_run"_L1);
}

void readOldJob(JobShape &shape, const QJsonObject &record)
{
    shape.task = at(record, "task"_L1);
    shape.plan = at(record, "plan"_L1);
    shape.scheduledTime = at(record, "scheduled_time"_L1);
    shape.schedule = at(record, "schedule_options"_L1);
    shape.scope = at(record, "scope"_L1);
    shape.noop = at(record, "noop"_L1);
    shape.jobOptions = at(record, "job_options"_L1);
}

} // namespace

JobShape JobShape::of(const QJsonObject &record)
{
    JobShape shape;
    shape.name = at(record, "name"_L1);
    shape.id = at(record, "id"_L1);
    shape.type = at(record, "type"_L1);
    shape.description = at(record, "description"_L1);
    const bool isMisspelt = !record.contains("environment"_L1) && record.contains("enviroment"_L1);
    shape.environment = at(record, isMisspelt ? "enviroment"_L1 : "environment"_L1);
    shape.owner = at(record, "owner"_L1);
    shape.enabled = at(record, "enabled"_L1);
    shape.nextRun = record.value("next_run"_L1).isObject() ? at(record, "next_run"_L1, "time"_L1)
                                                           : at(record, "next_run"_L1);
    shape.isEnvironmentJob = looksLikeEnvironmentJob(record);
    if (shape.isEnvironmentJob)
        readEnvironmentJob(shape, record);
    else
        readOldJob(shape, record);
    return shape;
}
