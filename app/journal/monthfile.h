// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "descriptor.h"
#include "error.h"
#include "journalentry.h"

#include <QList>

#include <atomic>
#include <optional>

// The file of a journal that is being written to, from one thread. Between processes, whoever holds its lock
// writes; it is kept open, and opened anew when another month begins or it is not what stands there any more.
class MonthFile
{
public:
    explicit MonthFile(QString folder) : m_folder(std::move(folder)) {}

    // Blocks until the lines are on the disk. Of those for one file, all are written or none.
    std::optional<Error> append(const QList<JournalLine> &lines);

    // How often the disk was waited for; from any thread.
    qsizetype commits() const { return m_commits; }

    // Why the journal can't be written, for people.
    static Error problem(const QString &path, const QString &reason);

private:
    // These return why not; empty: done.
    QString write(const QString &path, const QByteArray &bytes);
    QString openLocked(const QString &path);
    QString open(const QString &path);
    QString writeLocked(const QByteArray &bytes);

    const QString m_folder;
    Descriptor m_descriptor;
    std::atomic<qsizetype> m_commits = 0;
};
