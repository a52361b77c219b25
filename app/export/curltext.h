// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "httprequest.h"

#include <QNetworkProxy>
#include <QString>

// What the program asks a server, as a command for a POSIX shell: to be pasted, read, and changed. There is
// never a token in it: the command asks puppet-access for one, and only where Callboard would send one.
namespace CurlText {

// A text as one word of a shell, whatever is in it but the character zero.
QString quoted(const QString &text);

// `remark` is a sentence for whoever reads the command before it runs; empty: none. It stands before it, as a
// comment that no text in it can leave. `proxy` is what proxyFor() says of the URL.
QString of(const HttpQuestion &question, const Connection &connection, const QNetworkProxy &proxy,
           const QString &remark = {});

} // namespace CurlText
