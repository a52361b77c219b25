// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalreader.h"

#include <QDialog>

#include <memory>
#include <optional>

class QCheckBox;
class QDialogButtonBox;
class QFormLayout;
class QLabel;
class QRadioButton;
class QSpinBox;

// What the user can set: the time in which a deletion can be taken back, for how long the journal is kept,
// and whether snapshots are saved. Nothing is kept before OK, and nothing is removed before a question that
// says what would go.
class SettingsDialog : public QDialog
{
    Q_OBJECT

public:
    // Of the journal in this folder.
    explicit SettingsDialog(QString journalFolder, QWidget *parent);
    ~SettingsDialog() override;

    void accept() override;

Q_SIGNALS:
    // The preferences are other ones now.
    void changed();
    // Months were removed from the journal.
    void journalChanged();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addFields();
    void addSnapshotFields(QFormLayout *form);
    void showJournal(const JournalContents &contents);
    void makeRoom();
    // What the choice would remove.
    void showEffect();
    int months() const;
    void decide(const JournalContents &contents);
    void askToRemove(const QList<JournalMonth> &old);
    void remove(const QList<JournalMonth> &old);
    void setWaiting(bool waiting);
    void keep();

    const QString m_folder;
    QWidget *m_fields;
    QSpinBox *m_undo;
    QRadioButton *m_keepAll;
    QRadioButton *m_keepSome;
    QSpinBox *m_months;
    QCheckBox *m_snapshots;
    QSpinBox *m_keptSnapshots;
    QLabel *m_place;
    QLabel *m_size;
    QLabel *m_effect;
    std::optional<JournalContents> m_contents; // without the records; none until it was read
    QLabel *m_problem;
    QDialogButtonBox *m_buttons;
    std::unique_ptr<QObject> m_asker; // of what is read or removed; going, it takes the question back
};
