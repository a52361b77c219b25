// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "proxychoice.h"

#include "connection.h"

#include <QHostAddress>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString variable(const QProcessEnvironment &environment, const QString &name)
{
    const QString value = environment.value(name).trimmed();
    return value.isEmpty() ? environment.value(name.toUpper()).trimmed() : value;
}

// A host and a port from "host", "host:port", "::1" or "[::1]:port"; port 0: any.
struct Place
{
    QString host;
    int port = 0;
};

Place placeOf(const QString &text)
{
    static const QRegularExpression withPort(u"^(?:\\[(.*)\\]|([^:]*))(?::(\\d{1,5}))?$"_s);
    const QRegularExpressionMatch match = withPort.match(text);
    if (!match.hasMatch())
        return {text, 0};
    return {match.captured(1) + match.captured(2), match.captured(3).toInt()};
}

bool isExempted(const QUrl &url, const QString &pattern)
{
    if (pattern == "*"_L1)
        return true;
    const QHostAddress address(url.host());
    if (!address.isNull() && pattern.contains(u'/'))
        return address.isInSubnet(QHostAddress::parseSubnet(pattern));
    Place place = placeOf(pattern.toLower());
    if (place.port != 0 && place.port != url.port(url.scheme() == "https"_L1 ? 443 : 80))
        return false;
    if (!address.isNull())
        return address == QHostAddress(place.host);
    if (place.host.startsWith(u'*'))
        place.host.remove(0, 1);
    if (place.host.startsWith(u'.'))
        place.host.remove(0, 1);
    return !place.host.isEmpty() && (url.host() == place.host || url.host().endsWith(u'.' + place.host));
}

bool isExempted(const QUrl &url, const QProcessEnvironment &environment)
{
    static const QRegularExpression between(u"[\\s,]+"_s);
    const QStringList patterns = variable(environment, u"no_proxy"_s).split(between, Qt::SkipEmptyParts);
    return std::any_of(patterns.begin(), patterns.end(),
                       [&url](const QString &pattern) { return isExempted(url, pattern); });
}

QNetworkProxy proxyOf(const QString &text)
{
    const QUrl url(text.contains("://"_L1) ? text : "http://"_L1 + text);
    if (!url.isValid() || url.host().isEmpty())
        return QNetworkProxy(QNetworkProxy::NoProxy);
    const bool isSocks = url.scheme().startsWith("socks"_L1);
    QNetworkProxy proxy(isSocks ? QNetworkProxy::Socks5Proxy : QNetworkProxy::HttpProxy, url.host(),
                        quint16(url.port(isSocks ? 1080 : 80)));
    // Qt speaks to proxies unencrypted only; what was meant for an encrypted one is not said in the open.
    if (url.scheme() == "https"_L1)
        return proxy;
    proxy.setUser(url.userName(QUrl::FullyDecoded));
    proxy.setPassword(url.password(QUrl::FullyDecoded));
    return proxy;
}

QNetworkProxy desktopProxy(const QUrl &url)
{
    // Where the desktop has none, it answers with NoProxy; it may give others to fall back on, too.
    return QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url))
        .value(0, QNetworkProxy::NoProxy);
}

} // namespace

QNetworkProxy proxyFor(const QUrl &url, const QProcessEnvironment &environment)
{
    if (isThisMachine(url.host()) || isExempted(url, environment))
        return QNetworkProxy(QNetworkProxy::NoProxy);
    QStringList names{u"http_proxy"_s, u"all_proxy"_s};
    if (url.scheme() == "https"_L1)
        names = QStringList{u"https_proxy"_s, u"all_proxy"_s, u"http_proxy"_s};
    for (const QString &name : std::as_const(names)) {
        if (const QString value = variable(environment, name); !value.isEmpty())
            return proxyOf(value);
    }
    return desktopProxy(url);
}

QString labelOf(const QNetworkProxy &proxy)
{
    const QString host = proxy.hostName();
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + QString::number(proxy.port());
}

QList<QNetworkProxy> ProxyChoice::queryProxy(const QNetworkProxyQuery &query)
{
    if (m_isPlainDirect && query.url().scheme() != "https"_L1)
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return {proxyFor(query.url())};
}
