// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "deletionnote.h"
#include "error.h"
#include "job.h"

#include <QByteArray>
#include <QString>

#include <optional>

// A line of the journal and the file in its folder that it goes to: one for each month of deletions, so that
// all lines about one deletion stand in one file.
struct JournalLine
{
    QString file;    // "2026-11.jsonl"
    QByteArray text; // JSON, without the line feed
};

// One deletion as the journal keeps it. There is no secret in it: of sensitive parameters a server tells the
// names only.
struct JournalEntry : DeletionNote
{
    QByteArray record; // the job as the server sent it, each token as it came, in one line

    // With an id and the time of now; for a deletion that is about to be sent.
    static JournalEntry about(const Job &job);
    // Takes these from an answer or a failure.
    void setAnswer(int status, const std::optional<Error> &error);

    Job job() const;
    // Of the folder: where every line about it goes.
    QString file() const;

    // What is written before the request goes out, after the answer, when the end is known (again, if another
    // look changed it), and after it was scheduled again.
    JournalLine deletionLine() const;
    JournalLine answerLine() const;
    JournalLine outcomeLine() const;
    JournalLine scheduledLine() const;
};
