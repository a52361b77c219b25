// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

// The rows of a list: a job, or a null job where none is here yet. Rows are found by name, the identity of a
// job.
class JobList
{
public:
    qsizetype size() const { return m_rows.size(); }
    const Job &at(qsizetype row) const { return m_rows.at(row); }
    const QList<Job> &rows() const { return m_rows; }
    // Rows that hold a job.
    qsizetype loaded() const { return m_loaded; }
    // Behind the last row that holds a job.
    qsizetype loadedEnd() const;
    // -1: no row holds it. A job without a name is found by its bytes.
    qsizetype rowOf(const Job &job) const;
    // Whether no two of the jobs have the same identity.
    bool isUnambiguous() const { return index().size() == m_loaded; }

    void setRows(QList<Job> rows);
    void set(qsizetype row, const Job &job);
    void resize(qsizetype size);
    void append(const QList<Job> &jobs);
    void remove(qsizetype row, qsizetype count = 1);

    // By what two records are held to be of the same job.
    static QString identityOf(const Job &job);

private:
    const QHash<QString, qsizetype> &index() const;

    QList<Job> m_rows;
    qsizetype m_loaded = 0;
    mutable QHash<QString, qsizetype> m_index;
    mutable bool m_indexIsStale = false;
};
