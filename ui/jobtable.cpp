// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobtable.h"

#include "column.h"
#include "jobmodel.h"
#include "jobpresentation.h"
#include "jobselection.h"

#include <QAction>
#include <QActionGroup>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>
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
    case Column::RunsTimesNodes:
    case Column::Target:
    case Column::Parameters:
    case Column::UserData:
    case Column::Server:
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
    case Column::Deleted:
    case Column::Outcome:
        return 18;
    case Column::DeletedBy:
        return 19;
    }
    return 15;
}

// A tab would begin another cell, and a line end another row.
QString inOneCell(QString text)
{
    for (const QChar c : {u'\t', u'\n', u'\r'})
        text.replace(c, u' ');
    return text;
}

} // namespace

JobTable::JobTable(JobModel *jobs, JobPresentation *presentation, QWidget *parent)
    : QTableView(parent), m_jobs(jobs), m_presentation(presentation), m_columns(horizontalHeader())
{
    setObjectName(u"jobTable"_s);
    setAccessibleName(tr("Scheduled jobs"));
    setModel(presentation);
    m_selection = new JobSelection(this, jobs);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
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
    // Later: what is asked for begins after the signal, and its rows come after theirs.
    connect(horizontalHeader(), &QHeaderView::sortIndicatorChanged, this, [this] {
        m_isSorting = true;
        QMetaObject::invokeMethod(this, &JobTable::followSelected, Qt::QueuedConnection);
    });
    connect(m_jobs, &JobModel::statusChanged, this, &JobTable::followSelected, Qt::QueuedConnection);

    connect(m_jobs, &JobModel::statusChanged, this, [this] { m_columns.showFor(m_jobs->source().get()); });
    connect(presentation, &QAbstractItemModel::modelAboutToBeReset, this,
            [this] { m_scroll = verticalScrollBar()->value(); });
    connect(presentation, &QAbstractItemModel::modelReset, this, [this] {
        // The scroll bar learns of the new rows when the view is laid out.
        executeDelayedItemsLayout();
        verticalScrollBar()->setValue(m_scroll);
        lookAtRows();
    });
    connect(presentation, &QAbstractItemModel::layoutAboutToBeChanged, this,
            [this] { m_rowBeforeMove = currentIndex().row(); });
    connect(m_jobs, &JobModel::statusChanged, this, [this] { m_rowBeforeMove = -1; });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(presentation, signal, this, &JobTable::lookAtRows);
    connect(this, &QAbstractItemView::doubleClicked, this, &JobTable::detailsRequested);
    connect(m_selection, &JobSelection::changed, this, &JobTable::selectedJobsChanged);
}

Job JobTable::selectedJob() const
{
    const QList<Job> jobs = m_selection->count() == 1 ? m_selection->jobs() : QList<Job>();
    return jobs.isEmpty() ? Job() : jobs.constFirst();
}

qsizetype JobTable::selectedCount() const
{
    return m_selection->count();
}

QList<Job> JobTable::selectedJobs(qsizetype most) const
{
    return m_selection->jobs(most);
}

bool JobTable::isSelectingAll() const
{
    return m_selection->isSelectingAll();
}

void JobTable::selectAll()
{
    m_selection->selectAll();
}

JobSequence JobTable::selectedSequence() const
{
    return m_jobs->isIndexed() ? m_jobs->sequence(m_selection->ranges()) : JobSequence(m_selection->jobs());
}

QList<std::pair<int, int>> JobTable::selectedRanges() const
{
    return m_selection->ranges();
}

QString JobTable::cellText() const
{
    const Job job = selectedJob();
    const int section = currentIndex().column();
    if (job.isNull() || !job.isHere() || section < 0)
        return {};
    return m_presentation->textOf(columnSpecs()[std::size_t(section)].column, job);
}

QString JobTable::headerText() const
{
    QStringList titles;
    const QList<Column> columns = visibleColumns();
    for (const Column column : columns)
        titles << columnTitle(column);
    return titles.join(u'\t');
}

// In the order in which they are shown.
QList<Column> JobTable::visibleColumns() const
{
    QList<Column> columns;
    for (int visual = 0; visual < horizontalHeader()->count(); ++visual) {
        if (const int section = horizontalHeader()->logicalIndex(visual); !isColumnHidden(section))
            columns << columnSpecs()[std::size_t(section)].column;
    }
    return columns;
}

