// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery.h"

#include "pageanswer.h"

using namespace Qt::StringLiterals;

namespace {

// A server from before PE 2021.7 does not know the path, or takes its end for the name of a job. A new one
// refuses the question itself as a query-error.
bool doesNotKnowPath(const Error &error)
{
    switch (error.httpStatus) {
    case 404:
    case 405:
    case 410:
        return true;
    case 400:
        return error.kind == Error::Kind::Rejected && error.serverKind.section(u'/', -1) != "query-error"_L1;
    default:
        return false;
    }
}

} // namespace

Discovery::Discovery(QNetworkAccessManager *network, std::shared_ptr<const Connection> connection,
                     QObject *parent)
    : QObject(parent), m_network(network), m_connection(std::move(connection))
{
}

Discovery::~Discovery() = default;

void Discovery::start()
{
    ask(Dialect::Generation::Environment);
}

void Discovery::ask(Dialect::Generation generation)
{
    // The least that either generation understands.
    const QUrl url = Dialect(generation).listUrl(m_connection->base, {}, 0, 1);
    // This may be called by a signal of the request before.
    if (m_request)
        m_request.release()->deleteLater();
    m_request = std::make_unique<HttpRequest>(m_network, m_connection,
                                              HttpQuestion{HttpRequest::Method::Get, url}, nullptr);
    connect(m_request.get(), &HttpRequest::finished, this, [this, generation](const HttpAnswer &answer) {
        readPage(this, answer, m_connection->label(),
                 [this, generation](const Result<JobPage> &page) { onPage(generation, page); });
    });
    m_request->start();
}

void Discovery::onPage(Dialect::Generation generation, const Result<JobPage> &page)
{
    const bool isNew = generation == Dialect::Generation::Environment;
    if (!page && isNew && doesNotKnowPath(page.error())) {
        ask(Dialect::Generation::Sparse);
        return;
    }
    if (!page) {
        Q_EMIT finished(page.error());
        return;
    }
    Finding finding{Dialect(generation), page.value()};
    if (!isNew && page.value().isRetiredStub())
        finding.dialect.reset();
    else if (!isNew)
        finding.dialect = Dialect(Dialect::ofOldPage(page.value()));
    Q_EMIT finished(finding);
}
