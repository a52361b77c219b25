// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "smallfile.h"

#include <QFile>
#include <QFileInfo>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Connection)
};

} // namespace

Error fileError(const QString &path, const QString &reason)
{
    return Error::ofFile(QFileInfo(path).fileName(), reason);
}

Result<QByteArray> readSmallFile(const QString &path, qint64 largest)
{
    QFile file(path);
    if (QFileInfo(path).isDir())
        return fileError(path, Texts::tr("it is a folder"));
    if (!file.open(QIODevice::ReadOnly))
        return fileError(path, file.errorString());
    QByteArray content = file.read(largest + 1);
    if (content.size() > largest)
        return fileError(path, Texts::tr("it is too large"));
    return content;
}
