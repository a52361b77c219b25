// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "columnchoice.h"
#include "job.h"
#include "jobsequence.h"

#include <QTableView>

#include <limits>

class JobModel;
class JobPresentation;
class JobSelection;
class QMenu;

// The table of jobs. It tells the model which rows are looked at; what is selected in it is jobs, see
// JobSelection.
class JobTable : public QTableView
{
    Q_OBJECT

public:
    JobTable(JobModel *jobs, JobPresentation *presentation, QWidget *parent = nullptr);

    // Null unless exactly one job that is here is selected.
    Job selectedJob() const;
    // Jobs that are selected and here. Quick.
    qsizetype selectedCount() const;
    // The same, as values, in the order of the rows.
    QList<Job> selectedJobs(qsizetype most = std::numeric_limits<qsizetype>::max()) const;
    // The same for others to go through, and quick however many there are.
    JobSequence selectedSequence() const;
    // Their rows and those of jobs that are not here yet, ascending, as pairs of the first and the last.
    QList<std::pair<int, int>> selectedRanges() const;
    // What the current cell shows, of exactly one job that is selected and here.
    QString cellText() const;
    // The titles of the visible columns, separated by tabs.
    QString headerText() const;
    // The visible cells of these jobs, separated by tabs, a line for each job.
    QString textOf(const QList<Job> &jobs) const;
    void select(const Job &job);
    // These rows, in whatever order, and scrolls to the first; `adds` to those that are selected. False, and
    // nothing changes: they lie in more pieces than a selection can have.
    bool selectRows(const QList<int> &rows, bool adds = false);
    // Forgets the selection for good, as before another source is shown.
    void forgetSelection();
    void resetColumns();
    // One checkable action a column; the last visible one can't be hidden.
    void fillColumnMenu(QMenu *menu);
    // Every column, and the two orders.
    void fillSortMenu(QMenu *menu);
    void showSortIndicator();
    ColumnChoice &columns() { return m_columns; }

public Q_SLOTS:
    // Every job that is shown; loads the rest of a long list first.
    void selectAll() override;
    // What is selected now is not what the user wants to be.
    bool isSelectingAll() const;

Q_SIGNALS:
    // Other jobs are selected, or what is shown of them has changed.
    void selectedJobsChanged();
    // Return, or a double click.
    void detailsRequested();
    // The key of the Delete action was pressed while it can't be used.
    void deletionRefused();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    bool isOffered(Column column) const;
    QList<Column> visibleColumns() const;
    void lookAtRows();
    // Scrolls by as many rows as the row lies below the lower edge.
    void keepInSight(int row);
    // After another order was asked for: where the selected job went.
    void followSelected();

    JobModel *const m_jobs;
    const JobPresentation *const m_presentation;
    ColumnChoice m_columns;
    JobSelection *m_selection;
    int m_scroll = 0;
    bool m_isSorting = false; // another order was asked for
    int m_rowBeforeMove = -1; // of the current cell, while rows are put in another order
};
