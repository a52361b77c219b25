// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loopbackmessage.h"

#include <QObject>

class QTcpSocket;

/// One accepted connection of LoopbackServer: cuts the stream into requests and carries the answers out.
/// Goes away by itself when the socket is disconnected.
class LoopbackConnection : public QObject
{
    Q_OBJECT

public:
    LoopbackConnection(QTcpSocket *socket, int number, LoopbackHandler handler, QObject *parent);

private:
    void process();
    void send(const LoopbackRequest &request, const LoopbackAnswer &answer);
    void sendContent(const LoopbackRequest &request, const LoopbackAnswer &answer);
    void trickle(const QByteArray &body, int intervalMs, bool closes);
    void finish(bool closes);
    void reset();

    QTcpSocket *m_socket;
    int m_number;
    LoopbackHandler m_handler;
    QByteArray m_received;
    bool m_busy = false;
};
