// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "outcome.h"

#include <QDateTime>
#include <QString>

#include <optional>

// What is known of one deletion beside the job: what was asked of which server, and what became of it. Times
// are UTC.
struct DeletionNote
{
    QString id;      // a UUID
    QDateTime time;  // when it was written down, before the request
    QString session; // of the Journal that wrote it
    QString server;  // JobSource::location()
    QString serverLabel;
    QString user;          // login or display name; empty: not known
    bool disables = false; // PUT {"enabled": false} instead of DELETE

    QDateTime answeredAt;  // invalid: no answer was written down
    int httpStatus = 0;    // 0: none came
    QString answerProblem; // what was told when it was no success, in the words and the language of that time
    QString serverKind;    // `kind` and `msg` of the server's error object
    QString serverMessage;

    std::optional<DeletionOutcome> outcome; // none: the program ended before it was known
    QDateTime settledAt;
    QString checkProblem; // with Unknown: why the list could not be read

    QDateTime scheduledAt; // invalid: it was not scheduled again
    QString scheduledAs;   // the name of the job that it was scheduled again as

    // Whether nobody needs to look at the list any more to know how it ended.
    bool isSettled() const { return outcome && outcome != DeletionOutcome::Unknown; }
    bool operator==(const DeletionNote &) const = default;
};
