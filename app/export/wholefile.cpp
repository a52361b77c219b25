// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wholefile.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace {

using Writer = std::function<std::optional<QString>(QIODevice &)>;

std::optional<QString> writeInto(QFileDevice &file, const Writer &write)
{
    auto problem = write(file);
    const bool isFlushed = file.flush();
    if (isFlushed && !problem)
        return std::nullopt;
    if (problem && *problem != file.errorString())
        return problem;
    // Of what a full disk took in part, Qt does not know why; what comes next it takes nothing of.
    if (isFlushed)
        file.write("\n", 1);
    file.flush();
    return file.errorString();
}

} // namespace

namespace WholeFile {

std::optional<QString> write(const QString &path, const QByteArray &bytes)
{
    return write(path, [&bytes](QIODevice &file) {
        return file.write(bytes) == bytes.size() ? std::nullopt : std::optional(file.errorString());
    });
}

std::optional<QString> write(const QString &path, const Writer &write)
{
    const QFileInfo there(path);
    if (there.exists() && !there.isFile() && !there.isDir()) {
        QFile device(path);
        return device.open(QIODevice::WriteOnly) ? writeInto(device, write)
                                                 : std::optional(device.errorString());
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    if (auto problem = writeInto(file, write))
        return problem;
    return file.commit() ? std::nullopt : std::optional(file.errorString());
}

} // namespace WholeFile
