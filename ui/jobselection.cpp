// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobselection.h"

#include "jobmodel.h"

#include <QAbstractItemView>
#include <QScopedValueRollback>

#include <algorithm>
#include <utility>

namespace {

// To look for more whenever a page arrives would take too long.
constexpr qsizetype MostAwaited = 100'000;

// Qt takes seconds for a selection of many more pieces.
constexpr qsizetype MostPieces = 10'000;

} // namespace

JobSelection::JobSelection(QAbstractItemView *view, JobModel *jobs)
    : QObject(view), m_view(view), m_jobs(jobs)
{
    const QAbstractItemModel *model = view->model();
    connect(view->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &JobSelection::onSelectionChanged);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_isMoving = true;
        keepForReset();
        const QModelIndex current = m_view->currentIndex();
        m_current = m_jobs->jobAt(current.row());
        m_column = std::max(current.column(), 0);
    });
    connect(model, &QAbstractItemModel::modelReset, this, &JobSelection::onReset);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &JobSelection::onRowsRemoved);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this] {
        if (m_awaited.isEmpty())
            return;
        reselect();
        Q_EMIT changed();
    });
    // The selection went with the rows.
    connect(model, &QAbstractItemModel::layoutChanged, this, [this] { takeSelected(); });
    connect(model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex &first, const QModelIndex &last) {
                onRowsReplaced(first.row(), last.row());
            });
    connect(m_jobs, &JobModel::statusChanged, this, &JobSelection::onStatusChanged);
}

QList<std::pair<int, int>> JobSelection::ranges() const
{
    QList<std::pair<int, int>> parts;
    const QItemSelection selection = m_view->selectionModel()->selection();
    for (const QItemSelectionRange &range : selection)
        parts.append({range.top(), range.bottom()});
    std::sort(parts.begin(), parts.end());
    QList<std::pair<int, int>> merged;
    for (const auto &[first, last] : std::as_const(parts)) {
        if (!merged.isEmpty() && first <= merged.constLast().second + 1)
            merged.last().second = std::max(merged.constLast().second, last);
        else
            merged.append({first, last});
    }
    return merged;
}

QList<Job> JobSelection::jobsOfRows(qsizetype most) const
{
    QList<Job> rows;
    const auto parts = ranges();
    for (const auto &[first, last] : parts) {
        for (int row = first; row <= last && rows.size() < most; ++row)
            rows.append(m_jobs->jobAt(row));
    }
    return rows;
}

qsizetype JobSelection::selectedRows() const
{
    qsizetype count = 0;
    const auto parts = ranges();
    for (const auto &[first, last] : parts)
        count += last - first + 1;
    return count;
}

QList<Job> JobSelection::jobs(qsizetype most) const
{
    QList<Job> result;
    const QList<Job> rows = m_rows.isEmpty() ? jobsOfRows(most) : m_rows;
    for (const Job &job : rows) {
        if (result.size() >= most)
            break;
        if (!job.isNull())
            result.append(job);
    }
    return result;
}

// Jobs of an index are made when somebody wants them: there may be a million.
void JobSelection::takeSelected()
{
    const qsizetype rows = selectedRows();
    if (m_jobs->isIndexed() && rows > 1) {
        m_rows.clear();
        m_count = rows;
        return;
    }
    m_rows = jobsOfRows();
    m_count = std::count_if(m_rows.begin(), m_rows.end(), [](const Job &job) { return !job.isNull(); });
}

void JobSelection::keepForReset()
{
    m_allOf = 0;
    if (!m_jobs->isIndexed() || m_count < 2)
        return;
    if (m_count == m_jobs->rowCount())
        m_allOf = m_jobs->rowCount();
    else if (m_count <= MostAwaited)
        m_rows = jobsOfRows();
}

bool JobSelection::isQuestionTheSame() const
{
    return m_type == m_jobs->type() && m_text == m_jobs->filterText() && m_concern == m_jobs->concern() &&
           m_concernMinutes == m_jobs->concernMinutes();
}

void JobSelection::noteQuestion()
{
    m_type = m_jobs->type();
    m_text = m_jobs->filterText();
    m_concern = m_jobs->concern();
    m_concernMinutes = m_jobs->concernMinutes();
}

void JobSelection::onSelectionChanged()
{
    if (m_isMoving)
        return;
    takeSelected();
    m_awaited.clear();
    m_areSeveral = selectedRows() > 1;
    m_selectsAll = false;
    noteQuestion();
    Q_EMIT changed();
}

// A row that was not here yet stands for whatever job comes there.
void JobSelection::onRowsReplaced(int first, int last)
{
    if (m_jobs->isIndexed() && m_rows.isEmpty()) {
        if (m_count > 0)
            Q_EMIT changed();
        return;
    }
    bool areOthers = false;
    qsizetype before = 0; // selected rows before the range
    const auto parts = ranges();
    for (const auto &[from, to] : parts) {
        for (int row = std::max(from, first); row <= std::min(to, last); ++row) {
            Job &known = m_rows[before + row - from];
            const Job job = m_jobs->jobAt(row);
            if (!known.isNull() && (job.isNull() || !job.isSameJobAs(known))) {
                areOthers = true;
            } else {
                m_count += known.isNull() && !job.isNull() ? 1 : 0;
                known = job;
            }
        }
        before += to - from + 1;
    }
    if (areOthers || !m_awaited.isEmpty())
        reselect();
    Q_EMIT changed();
}

