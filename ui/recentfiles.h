// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

// The saved responses that were opened last, newest first, kept in the settings.
namespace RecentFiles {

QStringList list();
void add(const QString &path);
void clear();

} // namespace RecentFiles
