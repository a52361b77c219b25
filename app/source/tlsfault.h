// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"

#include <QSsl>
#include <QSslCertificate>
#include <QSslError>
#include <QString>

#include <optional>

class QNetworkReply;

// Why there is no encrypted connection that can be trusted, in the parts that an Error is made of.
struct TlsFault
{
    Error::Kind kind = Error::Kind::Tls;
    QString reason;
    QString details; // the certificates that it is about, in lines of plain text; may be empty
};

// What is wrong with the certificate of a server. Of several faults, the one that makes the others pointless
// is told: nothing that an unknown authority signed is worth reading. `errors` must not be empty; `server` is
// the certificate that the server showed for itself.
TlsFault certificateFault(const QList<QSslError> &errors, const QSslCertificate &server);

// What kept a finished reply from an encrypted connection, apart from the server's certificate. None if it
// was something else. `isOursShown`: whether there was a client certificate to show.
std::optional<TlsFault> handshakeFault(const QNetworkReply &reply, bool isOursShown);
// The same of a handshake that failed with these words of OpenSSL's, under this version.
TlsFault handshakeFault(const QString &words, QSsl::SslProtocol version, bool isOursShown);

// Subject, issuer, dates, names and SHA-256, a line each.
QString certificateText(const QSslCertificate &certificate);
