// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arrangement.h"
#include "detachedwork.h"
#include "jobindex.h"

#include <QObject>
#include <QSet>

// A list that is here as a whole, or as far as it was read; puts it in order, a long one off the GUI thread.
class WholeList : public QObject
{
    Q_OBJECT

public:
    // Lists up to here are put in order at once.
    static constexpr qsizetype SmallList = 5000;

    using QObject::QObject;

    const JobIndex &index() const { return m_index; }
    // Of which type all of its jobs are; empty: of any.
    QString type() const { return m_type; }
    qsizetype size() const { return m_index.size(); }

    // Both end what arrange() has begun.
    void set(const JobIndex &index, const QString &type);
    void clear() { set({}, {}); }

    // Ends in arranged(), for a small list before this returns. What was asked for before is given up.
    void arrange(const Arrangement &arrangement);
    bool isArranging() const { return m_work.isBusy(); }
    void stop() { m_work.stop(); }

    struct Removal
    {
        QSet<QString> identities; // of jobs that were in it, see JobList::identityOf()
        qint64 ofType = 0;        // of them, each counted once
    };
    Removal remove(const QList<Job> &jobs, const QString &type);

    // Whether rows of these jobs are better held than looked up.
    static bool isSmall(const JobIndex &index, qsizetype rows)
    {
        return index.isInMemory() && rows <= SmallList;
    }

Q_SIGNALS:
    void arranged(const Arrangement::Outcome &outcome, const JobIndex &index);

private:
    JobIndex m_index;
    QString m_type;
    DetachedWork m_work;
};
