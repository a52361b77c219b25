// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QWidget>

class QLineEdit;
class QListWidget;

// The connections by name, below a field that filters them. The first row is a new one.
class ProfileList : public QWidget
{
    Q_OBJECT

public:
    explicit ProfileList(QWidget *parent = nullptr);

    // Row 0 is the new one, whatever its name. Selects nothing.
    void setProfiles(const QList<Profile> &profiles);
    void setProfile(int row, const Profile &profile);
    // -1: none, as nothing matches the filter.
    int currentRow() const;
    void select(int row);
    void focusFilter();

Q_SIGNALS:
    void currentRowChanged(int row);
    // By a double click.
    void activated(int row);

protected:
    // The arrow keys move in the list while the filter has the focus.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void applyFilter();
    void step(int direction);

    QLineEdit *m_filter;
    QListWidget *m_list;
};
