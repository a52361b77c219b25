// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "nginxserver.h"

#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>

#include <csignal>
#include <sys/prctl.h>

using namespace Qt::StringLiterals;

namespace {

// Debian keeps it where only root looks.
QString program()
{
    const QString found = QStandardPaths::findExecutable(u"nginx"_s);
    return found.isEmpty() ? QStandardPaths::findExecutable(u"nginx"_s, {u"/usr/sbin"_s}) : found;
}

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

// %1: port and language, %2: settings.
constexpr char Configuration[] = R"(daemon off;
master_process off;
pid nginx.pid;
error_log stderr notice;
events {}
http {
    log_format words '$request_method $server_protocol $status $ssl_protocol $ssl_client_s_dn $sent_http_content_encoding '
                     '$request_uri';
    access_log access.log words;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    types {}
    default_type application/json;
    server {
        listen 127.0.0.1:%1;
        listen [::1]:%1;
        %2
        location / {
            if ($request_method = DELETE) { return 204; }
            root .;
            try_files /list.json =404;
        }
        location /drop { return 444; }
        location /nowhere { return 404; }
    }
}
)";

} // namespace

NginxServer::NginxServer(Speaks language, const QByteArray &settings, const QByteArray &list)
    : m_language(language)
{
    if (program().isEmpty())
        m_error = u"nginx is missing; on Debian it is in the package nginx-light"_s;
    else if (!m_folder.isValid() || !write(u"list.json"_s, list))
        m_error = u"no temporary folder: "_s + m_folder.errorString();
    // Somebody else may take the port in between.
    for (int attempt = 0; m_error.isEmpty() && attempt < 5; ++attempt) {
        if (start(settings))
            return;
    }
    if (m_error.isEmpty())
        m_error = u"nginx does not start: "_s + QString::fromLocal8Bit(m_nginx.readAll());
}

NginxServer::~NginxServer()
{
    m_nginx.kill();
    m_nginx.waitForFinished();
}

bool NginxServer::write(const QString &name, const QByteArray &content)
{
    QFile file(m_folder.filePath(name));
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

QByteArray NginxServer::configuration(const QByteArray &settings) const
{
    const QByteArray how = m_language == Speaks::Http2 ? " ssl http2"
                           : m_language == Speaks::Tls ? " ssl"
                                                       : "";
    return QByteArray(Configuration).replace("%1", QByteArray::number(m_port) + how).replace("%2", settings);
}

bool NginxServer::start(const QByteArray &settings)
{
    m_port = freePort();
    if (!write(u"nginx.conf"_s, configuration(settings)))
        return false;
    m_nginx.setProcessChannelMode(QProcess::MergedChannels);
    // A test that crashes leaves nothing behind.
    m_nginx.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    m_nginx.start(program(), {u"-p"_s, m_folder.path(), u"-c"_s, u"nginx.conf"_s, u"-e"_s, u"stderr"_s});
    // It says this when it listens and before it accepts.
    QByteArray words;
    while (!words.contains("getrlimit")) {
        if (!m_nginx.waitForReadyRead(10'000)) {
            m_nginx.kill();
            m_nginx.waitForFinished();
            m_error = words.contains("Address already in use")
                          ? QString()
                          : u"nginx does not start: "_s + QString::fromLocal8Bit(words);
            return false;
        }
        words += m_nginx.readAll();
    }
    return true;
}

QUrl NginxServer::url() const
{
    QUrl url;
    url.setScheme(m_language == Speaks::Http ? u"http"_s : u"https"_s);
    url.setHost(u"127.0.0.1"_s);
    url.setPort(m_port);
    return url;
}

QList<QByteArray> NginxServer::log() const
{
    QFile file(m_folder.filePath(u"access.log"_s));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.removeLast(); // empty, or not yet written to its end
    return lines;
}
