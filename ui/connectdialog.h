// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"

#include <QDialog>

class QLabel;
class QLineEdit;

// Asks where the orchestrator is and what to show it. Remembers the URL and the names of the files, never a
// token.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget *parent = nullptr);

Q_SIGNALS:
    void connectionChosen(const Connection &connection);

private:
    QWidget *fileRow(QLineEdit *edit, const QString &title);
    void tryConnection();

    QLineEdit *m_url;
    QLineEdit *m_tokenFile;
    QLineEdit *m_caFile;
    QLabel *m_problem;
};
