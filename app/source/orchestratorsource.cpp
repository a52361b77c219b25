// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorsource.h"

#include "discovery.h"
#include "httperror.h"
#include "httprequest.h"
#include "pageanswer.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

class LivePageReply : public PageReply
{
public:
    using PageReply::PageReply;

    void ask(QNetworkAccessManager *network, const std::shared_ptr<const Connection> &connection,
             const QUrl &url)
    {
        m_request = std::make_unique<HttpRequest>(network, connection,
                                                  HttpQuestion{HttpRequest::Method::Get, url}, nullptr);
        connect(m_request.get(), &HttpRequest::finished, this,
                [this, server = connection->label()](const HttpAnswer &answer) {
                    readPage(this, answer, server,
                             [this](const Result<JobPage> &page) { Q_EMIT finished(page); });
                });
        m_request->start();
    }

private:
    std::unique_ptr<HttpRequest> m_request;
};

class LiveRemovalReply : public RemovalReply
{
public:
    LiveRemovalReply(QNetworkAccessManager *network, const std::shared_ptr<const Connection> &connection,
                     const Dialect &dialect, const QString &name, QObject *asker)
        : RemovalReply(asker),
          m_request(network, connection, dialect.removal(connection->base, name), nullptr)
    {
        connect(&m_request, &HttpRequest::finished, this,
                [this, dialect, server = connection->label()](const HttpAnswer &answer) {
                    RemovalAnswer removal{answer.status, httpErrorOf(answer, server)};
                    removal.saysAlreadyGone =
                        removal.error &&
                        dialect.saysAlreadyGone(removal.httpStatus, removal.error->serverKind);
                    Q_EMIT finished(removal);
                });
        m_request.start();
    }

private:
    HttpRequest m_request;
};

// Texts come as texts, numbers now and then as numbers.
QString textOf(const QJsonValue &json)
{
    const Field<qint64> number = integerField(json);
    return number.given() ? QString::number(number.value) : json.toString();
}

bool isNumber(const QString &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// The name of the new job in {"scheduled_job": {"id", "name"}}, or {"job": …} as one command has it; empty:
// there is none. A single job is documented with the two swapped.
QString scheduledName(const QByteArray &body)
{
    const QJsonObject answer = QJsonDocument::fromJson(body).object();
    const auto key = answer.contains("scheduled_job"_L1) ? "scheduled_job"_L1 : "job"_L1;
    const QString name = textOf(answer[key]["name"_L1]);
    const QString id = textOf(answer[key]["id"_L1]);
    return isNumber(id) && !isNumber(name) ? id : name;
}

// Whether a request that was not answered as it should be may have been carried out.
bool mayHaveBeenDone(const HttpAnswer &answer, const Error &error)
{
    // A gateway says so when it has passed the request on, and hears nothing; and a server that fails may do
    // so when the job is there already.
    if (answer.status == 500 || answer.status == 502 || answer.status == 504)
        return true;
    if (answer.status >= 300)
        return false;
    if (answer.status != 0)
        return true;
    switch (error.kind) {
    case Error::Kind::ConnectionLost:
    case Error::Kind::TimedOut:
    case Error::Kind::TooLarge:
    case Error::Kind::Unexpected:
        return answer.wasConnected;
    default:
        // Nothing was sent: there is no such host, nobody listens, a proxy is in the way, or there is no
        // trust.
        return false;
    }
}

ScheduleAnswer scheduleAnswerOf(const HttpAnswer &answer, const QString &server)
{
    ScheduleAnswer result{answer.status, listErrorOf(answer, server), {}, false};
    if (!result.error)
        result.name = scheduledName(answer.body);
    if (!result.error && result.name.isEmpty()) {
        Error error;
        error.httpStatus = answer.status;
        error.subject = server;
        error.reason = OrchestratorSource::tr("it names no scheduled job");
        result.error = error;
    }
    result.isUnknown = result.error && mayHaveBeenDone(answer, *result.error);
    return result;
}

class LiveScheduleReply : public ScheduleReply
{
public:
    LiveScheduleReply(QNetworkAccessManager *network, const std::shared_ptr<const Connection> &connection,
                      const HttpQuestion &question, QObject *asker)
        : ScheduleReply(asker), m_request(network, connection, question, nullptr)
    {
        connect(&m_request, &HttpRequest::finished, this,
                [this, server = connection->label()](const HttpAnswer &answer) {
                    Q_EMIT finished(scheduleAnswerOf(answer, server));
                });
        m_request.start();
    }

private:
    HttpRequest m_request;
};

Error lostConnection(const QString &server)
{
    Error error;
    error.kind = Error::Kind::ConnectionLost;
    error.subject = server;
    return error;
}

} // namespace

OrchestratorSource::OrchestratorSource(Connection connection, std::optional<Dialect> known, QObject *parent)
    : JobSource(parent),
      m_connection(std::make_shared<const Connection>(std::move(connection))),
      m_dialect(known)
{
    // A server may not move the configured http:// address to https:// behind our back.
    m_network.setStrictTransportSecurityEnabled(false);
}

OrchestratorSource::~OrchestratorSource() = default;

