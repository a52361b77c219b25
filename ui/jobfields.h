// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QList>
#include <QString>

// One documented or unknown key of a job, ready to be read: null, missing and empty say so in words.
struct JobField
{
    enum class Note {
        None,
        Absent, // missing, null or empty
        Odd,    // a value of another type than documented
        Warning
    };

    QString label;
    QString key; // as the API calls it
    QString value;
    Note note = Note::None;
};

struct JobFieldGroup
{
    QString title;
    QList<JobField> fields;
};

// Every field of the record, the unknown ones too. Times are shown in the shown time zone and as sent.
QList<JobFieldGroup> fieldsOf(const Job &job, qint64 nowUtcMs);

// What a reader should know before acting on the job, a sentence each.
QStringList warningsOf(const Job &job);

// "Job 7 'nightly patching'": the name, and the description or else the task or plan, shortened.
QString jobTitle(const Job &job);
