// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QList>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QString>
#include <QUrl>

#include <chrono>

// How to reach one orchestrator. The token is in here: never log or print a Connection.
struct Connection
{
    QUrl base;                          // up to and including /orchestrator/v1, without a slash at the end
    QUrl rbac;                          // up to and including /rbac-api, likewise; empty: unknown
    QByteArray token;                   // empty: none is sent
    QList<QSslCertificate> authorities; // no others are trusted; empty: those of the system
    QList<QSslCertificate> clientChain; // shown to a server that asks for a certificate; ours is the first
    QSslKey clientKey;
    std::chrono::milliseconds connectTimeout{10'000}; // until the request can be sent
    std::chrono::milliseconds silenceTimeout{30'000}; // without a byte from the server
    std::chrono::milliseconds wholeTimeout{120'000};  // for one request and its answer
    QString name;                                     // that its user gave it; empty: none
    bool isReadOnly = false;                          // nothing is ever deleted there
    bool isProduction = false;                        // what is dangerous says so
    QString colour;                                   // "#rrggbb", to tell it from others; empty: none
    // Where the certificates above were read from, absolute, for other programs to read; empty: nowhere.
    QString authoritiesFile;
    QString clientChainFile;
    QString clientKeyFile;

    // "pe.example.com:8143"
    QString label() const;
    // Whether the token would go unencrypted over a network.
    bool exposesToken() const;
    // TLS 1.2 at least, with these certificates. There is no way to trust a server without checking its own.
    QSslConfiguration tls() const;
};

// What a client shows of itself: a chain of certificates, its own first, and the key of the first one.
struct ClientIdentity
{
    QList<QSslCertificate> chain;
    QSslKey key;
};

// Whether a host of a URL is this machine, by name or address.
bool isThisMachine(const QString &host);
// Takes a URL as people type it: with or without a slash at the end, with or without /orchestrator/v1.
// Refuses what would carry a secret in the open: user names, passwords, queries.
Result<QUrl> orchestratorBase(const QString &text);
// The same for the RBAC service, of which people know the console's address: with or without /rbac-api, and
// with port 4433 where no other one than that of web pages is given.
Result<QUrl> rbacBase(const QString &text);
// The trimmed content, which must be characters that a header may carry. Only the file's name is in an error.
Result<QByteArray> readTokenFile(const QString &path);
// At least one certificate in PEM.
Result<QList<QSslCertificate>> readAuthorities(const QString &path);
// Certificate and key in PEM; the key may be an RSA or an EC one and must be the certificate's. A key with a
// passphrase is refused. Only the names of the files are in an error.
Result<ClientIdentity> readClientIdentity(const QString &certFile, const QString &keyFile);
// Where Puppet's client tools look for the certificate of their CA.
QString clientToolsCaFile();
// All three; an empty path: no token, the system's authorities. In the latter case the CA in `commonCaFile`
// is trusted too, if there is one that can be read.
Result<Connection> makeConnection(const QString &url, const QString &tokenFile, const QString &caFile,
                                  const QString &commonCaFile = clientToolsCaFile());
