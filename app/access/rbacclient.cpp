// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rbacclient.h"

#include "httperror.h"
#include "httprequest.h"
#include "token.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString withoutSecrets(QString text, const QStringList &secrets)
{
    for (const QString &secret : secrets) {
        if (!secret.isEmpty())
            text.replace(secret, "…"_L1);
    }
    return text;
}

QByteArray bytesOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

std::shared_ptr<const Connection> hasty(const Connection &connection)
{
    auto result = std::make_shared<Connection>(connection);
    for (auto *time : {&result->connectTimeout, &result->silenceTimeout, &result->wholeTimeout})
        *time = std::min(*time, RbacClient::Patience);
    return result;
}

} // namespace

RbacClient::RbacClient(const Connection &connection, QObject *parent)
    : QObject(parent),
      m_connection(std::make_shared<const Connection>(connection)),
      m_brief(hasty(connection))
{
    m_network.setStrictTransportSecurityEnabled(false);
}

RbacClient::~RbacClient() = default;

QString RbacClient::label() const
{
    Connection rbac;
    rbac.base = m_connection->rbac;
    return rbac.label();
}

QUrl RbacClient::url(const QString &path) const
{
    QUrl url = m_connection->rbac;
    url.setPath(url.path() + path);
    return url;
}

Error RbacClient::oddAnswer(const QString &reason) const
{
    Error error;
    error.kind = Error::Kind::Unexpected;
    error.httpStatus = 200;
    error.subject = label();
    error.reason = reason;
    return error;
}

void RbacClient::ask(const HttpQuestion &question, const std::shared_ptr<const Connection> &connection,
                     const QStringList &secrets, QObject *asker, const Done &done)
{
    auto *request = new HttpRequest(&m_network, connection, question, asker);
    connect(request, &HttpRequest::finished, asker,
            [server = label(), secrets, request, done](const HttpAnswer &answer) {
                request->deleteLater();
                if (auto error = httpErrorOf(answer, server)) {
                    // Where the header has none, the body has the token or the password.
                    error->hadToken = true;
                    error->serverKind = withoutSecrets(error->serverKind, secrets);
                    error->serverMessage = withoutSecrets(error->serverMessage, secrets);
                    error->serverDetails = withoutSecrets(error->serverDetails, secrets);
                    done(*error);
                    return;
                }
                done(QJsonDocument::fromJson(answer.body));
            });
    request->start();
}

void RbacClient::signIn(const Credentials &credentials, QObject *asker,
                        std::function<void(const Result<QByteArray> &)> done)
{
    QJsonObject json{{u"login"_s, credentials.login}, {u"password"_s, credentials.password}};
    if (!credentials.lifetime.isEmpty())
        json.insert(u"lifetime"_s, credentials.lifetime);
    if (!credentials.label.isEmpty())
        json.insert(u"label"_s, credentials.label);
    HttpQuestion question{HttpQuestion::Method::Post, url(u"/v1/auth/token"_s)};
    question.json = bytesOf(json);
    // A token that is no good any more would be refused before the password is looked at.
    question.carriesToken = false;
    ask(question, m_connection, {credentials.password}, asker,
        [this, done = std::move(done)](const Result<QJsonDocument> &answer) {
            if (!answer) {
                done(answer.error());
                return;
            }
            const Result<QByteArray> token = tokenOf(answer.value().object()["token"_L1].toString().toUtf8());
            if (token)
                done(token);
            else
                done(oddAnswer(tr("it sent no token")));
        });
}

void RbacClient::authenticate(QObject *asker, std::function<void(const Result<TokenFacts> &)> done)
{
    const QString token = QString::fromLatin1(m_connection->token);
    HttpQuestion question{HttpQuestion::Method::Post, url(u"/v2/auth/token/authenticate"_s)};
    question.json = bytesOf({{u"token"_s, token}, {u"update_last_activity?"_s, false}});
    question.carriesToken = false;
    ask(question, m_brief, {token}, asker,
        [this, done = std::move(done)](const Result<QJsonDocument> &answer) {
            if (!answer) {
                done(answer.error());
                return;
            }
            const QJsonObject json = answer.value().object();
            TokenFacts facts;
            facts.login = json["login"_L1].toString();
            facts.displayName = json["display_name"_L1].toString();
            const QString expires = json["expiration"_L1].toString();
            facts.expires = QDateTime::fromString(expires, Qt::ISODateWithMs).toUTC();
            if (facts.login.isEmpty())
                done(oddAnswer(tr("it sent nothing about the token")));
            else
                done(facts);
        });
}

void RbacClient::currentUser(QObject *asker, std::function<void(const Result<RbacUser> &)> done)
{
    const QString token = QString::fromLatin1(m_connection->token);
    ask({HttpQuestion::Method::Get, url(u"/v1/users/current"_s)}, m_brief, {token}, asker,
        [this, done = std::move(done)](const Result<QJsonDocument> &answer) {
            if (!answer) {
                done(answer.error());
                return;
            }
            const QJsonObject json = answer.value().object();
            const RbacUser user{json["id"_L1].toString(), json["login"_L1].toString(),
                                json["display_name"_L1].toString(), json["is_superuser"_L1].toBool()};
            if (user.id.isEmpty())
                done(oddAnswer(tr("it sent nothing about the user")));
            else
                done(user);
        });
}

void RbacClient::mayDeleteJobsOf(const QStringList &ownerIds, const QString &userId, QObject *asker,
                                 std::function<void(const Result<QList<bool>> &)> done)
{
    QJsonArray permissions;
    for (const QString &owner : ownerIds) {
        permissions.append(QJsonObject{
            {u"object_type"_s, u"scheduled_jobs"_s}, {u"action"_s, u"delete"_s}, {u"instance"_s, owner}});
    }
    HttpQuestion question{HttpQuestion::Method::Post, url(u"/v1/permitted"_s)};
    // "token" is what the API calls the UUID of the user here.
    question.json = bytesOf({{u"token"_s, userId}, {u"permissions"_s, permissions}});
    ask(question, m_brief, {QString::fromLatin1(m_connection->token)}, asker,
        [this, count = ownerIds.size(), done = std::move(done)](const Result<QJsonDocument> &answer) {
            if (!answer) {
                done(answer.error());
                return;
            }
            const QJsonArray json = answer.value().array();
            const bool fits =
                json.size() == count &&
                std::all_of(json.begin(), json.end(), [](const QJsonValue &value) { return value.isBool(); });
            if (!fits) {
                done(oddAnswer(tr("it sent no list of permissions")));
                return;
            }
            QList<bool> permitted;
            for (const QJsonValue value : json)
                permitted.append(value.toBool());
            done(permitted);
        });
}
