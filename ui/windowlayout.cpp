// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowlayout.h"

#include "jobtable.h"
#include "windowactions.h"

#include <QAction>
#include <QMainWindow>
#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

void WindowLayout::restore() const
{
    const QSettings settings;
    window->restoreGeometry(settings.value(purpose + "/geometry"_L1).toByteArray());
    actions->detailsBelow->setChecked(settings.value(purpose + "/detailsBelow"_L1, true).toBool());
    actions->details->setChecked(settings.value(purpose + "/details"_L1, true).toBool());
    splitter->restoreState(settings.value(purpose + "/splitter"_L1).toByteArray());
    table->columns().restore(settings.value(purpose + "/columns"_L1).toByteArray());
    table->showSortIndicator();
}

void WindowLayout::save() const
{
    QSettings settings;
    settings.setValue(purpose + "/geometry"_L1, window->saveGeometry());
    settings.setValue(purpose + "/detailsBelow"_L1, actions->detailsBelow->isChecked());
    settings.setValue(purpose + "/details"_L1, actions->details->isChecked());
    settings.setValue(purpose + "/splitter"_L1, splitter->saveState());
    settings.setValue(purpose + "/columns"_L1, table->columns().state());
}
