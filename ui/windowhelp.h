// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QMenu;
class QWidget;

// What the Help menu shows; the dialogs don't block.
namespace WindowHelp {

// Every action of the menus that has a key.
void showKeys(QWidget *window, const QList<QMenu *> &menus);
void showAbout(QWidget *window);

} // namespace WindowHelp
