// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "result.h"
#include "tokenorigin.h"

#include <QString>
#include <QVariantMap>

// One orchestrator as its user has set it up: what to call it, how to reach it, and how careful to be there.
// It names files and never holds what is in them: a profile has no secret and can be stored and passed on.
struct Profile
{
    enum class TokenFrom {
        File,     // watched; see TokenFile
        Keychain, // the desktop's
        Session   // asked for, and forgotten when Callboard ends
    };

    QString name;
    QString url;               // as orchestratorBase() takes it
    QString consoleUrl;        // as rbacBase() takes it; empty: the host of `url`
    QString caFile;            // empty: the system's authorities and that of Puppet's client tools
    QString clientCertificate; // both of these or none
    QString clientKey;
    TokenFrom tokenFrom = TokenFrom::File;
    QString tokenFile;         // empty: the usual one, see usualTokenFile()
    bool isReadOnly = false;   // nothing is deleted there
    bool isProduction = false; // what is dangerous says so
    QString colour;            // "#rrggbb"; empty: none
    int connectSeconds = 10;   // until a connection stands
    int answerSeconds = 30;    // without a byte from the server

    bool operator==(const Profile &) const = default;

    static constexpr int MostSeconds = 600;
};

// "~" and "~/…" as a shell has them; other paths as they are.
QString withoutTilde(const QString &path);

// By keys, the same in the settings and in an exported file.
QVariantMap toVariants(const Profile &profile);
// Unknown keys are passed over, absent ones mean the default; a value that can't be meant is an error. Texts
// stand for booleans and numbers, too, as settings files have nothing else. `where` is what to call the place
// that they come from.
Result<Profile> profileOf(const QVariantMap &variants, const QString &where);

// Reads the files that the profile names. A token file may be missing: it is watched, and the next login
// makes it. One that is there must hold a token, except for the usual one, which others may use as they like.
// `token` is used in place of that of the file; it may be empty.
Result<Connection> connectionOf(const Profile &profile, const QByteArray &token = {});

// Where the token comes from and where another one goes. The place in the keychain is bound to the server as
// well as to the profile: another server never gets this one's token.
TokenOrigin tokenOriginOf(const Profile &profile);

// What to call a connection that nobody gave a name: the host, and the port unless it is the usual one.
QString suggestedName(const QUrl &base);
