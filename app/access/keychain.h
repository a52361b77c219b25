// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

// The keychain of the desktop (Secret Service or KWallet), through QtKeychain. It may be absent, locked or
// refused by the user; each is an error in words, and nothing is ever written anywhere else instead.
//
// Calls from the GUI thread; nothing blocks, but an answer can take as long as its user takes to unlock the
// keychain. Each `done` is called at most once, never before the call has returned, and not at all once
// `asker` is gone. An error never holds a token.
namespace Keychain {

// Empty: there is no entry of this key, or one that can't be a token.
void read(const QString &key, QObject *asker, std::function<void(const Result<QByteArray> &)> done);
void write(const QString &key, const QByteArray &token, QObject *asker,
           std::function<void(const std::optional<Error> &)> done);
// These go without an answer: the entry may well not be there. Moving leaves it where it was if it can't be
// written anew.
void remove(const QString &key);
void move(const QString &from, const QString &to);

} // namespace Keychain
