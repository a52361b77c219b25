// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobrows.h"

#include "column.h"

#include <algorithm>
#include <utility>

int JobRows::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int JobRows::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(columnSpecs().size());
}

JobRows::RowState JobRows::stateOf(const Job &job)
{
    if (!job.isHere())
        return RowState::Loading;
    return job.place().bytes->isInMemory() || !job.load() ? RowState::Here : RowState::Failed;
}

QVariant JobRows::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Job job = m_rows.at(index.row());
    const RowState state = job.isNull() ? absentRowState(index.row()) : stateOf(job);
    switch (role) {
    case Qt::DisplayRole:
        return state == RowState::Here ? columnSpecs()[std::size_t(index.column())].text(job) : QVariant();
    case JobRole:
        return QVariant::fromValue(job);
    case RowStateRole:
        return int(state);
    default:
        return {};
    }
}

QVariant JobRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    return columnTitle(columnSpecs()[std::size_t(section)].column);
}

Job JobRows::jobAt(int row) const
{
    return row >= 0 && row < m_rows.size() ? m_rows.at(row) : Job();
}

void JobRows::resizeRows(qsizetype size)
{
    if (size < m_rows.size()) {
        beginRemoveRows({}, int(size), int(m_rows.size()) - 1);
        m_rows.resize(size);
        endRemoveRows();
    } else if (size > m_rows.size()) {
        beginInsertRows({}, int(m_rows.size()), int(size) - 1);
        m_rows.resize(size);
        endInsertRows();
    }
}

// From the end, so that the rows before keep their numbers.
void JobRows::dropRows(const QList<int> &rows)
{
    struct Range
    {
        int first;
        int last;
    };
    QList<Range> ranges;
    for (const int row : rows) {
        if (!ranges.isEmpty() && ranges.constLast().last == row - 1)
            ranges.last().last = row;
        else
            ranges.append({row, row});
    }
    // Each removal costs a view time for all that is selected in it; many are better made one.
    constexpr qsizetype MostRanges = 50;
    if (ranges.size() > MostRanges) {
        sinkRows(rows);
        ranges = {{rowCount() - int(rows.size()), rowCount() - 1}};
    }
    std::reverse(ranges.begin(), ranges.end());
    for (const Range &range : std::as_const(ranges)) {
        beginRemoveRows({}, range.first, range.last);
        m_rows.remove(range.first, range.last - range.first + 1);
        endRemoveRows();
    }
}

void JobRows::sinkRows(const QList<int> &rows)
{
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QModelIndexList to;
    const QModelIndexList from = persistentIndexList();
    for (const QModelIndex &old : from) {
        const auto sinking = std::lower_bound(rows.begin(), rows.end(), old.row());
        const bool sinks = sinking != rows.end() && *sinking == old.row();
        const qsizetype before = sinking - rows.begin(); // that sink from above it
        to.append(
            index(int(sinks ? m_rows.size() - (rows.size() - before) : old.row() - before), old.column()));
    }
    m_rows.sink(rows);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
}

void JobRows::resetRows(const QList<Job> &target)
{
    beginResetModel();
    m_rows.setRows(target);
    endResetModel();
}

void JobRows::resetRows(const JobIndex &index, std::vector<JobIndex::Row> order)
{
    beginResetModel();
    m_rows.setRows(index, std::move(order));
    endResetModel();
}

// New rows are added at the end, all are put in their order, and what is gone is then removed from the end:
// the list never becomes shorter than it will be, so no view loses its place.
void JobRows::mergeRows(const QList<Job> &target)
{
    JobList goal;
    goal.setRows(target);
    if (!goal.isUnambiguous() || !m_rows.isUnambiguous()) {
        // Records with the same name, in a file, can't be told apart.
        resetRows(target);
        return;
    }
    QList<Job> fresh;
    for (const Job &job : target) {
        if (m_rows.rowOf(job) < 0)
            fresh.append(job);
    }
    if (!fresh.isEmpty()) {
        beginInsertRows({}, rowCount(), rowCount() + int(fresh.size()) - 1);
        m_rows.append(fresh);
        endInsertRows();
    }
    Q_EMIT layoutAboutToBeChanged({}, VerticalSortHint);
    QList<int> newRow(m_rows.size());
    QList<Job> rows = target;
    for (qsizetype row = 0; row < m_rows.size(); ++row) {
        const qsizetype found = goal.rowOf(m_rows.at(row));
        newRow[row] = int(found >= 0 ? found : rows.size());
        if (found < 0)
            rows.append(m_rows.at(row));
    }
    QModelIndexList to;
    const QModelIndexList from = persistentIndexList();
    for (const QModelIndex &old : from)
        to.append(index(newRow.at(old.row()), old.column()));
    m_rows.setRows(rows);
    changePersistentIndexList(from, to);
    Q_EMIT layoutChanged({}, VerticalSortHint);
    if (rows.size() > target.size()) {
        beginRemoveRows({}, int(target.size()), int(rows.size()) - 1);
        m_rows.setRows(target);
        endRemoveRows();
    }
    if (!target.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}
