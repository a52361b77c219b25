// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recentfiles.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace {

constexpr auto Key = "recentFiles"_L1;
constexpr int Most = 10;

} // namespace

namespace RecentFiles {

QStringList list()
{
    return QSettings().value(Key).toStringList();
}

void add(const QString &path)
{
    QStringList paths = list();
    paths.removeAll(path);
    paths.prepend(path);
    QSettings().setValue(Key, paths.mid(0, Most));
}

void clear()
{
    QSettings().remove(Key);
}

} // namespace RecentFiles
