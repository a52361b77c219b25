// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QDialog>

#include <optional>

class QDateTimeEdit;
class QRadioButton;

// Asks of which moment a saved response is taken to be: what is overdue then, and what comes next.
class AsOfDialog : public QDialog
{
    Q_OBJECT

public:
    // What is no file has no time; `current` is what it is taken to be of, none: now.
    AsOfDialog(const std::optional<QDateTime> &fileTime, const std::optional<QDateTime> &current,
               QWidget *parent);

    // None: that of the file, or now if it is none.
    std::optional<QDateTime> moment() const;

private:
    QRadioButton *m_ofFile;
    QRadioButton *m_now;
    QRadioButton *m_other;
    QDateTimeEdit *m_edit;
};
