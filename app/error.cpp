// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "error.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace {

// What an HTTP status says to somebody who does not know it by heart.
QString statusInWords(int status)
{
    switch (status) {
    case 400:
        return Error::tr("the request was not understood");
    case 405:
        return Error::tr("this address does not take such requests");
    case 408:
        return Error::tr("the server waited too long for the request");
    case 409:
        return Error::tr("the request conflicts with the state of the server");
    case 500:
        return Error::tr("the server had an internal error");
    case 501:
        return Error::tr("the server does not know this kind of request");
    case 502:
        return Error::tr("a gateway got no proper answer from the orchestrator");
    case 503:
        return Error::tr("the service is not available at the moment");
    case 504:
        return Error::tr("a gateway waited too long for the orchestrator");
    default:
        break;
    }
    if (status >= 500)
        return Error::tr("the server failed");
    return status >= 400 ? Error::tr("the server refused the request") : QString();
}

// Why nothing on the other side can be trusted, or that side trusts us not.
QString brokenTrust(const Error &error)
{
    const QString &who = error.subject;
    switch (error.kind) {
    case Error::Kind::ExpiredCertificate:
        return Error::tr("The certificate of %1 expired on %2.").arg(who, error.reason);
    case Error::Kind::EarlyCertificate:
        return Error::tr("The certificate of %1 is not valid before %2.").arg(who, error.reason);
    case Error::Kind::OtherHost:
        return Error::tr("%1 shows a certificate for another host: %2.").arg(who, error.reason);
    case Error::Kind::UnknownAuthority:
        return Error::tr("The certificate of %1 comes from an authority that is not trusted here: %2.")
            .arg(who, error.reason);
    case Error::Kind::SelfSignedCertificate:
        return Error::tr("%1 shows a certificate that it has signed itself.").arg(who);
    case Error::Kind::ClientCertificate:
        return error.reason.isEmpty()
                   ? Error::tr("%1 demands a client certificate.").arg(who)
                   : Error::tr("%1 does not accept the client certificate: %2.").arg(who, error.reason);
    case Error::Kind::OldTls:
        return Error::tr("%1 speaks only versions of TLS that are no longer safe.").arg(who);
    case Error::Kind::NoTls:
        return Error::tr("%1 does not speak TLS on this port.").arg(who);
    default:
        return Error::tr("No trusted connection to %1: %2.").arg(who, error.reason);
    }
}

QString howToMendTrust(Error::Kind kind)
{
    switch (kind) {
    case Error::Kind::ExpiredCertificate:
        return Error::tr("Have the certificate renewed on the server, and check the clock of this machine.");
    case Error::Kind::EarlyCertificate:
        return Error::tr("Check the clocks of this machine and of the one that issued the certificate.");
    case Error::Kind::OtherHost:
        return Error::tr("Connect to a host that the certificate is for, or have one issued for this host.");
    case Error::Kind::UnknownAuthority:
        return Error::tr("If your CA is a private one, copy its certificate from the server "
                         "(/etc/puppetlabs/puppet/ssl/certs/ca.pem) and name the file with --ca-file or in "
                         "the Connect dialog.");
    case Error::Kind::SelfSignedCertificate:
        return Error::tr("Compare the SHA-256 with that of the certificate on the server. Only if they are "
                         "the same, name the certificate's file with --ca-file or in the Connect dialog.");
    case Error::Kind::ClientCertificate:
        return Error::tr("Ask whoever runs the server for a certificate and key that it accepts, and connect "
                         "with them.");
    case Error::Kind::OldTls:
        return Error::tr("Have TLS 1.2 or later switched on in the server's settings.");
    case Error::Kind::NoTls:
        return Error::tr("Check the port: the orchestrator's is 8143.");
    default:
        return Error::tr("Check the TLS settings of the server and what stands between it and this machine.");
    }
}

} // namespace

Error Error::ofFile(const QString &subject, const QString &reason)
{
    Error error;
    error.kind = Kind::File;
    error.subject = subject;
    error.reason = reason;
    return error;
}

