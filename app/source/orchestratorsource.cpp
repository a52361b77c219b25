// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "orchestratorsource.h"

#include "background.h"
#include "httperror.h"
#include "httprequest.h"
#include "responseparser.h"

namespace {

class LivePageReply : public PageReply
{
public:
    LivePageReply(QNetworkAccessManager *network, const std::shared_ptr<const Connection> &connection,
                  const QUrl &url, QObject *asker)
        : PageReply(asker),
          m_request(network, connection, {HttpRequest::Method::Get, url}, nullptr),
          m_server(connection->label())
    {
        connect(&m_request, &HttpRequest::finished, this, &LivePageReply::onAnswer);
        m_request.start();
    }

private:
    void onAnswer(const HttpAnswer &answer)
    {
        if (const auto error = httpErrorOf(answer, m_server)) {
            Q_EMIT finished(*error);
            return;
        }
        // Off the GUI thread: a server may send its whole list, whatever page was asked for.
        runInBackground(
            this,
            [body = answer.body, server = m_server, status = answer.status] {
                Result<JobPage> page = ResponseParser::parseAnswer(body, server);
                if (page)
                    return page;
                Error error = page.error();
                error.httpStatus = status;
                return Result<JobPage>(error);
            },
            [this](const Result<JobPage> &page) { Q_EMIT finished(page); });
    }

    HttpRequest m_request;
    const QString m_server;
};

class LiveRemovalReply : public RemovalReply
{
public:
    LiveRemovalReply(QNetworkAccessManager *network, const std::shared_ptr<const Connection> &connection,
                     const QUrl &url, QObject *asker)
        : RemovalReply(asker),
          m_request(network, connection, {HttpRequest::Method::Delete, url}, nullptr),
          m_server(connection->label())
    {
        connect(&m_request, &HttpRequest::finished, this, [this](const HttpAnswer &answer) {
            Q_EMIT finished({answer.status, httpErrorOf(answer, m_server)});
        });
        m_request.start();
    }

private:
    HttpRequest m_request;
    const QString m_server;
};

} // namespace

OrchestratorSource::OrchestratorSource(Connection connection, QObject *parent)
    : JobSource(parent), m_connection(std::make_shared<const Connection>(std::move(connection)))
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

QString OrchestratorSource::label() const
{
    return m_connection->label();
}

QString OrchestratorSource::location() const
{
    return m_connection->base.toDisplayString();
}

bool OrchestratorSource::sortsBy(Column column) const
{
    return !m_dialect.orderBy(column).isEmpty();
}

QString OrchestratorSource::whyNotRemovable(const Job &job) const
{
    if (!job.name().given() || job.name().value.isEmpty())
        return tr("This job has no name, so the server can't be told which one to delete.");
    if (!Dialect::isPathSegment(job.name().value))
        return tr(
            "The name of this job can't be part of a URL, so the server can't be told which one to delete.");
    return {};
}

PageReply *OrchestratorSource::fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker)
{
    return new LivePageReply(&m_network, m_connection,
                             m_dialect.listUrl(m_connection->base, query, offset, limit), asker);
}

RemovalReply *OrchestratorSource::remove(const Job &job, QObject *asker)
{
    const QUrl url = m_dialect.removalUrl(m_connection->base, job.name().value);
    return new LiveRemovalReply(&m_network, m_connection, url, asker);
}
