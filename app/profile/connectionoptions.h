// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QString>

#include <optional>

// Connections as command lines name them.
namespace ConnectionOptions {

// Without a token file, the usual one: if that can't be used, there is no token. One that is named has to be
// there.
Result<Connection> at(const QString &url, const std::optional<QString> &tokenFile, const QString &caFile);

// That there is no connection of this name, and which there are.
QString unknownProfileText(const QString &name);

} // namespace ConnectionOptions
