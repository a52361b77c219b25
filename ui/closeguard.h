// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class Deletions;
class QWidget;
class ResponseSaver;

// Asks before a window closes over deletions that count down or are under way, or over a file that is being
// written.
class CloseGuard : public QObject
{
    Q_OBJECT

public:
    // Both live as long as the window, the parent.
    CloseGuard(Deletions *deletions, ResponseSaver *saver, QWidget *window);

    // False: the user is asked, and the window closes if they want it to.
    bool mayClose();

private:
    void closeAnyway();

    Deletions *const m_deletions;
    ResponseSaver *const m_saver;
    QWidget *const m_window;
    bool m_closes = false; // the user was asked
};
