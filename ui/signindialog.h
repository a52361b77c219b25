// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rbacclient.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

// Gets a token for a login and a password. The password leaves the field the moment it is sent, is sent once,
// and is kept nowhere; after a failure the user types it again, as ten of those lock the account.
class SignInDialog : public QDialog
{
    Q_OBJECT

public:
    // To the RBAC service of the connection, see canAskRbac(). `isKept`: whether the token is to go into the
    // keychain.
    SignInDialog(const Connection &connection, bool isKept, QWidget *parent = nullptr);

    void done(int result) override;

Q_SIGNALS:
    // The dialog has closed.
    void signedIn(const QByteArray &token);

private:
    void addFields();
    void signIn();
    void onAnswer(const Result<QByteArray> &token);
    void setWaiting(bool waiting);
    void updateButton();
    void showMessage(const QString &text);
    QString problemText(const Error &error) const;

    RbacClient m_client;
    QWidget *m_fields;
    QLineEdit *m_login;
    QLineEdit *m_password;
    QComboBox *m_lifetime;
    QLineEdit *m_label;
    QLabel *m_message;
    QPushButton *m_signIn;
    bool m_isWaiting = false;
};
