// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "concern.h"
#include "job.h"

#include <QItemSelection>
#include <QList>
#include <QObject>

#include <limits>
#include <optional>

class JobModel;
class QAbstractItemView;

// What is selected in a table of jobs, kept by the job and never by the row: it stays with jobs that move,
// and nothing is selected in place of one that goes. One job that went is selected again when it comes back.
// Of several, those that go or are hidden are no longer selected, for nobody would notice them coming back;
// those that a long list has only not loaded yet are waited for.
class JobSelection : public QObject
{
    Q_OBJECT

public:
    // The view belongs to whoever made it, shows the rows of the jobs as they are, and has its model already.
    JobSelection(QAbstractItemView *view, JobModel *jobs);

    // Selected jobs that are here. Quick.
    qsizetype count() const { return m_count; }
    // The same in the order of the rows. It takes a time for each job.
    QList<Job> jobs(qsizetype most = std::numeric_limits<qsizetype>::max()) const;
    // Rows of them, and of those that are not here yet, in ascending order and without gaps as pairs of the
    // first and the last.
    QList<std::pair<int, int>> ranges() const;

    // All rows that are shown, once they are here: the rest of a long list is loaded first, and nothing is
    // selected if that is cancelled.
    void selectAll();
    // Whether all will be selected as soon as they are here.
    bool isSelectingAll() const { return m_selectsAll; }
    // As if the user had selected these rows. False: they lie in more pieces than Qt takes in time.
    bool selectRows(QList<int> rows, bool adds);
    // For good, as before another source is shown.
    void forget();

    // To be called before rows go, and before the selection model hears of it.
    void prepareForRemoval() { m_isMoving = true; }

Q_SIGNALS:
    // Other jobs are selected, or what is known of them has changed.
    void changed();

private:
    void onSelectionChanged();
    void onRowsReplaced(int first, int last);
    void onRowsRemoved();
    void onReset();
    void onStatusChanged();
    void reselect();
    QItemSelection rangesOf(const QList<int> &rows) const;
    void select(const QList<int> &rows);
    void setCurrent(int row);
    void takeSelected();
    void keepForReset();
    bool isQuestionTheSame() const;
    void noteQuestion();
    QList<Job> jobsOfRows(qsizetype most = std::numeric_limits<qsizetype>::max()) const;
    qsizetype selectedRows() const;
    void selectAllRows();

    QAbstractItemView *const m_view;
    JobModel *const m_jobs;
    // Of each selected row, in their order; null: it is not here yet. Of rows of an index that are several,
    // only while they are reset.
    QList<Job> m_rows;
    QList<Job> m_awaited; // to be selected when they are here
    qsizetype m_count = 0;
    Job m_current;
    int m_column = 0;
    QString m_type; // of the list when the user selected
    QString m_text;
    std::optional<Concern> m_concern;
    int m_concernMinutes = 0;
    bool m_areSeveral = false; // were when the user selected
    bool m_isMoving = false;   // the rows change, not what is wanted
    bool m_selectsAll = false; // once all are here
    int m_allOf = 0;           // rows there were before a reset, if all of them were selected
};
