// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class AttentionChoice;
class JobModel;
class QComboBox;
class QLabel;
class QLineEdit;

// The row above the table: which type, what needs attention, which text, and how many of how many that shows.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    explicit FilterBar(JobModel *jobs, QWidget *parent = nullptr);

    void focusSearch();
    // Clears the text; false if there was none.
    bool clearSearch();

Q_SIGNALS:
    // Return in the search: on to what it found.
    void searchEntered();

private:
    void showArrangement();
    void showCount();

    JobModel *const m_jobs;
    QComboBox *m_type;
    QLabel *m_attentionLabel;
    AttentionChoice *m_attention;
    QLineEdit *m_search;
    QLabel *m_count;
    QTimer m_pause;
};
