// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "descriptor.h"

#include <QString>

// Each process that writes to a journal holds a lock on a file of its own in the journal's folder. The system
// releases it when the process ends, however it ends: that tells deletions that nobody looks after any more
// from those that another window of another process is busy with.
class JournalSession
{
public:
    JournalSession();
    ~JournalSession();
    JournalSession(const JournalSession &) = delete;
    JournalSession &operator=(const JournalSession &) = delete;

    QString id() const { return m_id; }
    // Makes and locks the file, and removes those of sessions that are over. False: errno tells why; may be
    // tried again.
    bool begin(const QString &folder);

    // Whether the process that has this session still runs. An unknown one is over.
    static bool isAlive(const QString &folder, const QString &id);

private:
    const QString m_id;
    QString m_path; // while it is held
    Descriptor m_descriptor;
};
