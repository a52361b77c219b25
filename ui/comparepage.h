// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class CompareView;
class JobModel;
class QStackedWidget;

// Whether a window shows the comparison in place of its table. It is made when it is wanted first, and not
// when the window starts.
class ComparePage : public QObject
{
    Q_OBJECT

public:
    // It is one of the pages of `stack`, which has the current page chosen by others.
    ComparePage(JobModel *jobs, QStackedWidget *stack, QObject *parent);

    // Null until it was shown.
    CompareView *view() const { return m_view; }
    bool isShown() const { return m_isShown; }
    void open();
    // With a file on the side before, and what the window shows after it.
    void openWith(const QString &before);
    void close();

Q_SIGNALS:
    void shownChanged();
    void made(CompareView *view);

private:
    CompareView *make();

    JobModel *const m_jobs;
    QStackedWidget *const m_stack;
    CompareView *m_view = nullptr;
    bool m_isShown = false;
};
