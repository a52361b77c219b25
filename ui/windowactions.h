// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAction;
class QMainWindow;
class QMenu;

// The actions of a main window, its menus and its tool bar: texts, icons and keys. What they do and when they
// may be done is the window's business. All belong to the window.
struct WindowActions
{
    explicit WindowActions(QMainWindow *window);

    QAction *open;
    QMenu *recent;
    QAction *connectTo;
    QMenu *recentConnections;
    QAction *saveAs;
    QAction *saveSelected;
    QAction *savePage;
    QAction *exportJobs;
    QAction *saveSnapshot;
    QMenu *changedSince;
    QAction *close;
    QAction *quit;

    QAction *undoDeletion;
    QAction *copy;
    QAction *copyRecord;
    QMenu *copyAs; // filled by CopyActions
    QAction *paste;
    QAction *selectAll;
    QAction *find;
    QAction *settings;

    QAction *refresh;
    QAction *stop;
    QAction *loadAll;
    QAction *deletedJobs;
    QAction *compare;
    QMenu *sortBy;
    QMenu *columns;
    QAction *showTable;
    QAction *showTimeline;
    QMenu *timeZone;
    QAction *chooseAsOf;
    QAction *saveTimeline;
    QAction *printTimeline;
    QAction *details;
    QAction *detailsBelow;
    QAction *fullScreen;

    QAction *deleteJob;
    QAction *showRecord;
    QAction *scheduleAgain;
    QAction *copyScheduleRequest;

    QAction *keys;
    QAction *about;
    QAction *aboutQt;

    // `matching`: those that a type or a search leaves.
    void nameSelectAll(bool matching);
    // All that acts on the selected jobs, while these are out of sight.
    void disableForSelected();

    QList<QMenu *> menus;

private:
    void makeFile(QMainWindow *window);
    void makeEdit(QMainWindow *window);
    void makeView(QMainWindow *window);
    void makeJobAndHelp(QMainWindow *window);
    void makeToolBar(QMainWindow *window);
    QMenu *addMenu(QMainWindow *window, const char *title);
};
