// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "token.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Token)
};

} // namespace

Result<QByteArray> tokenOf(const QByteArray &text)
{
    const QByteArray token = text.trimmed();
    if (token.isEmpty())
        return Error::ofValue(Texts::tr("The token"), Texts::tr("it is empty"));
    const bool fits = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!fits)
        return Error::ofValue(Texts::tr("The token"), Texts::tr("a token is one word of plain characters"));
    return token;
}

void keepMemoryPrivate()
{
    // The leak checker of the sanitizers looks into the memory of its own process as a debugger does.
#if defined(Q_OS_LINUX) && !defined(__SANITIZE_ADDRESS__)
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
}

QString usualTokenFile()
{
    return QDir::homePath() + "/.puppetlabs/token"_L1;
}

QUrl usualRbac(const QUrl &orchestrator)
{
    if (orchestrator.scheme() != "https"_L1 || orchestrator.host().isEmpty())
        return {};
    QUrl rbac;
    rbac.setScheme(orchestrator.scheme());
    rbac.setHost(orchestrator.host());
    rbac.setPort(4433);
    rbac.setPath(u"/rbac-api"_s);
    return rbac;
}

bool canAskRbac(const Connection &connection)
{
    if (connection.rbac.isEmpty())
        return false;
    // The rule for the orchestrator holds here too.
    Connection probe;
    probe.base = connection.rbac;
    probe.token = "secret"_ba;
    return !probe.exposesToken();
}