void OrchestratorSource::setToken(const QByteArray &token)
{
    auto connection = std::make_shared<Connection>(*m_connection);
    connection->token = token;
    m_connection = std::move(connection);
}

void OrchestratorSource::setMarks(bool isReadOnly, bool isProduction, const QString &colour)
{
    auto connection = std::make_shared<Connection>(*m_connection);
    connection->isReadOnly = isReadOnly;
    connection->isProduction = isProduction;
    connection->colour = colour;
    m_connection = std::move(connection);
}

QString OrchestratorSource::label() const
{
    return m_connection->name.isEmpty() ? m_connection->label() : m_connection->name;
}

QString OrchestratorSource::location() const
{
    return m_connection->base.toDisplayString();
}

bool OrchestratorSource::sortsBy(Column column) const
{
    if (m_dialect)
        return !m_dialect->orderBy(column).isEmpty();
    return column == Column::NextRun || column == Column::Name;
}

bool OrchestratorSource::filtersByType() const
{
    return !m_dialect || m_dialect->filtersByType();
}

bool OrchestratorSource::disablesForGood() const
{
    return m_dialect && m_dialect->disablesForGood();
}

QString OrchestratorSource::whyNotRemovable(const Job &job) const
{
    if (isReadOnly())
        return tr("This connection is read-only: nothing is deleted.");
    if (!job.name().given() || job.name().value.isEmpty())
        return tr("This job has no name, so the server can't be told which one to delete.");
    if (!Dialect::isPathSegment(job.name().value))
        return tr(
            "The name of this job can't be part of a URL, so the server can't be told which one to delete.");
    if (!m_dialect)
        return tr("It is not known any more how this server deletes jobs. Refresh the list first.");
    // Names may have changed hands when an upgrade moved the jobs.
    if (job.isEnvironmentJob() != m_dialect->disablesForGood())
        return tr("This record is of another generation of the API than the server's. Refresh the list "
                  "first.");
    if (!job.enabled().valueOr(true))
        return tr("This job is disabled already.");
    return {};
}

// Finds out once, for all who wait.
Discovery *OrchestratorSource::discover()
{
    if (m_discovery)
        return m_discovery;
    m_waiting = 0;
    m_discovery = new Discovery(&m_network, m_connection, this);
    connect(m_discovery, &Discovery::finished, this, [this](const Result<Discovery::Finding> &finding) {
        m_discovery->deleteLater();
        m_discovery.clear();
        if (finding)
            m_dialect = finding.value().dialect;
    });
    m_discovery->start();
    return m_discovery;
}

PageReply *OrchestratorSource::fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker)
{
    auto *reply = new LivePageReply(asker);
    // A server that was upgraded answers the old path so, and speaks another generation now. The next
    // question finds out which.
    connect(reply, &PageReply::finished, this, [this](const Result<JobPage> &page) {
        const bool isRetired = page && page.value().isRetiredStub();
        if (isRetired || (!page && page.error().kind == Error::Kind::NotFound))
            m_dialect.reset();
    });
    const auto ask = [this, reply, query, offset, limit] {
        reply->ask(&m_network, m_connection, m_dialect->listUrl(m_connection->base, query, offset, limit));
    };
    if (m_dialect) {
        ask();
        return reply;
    }
    Discovery *discovery = discover();
    ++m_waiting;
    connect(reply, &QObject::destroyed, discovery, [this, discovery] {
        if (m_discovery != discovery || --m_waiting > 0)
            return;
        m_discovery.clear();
        discovery->deleteLater();
    });
    const auto lost = connect(discovery, &QObject::destroyed, reply, [reply, server = m_connection->label()] {
        Q_EMIT reply->finished(lostConnection(server));
    });
    connect(discovery, &Discovery::finished, reply,
            [reply, ask, lost](const Result<Discovery::Finding> &finding) {
                disconnect(lost);
                if (!finding)
                    Q_EMIT reply->finished(finding.error());
                else if (finding.value().dialect)
                    ask();
                else
                    Q_EMIT reply->finished(finding.value().answer);
            });
    return reply;
}

RemovalReply *OrchestratorSource::remove(const Job &job, QObject *asker)
{
    if (const QString reason = whyNotRemovable(job); !reason.isEmpty()) {
        Error error;
        error.subject = label();
        error.reason = reason;
        return answeredLater<RemovalReply>(asker, RemovalAnswer{0, error});
    }
    return new LiveRemovalReply(&m_network, m_connection, *m_dialect, job.name().value, asker);
}

QString OrchestratorSource::whyNotSchedulable() const
{
    if (isReadOnly())
        return tr("This connection is read-only: nothing is scheduled.");
    if (!m_dialect)
        return tr("It is not known any more how this server schedules jobs. Refresh the list first.");
    if (!m_dialect->schedules())
        return tr("The list of this server does not tell the parameters of jobs, so no job can be scheduled "
                  "again. Copy it as a schedule request and complete that by hand.");
    return {};
}

ScheduleReply *OrchestratorSource::schedule(const QByteArray &json, QObject *asker)
{
    if (!whyNotSchedulable().isEmpty())
        return JobSource::schedule(json, asker);
    return new LiveScheduleReply(&m_network, m_connection, m_dialect->scheduling(m_connection->base, json),
                                 asker);
}
