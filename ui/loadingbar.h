// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class JobModel;
class QLabel;
class QProgressBar;

// How far the loading of a whole list is, why it is done, and a button that ends it.
class LoadingBar : public QWidget
{
    Q_OBJECT

public:
    explicit LoadingBar(JobModel *jobs, QWidget *parent = nullptr);

    void setVisible(bool visible) override;

Q_SIGNALS:
    // The bar goes, and with it the focus that it had.
    void focusReleased();

private:
    void showStatus();

    JobModel *const m_jobs;
    QTimer m_patience; // a file that is soon read needs no bar
    bool m_isPatient = false;
    QLabel *m_text;
    QProgressBar *m_progress;
};
