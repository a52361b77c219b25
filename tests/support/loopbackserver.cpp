// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopbackserver.h"

#include "loopbackconnection.h"

#include <QPointer>
#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>

#include <algorithm>
#include <iterator>

LoopbackServer::LoopbackServer(QObject *parent)
    : QObject(parent), m_listener(new QTcpServer(this)), m_origin("http://127.0.0.1:")
{
    listen();
}

LoopbackServer::LoopbackServer(const QSslConfiguration &tls, QObject *parent)
    : QObject(parent), m_listener(nullptr), m_origin("https://127.0.0.1:")
{
    auto *listener = new QSslServer(this);
    listener->setSslConfiguration(tls);
    m_listener = listener;
    listen();
}

LoopbackServer::~LoopbackServer()
{
    close();
}

void LoopbackServer::listen()
{
    connect(m_listener, &QTcpServer::pendingConnectionAvailable, this, &LoopbackServer::acceptAll);
    m_listener->listen(QHostAddress::LocalHost);
    m_origin += QByteArray::number(m_listener->serverPort());
}

void LoopbackServer::acceptAll()
{
    while (QTcpSocket *socket = m_listener->nextPendingConnection()) {
        const auto handler = [this](const LoopbackRequest &request) {
            return answerTo(request);
        };
        new LoopbackConnection(socket, ++m_connectionCount, handler, this);
    }
}

LoopbackAnswer LoopbackServer::answerTo(const LoopbackRequest &request)
{
    const QPointer<LoopbackServer> alive(this);
    m_requests.append(request);
    Q_EMIT requestArrived(request);
    if (!alive)
        return LoopbackAnswer::drop();

    const Handler handler = m_handler; // a copy, as it may delete the server
    return handler ? handler(request) : LoopbackAnswer::empty(404);
}

bool LoopbackServer::isListening() const
{
    return m_listener->isListening();
}

QUrl LoopbackServer::url(const QByteArray &target) const
{
    return QUrl::fromEncoded(m_origin + target);
}

void LoopbackServer::setHandler(Handler handler)
{
    m_handler = std::move(handler);
}

QList<LoopbackRequest> LoopbackServer::requests() const
{
    return m_requests;
}

QList<LoopbackRequest> LoopbackServer::requests(const QByteArray &method) const
{
    QList<LoopbackRequest> matching;
    std::copy_if(m_requests.cbegin(), m_requests.cend(), std::back_inserter(matching),
                 [&method](const LoopbackRequest &request) { return request.method == method; });
    return matching;
}

void LoopbackServer::clearRequests()
{
    m_requests.clear();
}

int LoopbackServer::connectionCount() const
{
    return m_connectionCount;
}

int LoopbackServer::openConnectionCount() const
{
    return int(findChildren<LoopbackConnection *>(Qt::FindDirectChildrenOnly).size());
}

void LoopbackServer::close()
{
    m_listener->close();
    qDeleteAll(findChildren<LoopbackConnection *>(Qt::FindDirectChildrenOnly));
}
