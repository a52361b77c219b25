// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobtable.h"

#include "column.h"
#include "jobmodel.h"
#include "jobpresentation.h"

#include <QAction>
#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
#include <QScopedValueRollback>
#include <QScrollBar>

using namespace Qt::StringLiterals;

namespace {

// In average characters.
int widthOf(Column column)
{
    switch (column) {
    case Column::Name:
    case Column::Type:
    case Column::Noop:
        return 7;
    case Column::Target:
    case Column::Parameters:
    case Column::UserData:
        return 22;
    case Column::Environment:
    case Column::Scope:
        return 12;
    case Column::Owner:
        return 19;
    case Column::NextRun:
        return 0; // as its texts need in this language, see resetColumns()
    case Column::Repeats:
        return 14;
    case Column::Description:
        return 20;
    case Column::ScheduledTime:
        return 22;
    case Column::LastRun:
        return 26;
    }
    return 15;
}

} // namespace

JobTable::JobTable(JobModel *jobs, JobPresentation *presentation, QWidget *parent)
    : QTableView(parent), m_jobs(jobs), m_columns(horizontalHeader())
{
    setObjectName(u"jobTable"_s);
    setAccessibleName(tr("Scheduled jobs"));
    setModel(presentation);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setCornerButtonEnabled(false);
    // Fixed: asking each row for its height takes a minute with a million rows.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    verticalHeader()->hide();
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillColumnMenu(menu);
        menu->popup(horizontalHeader()->mapToGlobal(at));
    });
    resetColumns();
    showSortIndicator();
    setSortingEnabled(true);

    connect(m_jobs, &JobModel::statusChanged, this, [this] { m_columns.showFor(m_jobs->source().get()); });
    connect(presentation, &QAbstractItemModel::modelAboutToBeReset, this, &JobTable::rememberPlace);
    connect(presentation, &QAbstractItemModel::modelReset, this, &JobTable::restorePlace);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(presentation, signal, this, [this] {
            reselect();
            lookAtRows();
        });
    connect(presentation, &QAbstractItemModel::dataChanged, this, &JobTable::onRowsChanged);
    connect(this, &QAbstractItemView::doubleClicked, this, &JobTable::detailsRequested);
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, &JobTable::onSelectionChanged);
}

Job JobTable::selectedJob() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    return rows.isEmpty() ? Job() : m_jobs->jobAt(rows.constFirst().row());
}

QString JobTable::selectedText() const
{
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (rows.isEmpty())
        return {};
    QStringList cells;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        const int section = horizontalHeader()->logicalIndex(visual);
        if (!isColumnHidden(section))
            cells << rows.constFirst().siblingAtColumn(section).data().toString();
    }
    return cells.join(u'\t');
}

void JobTable::select(const Job &job)
{
    const int row = m_jobs->rowOf(job);
    if (row >= 0)
        setCurrentIndex(model()->index(row, std::max(currentIndex().column(), 0)));
}

void JobTable::forgetSelection()
{
    m_wanted = {};
    m_scroll = 0;
    selectionModel()->clear();
    scrollToTop();
}

void JobTable::onSelectionChanged()
{
    // A row that is not here yet stands for whatever job will come there.
    if (!m_isRestoring && selectionModel()->hasSelection())
        m_wanted = selectedJob();
    Q_EMIT selectedJobChanged();
}

void JobTable::onRowsChanged()
{
    reselect();
    Q_EMIT selectedJobChanged();
}

void JobTable::rememberPlace()
{
    m_isRestoring = true;
    m_scroll = verticalScrollBar()->value();
    m_currentColumn = std::max(currentIndex().column(), 0);
}

void JobTable::restorePlace()
{
    // The scroll bar learns of the new rows when the view is laid out.
    executeDelayedItemsLayout();
    reselect();
    verticalScrollBar()->setValue(m_scroll);
    m_isRestoring = false;
    lookAtRows();
    Q_EMIT selectedJobChanged();
}

// Keeps the selection on its job, wherever that is now; does not scroll to it.
void JobTable::reselect()
{
    if (selectionModel()->hasSelection()) {
        const Job job = selectedJob();
        if (m_wanted.isNull())
            m_wanted = job;
        if (job.isNull() ? m_wanted.isNull() : job.isSameJobAs(m_wanted))
            return;
        // Another job stands in its row.
        const QScopedValueRollback restoring(m_isRestoring, true);
        selectionModel()->clearSelection();
    }
    const int row = m_wanted.isNull() ? -1 : m_jobs->rowOf(m_wanted);
    if (row < 0)
        return;
    const bool scrolls = hasAutoScroll();
    setAutoScroll(false);
    const QModelIndex at = model()->index(row, m_currentColumn);
    selectionModel()->setCurrentIndex(at, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    setAutoScroll(scrolls);
}

void JobTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    // Qt would select the neighbour of a selected row that goes, and the next Del would hit another job. The
    // current cell moves on without a selection, so that the arrow keys go on from there.
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() >= start && current.row() <= end) {
        selectionModel()->clearSelection();
        const int next = end + 1 < model()->rowCount() ? end + 1 : start - 1;
        selectionModel()->setCurrentIndex(next >= 0 ? model()->index(next, current.column()) : QModelIndex(),
                                          QItemSelectionModel::NoUpdate);
    }
    QTableView::rowsAboutToBeRemoved(parent, start, end);
}

