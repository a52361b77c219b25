// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedule.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;

Schedule Schedule::fromJson(const QJsonValue &json)
{
    if (json.isUndefined())
        return {Kind::Missing, 0};
    if (json.isNull())
        return {Kind::Null, 0};
    if (!json.isObject())
        return {Kind::Odd, 0};
    const QJsonValue interval = json.toObject().value("interval"_L1);
    if (interval.isUndefined() || interval.isNull())
        return {Kind::Once, 0};
    const QJsonObject object = interval.toObject();
    const Field<qint64> value = integerField(object["value"_L1]);
    if (object["units"_L1].toString() != "seconds"_L1 || !value.given() || value.value <= 0 ||
        value.value > LongestInterval)
        return {Kind::Odd, 0};
    return {Kind::Repeating, value.value};
}
