// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionresultsmodel.h"

#include "column.h"
#include "deletionbatch.h"
#include "deletiontexts.h"

#include <QTextDocument>

#include <array>

namespace {

// The columns of a list that the first sections are.
constexpr std::array Columns{Column::Name, Column::Type, Column::Target, Column::Environment, Column::Owner};

} // namespace

DeletionResultsModel::DeletionResultsModel(DeletionBatch *batch, QObject *parent)
    : QAbstractTableModel(parent), m_batch(batch)
{
    connect(batch, &DeletionBatch::changed, this,
            [this] { Q_EMIT dataChanged(index(0, Outcome), index(rowCount() - 1, SectionCount - 1)); });
    connect(batch, &QObject::destroyed, this, [this] {
        beginResetModel();
        m_batch.clear();
        endResetModel();
    });
}

int DeletionResultsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_batch ? 0 : int(m_batch->size());
}

int DeletionResultsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : SectionCount;
}

QString DeletionResultsModel::text(const Deletion &deletion, int section) const
{
    if (section < int(Columns.size()))
        return specOf(Columns.at(std::size_t(section))).text(deletion.job());
    if (section == Said)
        return deletionText(deletion, deletion.source().get());
    if (deletion.isFinished())
        return outcomeLabel(deletion.outcome(), deletion.source()->disablesForGood(),
                            !deletion.isRecovered());
    return deletion.stage() == Deletion::Stage::CountingDown || deletion.stage() == Deletion::Stage::Waiting
               ? tr("Not sent yet")
               : tr("Under way");
}

QVariant DeletionResultsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Deletion &deletion = *m_batch->deletions().at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(deletion, index.column());
    case Qt::ToolTipRole:
        // Shown as plain text, whatever it says.
        return index.column() == Said ? QVariant(Qt::convertFromPlainText(text(deletion, Said))) : QVariant();
    default:
        return {};
    }
}

QVariant DeletionResultsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section < int(Columns.size()))
        return columnTitle(Columns.at(std::size_t(section)));
    return section == Outcome ? tr("Outcome") : tr("What happened");
}

void DeletionResultsFilter::setOutcome(const QString &label)
{
    m_outcome = label;
    invalidateFilter();
}

bool DeletionResultsFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QModelIndex outcome = sourceModel()->index(row, DeletionResultsModel::Outcome, parent);
    if (!m_outcome.isEmpty() && outcome.data().toString() != m_outcome)
        return false;
    return QSortFilterProxyModel::filterAcceptsRow(row, parent);
}

// Names are numbers, mostly.
bool DeletionResultsFilter::lessThan(const QModelIndex &left, const QModelIndex &right) const
{
    bool isNumber = false;
    bool isNumberToo = false;
    const qlonglong a = left.data().toString().toLongLong(&isNumber);
    const qlonglong b = right.data().toString().toLongLong(&isNumberToo);
    if (isNumber && isNumberToo)
        return a < b;
    return QSortFilterProxyModel::lessThan(left, right);
}
