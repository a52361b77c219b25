// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QPointer>
#include <QSortFilterProxyModel>

class Deletion;
class DeletionBatch;

// What became of each deletion of a batch, as far as it is known.
class DeletionResultsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Section { Name, Type, Target, Environment, Owner, Outcome, Said, SectionCount };
    // The batch may go first; then there are no rows.
    explicit DeletionResultsModel(DeletionBatch *batch, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const Deletion &deletion, int section) const;

    QPointer<DeletionBatch> m_batch;
};

// Those of one outcome, and with a text in any of their cells.
class DeletionResultsFilter : public QSortFilterProxyModel
{
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    // By its label; empty: every one.
    void setOutcome(const QString &label);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override;

private:
    QString m_outcome;
};
