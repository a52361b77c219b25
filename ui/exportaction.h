// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "exportdialog.h"

#include <QObject>

class JobModel;
class JobTable;
class QAction;
class QWidget;
class ResponseSaver;

// Takes jobs out of the window: the selection, what is shown, or all, as a table, as a saved response or as a
// calendar. The rest of a list that is not whole is loaded first; writing is the business of the saver.
class ExportAction : public QObject
{
    Q_OBJECT

public:
    // All of these live as long as the window, the parent.
    ExportAction(QAction *action, JobModel *jobs, JobTable *table, ResponseSaver *saver, QWidget *window);

    // To be called when something else is selected or shown.
    void update();
    // What of the jobs, in which format, and into which file.
    void ask();

private:
    QList<ExportDialog::Choice> choices() const;
    ExportDialog::Clock clock() const;
    JobSequence jobsShown() const;
    JobSequence jobsOfList() const;
    void askForFile(const ExportRequest &request, const JobSequence &selected);
    void write(const QString &path, const ExportRequest &request, const JobSequence &jobs,
               const QString &doubt);

    QAction *const m_action;
    JobModel *const m_jobs;
    JobTable *const m_table;
    ResponseSaver *const m_saver;
    QWidget *const m_window;
};
