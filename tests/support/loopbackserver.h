// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loopbackmessage.h"

#include <QObject>

class QSslConfiguration;
class QTcpServer;

/// A scripted HTTP/1.1 server on a free port of 127.0.0.1, living in the event loop of the test.
/// - Each request is recorded, then announced, then given to the handler.
/// - Without a handler the answer is 404.
/// - A connection counts once it can carry requests: over TLS after the handshake.
/// - Bodies need a Content-Length; chunked ones are answered 501, and what isn't HTTP 400.
/// - It may be closed or deleted at any time, also from its handler or signal.
class LoopbackServer : public QObject
{
    Q_OBJECT

public:
    using Handler = LoopbackHandler;

    explicit LoopbackServer(QObject *parent = nullptr);
    explicit LoopbackServer(const QSslConfiguration &tls, QObject *parent = nullptr);
    ~LoopbackServer() override;

    bool isListening() const;
    /// The address of the server followed by a path and query in their encoded form.
    QUrl url(const QByteArray &target = {}) const;

    void setHandler(Handler handler);

    QList<LoopbackRequest> requests() const;
    QList<LoopbackRequest> requests(const QByteArray &method) const;
    void clearRequests();

    int connectionCount() const;
    int openConnectionCount() const;

    /// Stops listening and drops all connections.
    void close();

Q_SIGNALS:
    void requestArrived(const LoopbackRequest &request);

private:
    void listen();
    void acceptAll();
    LoopbackAnswer answerTo(const LoopbackRequest &request);

    QTcpServer *m_listener;
    QByteArray m_origin;
    Handler m_handler;
    QList<LoopbackRequest> m_requests;
    int m_connectionCount = 0;
};
