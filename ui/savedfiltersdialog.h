// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "savedfilters.h"

#include <QDialog>

class QListWidget;
class QListWidgetItem;
class QPushButton;

// Gives saved filters other names and removes them; at once, as the settings of a list do.
class SavedFiltersDialog : public QDialog
{
    Q_OBJECT

public:
    explicit SavedFiltersDialog(QWidget *parent);

private:
    void fill(int current);
    void rename(QListWidgetItem *item);
    void remove();
    void updateButtons();

    QList<SavedFilters::Filter> m_filters;
    QListWidget *m_list;
    QPushButton *m_rename;
    QPushButton *m_remove;
};
