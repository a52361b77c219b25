// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deletion.h"
#include "journal.h"

#include <QHash>

#include <functional>

// Writes deletions into the journal: before anything is sent, when the server has answered, and when the end
// is known or becomes another one.
class DeletionRecorder : public QObject
{
    Q_OBJECT

public:
    explicit DeletionRecorder(const QString &journalFolder, QObject *parent = nullptr);

    // Who deletes at a source, as far as is known. Empty: not known.
    void setUser(std::function<QString(const JobSource &)> user) { m_user = std::move(user); }
    Journal &journal() { return m_journal; }

    // `recorded` is called once, later; with an error, nothing may be sent. Not if `context` goes first.
    void recordBefore(const QList<Deletion *> &deletions, QObject *context,
                      const std::function<void(const std::optional<Error> &)> &recorded);
    void recordAnswer(const Deletion &deletion);
    // Of one that was recorded before; else nothing need be told of it.
    void recordOutcome(const Deletion &deletion);
    // A job that was deleted has been scheduled again, as the job `name`.
    void recordScheduled(const DeletionNote &deletion, const QString &name);
    // The end of this one is recorded there already, as far as it is known.
    void adopt(const Deletion &deletion, const JournalEntry &entry);
    void forget(const Deletion &deletion) { m_entries.remove(deletion.id()); }

Q_SIGNALS:
    // What became of deletions that were sent could not be written down.
    void failed(const Error &error);

private:
    void append(const JournalLine &line);

    Journal m_journal;
    std::function<QString(const JobSource &)> m_user;
    QHash<QString, JournalEntry> m_entries; // without their records, which would be held twice
};
