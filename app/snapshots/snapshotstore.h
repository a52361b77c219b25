// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "error.h"
#include "result.h"

#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>
#include <stop_token>

// The list of a server as it was at one moment, a saved response in a folder that only its user may read: it
// holds e-mail addresses and logins.
struct Snapshot
{
    enum class Origin {
        Asked,    // its user wanted it; it stays until its user removes the file
        OnRefresh // made by itself, and removed when there are too many
    };

    QString path;
    QDateTime time; // UTC, to the millisecond
    qint64 jobs = 0;
    Origin origin = Origin::Asked;
};

// The folder with the snapshots, one file each, named by server, time and number of jobs. Files with other
// names are neither listed nor touched. Nothing is held: functions of a folder, which may wait for the disk.
namespace SnapshotStore {

QString defaultFolder();

// Those of the server at this location, newest first; no file is opened.
QList<Snapshot> list(const QString &folder, const QString &location);
// The server that a file of the default folder is a snapshot of; none: it is none.
std::optional<QString> serverOf(const QString &path);
// Writes the whole list, or nothing: why not, if not. `list.asOf` is its time.
Result<Snapshot> save(const QString &folder, const ComparedList &list, Snapshot::Origin origin,
                      const std::stop_token &stop);
// Removes the oldest of those that were made by themselves, so that `most` of them are left for this server.
// What could not be removed.
std::optional<Error> prune(const QString &folder, const QString &location, int most);

} // namespace SnapshotStore
