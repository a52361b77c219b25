// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparemodel.h"
#include "comparisonrun.h"

#include <QTimer>
#include <QWidget>

class CompareDetails;
class CompareFilterBar;
class CompareSides;
class ComparisonSaver;
class JobModel;
class MessageBar;
class ProgressStrip;
class QAbstractButton;
class QLabel;
class QSplitter;
class QStackedWidget;
class QTableView;
class StatePage;

// Two lists of jobs, and what differs: saved responses, or one and the list in the window.
class CompareView : public QWidget
{
    Q_OBJECT

public:
    explicit CompareView(JobModel *jobs, QWidget *parent = nullptr);
    ~CompareView() override;

    CompareSides *sides() const { return m_sides; }
    // The page is shown: compares what is chosen, if that was not done.
    void begin();
    // A file, and the list in the window after it.
    void compareFile(const QString &before);

    // Ends what goes on, else clears the search. False: there was neither.
    bool stopOrClear();
    void focusSearch();
    // Rows of the table, or of the fields if those have the focus.
    // Once more, after an error; false: there is none.
    bool retry();
    void copy();
    // What is shown, to a file that is asked for.
    void exportShown();

Q_SIGNALS:
    // The user wants to see this job in the table.
    void jobRequested(const Job &job);
    // Something was done that is worth a word.
    void noted(const QString &text);

private:
    void layOut();
    void makeTable();
    QWidget *makeButtons();
    void connectRun();
    void onSidesChanged();
    void compare();
    void compareAgain();
    void onFinished(const ComparisonRun::Outcome &outcome);
    void noteWindowList();
    void showProgress();
    void search();
    void noteCurrent();
    void restoreCurrent();
    void applyFilter();
    void showState();
    void onStateAction();
    void showSelected();

    JobModel *const m_jobs;
    ComparisonRun m_run;
    ComparisonRun::Outcome m_outcome; // its comparison is null: there is none
    std::optional<Error> m_error;
    std::shared_ptr<const std::vector<bool>> m_found; // by the search; null: each
    CompareSides *m_sides;
    CompareModel *m_model;
    ComparisonSaver *m_saver;
    QLabel *m_summary;
    MessageBar *m_notes;
    MessageBar *m_stale;
    MessageBar *m_problem;
    CompareFilterBar *m_filter;
    QStackedWidget *m_stack;
    StatePage *m_state;
    QSplitter *m_splitter;
    QTableView *m_table;
    CompareDetails *m_details;
    ProgressStrip *m_strip;
    QAbstractButton *m_copy = nullptr;
    QAbstractButton *m_export = nullptr;
    QTimer m_progress; // while it is counted in other threads
    DetachedWork m_searching;
    // While the rows are others: what was current, and of what.
    std::optional<std::size_t> m_current;
    std::shared_ptr<const Comparison> m_currentOf;
};
