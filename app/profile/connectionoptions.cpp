// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "connectionoptions.h"

#include "profiles.h"
#include "token.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionOptions)
};

} // namespace

namespace ConnectionOptions {

Result<Connection> at(const QString &url, const std::optional<QString> &tokenFile, const QString &caFile)
{
    if (tokenFile)
        return makeConnection(url, *tokenFile, caFile);
    Result<Connection> usual = makeConnection(url, usualTokenFile(), caFile);
    return usual ? usual : makeConnection(url, {}, caFile);
}

QString unknownProfileText(const QString &name)
{
    QStringList names;
    const QList<Profile> profiles = Profiles::all();
    for (const Profile &profile : profiles)
        names << profile.name;
    return names.isEmpty()
               ? Texts::tr("There is no connection %1; none has been set up yet.").arg(name)
               : Texts::tr("There is no connection %1. There are: %2.").arg(name, names.join("; "_L1));
}

} // namespace ConnectionOptions
