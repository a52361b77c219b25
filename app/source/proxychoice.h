// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QNetworkProxy>
#include <QProcessEnvironment>
#include <QUrl>

// The proxy on the way to a URL; QNetworkProxy::NoProxy if there is none.
// - This machine itself is never reached through a proxy.
// - What no_proxy names isn't either: hosts and all below them (with or without a dot in front), host:port,
//   addresses, networks such as 10.0.0.0/8, and * for everything.
// - https_proxy is for https:// and http_proxy for http://, then all_proxy; http_proxy alone is for both, as
// it is
//   for Qt and libproxy.
// - Without any of them, the settings of the desktop hold.
// Names may be in lower or upper case; of both, the lower case wins.
QNetworkProxy proxyFor(const QUrl &url,
                       const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

// "proxy.example.com:3128"; never with the user name and password.
QString labelOf(const QNetworkProxy &proxy);

// Gives a QNetworkAccessManager the proxies of proxyFor().
class ProxyChoice : public QNetworkProxyFactory
{
public:
    // From now on http:// URLs are asked directly: a proxy would read the token.
    void keepPlainDirect() { m_isPlainDirect = true; }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    bool m_isPlainDirect = false;
};