void JobTable::lookAtRows()
{
    const int rows = m_jobs->rowCount();
    if (rows == 0 || !isVisible())
        return;
    const int first = std::max(rowAt(0), 0);
    const int last = rowAt(viewport()->height() - 1);
    m_jobs->lookAt(first, last < 0 ? rows - 1 : last);
}

void JobTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    if (dy != 0)
        lookAtRows();
}

void JobTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    // A bar that opens below must not cover the row that it is about.
    const QModelIndexList rows = selectionModel()->selectedRows();
    if (!rows.isEmpty() && rowViewportPosition(rows.constFirst().row()) < event->oldSize().height())
        keepInSight(rows.constFirst().row());
    lookAtRows();
}

void JobTable::keepInSight(int row)
{
    const int bottom = rowViewportPosition(row) + rowHeight(row);
    const int below = (bottom - viewport()->height() + rowHeight(row) - 1) / rowHeight(row);
    if (rowViewportPosition(row) >= 0 && below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
}

void JobTable::keyPressEvent(QKeyEvent *event)
{
    const int rows = model()->rowCount();
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    if (isPlain && rows > 0 && (event->key() == Qt::Key_Home || event->key() == Qt::Key_End)) {
        const int row = event->key() == Qt::Key_Home ? 0 : rows - 1;
        setCurrentIndex(model()->index(row, std::max(currentIndex().column(), 0)));
        return;
    }
    // Qt knows the Menu key only.
    if (event->key() == Qt::Key_F10 && event->modifiers() == Qt::ShiftModifier) {
        const QPoint at = visualRect(currentIndex()).center();
        QContextMenuEvent menu(QContextMenuEvent::Keyboard, at, viewport()->mapToGlobal(at));
        contextMenuEvent(&menu);
        return;
    }
    // Without a selection the first step is onto the current row, not past it.
    const bool isStep = event->key() == Qt::Key_Down || event->key() == Qt::Key_Up;
    if (isPlain && isStep && currentIndex().isValid() && !selectionModel()->hasSelection()) {
        selectRow(currentIndex().row());
        return;
    }
    // A shortcut that can be used comes before the table.
    if (isPlain && event->key() == Qt::Key_Delete) {
        Q_EMIT deletionRefused();
        return;
    }
    if (isPlain && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT detailsRequested();
        return;
    }
    QTableView::keyPressEvent(event);
}

void JobTable::contextMenuEvent(QContextMenuEvent *event)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(actions());
    QPoint at = event->globalPos();
    if (event->reason() == QContextMenuEvent::Keyboard)
        at = viewport()->mapToGlobal(visualRect(currentIndex()).center());
    menu->popup(at);
}

void JobTable::resetColumns()
{
    const int character = fontMetrics().averageCharWidth();
    for (int section = 0; section < model()->columnCount(); ++section) {
        const ColumnSpec &spec = columnSpecs()[std::size_t(section)];
        const int text =
            spec.column == Column::NextRun
                ? fontMetrics().horizontalAdvance(JobPresentation::longNextRun()) + iconSize().width()
                : widthOf(spec.column) * character;
        setColumnWidth(section, text + 16);
        horizontalHeader()->moveSection(horizontalHeader()->visualIndex(section), section);
    }
    horizontalHeader()->setStretchLastSection(true);
    m_columns.reset();
}

void JobTable::fillColumnMenu(QMenu *menu)
{
    menu->clear();
    for (const ColumnSpec &spec : columnSpecs()) {
        QAction *action = menu->addAction(columnTitle(spec.column));
        action->setCheckable(true);
        action->setChecked(m_columns.isChosen(spec.column));
        action->setEnabled(!m_columns.isTheLast(spec.column));
        if (m_jobs->source() && !m_jobs->source()->tells(spec.column))
            action->setText(tr("%1 (not told here)", "column that this server or file has nothing for")
                                .arg(columnTitle(spec.column)));
        connect(action, &QAction::toggled, this,
                [this, column = spec.column](bool chosen) { m_columns.choose(column, chosen); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Reset Columns")), &QAction::triggered, this, &JobTable::resetColumns);
}

void JobTable::fillSortMenu(QMenu *menu)
{
    menu->clear();
    auto *group = new QActionGroup(menu);
    const auto add = [&](const QString &text, bool isChecked, int section, Qt::SortOrder order) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(isChecked);
        connect(action, &QAction::triggered, this, [this, section, order] { sortByColumn(section, order); });
        return action;
    };
    const Qt::SortOrder order = m_jobs->sortOrder();
    const int current = int(m_jobs->sortColumn());
    for (const ColumnSpec &spec : columnSpecs()) {
        const int section = int(spec.column);
        group->addAction(add(columnTitle(spec.column), section == current, section, order));
    }
    menu->addSeparator();
    auto *orders = new QActionGroup(menu);
    orders->addAction(add(tr("&Ascending"), order == Qt::AscendingOrder, current, Qt::AscendingOrder));
    orders->addAction(add(tr("&Descending"), order == Qt::DescendingOrder, current, Qt::DescendingOrder));
}

void JobTable::showSortIndicator()
{
    const QSignalBlocker blocker(horizontalHeader());
    horizontalHeader()->setSortIndicator(int(m_jobs->sortColumn()), m_jobs->sortOrder());
}
