// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectioncheck.h"

#include "column.h"
#include "proxychoice.h"
#include "tlsfault.h"
#include "token.h"

#include <QHostAddress>
#include <QHostInfo>
#include <QLocale>
#include <QMetaEnum>
#include <QSslCipher>
#include <QSslSocket>

using namespace Qt::StringLiterals;

namespace {

quint16 portOf(const QUrl &url)
{
    return quint16(url.port(url.scheme() == "https"_L1 ? 443 : 80));
}

QString addressesText(const QHostInfo &info)
{
    constexpr qsizetype Most = 4;
    QStringList addresses;
    const QList<QHostAddress> all = info.addresses();
    for (const QHostAddress &address : all)
        addresses << address.toString();
    return addresses.size() > Most ? addresses.first(Most).join(", "_L1) + ", …"_L1 : addresses.join(", "_L1);
}

QString protocolText(QSsl::SslProtocol protocol)
{
    return protocol == QSsl::TlsV1_3 ? u"TLS 1.3"_s : u"TLS 1.2"_s;
}

QString generationText(Dialect::Generation generation)
{
    switch (generation) {
    case Dialect::Generation::Sparse:
        return ConnectionCheck::tr("Scheduled jobs as in PE 2018.1 to 2019.8.1.");
    case Dialect::Generation::Classic:
        return ConnectionCheck::tr("Scheduled jobs as in PE 2019.8.3 to 2021.6.");
    case Dialect::Generation::Environment:
        return ConnectionCheck::tr("Environment jobs as in PE 2021.7 and later.");
    }
    return {};
}

} // namespace

ConnectionCheck::ConnectionCheck(const Connection &connection, QObject *parent)
    : QObject(parent),
      m_connection(std::make_shared<const Connection>(connection)),
      m_proxy(proxyFor(connection.base)),
      m_rbac(connection)
{
    const QMetaEnum topics = QMetaEnum::fromType<Topic>();
    for (int i = 0; i < topics.keyCount(); ++i)
        m_steps.append({Topic(topics.value(i))});
    m_network.setStrictTransportSecurityEnabled(false);
    m_patience.setSingleShot(true);
}

ConnectionCheck::~ConnectionCheck()
{
    // Its last signals must not find half a check.
    if (m_socket)
        m_socket->disconnect(this);
}

void ConnectionCheck::start()
{
    lookUpName();
}

void ConnectionCheck::begin(Topic topic)
{
    step(topic).state = State::Running;
    Q_EMIT changed();
}

void ConnectionCheck::end(Topic topic, State state, const QString &text, const QString &nextStep,
                          const QString &details)
{
    step(topic) = {topic, state, text, nextStep, details};
    Q_EMIT changed();
}

void ConnectionCheck::fail(Topic topic, const Error &error)
{
    const QString words = error.serverWords();
    end(topic, State::Failed,
        words.isEmpty() ? error.whatHappened()
                        : tr("%1 The server says: %2").arg(error.whatHappened(), words),
        error.nextStep(), error.details);
}

void ConnectionCheck::finish()
{
    m_patience.stop();
    for (Step &step : m_steps) {
        if (step.state == State::Waiting || step.state == State::Running) {
            step.state = State::Skipped;
            step.text = tr("Not tried.");
        }
    }
    m_isFinished = true;
    Q_EMIT changed();
}

void ConnectionCheck::lookUpName()
{
    begin(Topic::Name);
    const QString host = m_connection->base.host();
    if (m_proxy.type() != QNetworkProxy::NoProxy) {
        end(Topic::Name, State::Skipped, tr("Left to the proxy %1.").arg(labelOf(m_proxy)));
        connectToPort();
        return;
    }
    if (!QHostAddress(host).isNull()) {
        end(Topic::Name, State::Skipped, tr("%1 is an address.").arg(host));
        connectToPort();
        return;
    }
    QHostInfo::lookupHost(host, this, &ConnectionCheck::onName);
    m_patience.disconnect();
    connect(&m_patience, &QTimer::timeout, this, [this] {
        Error error;
        error.kind = Error::Kind::UnknownHost;
        error.subject = m_connection->label();
        fail(Topic::Name, error);
        finish();
    });
    m_patience.start(m_connection->connectTimeout);
}

void ConnectionCheck::onName(const QHostInfo &info)
{
    if (m_isFinished)
        return;
    m_patience.stop();
    if (info.addresses().isEmpty()) {
        Error error;
        error.kind = Error::Kind::UnknownHost;
        error.subject = m_connection->label();
        fail(Topic::Name, error);
        finish();
        return;
    }
    end(Topic::Name, State::Passed,
        tr("%1 is %2.", "host, addresses").arg(info.hostName(), addressesText(info)));
    connectToPort();
}

