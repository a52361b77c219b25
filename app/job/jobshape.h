// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QJsonValue>
#include <QString>

// Where a record keeps its documented values. The two generations of the API write the same things under
// different keys: /scheduled_jobs (PE 2018.1.5 to 2021.6) flat, /scheduled_jobs/environment_jobs (PE 2021.7
// and later) in `input`, `schedule`, `next_run` and `last_run`. A record is recognised by its keys, so that
// saved lists may mix both.
struct JobShape
{
    struct Value
    {
        QString key; // with dots, e.g. schedule.start_time
        QJsonValue json = QJsonValue(QJsonValue::Undefined);
    };

    // Of the second generation.
    bool isEnvironmentJob = false;
    Value name, id, type, task, plan, description, environment, nextRun, scheduledTime, schedule, scope, noop,
        owner, jobOptions, enabled, lastRun, parameters, sensitiveParameters, userData;

    static JobShape of(const QJsonObject &record);
};
