// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QDialog>
#include <QPointer>

#include <memory>

class DeletionBatch;
class DeletionResultsFilter;
class DeletionResultsModel;
class Deletions;
class JobSource;
class QComboBox;
class QLabel;
class QPushButton;
class QTableView;

// What became of each of many deletions: to filter, copy and export, and to try those again that failed. It
// stands beside the window, and can be closed and opened again until the deletions are dismissed.
class DeletionResults : public QDialog
{
    Q_OBJECT

public:
    // The deletions live longer. It closes when the batch is dismissed.
    DeletionResults(Deletions *deletions, DeletionBatch *batch, QWidget *parent);

    const DeletionBatch *batch() const { return m_batch; }
    // As CSV.
    void saveTo(const QString &path);

Q_SIGNALS:
    // They were not deleted, and the user wants them to be.
    void retryRequested(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void layOut(QWidget *filters, QWidget *buttons);
    QWidget *makeFilters();
    QWidget *makeButtons();
    void update();
    void fillOutcomes();
    void copy();
    void askAndSave();

    Deletions *const m_deletions;
    const QPointer<DeletionBatch> m_batch;
    DeletionResultsModel *const m_model;
    DeletionResultsFilter *const m_shown;
    QLabel *const m_summary;
    QComboBox *m_outcomes;
    QTableView *const m_table;
    QLabel *const m_problem;
    QPushButton *m_retry;
    QPushButton *m_checkAgain;
    QPushButton *m_dismiss;
};