void JobSelection::onRowsRemoved()
{
    m_isMoving = false;
    const qsizetype before = m_rows.isEmpty() ? m_count : m_rows.size();
    const bool hasLost = selectedRows() < before;
    if (hasLost && !m_areSeveral)
        m_awaited = m_rows;
    takeSelected();
    const bool isAwaiting = !m_awaited.isEmpty();
    if (isAwaiting)
        reselect();
    if (hasLost || isAwaiting)
        Q_EMIT changed();
}

void JobSelection::onReset()
{
    reselect();
    m_isMoving = false;
    Q_EMIT changed();
}

// Selects the rows that the wanted jobs are in now; does not scroll to them.
void JobSelection::reselect()
{
    // The same rows in another order, all of which were selected.
    if (m_allOf > 0 && m_allOf == m_jobs->rowCount() && isQuestionTheSame() && !m_jobs->status().isBusy) {
        m_allOf = 0;
        selectAllRows();
        return;
    }
    QList<Job> wanted = m_rows + m_awaited;
    wanted.removeIf([](const Job &job) { return job.isNull(); });
    QList<int> rows;
    m_awaited.clear();
    const QList<qsizetype> found = m_jobs->rowsOf(wanted);
    for (qsizetype i = 0; i < wanted.size(); ++i) {
        if (found.at(i) >= 0)
            rows.append(int(found.at(i)));
        else
            m_awaited.append(wanted.at(i));
    }
    const bool isHidden = m_jobs->status().isWhole || !isQuestionTheSame();
    if (m_areSeveral && (isHidden || m_awaited.size() > MostAwaited))
        m_awaited.clear();
    if (m_areSeveral)
        noteQuestion();
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    select(rows);
}

// Of rows in ascending order.
QItemSelection JobSelection::rangesOf(const QList<int> &rows) const
{
    const QAbstractItemModel *model = m_view->model();
    QItemSelection ranges;
    for (qsizetype i = 0; i < rows.size();) {
        qsizetype end = i + 1;
        while (end < rows.size() && rows.at(end) == rows.at(end - 1) + 1)
            ++end;
        ranges.append(QItemSelectionRange(model->index(rows.at(i), 0),
                                          model->index(rows.at(end - 1), model->columnCount() - 1)));
        i = end;
    }
    return ranges;
}

bool JobSelection::selectRows(QList<int> rows, bool adds)
{
    const int count = m_view->model()->rowCount();
    rows.removeIf([count](int row) { return row < 0 || row >= count; });
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const QItemSelection ranges = rangesOf(rows);
    if (ranges.size() > MostPieces)
        return false;
    if (!rows.isEmpty()) {
        setCurrent(rows.constFirst());
        m_view->scrollTo(m_view->currentIndex());
    }
    m_view->selectionModel()->select(ranges, adds ? QItemSelectionModel::Select
                                                  : QItemSelectionModel::ClearAndSelect);
    return true;
}

void JobSelection::select(const QList<int> &rows)
{
    const QScopedValueRollback moving(m_isMoving, true);
    QItemSelectionModel *selection = m_view->selectionModel();
    QItemSelection ranges = rangesOf(rows);
    if (ranges.size() > MostPieces)
        ranges.clear();
    const int kept = m_view->currentIndex().row();
    selection->select(ranges, QItemSelectionModel::ClearAndSelect);
    const int current = m_jobs->rowOf(m_current);
    if (!rows.isEmpty() && !std::binary_search(rows.begin(), rows.end(), kept))
        setCurrent(std::binary_search(rows.begin(), rows.end(), current) ? current : rows.constFirst());
    takeSelected();
}

void JobSelection::setCurrent(int row)
{
    const bool scrolls = m_view->hasAutoScroll();
    m_view->setAutoScroll(false);
    const QModelIndex before = m_view->currentIndex();
    const int column = before.isValid() ? before.column() : m_column;
    m_view->selectionModel()->setCurrentIndex(m_view->model()->index(row, column),
                                              QItemSelectionModel::NoUpdate);
    m_view->setAutoScroll(scrolls);
}

void JobSelection::forget()
{
    m_rows.clear();
    m_awaited.clear();
    m_count = 0;
    m_current = {};
    m_areSeveral = false;
    m_selectsAll = false;
    m_view->selectionModel()->clear();
}

void JobSelection::selectAll()
{
    if (m_jobs->rowCount() == 0)
        return;
    if (!m_jobs->status().isWhole || !m_jobs->isEveryRowHere()) {
        m_selectsAll = true;
        noteQuestion();
        m_jobs->loadAll();
        onStatusChanged();
        return;
    }
    if (!m_view->currentIndex().isValid())
        setCurrent(0);
    selectAllRows();
}

void JobSelection::selectAllRows()
{
    const QAbstractItemModel *model = m_view->model();
    const int last = model->rowCount() - 1;
    m_view->selectionModel()->select(
        QItemSelection(model->index(0, 0), model->index(last, model->columnCount() - 1)),
        QItemSelectionModel::ClearAndSelect);
}

void JobSelection::onStatusChanged()
{
    if (!m_selectsAll)
        return;
    const ListStatus status = m_jobs->status();
    if (status.isBusy)
        return;
    m_selectsAll = false;
    if (status.isWhole && m_jobs->isEveryRowHere() && isQuestionTheSame())
        selectAll();
}
