// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connection.h"

#include "smallfile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QHostAddress>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

void dropSlashes(QString &path)
{
    while (path.endsWith(u'/'))
        path.chop(1);
}

// An address of a service as people type it, without what would carry a secret in the open.
Result<QUrl> serviceUrl(const QString &text, const QString &subject)
{
    const QUrl url(text.trimmed(), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return Error::ofValue(subject, Texts::tr("it is no URL such as https://pe.example.com:8143"));
    if (url.scheme() != "https"_L1 && url.scheme() != "http"_L1)
        return Error::ofValue(subject, Texts::tr("it starts with neither https:// nor http://"));
    if (!url.userInfo().isEmpty())
        return Error::ofValue(subject, Texts::tr("it carries a user name or password; use a token file"));
    if (url.hasQuery() || url.hasFragment())
        return Error::ofValue(subject, Texts::tr("it carries a query or fragment"));
    return url;
}

} // namespace

QString Connection::label() const
{
    const QString host = base.host().contains(u':') ? u'[' + base.host() + u']' : base.host();
    return base.port() < 0 ? host : host + u':' + QString::number(base.port());
}

bool Connection::exposesToken() const
{
    return !token.isEmpty() && base.scheme() == "http"_L1 && !isThisMachine(base.host());
}

QSslConfiguration Connection::tls() const
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (!authorities.isEmpty())
        tls.setCaCertificates(authorities);
    if (!clientChain.isEmpty()) {
        tls.setLocalCertificateChain(clientChain);
        tls.setPrivateKey(clientKey);
    }
    return tls;
}

bool isThisMachine(const QString &host)
{
    return host == "localhost"_L1 || QHostAddress(host).isLoopback();
}

Result<QUrl> orchestratorBase(const QString &text)
{
    Result<QUrl> url = serviceUrl(text, Texts::tr("The URL"));
    if (!url)
        return url;
    QString path = url.value().path(QUrl::FullyEncoded);
    dropSlashes(path);
    constexpr QLatin1StringView Root("/orchestrator/v1");
    // As the documentation prints it.
    if (path.endsWith(Root + "/scheduled_jobs"_L1))
        path.chop("/scheduled_jobs"_L1.size());
    if (path.endsWith(Root))
        path.chop(Root.size());
    else if (path.endsWith("/orchestrator"_L1))
        path.chop("/orchestrator"_L1.size());
    dropSlashes(path);
    url.value().setPath(path + Root, QUrl::StrictMode);
    return url;
}

Result<QUrl> rbacBase(const QString &text)
{
    Result<QUrl> url = serviceUrl(text, Texts::tr("The console URL"));
    if (!url)
        return url;
    QString path = url.value().path(QUrl::FullyEncoded);
    dropSlashes(path);
    constexpr QLatin1StringView Root("/rbac-api");
    if (path.endsWith(Root + "/v1"_L1) || path.endsWith(Root + "/v2"_L1))
        path.chop("/v1"_L1.size());
    if (path.endsWith(Root))
        path.chop(Root.size());
    url.value().setPath(path + Root, QUrl::StrictMode);
    if (url.value().scheme() == "https"_L1 && url.value().port(443) == 443)
        url.value().setPort(4433);
    return url;
}

Result<QByteArray> readTokenFile(const QString &path)
{
    Result<QByteArray> content = readSmallFile(path, 64 * 1024);
    if (!content)
        return content;
    const QByteArray token = content.value().trimmed();
    if (token.isEmpty())
        return fileError(path, Texts::tr("it is empty"));
    const bool fits = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!fits)
        return fileError(path, Texts::tr("it holds no token: a token is one word of plain characters"));
    return token;
}

Result<QList<QSslCertificate>> readAuthorities(const QString &path)
{
    const Result<QByteArray> content = readSmallFile(path, qint64{16} * 1024 * 1024);
    if (!content)
        return content.error();
    const QList<QSslCertificate> certificates = QSslCertificate::fromData(content.value(), QSsl::Pem);
    if (certificates.isEmpty())
        return fileError(path, Texts::tr("it holds no certificate in PEM form"));
    return certificates;
}

QString clientToolsCaFile()
{
    return u"/etc/puppetlabs/puppet/ssl/certs/ca.pem"_s;
}

Result<Connection> makeConnection(const QString &url, const QString &tokenFile, const QString &caFile,
                                  const QString &commonCaFile)
{
    Connection connection;
    const Result<QUrl> base = orchestratorBase(url);
    if (!base)
        return base.error();
    connection.base = base.value();
    if (!tokenFile.isEmpty()) {
        const Result<QByteArray> token = readTokenFile(tokenFile);
        if (!token)
            return token.error();
        connection.token = token.value();
    }
    if (!caFile.isEmpty()) {
        const auto authorities = readAuthorities(caFile);
        if (!authorities)
            return authorities.error();
        connection.authorities = authorities.value();
        connection.authoritiesFile = QFileInfo(caFile).absoluteFilePath();
    } else if (const auto common = readAuthorities(commonCaFile)) {
        connection.authorities = QSslConfiguration::systemCaCertificates() + common.value();
        connection.authoritiesFile = commonCaFile;
    }
    if (connection.exposesToken())
        return Error::ofValue(Texts::tr("The URL"),
                              Texts::tr("your token would travel unencrypted; use https://"));
    return connection;
}
