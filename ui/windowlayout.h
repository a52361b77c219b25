// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class JobTable;
class QMainWindow;
class QSplitter;
struct WindowActions;

// The size of a window, its panes and its columns, kept between sessions.
struct WindowLayout
{
    QMainWindow *window;
    const WindowActions *actions;
    QSplitter *splitter;
    JobTable *table;
    QString purpose; // of the window; each has a layout of its own

    void restore() const;
    void save() const;
};
