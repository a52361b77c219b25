// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "jobindex.h"
#include "jobsequence.h"

#include <QCache>
#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <utility>
#include <vector>

// The rows of a list: a job, or a null job where none is here yet. Rows are found by name, the identity of a
// job. They hold their jobs, or stand for records of an index; of these, only what was looked at lately is
// held.
class JobList
{
public:
    qsizetype size() const { return m_isIndexed ? qsizetype(m_order.size()) : m_rows.size(); }
    Job at(qsizetype row) const;
    // Of rows that hold their jobs.
    const QList<Job> &rows() const { return m_rows; }
    // Rows that hold a job.
    qsizetype loaded() const { return m_isIndexed ? size() : m_loaded; }
    // Behind the last row that holds a job.
    qsizetype loadedEnd() const;
    // -1: no row holds it. A job without a name is found by its bytes.
    qsizetype rowOf(const Job &job) const;
    // The same for many, in one pass.
    QList<qsizetype> rowsOf(const QList<Job> &jobs) const;
    // Those of these rows, pairs of the first and the last, that hold a job. Makes no job.
    JobSequence sequence(const QList<std::pair<int, int>> &ranges) const;
    // Whether no two of the jobs have the same identity. Of rows that hold their jobs.
    bool isUnambiguous() const { return identities().size() == m_loaded; }

    void setRows(QList<Job> rows);
    // From now on the rows stand for these records of the index.
    void setRows(JobIndex index, std::vector<JobIndex::Row> order);
    bool isIndexed() const { return m_isIndexed; }
    const JobIndex &index() const { return m_index; }
    // Of an indexed list: which record of the index each row stands for.
    const std::vector<JobIndex::Row> &order() const { return m_order; }
    // Keeps the jobs of these rows of an index, so that what was read of them is not read again.
    void hold(qsizetype first, qsizetype last);

    // Of rows that hold their jobs:
    void set(qsizetype row, const Job &job);
    void resize(qsizetype size);
    void append(const QList<Job> &jobs);
    void remove(qsizetype row, qsizetype count = 1);
    // Puts these rows, in ascending order, behind all others; the rest keeps its order.
    void sink(const QList<int> &rows);

    // By what two records are held to be of the same job.
    static QString identityOf(const Job &job);

private:
    const QHash<QString, qsizetype> &identities() const;

    QList<Job> m_rows;
    qsizetype m_loaded = 0;
    JobIndex m_index;
    std::vector<JobIndex::Row> m_order;
    std::shared_ptr<QCache<JobIndex::Row, Job>> m_held; // of an index
    mutable QHash<QString, qsizetype> m_identities;
    mutable bool m_identitiesAreStale = false;
    bool m_isIndexed = false;
};
