// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

/// A real nginx on a free port of 127.0.0.1, with a folder and a configuration of its own. It needs no rights
/// and goes with the object.
/// - GET of any path sends the list, DELETE 204, and any method 404 under /nowhere.
/// - Under /drop it reads the request and closes the connection without a word.
class NginxServer
{
public:
    enum class Speaks {
        Http,
        Tls,
        Http2, ///< and HTTP/1.1, over TLS
    };

    /// `settings` are directives of nginx for its server block; `list` is what a GET is answered with.
    NginxServer(Speaks language, const QByteArray &settings, const QByteArray &list);
    ~NginxServer();
    Q_DISABLE_COPY_MOVE(NginxServer)

    /// False if nginx is missing or failed; errorString() then says how.
    bool isRunning() const { return m_error.isEmpty(); }
    QString errorString() const { return m_error; }

    QUrl url() const;
    /// One line for each answered request: "GET HTTP/1.1 200 TLSv1.3 CN=client gzip /path", with "-" for what
    /// is not there. It is written after the answer is sent, so wait for it.
    QList<QByteArray> log() const;

private:
    bool write(const QString &name, const QByteArray &content);
    QByteArray configuration(const QByteArray &settings) const;
    bool start(const QByteArray &settings);

    const Speaks m_language;
    QTemporaryDir m_folder;
    QProcess m_nginx;
    quint16 m_port = 0;
    QString m_error;
};
