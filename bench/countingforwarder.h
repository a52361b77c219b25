// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMutex>
#include <QThread>
#include <QUrl>

class QTcpSocket;

// Passes the bytes of HTTP connections on to a server and back, in a thread of its own, and notes which
// targets were asked for: what truly went over the wire, whoever sent it.
class CountingForwarder
{
public:
    explicit CountingForwarder(const QUrl &server);
    ~CountingForwarder();

    // To be used instead of the server's.
    QUrl url() const { return m_url; }
    // Path and query of every request so far.
    QList<QByteArray> targets() const;

private:
    void forward(QTcpSocket *client);
    void note(QByteArray &received);

    const QUrl m_server;
    QUrl m_url;
    QThread m_thread;
    mutable QMutex m_mutex;
    QList<QByteArray> m_targets;
};
