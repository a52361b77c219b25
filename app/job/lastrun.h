// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "timestamp.h"

// What became of the last time that a job was due: last_run of /scheduled_jobs/environment_jobs. Whether the
// run itself went well is not told, only whether it could be started.
struct LastRun
{
    Field<Timestamp> time;
    QString jobName; // of the run: a number, or the text that was sent; empty if there is none
    QString jobUrl;  // shown, never followed
    bool wasNotSubmitted = false;
    // With wasNotSubmitted: why, in the server's words.
    QString errorKind;
    QString errorMessage;
    QString errorDetails; // as compact JSON unless it was a string

    // Null is a job that has not run yet.
    static Field<LastRun> fromJson(const QJsonValue &json);
};
