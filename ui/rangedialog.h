// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loadsummary.h"

#include <QDialog>

class QDateTimeEdit;
class QDialogButtonBox;
class QLabel;

// Asks from when to when, in the shown time zone.
class RangeDialog : public QDialog
{
    Q_OBJECT

public:
    // What is longer is looked at in parts.
    static constexpr int MostDays = 366;

    explicit RangeDialog(TimeSpan span, QWidget *parent);

    TimeSpan span() const;

private:
    void check();

    QDateTimeEdit *m_from;
    QDateTimeEdit *m_to;
    QLabel *m_note;
    QDialogButtonBox *m_buttons;
};
