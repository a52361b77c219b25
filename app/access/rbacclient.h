// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>
#include <optional>

struct HttpQuestion;

// What a login needs. The password is in here: keep it no longer than the call.
struct Credentials
{
    QString login;
    QString password;
    QString lifetime; // a number and y, d, h, m or s: "8h"; empty: what the server takes for usual, one hour
    QString label;    // under which the console lists the token; empty: none
};

// What a token says about itself.
struct TokenFacts
{
    QString login;
    QString displayName;
    QDateTime expires; // UTC, by the clock of the server; invalid: not said
};

// The user whose token it is.
struct RbacUser
{
    QString id; // a UUID
    QString login;
    QString displayName;
    bool isSuperuser = false; // may do everything
};

// Asks the RBAC service of Puppet Enterprise, usually port 4433 of the console host, with the paths of its
// API documentation. Calls from the GUI thread; nothing blocks. Each `done` is called once, never before the
// call has returned; deleting `asker` takes the question back. Only where canAskRbac() says so.
//
// Errors don't repeat what was sent: the password and the token are cut from the server's own words.
class RbacClient : public QObject
{
    Q_OBJECT

public:
    explicit RbacClient(const Connection &connection, QObject *parent = nullptr);
    ~RbacClient() override;

    // "pe.example.com:4433"
    QString label() const;

    // POST /v1/auth/token, exactly once: ten logins that fail revoke the account. Gives the token.
    void signIn(const Credentials &credentials, QObject *asker,
                std::function<void(const Result<QByteArray> &)> done);
    // POST /v2/auth/token/authenticate, about the token of the connection and without prolonging it.
    // This and the ones below give up early: nobody waits for them.
    void authenticate(QObject *asker, std::function<void(const Result<TokenFacts> &)> done);
    // GET /v1/users/current
    void currentUser(QObject *asker, std::function<void(const Result<RbacUser> &)> done);
    // POST /v1/permitted: whether the user may delete the scheduled jobs of each of these owners, in their
    // order.
    void mayDeleteJobsOf(const QStringList &ownerIds, const QString &userId, QObject *asker,
                         std::function<void(const Result<QList<bool>> &)> done);

    static constexpr std::chrono::milliseconds Patience{5'000};

private:
    using Done = std::function<void(const Result<QJsonDocument> &)>;
    void ask(const HttpQuestion &question, const std::shared_ptr<const Connection> &connection,
             const QStringList &secrets, QObject *asker, const Done &done);
    QUrl url(const QString &path) const;
    Error oddAnswer(const QString &reason) const;

    const std::shared_ptr<const Connection> m_connection;
    std::shared_ptr<const Connection> m_brief; // the same, with little patience
    QNetworkAccessManager m_network;
};
