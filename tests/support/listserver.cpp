// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listserver.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSslConfiguration>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace {
const QLatin1StringView root = "/orchestrator/v1/scheduled_jobs"_L1;
constexpr int usualLimit = 50;

using SortKey = std::pair<qint64, QString>;

SortKey sortKey(const QJsonObject &job, const QString &orderBy)
{
    if (orderBy == "owner"_L1)
        return {0, job.value(orderBy)["login"_L1].toString()};
    const QString text = orderBy == "next_run_time"_L1 ? job.value("next_run"_L1)["time"_L1].toString()
                                                       : job.value(orderBy).toString();
    if (orderBy == "name"_L1 || orderBy == "environment"_L1 || orderBy == "type"_L1)
        return {0, text};
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    return {time.isValid() ? time.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max(), QString()};
}

QString choice(const QUrlQuery &query, const QString &key, const QStringList &allowed, QString *problem)
{
    if (!query.hasQueryItem(key))
        return allowed.value(0);
    QString value = query.queryItemValue(key, QUrl::FullyDecoded);
    if (!allowed.contains(value))
        *problem = u"%1 can't be \"%2\"."_s.arg(key, value);
    return value;
}

int number(const QUrlQuery &query, const QString &key, int fallback, QString *problem)
{
    if (!query.hasQueryItem(key))
        return fallback;
    bool isNumber = false;
    const int value = query.queryItemValue(key).toInt(&isNumber);
    if (!isNumber || value < 0)
        *problem = u"%1 must be an integer."_s.arg(key);
    return value;
}

QJsonObject fred()
{
    return {
        {u"id"_s, u"784beba4-8cc8-414f-aab0-e9a29c9b65c2"_s},
        {u"login"_s, u"fred"_s},
        {u"email"_s, u"fred@example.com"_s},
        {u"display_name"_s, u"Fred"_s},
        {u"is_revoked"_s, false},
        {u"is_remote"_s, true},
        {u"is_group"_s, false},
        {u"is_superuser"_s, false},
        {u"last_login"_s, u"2020-05-08T15:57:28.444Z"_s},
        {u"role_ids"_s, QJsonArray{1}},
        {u"inherited_role_ids"_s, QJsonArray{2}},
        {u"group_ids"_s, QJsonArray{u"9a588fd8-3daa-4fc2-a396-bf88945def1e"_s}},
    };
}

QJsonObject deployOptions()
{
    return {
        {u"noop"_s, false},
        {u"debug"_s, false},
        {u"trace"_s, false},
        {u"no_noop"_s, false},
        {u"evaltrace"_s, false},
        {u"concurrency"_s, QJsonValue::Null},
        {u"enforce_environment"_s, false},
    };
}

QJsonObject membersOfType(const QString &type)
{
    if (type == "deploy"_L1)
        return {{u"job_options"_s, deployOptions()}};
    const QString what = type == "plan"_L1 ? u"canary::random"_s : u"echo"_s;
    return {{type, what}, {u"job_options"_s, QJsonObject{{u"noop"_s, false}, {type, what}}}};
}

void replace(QJsonObject &object, const QJsonObject &overrides)
{
    for (auto it = overrides.constBegin(); it != overrides.constEnd(); ++it)
        object.insert(it.key(), it.value());
}
} // namespace

ListServer::ListServer(QObject *parent) : LoopbackServer(parent)
{
    setHandler([this](const LoopbackRequest &request) { return respond(request); });
}

ListServer::ListServer(const QSslConfiguration &tls, QObject *parent) : LoopbackServer(tls, parent)
{
    setHandler([this](const LoopbackRequest &request) { return respond(request); });
}

QJsonObject ListServer::job(int number, const QJsonObject &overrides)
{
    static const QDateTime start(QDate(2030, 1, 1), QTime(0, 0), Qt::UTC);
    const QString name = QString::number(number);
    const QString time = start.addSecs(60 * qint64(number)).toString(Qt::ISODate);
    const QString type = overrides.value(u"type"_s).toString(u"task"_s);

    QJsonObject job{
        {u"id"_s, u"https://orchestrator.example.com:8143"_s + root + u'/' + name},
        {u"name"_s, name},
        {u"type"_s, type},
        {u"scope"_s, QJsonObject{{u"nodes"_s, QJsonArray{u"node%1.example.com"_s.arg(name)}}}},
        {u"environment"_s, u"production"_s},
        {u"owner"_s, fred()},
        {u"description"_s, u"job "_s + name},
        {u"next_run"_s, time},
        {u"scheduled_time"_s, time},
        {u"schedule_options"_s, QJsonObject()},
        {u"noop"_s, false},
    };
    replace(job, membersOfType(type));
    replace(job, overrides);
    return job;
}

