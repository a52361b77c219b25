// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "httperror.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(HttpError)
};

QString compactText(const QJsonValue &json)
{
    if (json.isString())
        return json.toString();
    if (json.isObject())
        return QString::fromUtf8(QJsonDocument(json.toObject()).toJson(QJsonDocument::Compact));
    if (json.isArray())
        return QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact));
    return {};
}

// {kind, msg, details}: details may be missing, a string, an object or null.
void readServerWords(Error &error, const QByteArray &body)
{
    const QJsonObject object = QJsonDocument::fromJson(body).object();
    error.serverKind = object["kind"_L1].toString();
    error.serverMessage = object["msg"_L1].toString();
    if (const QJsonValue details = object["details"_L1]; !details.isNull() && !details.isUndefined())
        error.serverDetails = compactText(details);
}

// Kinds come bare and prefixed, and the same kind under 401 and 403: what stands after the last slash
// decides.
bool saysTokenIsBad(const QString &serverKind)
{
    const QString kind = serverKind.section(u'/', -1);
    return kind.startsWith("token-"_L1) || kind == "invalid-token"_L1 || kind == "user-unauthenticated"_L1 ||
           kind == "user-revoked"_L1;
}

Error::Kind kindOfStatus(int status, const QString &serverKind)
{
    if (status == 401 || ((status == 400 || status == 403) && saysTokenIsBad(serverKind)))
        return Error::Kind::NotAuthenticated;
    if (status == 403)
        return Error::Kind::NotPermitted;
    if (status == 404)
        return Error::Kind::NotFound;
    if (status == 429)
        return Error::Kind::TooManyRequests;
    if (status >= 400 && status < 500)
        return Error::Kind::Rejected;
    return status >= 500 && status < 600 ? Error::Kind::ServerFailure : Error::Kind::Unexpected;
}

Error::Kind kindOfNetworkError(const HttpAnswer &answer)
{
    if (answer.networkError == QNetworkReply::ProxyAuthenticationRequiredError)
        return Error::Kind::ProxyLogin;
    if (answer.failedAtProxy())
        return Error::Kind::Proxy;
    switch (answer.networkError) {
    case QNetworkReply::ConnectionRefusedError:
        return Error::Kind::Refused;
    case QNetworkReply::HostNotFoundError:
        return Error::Kind::UnknownHost;
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return Error::Kind::ConnectionLost;
    default:
        return Error::Kind::Unexpected;
    }
}

// Empty if it was not us who set the limit, but the operating system.
QString timeText(std::chrono::milliseconds time)
{
    if (time.count() == 0)
        return {};
    return Texts::tr("%1 s", "seconds").arg(QLocale().toString(double(time.count()) / 1000.0, 'g', 4));
}

// What nginx in front of an orchestrator says over HTTP, after a handshake that it let pass.
bool missesClientCertificate(const HttpAnswer &answer)
{
    return answer.status == 496 ||
           (answer.status == 400 && answer.body.contains("No required SSL certificate was sent"));
}

bool refusesClientCertificate(const HttpAnswer &answer)
{
    return answer.status == 495 ||
           (answer.status == 400 && answer.body.contains("The SSL certificate error"));
}

bool isWebPage(const HttpAnswer &answer)
{
    return answer.body.trimmed().startsWith('<');
}

QString webPageText()
{
    return Texts::tr("it sent a web page instead of an answer of the orchestrator");
}

Error errorOfStatus(const HttpAnswer &answer)
{
    Error error;
    readServerWords(error, answer.body);
    error.kind = kindOfStatus(answer.status, error.serverKind);
    error.retryAfterSeconds = answer.retryAfterSeconds;
    if (!answer.redirect.isEmpty()) {
        error.kind = answer.redirectsOnAndOn ? Error::Kind::RedirectLoop : Error::Kind::Redirected;
        error.reason = answer.redirect.toDisplayString(QUrl::RemoveUserInfo | QUrl::RemoveQuery);
    } else if (missesClientCertificate(answer)) {
        error.kind = Error::Kind::ClientCertificate;
    } else if (refusesClientCertificate(answer)) {
        error.kind = Error::Kind::ClientCertificate;
        error.reason = Texts::tr("it does not say why");
    } else if (error.serverKind.isEmpty() && error.serverMessage.isEmpty() && isWebPage(answer)) {
        error.reason = webPageText();
    }
    return error;
}

// A server may repeat what it was sent.
void hideToken(Error &error, const QByteArray &token)
{
    if (token.isEmpty())
        return;
    const QString secret = QString::fromLatin1(token);
    for (QString *text :
         {&error.serverKind, &error.serverMessage, &error.serverDetails, &error.reason, &error.details})
        text->replace(secret, u"…"_s);
}

} // namespace

std::optional<Error> listErrorOf(const HttpAnswer &answer, const QString &server)
{
    if (auto error = httpErrorOf(answer, server))
        return error;
    const bool isEmpty = answer.body.trimmed().isEmpty();
    if (!isEmpty && !isWebPage(answer))
        return std::nullopt;
    Error error;
    error.kind = Error::Kind::Unexpected;
    error.httpStatus = answer.status;
    error.reason = isEmpty ? Texts::tr("it sent an empty answer") : webPageText();
    error.subject = server;
    return error;
}

std::optional<Error> httpErrorOf(const HttpAnswer &answer, const QString &server)
{
    Error error;
    const bool cutShort = answer.timedOut || answer.tooLarge;
    // An answer that broke off is no answer, whatever its status line said.
    const bool brokeOff = answer.networkError != QNetworkReply::NoError && answer.networkError < 200;
    if (answer.status != 0 && !cutShort && !brokeOff) {
        if (answer.status >= 200 && answer.status < 300)
            return std::nullopt;
        error = errorOfStatus(answer);
    } else if (answer.tooLarge) {
        error.kind = Error::Kind::TooLarge;
        error.reason = Texts::tr("more than %n MiB", nullptr, int(answer.mostBytes >> 20));
    } else if (answer.tlsFault) {
        error.kind = answer.tlsFault->kind;
        error.reason = answer.tlsFault->reason;
        error.details = answer.tlsFault->details;
    } else if (answer.timedOut) {
        error.kind = answer.wasConnected ? Error::Kind::TimedOut : Error::Kind::NoConnection;
        error.reason = timeText(answer.timeLimit);
    } else {
        error.kind = kindOfNetworkError(answer);
        error.reason = answer.networkErrorText;
    }
    hideToken(error, answer.sentToken);
    error.hadToken = !answer.sentToken.isEmpty();
    error.httpStatus = answer.status;
    error.subject = server;
    error.via = answer.proxy;
    return error;
}
