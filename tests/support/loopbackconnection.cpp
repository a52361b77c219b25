// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loopbackconnection.h"

#include <QPointer>
#include <QSslSocket>
#include <QTimer>

#include <sys/socket.h>

using Ending = LoopbackAnswer::Ending;

LoopbackConnection::LoopbackConnection(QTcpSocket *socket, int number, LoopbackHandler handler,
                                       QObject *parent)
    : QObject(parent), m_socket(socket), m_number(number), m_handler(std::move(handler))
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    // Queued, so that a handler may delete the server: it is never called from inside the socket.
    connect(m_socket, &QTcpSocket::readyRead, this, &LoopbackConnection::process, Qt::QueuedConnection);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
    QMetaObject::invokeMethod(this, &LoopbackConnection::process, Qt::QueuedConnection);
}

void LoopbackConnection::process()
{
    m_received += m_socket->readAll();
    if (m_busy || m_received.isEmpty())
        return;

    std::optional<LoopbackRequest> request = LoopbackRequest::take(m_received);
    // A TLS hello, for one, never gets to the end of a head; waiting for it would look like a stall.
    if (!request && (m_received.front() < 'A' || m_received.front() > 'Z')) {
        m_busy = true;
        send({}, LoopbackAnswer::empty(400).withEnding(Ending::Close));
        return;
    }
    if (!request)
        return;

    m_busy = true;
    request->connection = m_number;
    request->encrypted = qobject_cast<QSslSocket *>(m_socket) != nullptr;

    const QPointer<LoopbackConnection> alive(this);
    const LoopbackHandler handler = m_handler;
    LoopbackAnswer answer = handler(*request);
    if (!alive)
        return;
    if (request->hasHeader("Transfer-Encoding"))
        answer = LoopbackAnswer::empty(501).withEnding(Ending::Close);
    if (answer.delayMs <= 0)
        send(*request, answer);
    else
        QTimer::singleShot(answer.delayMs, this, [=, this, sent = *request] { send(sent, answer); });
}

void LoopbackConnection::send(const LoopbackRequest &request, const LoopbackAnswer &answer)
{
    if (m_socket->state() != QAbstractSocket::ConnectedState)
        return;
    switch (answer.ending) {
    case Ending::Stall:
        return;
    case Ending::DropBeforeAnswer:
        m_socket->abort();
        return;
    case Ending::ResetBeforeAnswer:
        reset();
        return;
    case Ending::KeepAlive:
    case Ending::Close:
    case Ending::DropAfterHeaders:
    case Ending::Trickle:
        sendContent(request, answer);
    }
}

void LoopbackConnection::sendContent(const LoopbackRequest &request, const LoopbackAnswer &answer)
{
    const bool closes = answer.ending == Ending::Close || !request.keepsAlive();
    const QByteArray body = request.method == "HEAD" ? QByteArray() : answer.body;

    m_socket->write(answer.head(closes));
    if (answer.ending == Ending::Trickle) {
        trickle(body, answer.trickleMs, closes);
    } else if (answer.ending == Ending::DropAfterHeaders) {
        m_socket->write(body.first(body.size() / 2));
        finish(true);
    } else {
        m_socket->write(body);
        finish(closes);
    }
}

void LoopbackConnection::trickle(const QByteArray &body, int intervalMs, bool closes)
{
    auto *timer = new QTimer(this);
    connect(timer, &QTimer::timeout, this, [=, this, sent = qsizetype(0)]() mutable {
        if (sent < body.size()) {
            m_socket->write(body.sliced(sent++, 1));
            return;
        }
        timer->stop();
        timer->deleteLater();
        finish(closes);
    });
    timer->start(intervalMs);
}

void LoopbackConnection::finish(bool closes)
{
    if (closes) {
        m_socket->disconnectFromHost();
        return;
    }
    m_busy = false;
    QMetaObject::invokeMethod(this, &LoopbackConnection::process, Qt::QueuedConnection);
}

void LoopbackConnection::reset()
{
    const linger atOnce{1, 0};
    ::setsockopt(int(m_socket->socketDescriptor()), SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
    m_socket->abort();
}
