// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobwork.h"

#include "hash64.h"
#include "jobshape.h"
#include "jsonhash.h"
#include "runsaday.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

QJsonValue nullIfEmpty(const QJsonValue &json)
{
    const bool isEmpty = json.isUndefined() || (json.isObject() && json.toObject().isEmpty()) ||
                         (json.isArray() && json.toArray().isEmpty());
    return isEmpty ? QJsonValue() : json;
}

quint64 hashOfNodes(const QSet<QString> &nodes)
{
    JsonHash::Hashes hashes;
    for (const QString &node : nodes)
        hashes.append(JsonHash::ofText(node));
    return JsonHash::ofSet(hashes);
}

} // namespace

std::optional<JobWork> JobWork::of(const Job &job)
{
    if (job.isNull() || job.deletion() || willNeverRun(job))
        return std::nullopt;
    JobWork work;
    work.type = job.type().value;
    work.target = job.target();
    work.scopeKind = job.scopeKind();
    const Schedule schedule = job.schedule();
    if ((work.target.isEmpty() && work.type != "deploy"_L1) || work.scopeKind == Scope::Kind::Odd ||
        schedule.kind == Schedule::Kind::Odd)
        return std::nullopt;
    work.isEnvironmentJob = job.isEnvironmentJob();
    work.isNoop = job.noop().valueOr(false);
    work.environment = job.environment().value;
    const JobShape shape = JobShape::of(job.json());
    const Scope scope = Scope::fromJson(shape.scope.json);
    work.nodes = QSet<QString>(scope.nodes.begin(), scope.nodes.end());
    if (work.scopeKind == Scope::Kind::QueryAst)
        work.query = shape.scope.json.toObject().value("query"_L1);
    else
        work.scopeText = scope.text;
    if (schedule.kind == Schedule::Kind::Repeating)
        work.intervalSeconds = schedule.intervalSeconds;
    else
        work.onceAt = job.nextRun().value.utcMs ? job.nextRun().value.utcMs : job.scheduledTime().value.utcMs;
    work.parameters = nullIfEmpty(shape.parameters.json);
    work.sensitiveNames = nullIfEmpty(shape.sensitiveParameters.json);
    return work;
}

quint64 JobWork::hash() const
{
    WorkHashes hashes;
    hashes.isEnvironmentJob = isEnvironmentJob;
    hashes.isNoop = isNoop;
    hashes.scopeKind = scopeKind;
    hashes.type = JsonHash::ofText(type);
    hashes.target = JsonHash::ofText(target);
    hashes.environment = JsonHash::ofText(environment);
    hashes.scope = scopeKind == Scope::Kind::Nodes      ? hashOfNodes(nodes)
                   : scopeKind == Scope::Kind::QueryAst ? JsonHash::of(query)
                                                        : JsonHash::ofText(scopeText);
    hashes.parameters = JsonHash::of(parameters);
    hashes.sensitiveNames = JsonHash::of(sensitiveNames);
    hashes.intervalSeconds = intervalSeconds;
    hashes.onceAt = onceAt;
    return hashes.hash();
}

quint64 WorkHashes::hash() const
{
    Hash64 hash;
    hash.add(quint64(isEnvironmentJob) | quint64(isNoop) << 1 | quint64(onceAt.has_value()) << 2 |
             quint64(scopeKind) << 3);
    for (const quint64 part : {type, target, environment, scope, parameters, sensitiveNames})
        hash.add(part);
    hash.add(quint64(intervalSeconds));
    hash.add(quint64(onceAt.value_or(0)));
    const quint64 value = hash.value();
    return value == 0 ? 1 : value;
}
