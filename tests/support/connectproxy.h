// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QTcpServer>

class QTcpSocket;

/// An HTTP proxy on a free port of 127.0.0.1 that leads every CONNECT to one place, whatever was asked for:
/// so tests can ask for hosts that do not exist.
class ConnectProxy : public QTcpServer
{
    Q_OBJECT

public:
    /// `port` of 127.0.0.1 is where it leads.
    explicit ConnectProxy(quint16 port, QObject *parent = nullptr);

    /// "Basic …", to be sent by who wants to pass; empty: everybody may.
    QByteArray wanted;
    /// Answered instead of letting anybody pass; 0: nothing is.
    int refusal = 0;
    /// The connection ends without a word.
    bool dropsAll = false;

    /// The heads of the requests as they came, and everything that went through unencrypted besides.
    QList<QByteArray> heads() const { return m_heads; }
    /// "127.0.0.1:3128"
    QString label() const;

private:
    void accept(QTcpSocket *client);
    void readHead(QTcpSocket *client, const QByteArray &head);
    void lead(QTcpSocket *client);

    const quint16 m_target;
    QList<QByteArray> m_heads;
};