Error Error::ofValue(const QString &subject, const QString &reason)
{
    Error error = ofFile(subject, reason);
    error.kind = Kind::Value;
    return error;
}

QString Error::whatHappened() const
{
    const QString &who = subject;
    switch (kind) {
    case Kind::File:
    case Kind::Value:
        return tr("%1 can't be used: %2.").arg(who, reason);
    case Kind::FileChanged:
        return tr("%1 has changed since it was opened.", "a file").arg(who);
    case Kind::Journal:
        return tr("The record of deletions in %1 can't be written: %2.").arg(who, reason);
    case Kind::Syntax:
        return (httpStatus == 0 ? tr("%1 is not valid JSON: %2.")
                                : tr("The answer of %1 is not valid JSON: %2."))
            .arg(who, reason);
    case Kind::Shape:
        return (httpStatus == 0 ? tr("%1 holds no list of scheduled jobs: %2.")
                                : tr("The answer of %1 holds no list of scheduled jobs: %2."))
            .arg(who, reason);
    case Kind::UnknownHost:
        return tr("The host name in %1 is not known to this machine.").arg(who);
    case Kind::Refused:
        return tr("%1 refuses the connection: nothing listens on that port.").arg(who);
    case Kind::TimedOut:
        return reason.isEmpty() ? tr("%1 did not answer in time.").arg(who)
                                : tr("No complete answer from %1 within %2.").arg(who, reason);
    case Kind::NoConnection:
        if (reason.isEmpty())
            return tr("No connection to %1 in time.").arg(who);
        return via.isEmpty()
                   ? tr("No connection to %1 within %2.").arg(who, reason)
                   : tr("No connection to %1 through the proxy %3 within %2.").arg(who, reason, via);
    case Kind::Proxy:
        return tr("%1 can't be reached through the proxy %2: %3.").arg(who, via, reason);
    case Kind::ProxyLogin:
        return tr("The proxy %1 on the way to %2 demands a user name and password.").arg(via, who);
    case Kind::Stopped:
        return tr("Reading from %1 was stopped.").arg(who);
    case Kind::ConnectionLost:
        return tr("The connection to %1 broke before the answer was complete.").arg(who);
    case Kind::Tls:
    case Kind::ExpiredCertificate:
    case Kind::EarlyCertificate:
    case Kind::OtherHost:
    case Kind::UnknownAuthority:
    case Kind::SelfSignedCertificate:
    case Kind::ClientCertificate:
    case Kind::OldTls:
    case Kind::NoTls:
        return brokenTrust(*this);
    case Kind::Redirected:
        return tr("%1 redirects to another place: %2.").arg(who, reason);
    case Kind::RedirectLoop:
        return tr("%1 redirects from one address to the next without end, at last to %2.").arg(who, reason);
    case Kind::TooLarge:
        return tr("The answer of %1 is too large: %2.").arg(who, reason);
    case Kind::NotAuthenticated:
        return (hadToken ? tr("%1 does not accept the token (HTTP status %2).")
                         : tr("%1 asks for a token (HTTP status %2)."))
            .arg(who)
            .arg(httpStatus);
    case Kind::NotPermitted:
        return tr("%1 does not permit this (HTTP status 403).").arg(who);
    case Kind::NotFound:
        return tr("%1 has nothing at this address (HTTP status 404).").arg(who);
    case Kind::TooManyRequests:
        return tr("%1 asks for fewer requests (HTTP status 429).").arg(who);
    case Kind::Rejected:
    case Kind::ServerFailure:
    case Kind::Unexpected:
        break;
    }
    if (httpStatus == 0)
        return tr("%1 could not be reached: %2.").arg(who, reason);
    const QString inWords = statusInWords(httpStatus);
    if (inWords.isEmpty() && reason.isEmpty())
        return tr("%1 answered with HTTP status %2.").arg(who).arg(httpStatus);
    const bool both = !inWords.isEmpty() && !reason.isEmpty();
    const QString words = both ? inWords + u" ("_s + reason + u')' : inWords + reason;
    return tr("%1 answered with HTTP status %2: %3.").arg(who).arg(httpStatus).arg(words);
}

