// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class JobModel;
class JobSource;
class QAction;
class QMenu;
class QWidget;

// What times are told by, as the user chooses it: the time zone, one for the program, and of a saved response
// the moment that it is of.
class ClockActions : public QObject
{
    Q_OBJECT

public:
    // All of them live as long as the window, the parent.
    ClockActions(QMenu *timeZone, QAction *chooseAsOf, JobModel *jobs, QWidget *window);

    // Another source is shown.
    void update();
    // A file that is read again stays of the moment that was chosen for it.
    static void carryAsOf(const JobSource *before, JobSource *anew);

Q_SIGNALS:
    // That of every window.
    void zoneChanged();
    // The jobs were told already.
    void asOfChanged();

private:
    void askForAsOf();

    QAction *const m_chooseAsOf;
    JobModel *const m_jobs;
    QWidget *const m_window;
};
