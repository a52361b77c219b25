// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "joblist.h"

#include <QAbstractTableModel>

// A JobList as a table, one column for each ColumnSpec, and the ways in which it changes as a whole. Where
// the rows come from is the business of JobModel.
class JobRows : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Role {
        JobRole = Qt::UserRole, // Job; null for a row that is not here
        RowStateRole            // RowState as int
    };
    enum class RowState {
        Here,
        Loading, // its page is not here, or its record not read yet
        Failed,  // the same, and it could not be had; retry() tries again
        Missing  // the server sent nothing for it
    };
    Q_ENUM(RowState)

    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    // Null for a row that is not here, and for one that does not exist. A record in a file may not have been
    // read yet, see Job::isHere().
    Job jobAt(int row) const;
    // -1: no row holds it.
    int rowOf(const Job &job) const { return int(m_rows.rowOf(job)); }
    // The same for many, which takes little more time than for one.
    QList<qsizetype> rowsOf(const QList<Job> &jobs) const { return m_rows.rowsOf(jobs); }
    // Whether the rows stand for records of an index: a long list, whose jobs are made when they are asked
    // for.
    bool isIndexed() const { return m_rows.isIndexed(); }
    // The jobs of these rows, pairs of the first and the last, as far as they are here. Quick.
    JobSequence sequence(const QList<std::pair<int, int>> &ranges) const { return m_rows.sequence(ranges); }
    bool isEveryRowHere() const { return m_rows.loaded() == m_rows.size(); }
    // What is shown, as a value that a thread may own: take a copy, whose rows stay as they are now.
    const JobList &list() const { return m_rows; }

protected:
    // Why a row is not here.
    virtual RowState absentRowState(int row) const = 0;

    // The content is another one.
    void resetRows(const QList<Job> &target);
    void resetRows(const JobIndex &index, std::vector<JobIndex::Row> order);
    // The content is another state of the same: rows are inserted, moved and removed. Not for long lists.
    void mergeRows(const QList<Job> &target);
    // At the end; new rows are not here yet.
    void resizeRows(qsizetype size);
    // Rows in ascending order, each once; any number of them in one pass.
    void dropRows(const QList<int> &rows);

    JobList m_rows; // whoever changes single rows emits dataChanged()

private:
    static RowState stateOf(const Job &job);
    // Puts these rows behind all others, in the order that they have.
    void sinkRows(const QList<int> &rows);
};
