// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "curltext.h"

#include "plaintext.h"
#include "proxychoice.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

QString methodName(HttpQuestion::Method method)
{
    switch (method) {
    case HttpQuestion::Method::Get:
        break;
    case HttpQuestion::Method::Post:
        return u"POST"_s;
    case HttpQuestion::Method::Put:
        return u"PUT"_s;
    case HttpQuestion::Method::Delete:
        return u"DELETE"_s;
    }
    return u"GET"_s;
}

// As Callboard goes itself: a token is never sent to a proxy in the open.
QStringList wayTo(const QUrl &url, const QNetworkProxy &proxy)
{
    if (url.scheme() != "https"_L1)
        return {u"--noproxy '*'"_s};
    if (proxy.type() == QNetworkProxy::NoProxy || proxy.hostName().isEmpty())
        return {};
    const bool isSocks = proxy.type() == QNetworkProxy::Socks5Proxy;
    const QString address = (isSocks ? "socks5h://"_L1 : "http://"_L1) + labelOf(proxy);
    return {"--proxy "_L1 + CurlText::quoted(address)};
}

// What follows a colon in the name of a certificate would be its password.
QString withoutPassword(QString file)
{
    return file.replace(u'\\', "\\\\"_L1).replace(u':', "\\:"_L1);
}

QStringList trustOf(const Connection &connection)
{
    QStringList options;
    const auto add = [&options](QLatin1StringView option, const QString &file) {
        if (!file.isEmpty())
            options << option + CurlText::quoted(file);
    };
    add("--cacert "_L1, connection.authoritiesFile);
    add("--cert "_L1, withoutPassword(connection.clientChainFile));
    add("--key "_L1, connection.clientKeyFile);
    return options;
}

} // namespace

namespace CurlText {

QString quoted(const QString &text)
{
    QString word = text;
    word.replace(u'\'', "'\\''"_L1);
    return u'\'' + word + u'\'';
}

// Without --fail, as the server's words stand in its answer; --fail-with-body is younger than the curl of
// many servers. What changes something shows the status instead, as there is often nothing else to see.
QString of(const HttpQuestion &question, const Connection &connection, const QNetworkProxy &proxy,
           const QString &remark)
{
    const bool changes = question.method != HttpQuestion::Method::Get;
    QStringList parts{u"curl --silent --show-error --globoff"_s};
    if (changes)
        parts << "--include --request "_L1 + methodName(question.method);
    if (connection.base.scheme() == "https"_L1 || isThisMachine(connection.base.host()))
        parts << u"--header \"X-Authentication: $(puppet-access show)\""_s;
    parts << u"--header 'Accept: application/json'"_s;
    if (!question.json.isEmpty())
        parts << u"--header 'Content-Type: application/json'"_s
              << "--data "_L1 + quoted(QString::fromUtf8(question.json));
    if (connection.base.scheme() == "https"_L1)
        parts << trustOf(connection);
    parts << wayTo(question.url, proxy);
    parts << "--url "_L1 + quoted(QString::fromLatin1(question.url.toEncoded()));
    QString command = parts.join(" \\\n  "_L1) + u'\n';
    if (remark.isEmpty())
        return command;
    // Quoted, because some shells take no comments where commands are typed.
    return "# "_L1 + quoted(PlainText::visible(remark)) + u'\n' + command;
}

} // namespace CurlText
