// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

// A token as somebody pastes it or a server sends it: trimmed, and characters that a header may carry. The
// error never holds what was given.
Result<QByteArray> tokenOf(const QByteArray &text);

// A core dump of this process would hold the tokens that it uses: from now on there is none, and no other
// process of the user looks into its memory. To be called before any token is read.
void keepMemoryPrivate();

// Where puppet-access keeps the token of this user, whether the file is there or not.
QString usualTokenFile();

// Where the RBAC service of Puppet Enterprise is unless somebody says otherwise: port 4433 of the same host
// ("Forming RBAC API requests"). Empty for plain http://, which Puppet Enterprise does not speak.
QUrl usualRbac(const QUrl &orchestrator);

// Whether a token or a password may go to the connection's RBAC service: there is one, and what is sent is
// encrypted or stays on this machine.
bool canAskRbac(const Connection &connection);