QString Error::nextStep() const
{
    switch (kind) {
    case Kind::File:
        return tr("Check that the file exists and that you may use it, or choose another one.");
    case Kind::Value:
        return tr("Correct it, then try again.");
    case Kind::Journal:
        return tr("Make room on the disk, or see to it that you may write there: nothing is deleted without "
                  "this record.");
    case Kind::Syntax:
        if (httpStatus != 0)
            break;
        return tr("Check that it was saved completely and unchanged.");
    case Kind::Shape:
        if (httpStatus != 0)
            break;
        return tr("Choose an answer of the orchestrator's scheduled_jobs endpoint.");
    case Kind::UnknownHost:
        return tr("Check the spelling of the server's name, and the network or VPN.");
    case Kind::Refused:
        return tr("Check the port (the orchestrator's is 8143) and that the service is running.");
    case Kind::TimedOut:
    case Kind::ConnectionLost:
        return tr("Check the network and the load of the server, then try again.");
    case Kind::NoConnection:
        return tr("Check the address and the port, the VPN, and the firewalls in between.");
    case Kind::Proxy:
        return tr(
            "Check the proxy (https_proxy or the desktop's settings), or exempt the server with no_proxy.");
    case Kind::ProxyLogin:
        return tr(
            "Put them into https_proxy, as in http://user:password@host:port, or exempt the server with "
            "no_proxy.");
    case Kind::FileChanged:
    case Kind::Stopped:
        return tr("Refresh to read it again.");
    case Kind::Tls:
    case Kind::ExpiredCertificate:
    case Kind::EarlyCertificate:
    case Kind::OtherHost:
    case Kind::UnknownAuthority:
    case Kind::SelfSignedCertificate:
    case Kind::ClientCertificate:
    case Kind::OldTls:
    case Kind::NoTls:
        return howToMendTrust(kind);
    case Kind::Redirected:
        return tr("Connect to the orchestrator's own address; your token is sent nowhere else.");
    case Kind::RedirectLoop:
        return tr("Check the address, and what stands in front of the orchestrator.");
    case Kind::TooLarge:
        return tr("Check that the address is that of the orchestrator.");
    case Kind::NotAuthenticated:
        return hadToken ? tr("Get a new token with \"puppet-access login\" and connect with its token file.")
                        : tr("Sign in, paste a token, or get one with \"puppet-access login\".");
    case Kind::NotPermitted:
        return tr("Ask an administrator of Puppet Enterprise for the permission.");
    case Kind::NotFound:
        return tr("Check the URL: scheme, host and port, with or without /orchestrator/v1.");
    case Kind::TooManyRequests:
        if (retryAfterSeconds)
            return tr("Try again in %n second(s).", nullptr, *retryAfterSeconds);
        return tr("Wait a little, then try again.");
    case Kind::Rejected:
        return tr("Refresh the list and try again; if it happens again, the server's words tell why.");
    case Kind::ServerFailure:
        if (retryAfterSeconds)
            return tr("Try again in %n second(s).", nullptr, *retryAfterSeconds);
        return tr("Try again later; the orchestrator's log on the server tells more.");
    case Kind::Unexpected:
        break;
    }
    return tr("Check that the address is that of the orchestrator, then try again.");
}

QString Error::sentence(const QString &text)
{
    static const QString ends = u".!?…:"_s;
    return text.isEmpty() || ends.contains(text.back()) ? text : text + u'.';
}

QString Error::serverWords() const
{
    if (serverMessage.isEmpty())
        return serverKind;
    return serverDetails.isEmpty() ? serverMessage : serverMessage + u" — "_s + serverDetails;
}

QString Error::toText() const
{
    QStringList parts{whatHappened()};
    if (const QString words = serverWords(); !words.isEmpty())
        parts << sentence(tr("The server says: %1").arg(words));
    parts << nextStep();
    const QString paragraph = parts.join(u' ');
    return details.isEmpty() ? paragraph : paragraph + u'\n' + details;
}