QJsonObject ListServer::environmentJob(int number, const QJsonObject &overrides)
{
    const QJsonObject old = job(number, overrides);
    const QString name = old.value(u"name"_s).toString();
    const QString type = old.value(u"type"_s).toString();
    QJsonObject input{{u"parameters"_s, QJsonObject{{u"param_1"_s, u"foo"_s}}},
                      {u"sensitive_parameters"_s, QJsonArray{u"password"_s}}};
    if (type != "deploy"_L1)
        input[u"name"_s] = old.value(type);
    if (type != "plan"_L1)
        input[u"scope"_s] = old.value(u"scope"_s);
    QJsonObject made{
        {u"id"_s, u"https://orchestrator.example.com:8143"_s + root + u"/environment_jobs/"_s + name},
        {u"name"_s, name},
        {u"type"_s, type},
        {u"environment"_s, old.value(u"environment"_s)},
        {u"owner"_s, old.value(u"owner"_s)},
        {u"description"_s, old.value(u"description"_s)},
        {u"next_run"_s, QJsonObject{{u"time"_s, old.value(u"next_run"_s)}}},
        {u"last_run"_s, QJsonValue::Null},
        {u"schedule"_s,
         QJsonObject{{u"start_time"_s, old.value(u"scheduled_time"_s)}, {u"interval"_s, QJsonValue::Null}}},
        {u"input"_s, input},
        {u"userdata"_s, QJsonObject{{u"ticket"_s, u"TICKET-"_s + name}}},
    };
    replace(made, overrides);
    return made;
}

QList<QJsonObject> ListServer::jobs(int from, int count)
{
    QList<QJsonObject> made;
    made.reserve(count);
    for (int number = from; number < from + count; ++number)
        made.append(job(number));
    return made;
}

LoopbackAnswer ListServer::error(int status, const QString &kind, const QString &message)
{
    const QJsonObject body{{u"kind"_s, u"puppetlabs.orchestrator/"_s + kind},
                           {u"msg"_s, message},
                           {u"details"_s, QJsonObject()}};
    return LoopbackAnswer::json(QJsonDocument(body).toJson(QJsonDocument::Compact), status);
}

LoopbackAnswer ListServer::respond(const LoopbackRequest &request)
{
    const auto hook = intercept; // a copy, as it may replace itself
    if (hook) {
        if (const std::optional<LoopbackAnswer> answer = hook(request))
            return *answer;
    }

    const QString path = request.url().path(QUrl::FullyEncoded);
    const qsizetype at = path.indexOf(root);
    const QString rest = at < 0 ? QString() : path.sliced(at + root.size());
    if (at < 0)
        return error(404, u"not-found"_s, u"%1 was not found."_s.arg(path));
    return generation == Generation::Environment ? answerEnvironment(request, rest)
                                                 : answerOld(request, rest);
}

LoopbackAnswer ListServer::answerOld(const LoopbackRequest &request, const QString &rest)
{
    if (rest.isEmpty() && request.method == "GET")
        return list(request);
    if (rest.size() > 1 && rest.lastIndexOf(u'/') == 0 && request.method == "DELETE")
        return remove(QUrl::fromPercentEncoding(rest.sliced(1).toLatin1()));
    return error(404, u"not-found"_s, u"%1 was not found."_s.arg(rest));
}

LoopbackAnswer ListServer::answerEnvironment(const LoopbackRequest &request, const QString &rest)
{
    const QLatin1StringView collection("/environment_jobs");
    if (rest == collection && request.method == "GET")
        return list(request);
    if (rest.startsWith(collection + u'/') && request.method == "PUT")
        return edit(QUrl::fromPercentEncoding(rest.sliced(collection.size() + 1).toLatin1()), request.body);
    if (rest.isEmpty() && request.method == "GET")
        return LoopbackAnswer::json(R"({"items": []})");
    if (request.method == "DELETE")
        return LoopbackAnswer::empty(204);
    return error(404, u"not-found"_s, u"%1 was not found."_s.arg(rest));
}

