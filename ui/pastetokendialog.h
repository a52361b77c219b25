// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QLabel;
class QLineEdit;

// Takes a token that somebody has, for this session only. It is not shown, and kept nowhere.
class PasteTokenDialog : public QDialog
{
    Q_OBJECT

public:
    // `server` is what to call the orchestrator that the token is for, `isKept` whether it is to go into the
    // keychain.
    PasteTokenDialog(const QString &server, bool isKept, QWidget *parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    // The dialog has closed.
    void tokenGiven(const QByteArray &token);

private:
    void take();

    QLineEdit *m_token;
    QLabel *m_problem;
};