void ConnectionCheck::connectToPort()
{
    begin(Topic::Port);
    m_socket = std::make_unique<QSslSocket>();
    m_socket->setProxy(m_proxy);
    m_socket->setSslConfiguration(m_connection->tls());
    connect(m_socket.get(), &QAbstractSocket::connected, this, &ConnectionCheck::onConnected);
    connect(m_socket.get(), &QAbstractSocket::errorOccurred, this, &ConnectionCheck::onSocketError);
    connect(m_socket.get(), &QSslSocket::sslErrors, this, &ConnectionCheck::onCertificateErrors);
    connect(m_socket.get(), &QSslSocket::encrypted, this, &ConnectionCheck::onEncrypted);
    m_patience.disconnect();
    connect(&m_patience, &QTimer::timeout, this, [this] {
        const bool isConnected = step(Topic::Port).state == State::Passed;
        Error error;
        error.kind = isConnected ? Error::Kind::TimedOut : Error::Kind::NoConnection;
        error.subject = m_connection->label();
        fail(isConnected ? Topic::Encryption : Topic::Port, error);
        finish();
    });
    m_patience.start(m_connection->connectTimeout);
    m_clock.start();
    m_socket->connectToHost(m_connection->base.host(), portOf(m_connection->base));
}

void ConnectionCheck::onConnected()
{
    const QString how = m_proxy.type() == QNetworkProxy::NoProxy
                            ? QString()
                            : tr(" through the proxy %1").arg(labelOf(m_proxy));
    end(Topic::Port, State::Passed,
        tr("%1 answers%2 in %3 ms.", "server, nothing or the proxy")
            .arg(m_connection->label(), how, QLocale().toString(m_clock.elapsed())));
    if (m_connection->base.scheme() != "https"_L1) {
        m_patience.stop();
        m_socket->disconnect(this);
        end(Topic::Encryption, State::Unsure, tr("http:// is not encrypted."),
            tr("Use https:// if you can."));
        signIn();
        return;
    }
    begin(Topic::Encryption);
    m_socket->startClientEncryption();
}

// Before the port answers, a proxy is all that there is to fail.
Error ConnectionCheck::socketError() const
{
    Error error;
    error.kind = Error::Kind::ConnectionLost;
    error.subject = m_connection->label();
    error.reason = m_socket->errorString();
    const QAbstractSocket::SocketError cause = m_socket->error();
    if (m_proxy.type() != QNetworkProxy::NoProxy && m_steps[qsizetype(Topic::Port)].state == State::Running) {
        error.kind = cause == QAbstractSocket::ProxyAuthenticationRequiredError ? Error::Kind::ProxyLogin
                                                                                : Error::Kind::Proxy;
        error.via = labelOf(m_proxy);
    } else if (cause == QAbstractSocket::ConnectionRefusedError) {
        error.kind = Error::Kind::Refused;
    } else if (cause == QAbstractSocket::NetworkError || cause == QAbstractSocket::SocketTimeoutError) {
        error.kind = Error::Kind::NoConnection;
        error.reason.clear();
    }
    return error;
}

void ConnectionCheck::onSocketError()
{
    if (m_isFinished)
        return;
    if (step(Topic::Port).state == State::Running) {
        fail(Topic::Port, socketError());
        finish();
        return;
    }
    if (step(Topic::Encryption).state != State::Running)
        return;
    Error error = socketError();
    const auto fault = handshakeFault(m_socket->errorString(), m_socket->sessionProtocol(),
                                      !m_connection->clientChain.isEmpty());
    if (m_socket->error() == QAbstractSocket::SslHandshakeFailedError || fault.kind != Error::Kind::Tls) {
        error.kind = fault.kind;
        error.reason = fault.reason;
    }
    fail(Topic::Encryption, error);
    finish();
}

void ConnectionCheck::onCertificateErrors(const QList<QSslError> &errors)
{
    const TlsFault fault = certificateFault(errors, m_socket->peerCertificate());
    Error error;
    error.kind = fault.kind;
    error.subject = m_connection->label();
    error.reason = fault.reason;
    error.details = fault.details;
    fail(Topic::Encryption, error);
    finish();
}

void ConnectionCheck::onEncrypted()
{
    m_patience.stop();
    end(Topic::Encryption, State::Passed,
        tr("%1, with a certificate that is trusted.", "TLS 1.3")
            .arg(protocolText(m_socket->sessionProtocol())),
        {}, certificateText(m_socket->peerCertificate()));
    // It has served; what it still says is not asked for. Its own signal is under way.
    m_socket->disconnect(this);
    m_socket->abort();
    signIn();
}

