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

    void done(int result) override;

Q_SIGNALS:
    // `tokenFile` is where another token may come from; empty: nowhere.
    void connectionChosen(const Connection &connection, const QString &tokenFile);

private:
    QWidget *fileRow(QLineEdit *edit, const QString &title);
    Result<Connection> chosenConnection() const;
    QString watchedFile() const;
    void tryConnection();

    QLineEdit *m_url;
    QLineEdit *m_tokenFile;
    QLineEdit *m_token;
    QLineEdit *m_caFile;
    QLabel *m_problem;
};
