// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholefile.h"

#include <QSaveFile>

namespace WholeFile {

std::optional<QString> write(const QString &path, const QByteArray &bytes)
{
    return write(path, [&bytes](QIODevice &file) {
        return file.write(bytes) == bytes.size() ? std::nullopt : std::optional(file.errorString());
    });
}

std::optional<QString> write(const QString &path,
                             const std::function<std::optional<QString>(QIODevice &)> &write)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (auto problem = write(file))
        return problem;
    return file.commit() ? std::nullopt : std::optional(file.errorString());
}

} // namespace WholeFile
