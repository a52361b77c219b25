// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class Job;
class JobClipboard;
class JobModel;
class JobTable;
class OrchestratorSource;
class QAction;
class QMenu;

// The ways to copy what is selected, as a menu: cell, rows, rows with headers, JSON, and the requests for the
// list and for a deletion as commands. Those that can't be used say why in their status tip.
class CopyActions : public QObject
{
    Q_OBJECT

public:
    // Fills the menu, its parent; `copyRecord` is one of its actions. The others live longer.
    CopyActions(QMenu *menu, QAction *copyRecord, JobModel *jobs, JobTable *table, JobClipboard *clipboard);

    // To be called when something else is selected or shown.
    void update();

private:
    QAction *add(const QString &name, const QString &text);
    const OrchestratorSource *server() const;
    QString whyNoListCommand() const;
    QString whyNoDeletionCommand() const;
    QString listCommand() const;
    QString deletionCommand() const;
    static void set(QAction *action, const QString &whyNot, const QString &what);

    QMenu *const m_menu;
    JobModel *const m_jobs;
    JobTable *const m_table;
    QAction *const m_cell;
    QAction *const m_rows;
    QAction *const m_rowsWithHeaders;
    QAction *m_list = nullptr;
    QAction *m_deletion = nullptr;
};