void ConnectionCheck::signIn()
{
    begin(Topic::SignIn);
    if (m_connection->token.isEmpty()) {
        end(Topic::SignIn, State::Unsure, tr("There is no token."),
            tr("Sign in after connecting, paste a token, or use \"puppet-access login\"."));
        askApi();
        return;
    }
    if (!canAskRbac(*m_connection)) {
        m_isRbacSilent = true;
        askApi();
        return;
    }
    m_rbac.authenticate(this, [this](const Result<TokenFacts> &facts) {
        if (facts) {
            const QDateTime expires = facts.value().expires;
            const QString name =
                facts.value().displayName.isEmpty() ? facts.value().login : facts.value().displayName;
            end(Topic::SignIn, State::Passed,
                expires.isValid() ? tr("The token is that of %1 and is good until %2.", "user, time")
                                        .arg(name, momentText(expires.toMSecsSinceEpoch()))
                                  : tr("The token is that of %1.").arg(name));
        } else if (facts.error().kind == Error::Kind::NotAuthenticated) {
            fail(Topic::SignIn, facts.error());
        } else {
            m_isRbacSilent = true;
            end(Topic::SignIn, State::Unsure, facts.error().whatHappened(),
                tr("Callboard works without the RBAC service, but can't say who you are and until when. Its "
                   "port is 4433, and the console URL says where it is."));
        }
        askApi();
    });
}

void ConnectionCheck::askApi()
{
    begin(Topic::Api);
    m_discovery = std::make_unique<Discovery>(&m_network, m_connection, nullptr);
    connect(m_discovery.get(), &Discovery::finished, this, &ConnectionCheck::onApi);
    m_discovery->start();
}

void ConnectionCheck::onApi(const Result<Discovery::Finding> &finding)
{
    if (!finding) {
        failApi(finding.error());
        return;
    }
    if (!finding.value().dialect) {
        end(Topic::Api, State::Failed,
            tr("%1 has retired the old endpoint and does not know the new one.").arg(m_connection->label()),
            tr("Ask whoever runs the server whether the orchestrator is up to date and running."));
        finish();
        return;
    }
    // The list was readable, so the orchestrator takes the token, whoever it is of.
    if (!m_connection->token.isEmpty() && m_isRbacSilent && step(Topic::SignIn).text.isEmpty())
        end(Topic::SignIn, State::Passed, tr("The orchestrator accepts the token."));
    end(Topic::Api, State::Passed, generationText(finding.value().dialect->generation()));
    askRights();
}

void ConnectionCheck::failApi(const Error &error)
{
    // With TLS 1.3, and with nginx, the want of a client certificate is told only now.
    if (error.kind == Error::Kind::ClientCertificate) {
        fail(Topic::Encryption, error);
        step(Topic::SignIn).state = step(Topic::Api).state = State::Waiting;
        step(Topic::SignIn).nextStep.clear();
    } else if (error.kind == Error::Kind::NotAuthenticated) {
        fail(Topic::SignIn, error);
    } else {
        fail(Topic::Api, error);
    }
    finish();
}

void ConnectionCheck::askRights()
{
    begin(Topic::Rights);
    if (m_connection->isReadOnly) {
        end(Topic::Rights, State::Skipped, tr("This connection is read-only: nothing is deleted."));
        finish();
        return;
    }
    if (m_connection->token.isEmpty() || m_isRbacSilent) {
        tellRights(std::nullopt);
        return;
    }
    m_rbac.currentUser(this, [this](const Result<RbacUser> &user) { onUser(user); });
}

void ConnectionCheck::onUser(const Result<RbacUser> &user)
{
    if (!user || user.value().isSuperuser) {
        tellRights(user ? std::optional(true) : std::nullopt);
        return;
    }
    m_rbac.mayDeleteJobsOf({u"*"_s}, user.value().id, this, [this](const Result<QList<bool>> &answer) {
        tellRights(answer ? std::optional(answer.value().value(0)) : std::nullopt);
    });
}

void ConnectionCheck::tellRights(std::optional<bool> mayDeleteAll)
{
    if (!mayDeleteAll) {
        end(Topic::Rights, State::Unsure,
            tr("The list can be read. Whose jobs may be deleted is not known in advance."),
            tr("Where the server refuses, Callboard shows its words, and the job stays."));
    } else if (*mayDeleteAll) {
        end(Topic::Rights, State::Passed, tr("The list can be read, and everybody's jobs may be deleted."));
    } else {
        end(Topic::Rights, State::Passed,
            tr("The list can be read, and your own jobs may be deleted; those of others only where an "
               "administrator has granted it."));
    }
    finish();
}
