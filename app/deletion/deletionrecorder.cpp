// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionrecorder.h"

DeletionRecorder::DeletionRecorder(const QString &journalFolder, QObject *parent)
    : QObject(parent), m_journal(journalFolder)
{
}

void DeletionRecorder::recordBefore(const QList<Deletion *> &deletions, QObject *context,
                                    const std::function<void(const std::optional<Error> &)> &recorded)
{
    QList<JournalLine> lines;
    lines.reserve(deletions.size());
    for (const Deletion *deletion : deletions) {
        const JobSource &source = *deletion->source();
        JournalEntry entry = JournalEntry::about(deletion->job());
        entry.id = deletion->id();
        entry.session = m_journal.session();
        entry.server = source.location();
        entry.serverLabel = source.label();
        entry.user = m_user ? m_user(source) : QString();
        entry.disables = source.disablesForGood();
        lines.append(entry.deletionLine());
        entry.record.clear();
        m_entries.insert(entry.id, entry);
    }
    QStringList ids;
    for (const Deletion *deletion : deletions)
        ids.append(deletion->id());
    m_journal.append(lines, context, [this, ids, recorded](const std::optional<Error> &error) {
        // What is not in there has no end in there either.
        for (const QString &id : error ? ids : QStringList())
            m_entries.remove(id);
        recorded(error);
    });
}

void DeletionRecorder::recordAnswer(const Deletion &deletion)
{
    const auto entry = m_entries.find(deletion.id());
    if (entry == m_entries.end() || !deletion.answer())
        return;
    entry->setAnswer(deletion.answer()->httpStatus, deletion.answer()->error);
    append(entry->answerLine());
}

void DeletionRecorder::recordOutcome(const Deletion &deletion)
{
    const auto entry = m_entries.find(deletion.id());
    if (entry == m_entries.end() || !deletion.isFinished() || entry->outcome == deletion.outcome())
        return;
    entry->outcome = deletion.outcome();
    entry->settledAt = deletion.finishedAt();
    entry->checkProblem = deletion.problem() ? deletion.problem()->toText() : QString();
    append(entry->outcomeLine());
}

void DeletionRecorder::recordScheduled(const DeletionNote &deletion, const QString &name)
{
    JournalEntry entry;
    static_cast<DeletionNote &>(entry) = deletion;
    entry.scheduledAt = QDateTime::currentDateTimeUtc();
    entry.scheduledAs = name;
    append(entry.scheduledLine());
}

void DeletionRecorder::adopt(const Deletion &deletion, const JournalEntry &entry)
{
    JournalEntry kept = entry;
    kept.record.clear();
    m_entries.insert(deletion.id(), kept);
}

void DeletionRecorder::append(const JournalLine &line)
{
    m_journal.append({line}, this, [this](const std::optional<Error> &error) {
        if (error)
            Q_EMIT failed(*error);
    });
}
