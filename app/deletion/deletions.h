// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deletion.h"

#include <QList>
#include <QObject>

// The deletions of this window that are under way, or whose end somebody should still read. It owns them.
class Deletions : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    static constexpr std::chrono::milliseconds DefaultUndoTime{5000};

    // How long a deletion counts down. For those made from now on.
    void setUndoTime(std::chrono::milliseconds time) { m_undoTime = time; }
    std::chrono::milliseconds undoTime() const { return m_undoTime; }

    // Whether the job runs before a deletion that is made now would be sent; then ask first, and don't count
    // down.
    bool runsBeforeSending(const Job &job, qint64 nowUtcMs) const;

    // Null if a deletion of this job is under way already. `atOnce`: without counting down.
    Deletion *add(std::shared_ptr<JobSource> source, const Job &job, bool atOnce = false);
    // The newest one about the job; null: none.
    Deletion *of(const JobSource *source, const Job &job) const;
    QList<Deletion *> all() const { return m_deletions; }
    QList<Deletion *> countingDown() const;
    // Sent, and not at their end.
    QList<Deletion *> underWay() const;

    // `jobs` is the whole list of the source, read after every deletion here had its answer: what is not in
    // it any more is gone, whatever was said of it before.
    void settle(const JobSource &source, const QList<Job> &jobs);
    // The source could be read at `readAt` (UTC): what became unknown before that is looked at again.
    void checkUnknown(const JobSource &source, const QDateTime &readAt);

    // Takes back the newest that counts down.
    void undoLast();
    // Forgets one that is finished.
    void dismiss(Deletion *deletion);

Q_SIGNALS:
    void added(Deletion *deletion);
    void changed(Deletion *deletion);
    // The deletion is deleted when control returns to the event loop.
    void dismissed(Deletion *deletion);

private:
    QList<Deletion *> m_deletions; // children
    std::chrono::milliseconds m_undoTime = DefaultUndoTime;
};
