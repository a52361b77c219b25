// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lastrun.h"

#include "jsontext.h"

#include <QJsonObject>
#include <QVariant>

using namespace Qt::StringLiterals;

Field<LastRun> LastRun::fromJson(const QJsonValue &json)
{
    Field<LastRun> field{presenceOf(json, json.isObject()), {}};
    const QJsonObject object = json.toObject();
    const QJsonObject job = object["job"_L1].toObject();
    field.value.time = timestampField(object["time"_L1]);
    // The name is a number in published samples, and a text elsewhere.
    field.value.jobName = job["name"_L1].toVariant().toString();
    field.value.jobUrl = job["id"_L1].toString();
    const QJsonValue error = job["submission_error"_L1];
    field.value.wasNotSubmitted = error.isObject();
    field.value.errorKind = error["kind"_L1].toString();
    field.value.errorMessage = error["msg"_L1].toString();
    if (const QJsonValue details = error["details"_L1]; !details.isUndefined() && !details.isNull())
        field.value.errorDetails = details.isString() ? details.toString() : JsonText::compact(details);
    return field;
}
