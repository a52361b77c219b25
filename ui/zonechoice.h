// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QMenu;
class QWidget;

// The menu of time zones: that of the system, UTC, the one that was chosen last, and the question for
// another. What is chosen holds for all windows, and is kept.
class ZoneChoice : public QObject
{
    Q_OBJECT

public:
    // Fills the menu whenever it is about to be shown. Both live longer.
    ZoneChoice(QMenu *menu, QWidget *window);

Q_SIGNALS:
    // ShownZone is another one; whatever shows times has to show them again.
    void changed();

private:
    void fill();
    void choose(const QString &id);
    void ask();

    QMenu *const m_menu;
    QWidget *const m_window;
};
