// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "columnchoice.h"
#include "job.h"

#include <QTableView>

class JobModel;
class JobPresentation;
class QMenu;

// The table of jobs. It tells the model which rows are looked at, and keeps what is selected by the job,
// never by the row: a job that goes leaves no selection behind, and one that comes back with a refresh is
// selected again.
class JobTable : public QTableView
{
    Q_OBJECT

public:
    JobTable(JobModel *jobs, JobPresentation *presentation, QWidget *parent = nullptr);

    // Null if no row that is here is selected.
    Job selectedJob() const;
    // The visible cells of the selected row, separated by tabs.
    QString selectedText() const;
    void select(const Job &job);
    // Forgets the selection for good, as before another source is shown.
    void forgetSelection();
    void resetColumns();
    // One checkable action a column; the last visible one can't be hidden.
    void fillColumnMenu(QMenu *menu);
    // Every column, and the two orders.
    void fillSortMenu(QMenu *menu);
    void showSortIndicator();
    ColumnChoice &columns() { return m_columns; }

Q_SIGNALS:
    void selectedJobChanged();
    // Return, or a double click.
    void detailsRequested();
    // The key of the Delete action was pressed while it can't be used.
    void deletionRefused();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int start, int end) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    void lookAtRows();
    // Scrolls by as many rows as the row lies below the lower edge.
    void keepInSight(int row);
    void rememberPlace();
    void restorePlace();
    void reselect();
    void onSelectionChanged();
    void onRowsChanged();

    JobModel *const m_jobs;
    ColumnChoice m_columns;
    Job m_wanted; // what was selected last, to be selected again when it is here
    int m_scroll = 0;
    int m_currentColumn = 0;
    bool m_isRestoring = false;
};
