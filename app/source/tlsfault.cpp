// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tlsfault.h"

#include <QCryptographicHash>
#include <QNetworkReply>
#include <QSslConfiguration>
#include <QStringList>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(TlsFault)
};

Error::Kind kindOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::SelfSignedCertificate:
        return Error::Kind::SelfSignedCertificate;
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetIssuerCertificate:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return Error::Kind::UnknownAuthority;
    case QSslError::CertificateExpired:
        return Error::Kind::ExpiredCertificate;
    case QSslError::CertificateNotYetValid:
        return Error::Kind::EarlyCertificate;
    case QSslError::HostNameMismatch:
        return Error::Kind::OtherHost;
    default:
        return Error::Kind::Tls;
    }
}

// The first of these that is among the errors is told.
constexpr std::array ByWeight{
    Error::Kind::SelfSignedCertificate, Error::Kind::UnknownAuthority, Error::Kind::Tls,
    Error::Kind::ExpiredCertificate,    Error::Kind::EarlyCertificate, Error::Kind::OtherHost};

QSslError weightiest(const QList<QSslError> &errors)
{
    for (const Error::Kind kind : ByWeight) {
        const auto isOfKind = [kind](const QSslError &error) {
            return kindOf(error.error()) == kind;
        };
        const auto found = std::find_if(errors.begin(), errors.end(), isOfKind);
        if (found != errors.end())
            return *found;
    }
    return {};
}

// In one line, and not longer than a reader bears: a server may write anything into its certificate.
QString inOneLine(const QString &text)
{
    constexpr qsizetype Longest = 300;
    const QString line = text.simplified();
    return line.size() <= Longest ? line : line.first(Longest) + u'…';
}

QString dateText(const QDateTime &date)
{
    return date.toUTC().toString(u"yyyy-MM-dd HH:mm"_s) + " UTC"_L1;
}

template <class Info>
QString nameText(const QList<QByteArray> &attributes, Info info)
{
    QStringList parts;
    for (const QByteArray &attribute : attributes) {
        for (const QString &value : info(attribute))
            parts << QString::fromLatin1(attribute) + u'=' + value;
    }
    return parts.isEmpty() ? Texts::tr("(nobody)") : inOneLine(parts.join(", "_L1));
}

QString subjectText(const QSslCertificate &certificate)
{
    return nameText(certificate.subjectInfoAttributes(),
                    [&](const QByteArray &attribute) { return certificate.subjectInfo(attribute); });
}

QString issuerText(const QSslCertificate &certificate)
{
    return nameText(certificate.issuerInfoAttributes(),
                    [&](const QByteArray &attribute) { return certificate.issuerInfo(attribute); });
}

QString hostsText(const QSslCertificate &certificate)
{
    QStringList hosts = certificate.subjectAlternativeNames().values(QSsl::DnsEntry) +
                        certificate.subjectAlternativeNames().values(QSsl::IpAddressEntry);
    if (hosts.isEmpty())
        hosts = certificate.subjectInfo(QSslCertificate::CommonName);
    hosts.sort();
    return hosts.isEmpty() ? Texts::tr("(none)") : inOneLine(hosts.join(", "_L1));
}

// In words of eight bytes, so that it breaks into lines where people would break it.
QString fingerprintText(const QSslCertificate &certificate)
{
    const QByteArray digest = certificate.digest(QCryptographicHash::Sha256);
    QStringList words;
    for (qsizetype i = 0; i < digest.size(); i += 8)
        words << QString::fromLatin1(digest.sliced(i, std::min<qsizetype>(8, digest.size() - i)).toHex(':'));
    return words.join(u' ').toUpper();
}

QString reasonOf(Error::Kind kind, const QSslError &error, const QSslCertificate &about)
{
    switch (kind) {
    case Error::Kind::ExpiredCertificate:
        return dateText(about.expiryDate());
    case Error::Kind::EarlyCertificate:
        return dateText(about.effectiveDate());
    case Error::Kind::OtherHost:
        return hostsText(about);
    case Error::Kind::UnknownAuthority:
        return issuerText(about);
    default:
        return error.errorString();
    }
}

// OpenSSL's words are the same in every language.
Error::Kind kindOfHandshake(const QString &words, bool isTls12, bool isOursShown)
{
    const auto says = [&words](QLatin1StringView part) {
        return words.contains(part);
    };
    if (says("wrong version number"_L1) || says("packet length too long"_L1) || says("http request"_L1))
        return Error::Kind::NoTls;
    if (says("alert protocol version"_L1) || says("unsupported protocol"_L1) || says("version too low"_L1))
        return Error::Kind::OldTls;
    if (says("alert certificate required"_L1) || says("alert bad certificate"_L1) ||
        says("alert unknown ca"_L1) || says("alert certificate unknown"_L1))
        return Error::Kind::ClientCertificate;
    // An alert that is also used for want of common ciphers. But then there is no agreement on a version,
    // without which the protocol is given as the latest that was offered.
    if (says("alert handshake failure"_L1) && isTls12 && !isOursShown)
        return Error::Kind::ClientCertificate;
    return Error::Kind::Tls;
}

} // namespace

TlsFault certificateFault(const QList<QSslError> &errors, const QSslCertificate &server)
{
    const QSslError error = weightiest(errors);
    const QSslCertificate about = error.certificate().isNull() ? server : error.certificate();
    TlsFault fault;
    fault.kind = kindOf(error.error());
    fault.reason = reasonOf(fault.kind, error, about);
    QStringList details{certificateText(about)};
    if (about != server && !server.isNull())
        details << Texts::tr("It vouches for this certificate of the server:") << certificateText(server);
    QStringList others;
    for (const QSslError &other : errors) {
        if (kindOf(other.error()) != fault.kind)
            others << other.errorString();
    }
    others.removeDuplicates();
    if (!others.isEmpty())
        details << Texts::tr("Also wrong with it: %1").arg(others.join("; "_L1));
    fault.details = details.join(u'\n');
    return fault;
}

TlsFault handshakeFault(const QString &words, QSsl::SslProtocol version, bool isOursShown)
{
    const Error::Kind kind = kindOfHandshake(words, version == QSsl::TlsV1_2, isOursShown);
    const bool isWordless = kind == Error::Kind::ClientCertificate && !isOursShown;
    return {kind, isWordless ? QString() : words, {}};
}

std::optional<TlsFault> handshakeFault(const QNetworkReply &reply, bool isOursShown)
{
    if (reply.error() == QNetworkReply::NoError || reply.url().scheme() != "https"_L1)
        return std::nullopt;
    const TlsFault fault =
        handshakeFault(reply.errorString(), reply.sslConfiguration().sessionProtocol(), isOursShown);
    // TLS 1.3 tells a client that its certificate is no good only after the handshake.
    if (reply.error() != QNetworkReply::SslHandshakeFailedError &&
        fault.kind != Error::Kind::ClientCertificate)
        return std::nullopt;
    return fault;
}

QString certificateText(const QSslCertificate &certificate)
{
    const QStringList lines{Texts::tr("Subject: %1").arg(subjectText(certificate)),
                            Texts::tr("Issuer: %1").arg(issuerText(certificate)),
                            Texts::tr("Valid from: %1").arg(dateText(certificate.effectiveDate())),
                            Texts::tr("Valid until: %1").arg(dateText(certificate.expiryDate())),
                            Texts::tr("For the hosts: %1").arg(hostsText(certificate)),
                            Texts::tr("SHA-256: %1").arg(fingerprintText(certificate))};
    return lines.join(u'\n');
}
