// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "discovery.h"
#include "rbacclient.h"

#include <QElapsedTimer>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QObject>
#include <QSslError>
#include <QTimer>

#include <memory>

class QHostInfo;
class QSslSocket;

// Tries a connection step by step, from the name of the host to what its user may do there, and says of each
// step how it went and what to do next. It only reads. Deleting it ends it.
class ConnectionCheck : public QObject
{
    Q_OBJECT

public:
    enum class Topic { Name, Port, Encryption, SignIn, Api, Rights };
    Q_ENUM(Topic)
    enum class State {
        Waiting,
        Running,
        Passed,
        Unsure, // works, or may work, but somebody should read the text
        Failed,
        Skipped // could not be tried, or need not be
    };
    Q_ENUM(State)

    // Plain text; the parts that a server sent are its own.
    struct Step
    {
        Topic topic;
        State state = State::Waiting;
        QString text = {};     // how it went
        QString nextStep = {}; // what to do; empty: nothing
        QString details = {};  // lines for a closer look, such as a certificate
    };

    explicit ConnectionCheck(const Connection &connection, QObject *parent = nullptr);
    ~ConnectionCheck() override;

    void start();
    // In the order in which they are taken.
    const QList<Step> &steps() const { return m_steps; }
    bool isFinished() const { return m_isFinished; }

Q_SIGNALS:
    // A step has got another state.
    void changed();

private:
    void lookUpName();
    void onName(const QHostInfo &info);
    void connectToPort();
    void onConnected();
    void onSocketError();
    void onCertificateErrors(const QList<QSslError> &errors);
    void onEncrypted();
    void signIn();
    void askApi();
    void onApi(const Result<Discovery::Finding> &finding);
    void failApi(const Error &error);
    void askRights();
    void onUser(const Result<RbacUser> &user);
    void tellRights(std::optional<bool> mayDeleteAll);

    void begin(Topic topic);
    void end(Topic topic, State state, const QString &text, const QString &nextStep = {},
             const QString &details = {});
    void fail(Topic topic, const Error &error);
    // What was not tried yet never will be.
    void finish();
    Step &step(Topic topic) { return m_steps[qsizetype(topic)]; }
    Error socketError() const;

    const std::shared_ptr<const Connection> m_connection;
    const QNetworkProxy m_proxy;
    QList<Step> m_steps;
    QElapsedTimer m_clock; // since the port was tried
    QTimer m_patience;     // for the name, the port and the handshake
    QNetworkAccessManager m_network;
    RbacClient m_rbac;
    std::unique_ptr<QSslSocket> m_socket;
    std::unique_ptr<Discovery> m_discovery;
    bool m_isRbacSilent = false;
    bool m_isFinished = false;
};
