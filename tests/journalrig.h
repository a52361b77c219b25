// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journal.h"
#include "journalreader.h"

#include <QTemporaryDir>

#include <optional>

/// A job out of exactly these bytes.
Job jobOf(const QByteArray &json);
/// The deletion of a small job of this name, written by this session at a time of November 2026.
JournalEntry entryOf(const QString &name, const QString &session = {});
/// The same with an outcome.
JournalEntry settledEntryOf(const QString &name, DeletionOutcome outcome = DeletionOutcome::Gone);

/// A journal in a folder that goes away with the rig.
class JournalRig
{
public:
    JournalRig();
    /// In this folder, which stays.
    explicit JournalRig(QString folder);

    QString folder() const { return m_path; }
    QString file(const QString &name = QStringLiteral("2026-11.jsonl")) const
    {
        return folder() + u'/' + name;
    }
    Journal &journal() { return *m_journal; }
    /// Another one on the same folder, as after a new start.
    void startAnew();
    /// Ends the writer; everything is on the disk then.
    void end() { m_journal.reset(); }

    /// Writes the lines and waits for the answer; none: they are on the disk.
    std::optional<Error> write(const QList<JournalLine> &lines);
    JournalContents read() const { return readJournal(folder()); }
    /// The names of the jobs in the journal, in its order.
    QStringList names() const;
    QByteArray bytes(const QString &name = QStringLiteral("2026-11.jsonl")) const;
    void setBytes(const QByteArray &bytes, const QString &name = QStringLiteral("2026-11.jsonl"));

private:
    QTemporaryDir m_folder;
    const QString m_path;
    std::unique_ptr<Journal> m_journal;
};

/// The names of the jobs of these entries.
QStringList namesOf(const QList<JournalEntry> &entries);

/// For a test program that is its own child: appends jobs named `prefix`1, `prefix`2, … to the journal in
/// `folder`, one after the other, `count` in all (0: without end), and prints the name of each to standard
/// output once it is on the disk. Returns when it is done; its exit code.
int appendAsChild(const QString &folder, const QString &prefix, int count);