QString JobTable::textOf(const QList<Job> &jobs) const
{
    const QList<Column> columns = visibleColumns();
    QStringList lines;
    for (const Job &job : jobs) {
        QStringList cells;
        for (const Column column : columns)
            cells << inOneCell(m_presentation->textOf(column, job));
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void JobTable::select(const Job &job)
{
    const int row = m_jobs->rowOf(job);
    if (row >= 0)
        setCurrentIndex(model()->index(row, std::max(currentIndex().column(), 0)));
}

bool JobTable::selectRows(const QList<int> &rows, bool adds)
{
    return m_selection->selectRows(rows, adds);
}

void JobTable::forgetSelection()
{
    m_scroll = 0;
    m_selection->forget();
    scrollToTop();
}

void JobTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    m_rowBeforeMove = -1;
    QTableView::currentChanged(current, previous);
}

void JobTable::rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end)
{
    m_selection->prepareForRemoval();
    // Qt would select the neighbour of a selected row that goes, and the next Del would hit another job. The
    // current cell moves on without a selection, so that the arrow keys go on from there.
    const QModelIndex current = currentIndex();
    if (current.isValid() && current.row() >= start && current.row() <= end) {
        // Rows may have been put at the end for their removal.
        const bool wasBefore = m_rowBeforeMove >= 0 && m_rowBeforeMove < start;
        const int behind = end + 1 < model()->rowCount() ? end + 1 : start - 1;
        const int next = wasBefore ? m_rowBeforeMove : behind;
        selectionModel()->setCurrentIndex(next >= 0 ? model()->index(next, current.column()) : QModelIndex(),
                                          QItemSelectionModel::NoUpdate);
    }
    m_rowBeforeMove = -1;
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
    const int row = currentIndex().row();
    if (m_selection->count() > 0 && row >= 0 && rowViewportPosition(row) < event->oldSize().height())
        keepInSight(row);
    lookAtRows();
}

void JobTable::keepInSight(int row)
{
    const int bottom = rowViewportPosition(row) + rowHeight(row);
    const int below = (bottom - viewport()->height() + rowHeight(row) - 1) / rowHeight(row);
    if (rowViewportPosition(row) >= 0 && below > 0)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + below);
}

void JobTable::followSelected()
{
    if (!m_isSorting || m_jobs->status().isBusy)
        return;
    m_isSorting = false;
    const QModelIndex current = currentIndex();
    // The columns stay where they are.
    const int column = horizontalHeader()->logicalIndexAt(horizontalHeader()->width() / 2);
    if (m_selection->count() == 1 && current.isValid())
        scrollTo(current.siblingAtColumn(column < 0 ? current.column() : column));
}

// Qt lists every cell of a selection to tell those who can't see it of its first one: of a million rows, that
// takes seconds.
void JobTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    const auto firstOf = [](const QItemSelection &selection) {
        if (selection.isEmpty())
            return QItemSelection();
        const QModelIndex first = selection.constFirst().topLeft();
        return QItemSelection(first, first);
    };
    QTableView::selectionChanged(firstOf(selected), firstOf(deselected));
    viewport()->update(visualRegionForSelection(selected) | visualRegionForSelection(deselected));
}

void JobTable::keyPressEvent(QKeyEvent *event)
{
    const bool isPlain = event->modifiers() == Qt::NoModifier || event->modifiers() == Qt::KeypadModifier;
    // Its action knows when it may be used.
    if (event->matches(QKeySequence::SelectAll)) {
        event->ignore();
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

// Home and End go through the rows; Qt would go through the columns, which are never alone.
QModelIndex JobTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int rows = model()->rowCount();
    if (rows > 0 && (action == MoveHome || action == MoveEnd))
        return model()->index(action == MoveHome ? 0 : rows - 1, std::max(currentIndex().column(), 0));
    return QTableView::moveCursor(action, modifiers);
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
    if (isOffered(Column::Deleted))
        m_columns.moveToFront({Column::Deleted, Column::Outcome, Column::Server, Column::DeletedBy});
    horizontalHeader()->setStretchLastSection(true);
    m_columns.reset();
}

// What only the journal of deletions tells is no choice where it never will be told.
bool JobTable::isOffered(Column column) const
{
    return !isOfDeletions(column) || (m_jobs->source() && m_jobs->source()->tells(column));
}

void JobTable::fillColumnMenu(QMenu *menu)
{
    menu->clear();
    for (const ColumnSpec &spec : columnSpecs()) {
        if (!isOffered(spec.column))
            continue;
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
        if (!isOffered(spec.column))
            continue;
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
