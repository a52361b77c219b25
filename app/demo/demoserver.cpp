// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoserver.h"

#include "demoscheduling.h"

#include <QDateTime>
#include <QHttpServerRequest>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrlQuery>

#include <algorithm>
#include <memory>

using namespace Qt::StringLiterals;
using Method = QHttpServerRequest::Method;
using Status = QHttpServerResponder::StatusCode;

static DemoAnswer error(Status status, const QString &kind, const QString &message,
                        const QJsonObject &details = {})
{
    QJsonObject body{{u"kind"_s, kind}, {u"msg"_s, message}};
    if (!details.isEmpty())
        body.insert(u"details"_s, details);
    return {status, QJsonDocument(body).toJson(QJsonDocument::Compact)};
}

static DemoAnswer notFound(const QString &path)
{
    return error(Status::NotFound, u"puppetlabs.orchestrator/not-found"_s, u"Nothing is at %1"_s.arg(path));
}

static DemoAnswer notAllowed(const QByteArray &allowed)
{
    DemoAnswer answer = error(Status::MethodNotAllowed, u"puppetlabs.orchestrator/method-not-allowed"_s,
                              u"Only %1 is possible here"_s.arg(QString::fromLatin1(allowed)));
    answer.allowed = allowed;
    return answer;
}

static DemoAnswer scheduledJob(const QString &name)
{
    const QString url =
        u"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/environment_jobs/"_s + name;
    const QJsonObject job{{u"id"_s, url}, {u"name"_s, name}};
    return {Status::Ok, QJsonDocument(QJsonObject{{u"scheduled_job"_s, job}}).toJson(QJsonDocument::Compact)};
}

static void deliver(QHttpServerResponder &responder, const DemoAnswer &answer, bool withBody)
{
    responder.writeStatusLine(answer.status);
    if (!answer.allowed.isEmpty())
        responder.writeHeader("Allow"_ba, answer.allowed);
    if (answer.status != Status::NoContent) {
        responder.writeHeader("Content-Type"_ba, "application/json; charset=utf-8"_ba);
        responder.writeHeader("Content-Length"_ba, QByteArray::number(answer.body.size()));
    }
    responder.writeBody(withBody ? answer.body : QByteArray());
}

DemoServer::DemoServer(DemoList list, const DemoOptions &options)
    : m_list(std::move(list)), m_options(options)
{
}

bool DemoServer::handleRequest(const QHttpServerRequest &request, QTcpSocket *socket)
{
    // What is asked for happens at once, only the answer takes its time: who gives up waiting cannot know.
    const DemoAnswer reply = answer(request);
    const bool withBody = request.method() != Method::Head;
    const auto responder = std::make_shared<QHttpServerResponder>(makeResponder(request, socket));
    if (m_options.latency == 0) {
        deliver(*responder, reply, withBody);
        return true;
    }
    // The socket is the context, because the responder must not outlive it.
    QTimer::singleShot(m_options.latency, socket, [responder, reply, withBody, socket] {
        if (socket->state() == QAbstractSocket::ConnectedState)
            deliver(*responder, reply, withBody);
    });
    return true;
}

DemoAnswer DemoServer::answer(const QHttpServerRequest &request)
{
    if (!m_options.token.isEmpty() && request.value("X-Authentication"_ba) != m_options.token)
        return error(Status::Unauthorized, u"puppetlabs.rbac/user-unauthenticated"_s,
                     u"Route requires authentication"_s);

    const QString collection = u"/orchestrator/v1/scheduled_jobs"_s;
    const QString path = request.url().path();
    const QString rest = path.mid(collection.size());
    if (path != collection + rest || (!rest.isEmpty() && !rest.startsWith(u'/')))
        return notFound(path);
    return m_list.generation() == DemoGeneration::Pe2021 ? answerEnvironmentJobs(request, rest)
                                                         : answerOld(request, rest);
}

DemoAnswer DemoServer::answerOld(const QHttpServerRequest &request, const QString &rest)
{
    if (rest.isEmpty())
        return request.method() == Method::Get ? list(request.query()) : notAllowed("GET"_ba);
    const QString name = rest.sliced(1);
    if (name.isEmpty() || name.contains(u'/'))
        return notFound(request.url().path());
    if (request.method() == Method::Delete)
        return remove(name);
    bool isNumber = false;
    name.toInt(&isNumber);
    // A single job can only be deleted. What is no number belongs to a later API.
    return isNumber ? notAllowed("DELETE"_ba) : notFound(request.url().path());
}

