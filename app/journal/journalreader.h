// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalentry.h"

#include <QHash>
#include <QList>
#include <QString>

// Something in a journal that can't be used. It stays where it is.
struct JournalProblem
{
    QString file;    // its name
    qint64 line = 0; // from 1; 0: the whole file
    QString reason;

    // For people.
    QString text() const;
};

// A month of a journal.
struct JournalMonth
{
    QString file; // its name, as in JournalLine
    qint64 bytes = 0;
    qsizetype deletions = 0;
};

struct JournalContents
{
    QList<JournalEntry> entries; // oldest first
    QList<JournalProblem> problems;
    QList<JournalMonth> months; // oldest first

    qint64 bytes() const;
};

// Blocks; from any thread, and while others write. A journal that is not there is an empty one.
JournalContents readJournal(const QString &folder);

// How many files there are and how large, without reading them.
QList<JournalMonth> journalMonths(const QString &folder);

// The deletions whose end nobody knows, and that nobody looks after: the process that sent them has ended.
QList<JournalEntry> unsettled(const JournalContents &contents, const QString &folder);
