// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile.h"

#include <QDialog>
#include <QList>

#include <memory>

class CheckView;
class ProfileForm;
class ProfileList;
class QLabel;
class QMenu;
class QPushButton;
class QTabWidget;

// The connections that the user has set up: choose one, change it, try it, connect. What is changed is kept
// when the dialog ends with Connect or Save, all or nothing; a token that was pasted never is.
class ConnectDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectDialog(QWidget *parent = nullptr);
    ~ConnectDialog() override;

    void done(int result) override;

Q_SIGNALS:
    // It can be connected to: its files were read. `token` was pasted; empty: none was.
    void profileChosen(const Profile &profile, const QByteArray &token);
    // The connections that are kept have changed.
    void saved();

private:
    void layOut();
    void makeImportMenu(QMenu *menu);
    void showCurrent(int row);
    void takeEdits();
    void addCopy();
    void removeCurrent();
    void testCurrent();
    void startTest(const QByteArray &token);
    void connectToCurrent();
    void saveAndClose();
    // Says what is wrong with a connection and goes there; false: nothing was saved.
    bool save();
    bool refuse(int row, const QString &problem);
    void importFile();
    void importClientTools();
    void exportFile();
    void addAll(const QList<Profile> &profiles);
    void showProblem(const QString &text);
    int rowOf(const QString &name) const;
    void updateButtons();

    // As they are edited. The first is a new one.
    QList<Profile> m_profiles;
    const QList<Profile> m_stored; // when the dialog was opened
    ProfileList *m_list;
    ProfileForm *m_form;
    CheckView *m_check;
    QTabWidget *m_tabs;
    QLabel *m_problem;
    QPushButton *m_duplicate;
    QPushButton *m_remove;
    QPushButton *m_test;
    QPushButton *m_save;
    QPushButton *m_connect;
    std::unique_ptr<QObject> m_tokenAsker; // while the keychain is asked
};
