// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalreader.h"
#include "messagebar.h"

class QAbstractButton;

// Says that months of the journal have become older than the user wants them kept, and asks: they are
// removed, or stay. Each month is asked about once.
class RetentionBar : public MessageBar
{
    Q_OBJECT

public:
    explicit RetentionBar(QWidget *parent = nullptr);

    // Reads the journal in this folder, if its user wants less than all of it kept.
    void look(const QString &folder);

Q_SIGNALS:
    // Months were removed.
    void journalChanged();

private:
    void offer(const QList<JournalMonth> &old);
    void remove();

    QString m_folder;
    QList<JournalMonth> m_old;
    QAbstractButton *m_remove;
    QAbstractButton *m_keep;
};
