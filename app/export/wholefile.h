// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>
#include <optional>

class QIODevice;

// Files that are there as a whole or not at all.
namespace WholeFile {

// Replaces the file only when all of it was written; else it stays as it was, and the reason is returned.
// A device or a pipe is no file to replace: it gets the bytes as they come.
std::optional<QString> write(const QString &path, const QByteArray &bytes);
// The same of what `write` writes, or does not, for the reason that it returns.
std::optional<QString> write(const QString &path,
                             const std::function<std::optional<QString>(QIODevice &)> &write);

} // namespace WholeFile