// The old path, once it is switched on again, has nothing to tell and deletes nothing.
DemoAnswer DemoServer::answerEnvironmentJobs(const QHttpServerRequest &request, const QString &rest)
{
    const QLatin1StringView collection("/environment_jobs");
    if (rest == collection && request.method() == Method::Post)
        return schedule(request.body());
    if (rest == collection)
        return request.method() == Method::Get ? list(request.query()) : notAllowed("GET, POST"_ba);
    if (rest.startsWith(collection + u'/'))
        return request.method() == Method::Put ? edit(rest.sliced(collection.size() + 1), request.body())
                                               : notAllowed("PUT"_ba);
    if (rest.isEmpty() && request.method() == Method::Get)
        return {Status::Ok, R"({"items":[]})"_ba};
    if (!rest.isEmpty() && request.method() == Method::Delete)
        return {Status::NoContent, QByteArray()};
    return notFound(request.url().path());
}

DemoAnswer DemoServer::edit(const QString &name, const QByteArray &body)
{
    if (QJsonDocument::fromJson(body).object() != QJsonObject{{u"enabled"_s, false}})
        return error(Status::BadRequest, u"puppetlabs.orchestrator/validation-error"_s,
                     u"The demo knows only {\"enabled\": false}"_s);
    switch (m_list.remove(name.toUtf8())) {
    case DemoList::Removal::Removed:
        break;
    case DemoList::Removal::NotPermitted:
        return error(Status::Forbidden, u"puppetlabs.orchestrator/not-permitted"_s,
                     u"Not authorized to edit job %1"_s.arg(name));
    case DemoList::Removal::RemovedBefore:
        return error(Status::BadRequest, u"puppetlabs.orchestrator/disabled-scheduled-job"_s,
                     u"Scheduled job %1 is disabled and can't be edited"_s.arg(name));
    case DemoList::Removal::Unknown:
        return error(Status::BadRequest, u"puppetlabs.orchestrator/query-error"_s,
                     u"There is no scheduled job %1"_s.arg(name));
    }
    return scheduledJob(name);
}

DemoAnswer DemoServer::schedule(const QByteArray &body)
{
    const int number = m_list.freeNumber();
    auto made = scheduledDemoJob(body, number, QDateTime::currentSecsSinceEpoch());
    if (const auto *refusal = std::get_if<DemoRefusal>(&made))
        return error(static_cast<Status>(refusal->httpStatus), u"puppetlabs.orchestrator/"_s + refusal->kind,
                     refusal->message);
    m_list.add(std::get<DemoJob>(std::move(made)));
    return scheduledJob(QString::number(number));
}

DemoAnswer DemoServer::list(const QUrlQuery &url)
{
    const auto parsed = parseDemoQuery(url, m_list.generation());
    if (const auto *bad = std::get_if<DemoBadParameter>(&parsed))
        return error(Status::BadRequest,
                     m_list.generation() == DemoGeneration::Pe2021
                         ? u"puppetlabs.orchestrator/query-error"_s
                         : u"puppetlabs.orchestrator/validation-error"_s,
                     u"The parameter %1 must be %2, not '%3'."_s.arg(bad->name, bad->expected, bad->value),
                     {{u"parameter"_s, bad->name}, {u"value"_s, bad->value}});
    DemoQuery query = std::get<DemoQuery>(parsed);
    if (m_options.maxLimit > 0)
        query.limit = std::min(query.limit, m_options.maxLimit);
    m_list.moveOn(QDateTime::currentSecsSinceEpoch());
    return {Status::Ok, m_list.page(query)};
}

DemoAnswer DemoServer::remove(const QString &name)
{
    switch (m_list.remove(name.toUtf8())) {
    case DemoList::Removal::Removed:
        return {Status::NoContent, QByteArray()};
    case DemoList::Removal::NotPermitted:
        return error(Status::Forbidden, u"puppetlabs.orchestrator/not-permitted"_s,
                     u"Not authorized to delete job %1"_s.arg(name));
    case DemoList::Removal::Unknown:
    case DemoList::Removal::RemovedBefore:
        break;
    }
    return error(Status::NotFound, u"puppetlabs.orchestrator/unknown-job"_s,
                 u"Job %1 does not exist"_s.arg(name), {{u"id"_s, name}});
}
