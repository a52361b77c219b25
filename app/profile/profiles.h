// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QList>
#include <QStringList>

#include <optional>

// The connections that the user has set up, kept in the settings (QSettings): names and paths, no secret.
namespace Profiles {

// By name, as a reader sorts them. What can't be read is left where it is and left out.
QList<Profile> all();
// Those that all() gave and that are not among `profiles` are forgotten.
void setAll(const QList<Profile> &profiles);
// Adds it, or replaces the one of this name.
void put(const Profile &profile);
// Exactly this name.
std::optional<Profile> named(const QString &name);
bool hasName(const QList<Profile> &profiles, const QString &name);
// `name`, or with a number behind it if it is taken.
QString freeName(const QString &name, const QList<Profile> &profiles);

// After the profiles `before` have become `after`: a token in the keychain follows a profile that only has
// another name, and leaves with one that is gone, is of another server, or keeps its token elsewhere.
void settleTokens(const QList<Profile> &before, const QList<Profile> &after);

void noteUse(const QString &name);
// The last used first, ten at most.
QStringList recent();

// Writes a file that importFrom() reads: JSON. None: it is written. Refuses what importFrom() would, such as
// an address with a password in it.
std::optional<Error> exportTo(const QString &path, const QList<Profile> &profiles);
// All or nothing; the error names line and column.
Result<QList<Profile>> importFrom(const QString &path);
// `more` joined to `profiles`: the ones that are there already are left out, and those whose name another one
// has get a number. Returns how many were added.
int merge(QList<Profile> &profiles, const QList<Profile> &more);

} // namespace Profiles
