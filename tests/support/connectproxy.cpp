// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectproxy.h"

#include <QTcpSocket>

#include <memory>

using namespace Qt::StringLiterals;

ConnectProxy::ConnectProxy(quint16 port, QObject *parent) : QTcpServer(parent), m_target(port)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *client = nextPendingConnection())
            accept(client);
    });
    listen(QHostAddress::LocalHost);
}

QString ConnectProxy::label() const
{
    return u"127.0.0.1:"_s + QString::number(serverPort());
}

void ConnectProxy::accept(QTcpSocket *client)
{
    connect(client, &QTcpSocket::disconnected, client, &QObject::deleteLater);
    auto head = std::make_shared<QByteArray>();
    connect(client, &QTcpSocket::readyRead, client, [this, client, head] {
        while (client->canReadLine() && !head->endsWith("\r\n\r\n"))
            *head += client->readLine();
        if (head->endsWith("\r\n\r\n")) {
            client->disconnect(SIGNAL(readyRead()));
            readHead(client, *head);
        }
    });
}

void ConnectProxy::readHead(QTcpSocket *client, const QByteArray &head)
{
    m_heads.append(head);
    const auto answer = [client](const QByteArray &status) {
        client->write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        client->disconnectFromHost();
    };
    if (dropsAll)
        client->disconnectFromHost();
    else if (!wanted.isEmpty() && !head.contains("\r\nProxy-Authorization: " + wanted + "\r\n"))
        answer("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"");
    else if (refusal != 0)
        answer(QByteArray::number(refusal) + " No");
    else if (!head.startsWith("CONNECT "))
        answer("501 Only tunnels");
    else
        lead(client);
}

void ConnectProxy::lead(QTcpSocket *client)
{
    auto *server = new QTcpSocket(client);
    connect(server, &QTcpSocket::connected, client, [client, server] {
        client->write("HTTP/1.1 200 Connection established\r\n\r\n");
        connect(client, &QTcpSocket::readyRead, server,
                [client, server] { server->write(client->readAll()); });
        connect(server, &QTcpSocket::readyRead, client,
                [client, server] { client->write(server->readAll()); });
    });
    connect(server, &QTcpSocket::disconnected, client, &QTcpSocket::disconnectFromHost);
    server->connectToHost(QHostAddress::LocalHost, m_target);
}
