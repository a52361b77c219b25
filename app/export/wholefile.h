// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

// Files that are there as a whole or not at all.
namespace WholeFile {

// Replaces the file only when all of it was written; else it stays as it was, and the reason is returned.
std::optional<QString> write(const QString &path, const QByteArray &bytes);

} // namespace WholeFile
