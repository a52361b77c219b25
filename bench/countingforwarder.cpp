// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "countingforwarder.h"

#include <QHostAddress>
#include <QTcpServer>
#include <QTcpSocket>

#include <memory>

CountingForwarder::CountingForwarder(const QUrl &server) : m_server(server), m_url(server)
{
    auto *listener = new QTcpServer;
    if (!listener->listen(QHostAddress::LocalHost))
        qFatal("cannot listen: %s", qPrintable(listener->errorString()));
    m_url.setPort(listener->serverPort());
    listener->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, listener, &QObject::deleteLater);
    QObject::connect(listener, &QTcpServer::newConnection, listener, [this, listener] {
        while (QTcpSocket *client = listener->nextPendingConnection())
            forward(client);
    });
    m_thread.start();
}

CountingForwarder::~CountingForwarder()
{
    m_thread.quit();
    m_thread.wait();
}

QList<QByteArray> CountingForwarder::targets() const
{
    const QMutexLocker locker(&m_mutex);
    return m_targets;
}

void CountingForwarder::forward(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    for (QTcpSocket *socket : {client, server})
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    server->connectToHost(m_server.host(), quint16(m_server.port()));
    auto received = std::make_shared<QByteArray>();
    QObject::connect(client, &QIODevice::readyRead, server, [this, client, server, received] {
        const QByteArray bytes = client->readAll();
        server->write(bytes);
        received->append(bytes);
        note(*received);
    });
    QObject::connect(server, &QIODevice::readyRead, client,
                     [client, server] { client->write(server->readAll()); });
    QObject::connect(server, &QAbstractSocket::disconnected, client, &QAbstractSocket::disconnectFromHost);
    QObject::connect(client, &QAbstractSocket::disconnected, client, &QObject::deleteLater);
}

// Takes whole requests off the front. They carry no body.
void CountingForwarder::note(QByteArray &received)
{
    for (qsizetype end = received.indexOf("\r\n\r\n"); end >= 0; end = received.indexOf("\r\n\r\n")) {
        const QByteArray line = received.first(received.indexOf("\r\n"));
        received.remove(0, end + 4);
        const QMutexLocker locker(&m_mutex);
        m_targets.append(line.split(' ').value(1));
    }
}
