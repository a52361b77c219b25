// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QPair>
#include <QUrl>
#include <QUrlQuery>

#include <functional>
#include <optional>

using LoopbackHeaders = QList<QPair<QByteArray, QByteArray>>;

/// One request exactly as it arrived.
struct LoopbackRequest
{
    QByteArray method;
    QByteArray target; ///< path and query as sent
    QByteArray version;
    LoopbackHeaders headers;
    QByteArray body;
    QByteArray raw;
    int connection = 0; ///< 1 for the first connection that the server accepted
    bool encrypted = false;

    QUrl url() const;
    QUrlQuery query() const { return QUrlQuery(url()); }
    QByteArray header(const QByteArray &name) const;
    bool hasHeader(const QByteArray &name) const;
    bool keepsAlive() const;

    /// Takes a complete request off the front of the buffer, or nothing as long as a part of it is missing.
    static std::optional<LoopbackRequest> take(QByteArray &buffer);
};

/// What the server does with one request.
struct LoopbackAnswer
{
    enum class Ending {
        KeepAlive,
        Close,
        DropBeforeAnswer,  ///< the connection is closed (FIN), nothing is sent
        ResetBeforeAnswer, ///< the same with a RST
        DropAfterHeaders,  ///< status, headers with the full Content-Length, half of the body, then closed
        Stall,             ///< never answered; the connection stays until the client or the server closes it
        Trickle,           ///< the body byte by byte, trickleMs apart; then as KeepAlive
    };

    int status = 200;
    QByteArray reason; ///< the usual words for the status if empty
    LoopbackHeaders headers;
    QByteArray body;
    int delayMs = 0; ///< before anything happens, whatever the ending
    int trickleMs = 1;
    Ending ending = Ending::KeepAlive;

    static LoopbackAnswer json(const QByteArray &body, int status = 200);
    static LoopbackAnswer html(const QByteArray &body, int status = 200);
    static LoopbackAnswer empty(int status);
    static LoopbackAnswer redirect(const QUrl &target, int status = 302);
    static LoopbackAnswer drop();
    static LoopbackAnswer stall();

    LoopbackAnswer withHeader(const QByteArray &name, const QByteArray &value) const;
    LoopbackAnswer withDelay(int milliseconds) const;
    LoopbackAnswer withEnding(Ending how) const;

    /// Status line and headers. A Content-Length is added unless the answer brings its own (which may lie).
    QByteArray head(bool closes) const;
};

using LoopbackHandler = std::function<LoopbackAnswer(const LoopbackRequest &)>;