LoopbackAnswer ListServer::edit(const QString &name, const QByteArray &body)
{
    if (QJsonDocument::fromJson(body).object() != QJsonObject{{u"enabled"_s, false}})
        return error(400, u"validation-error"_s, u"Only enabled may be edited here."_s);
    if (disabled.contains(name))
        return error(400, u"disabled-scheduled-job"_s, u"Job %1 is disabled."_s.arg(name));
    const LoopbackAnswer answer = remove(name);
    if (answer.status == 404)
        return error(400, u"query-error"_s, u"There is no scheduled job %1."_s.arg(name));
    disabled << name;
    return LoopbackAnswer::json(R"({"scheduled_job": {"id": "https://x/2", "name": "2"}})");
}

LoopbackAnswer ListServer::remove(const QString &name)
{
    const qsizetype removed =
        m_jobs.removeIf([&name](const QJsonObject &job) { return job.value(u"name"_s).toString() == name; });
    if (removed == 0)
        return error(404, u"unknown-job"_s, u"There is no scheduled job %1."_s.arg(name));
    return LoopbackAnswer::empty(204);
}

LoopbackAnswer ListServer::list(const LoopbackRequest &request) const
{
    const QUrlQuery query = request.query();
    QString problem;
    const int limit = std::min(maxLimit, number(query, u"limit"_s, usualLimit, &problem));
    const int offset = number(query, u"offset"_s, 0, &problem);
    QJsonObject pagination{{u"limit"_s, limit}, {u"offset"_s, offset}};
    if (generation != Generation::Sparse) {
        const QStringList orders =
            generation == Generation::Classic
                ? QStringList{u"next_run"_s, u"scheduled_time"_s, u"name"_s}
                : QStringList{u"next_run_time"_s, u"environment"_s, u"owner"_s, u"name"_s, u"type"_s};
        pagination[u"order_by"_s] = choice(query, u"order_by"_s, orders, &problem);
        pagination[u"order"_s] = choice(query, u"order"_s, {u"asc"_s, u"desc"_s}, &problem);
    }
    if (generation != Generation::Sparse && query.hasQueryItem(u"type"_s))
        pagination[u"type"_s] = choice(query, u"type"_s, {u"deploy"_s, u"task"_s, u"plan"_s}, &problem);
    if (!problem.isEmpty())
        return error(400, generation == Generation::Environment ? u"query-error"_s : u"validation-error"_s,
                     problem);

    const QList<QJsonObject> all = matching(pagination);
    pagination[u"total"_s] = all.size();
    QJsonArray items;
    for (const QJsonObject &job : all.mid(offset, limit))
        items.append(job);

    QJsonObject response{{u"items"_s, items}, {u"pagination"_s, pagination}};
    const auto hook = tamper;
    if (hook)
        hook(response, request);
    return LoopbackAnswer::json(QJsonDocument(response).toJson(QJsonDocument::Compact));
}

QList<QJsonObject> ListServer::matching(const QJsonObject &pagination) const
{
    if (generation == Generation::Sparse)
        return m_jobs;
    const QString orderBy = pagination.value(u"order_by"_s).toString();
    const QString type = pagination.value(u"type"_s).toString();

    std::vector<std::pair<SortKey, qsizetype>> keys;
    for (qsizetype i = 0; i < m_jobs.size(); ++i) {
        if (type.isEmpty() || m_jobs[i].value(u"type"_s).toString() == type)
            keys.emplace_back(sortKey(m_jobs[i], orderBy), i);
    }
    const bool descending = pagination.value(u"order"_s).toString() == "desc"_L1;
    std::stable_sort(keys.begin(), keys.end(), [descending](const auto &left, const auto &right) {
        return descending ? right.first < left.first : left.first < right.first;
    });

    QList<QJsonObject> sorted;
    sorted.reserve(qsizetype(keys.size()));
    for (const auto &key : keys)
        sorted.append(m_jobs[key.second]);
    return sorted;
}
