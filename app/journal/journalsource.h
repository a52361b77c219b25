// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalreader.h"

#include "jobsource.h"

// What was deleted with Callboard: the records of the journal as a list, each with what is known of its
// deletion (Job::deletion()). It is read anew, on a thread of its own, whenever it is asked for.
class JournalSource : public JobSource
{
    Q_OBJECT

public:
    explicit JournalSource(QString folder, QObject *parent = nullptr);

    QString label() const override;
    QString location() const override { return m_folder; }
    bool isLive() const override { return false; }
    bool readsAnew() const override { return true; }
    bool sortsBy(Column) const override { return false; }
    bool tells(Column) const override { return true; }
    QString whyNotRemovable(const Job &job) const override;
    PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) override;
    RemovalReply *remove(const Job &job, QObject *asker) override;

    // What could not be read the last time.
    const QList<JournalProblem> &problems() const { return m_problems; }

private:
    const QString m_folder;
    QList<JournalProblem> m_problems;
};
