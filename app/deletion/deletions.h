// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deletionbatch.h"
#include "deletionrecorder.h"
#include "jobindex.h"
#include "removalqueue.h"

#include <QList>
#include <QMultiHash>
#include <QObject>

#include <vector>

class ListCheck;
struct JournalEntry;

// The deletions of this window that are under way, or whose end somebody should still read. It owns them.
class Deletions : public QObject
{
    Q_OBJECT

public:
    // Every deletion is recorded in the journal of this folder before it is sent.
    explicit Deletions(const QString &journalFolder, QObject *parent = nullptr);
    ~Deletions() override;

    static constexpr std::chrono::milliseconds DefaultUndoTime{5000};

    // How long a deletion counts down. For those made from now on.
    void setUndoTime(std::chrono::milliseconds time) { m_undoTime = time; }
    std::chrono::milliseconds undoTime() const { return m_undoTime; }
    DeletionRecorder &recorder() { return m_recorder; }

    // Whether the job runs before a deletion that is made now would be sent; then ask first, and don't count
    // down.
    bool runsBeforeSending(const Job &job, qint64 nowUtcMs) const;

    // Null if a deletion of this job is under way already. `atOnce`: without counting down.
    Deletion *add(std::shared_ptr<JobSource> source, const Job &job, bool atOnce = false);
    // The same of many; those that are under way already are left out. Null if that leaves none. The job that
    // runs next is the first to go.
    DeletionBatch *addMany(std::shared_ptr<JobSource> source, const QList<Job> &jobs, bool atOnce = false);
    // Those of a Callboard that ended before it knew what became of them: unknown, until the list was read.
    DeletionBatch *recover(std::shared_ptr<JobSource> source, const QList<JournalEntry> &entries);

    // The newest one about the job; null: none.
    Deletion *of(const JobSource *source, const Job &job) const;
    const QList<DeletionBatch *> &batches() const { return m_batches; }
    QList<Deletion *> all() const;
    QList<DeletionBatch *> countingDown() const;
    // At least one of them was sent or will be, and not all are at their end.
    QList<DeletionBatch *> underWay() const;

    // `jobs` is the whole list of the source, read after every deletion here had its answer: what is not in
    // it any more is gone, whatever was said of it before.
    void settle(const JobSource &source, const JobIndex &jobs);
    // The source could be read at `readAt` (UTC): what became unknown before that is looked at again.
    void checkUnknown(const JobSource &source, const QDateTime &readAt);

    // Takes back the newest that counts down.
    void undoLast();
    // Forgets one that is finished.
    void dismiss(DeletionBatch *batch);

Q_SIGNALS:
    void added(DeletionBatch *batch);
    void changed(DeletionBatch *batch);
    // For what is cheap: a batch of many has many of them.
    void deletionChanged(Deletion *deletion);
    // These jobs are known to be gone from the source's list.
    void gone(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs);
    // The batch is deleted when control returns to the event loop.
    void dismissed(DeletionBatch *batch);

private:
    DeletionBatch *take(std::unique_ptr<DeletionBatch> taken);
    void onDeletionChanged(Deletion *deletion, Deletion::Stage before);
    void onBatchChanged(DeletionBatch *batch);
    void tellGone();
    void checkSoon();
    void checkAnswered();
    void checkAt(const JobSource &place);
    bool isBusyAt(const JobSource &source) const;

    DeletionRecorder m_recorder;
    RemovalQueue m_queue;
    QList<DeletionBatch *> m_batches;        // children
    QMultiHash<QString, Deletion *> m_byJob; // the newest of a job first
    std::vector<std::unique_ptr<ListCheck>> m_checks;
    QList<QPointer<Deletion>> m_gone; // not told yet
    QTimer m_checking;                // until control is back in the event loop
    std::chrono::milliseconds m_undoTime = DefaultUndoTime;
};
