// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

// The fields of one connection, on two pages: what everybody needs, and what few do. A token may be pasted
// beside them; it belongs to no profile.
class ProfileForm : public QObject
{
    Q_OBJECT

public:
    explicit ProfileForm(QWidget *dialog);

    QWidget *basics() const { return m_basics; }
    QWidget *advanced() const { return m_advanced; }

    void setProfile(const Profile &profile);
    Profile profile() const;
    // As it was pasted; empty: none.
    QByteArray token() const;
    // Empties the history of the field as well.
    void forgetToken();
    void focusUrl();

Q_SIGNALS:
    // By its user.
    void edited();
    // What its user should know of the choice just made.
    void noticed(const QString &text);

private:
    void makeBasics();
    void makeAdvanced();
    QLineEdit *makeEdit(const char *name);
    QSpinBox *makeSeconds(const char *name);
    // An edit and a button that chooses a file for it.
    void addFile(QFormLayout *form, const QString &label, QLineEdit *edit, const QString &title);
    void fillColours();
    void onTokenFromChanged();
    void askKeychain();

    QWidget *m_basics;
    QWidget *m_advanced;
    QLineEdit *m_name;
    QLineEdit *m_url;
    QComboBox *m_tokenFrom;
    QLineEdit *m_tokenFile;
    QWidget *m_tokenFileRow = nullptr;
    QLineEdit *m_token;
    QLineEdit *m_caFile;
    QCheckBox *m_readOnly;
    QCheckBox *m_production;
    QComboBox *m_colour;
    QLineEdit *m_consoleUrl;
    QLineEdit *m_clientCertificate;
    QLineEdit *m_clientKey;
    QSpinBox *m_connectSeconds;
    QSpinBox *m_answerSeconds;
    bool m_isFilling = false;
};
