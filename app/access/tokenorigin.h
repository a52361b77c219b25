// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Where the token of a connection comes from, and where another one goes.
struct TokenOrigin
{
    QString file; // watched, never written; empty: none
    QString
        keychainKey; // see Keychain; empty: a token that is pasted or signed in for lives for this session
    bool isInKeychain = false; // the one that the connection starts with came from there
};
