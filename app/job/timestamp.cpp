// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timestamp.h"

#include <QDateTime>

Timestamp Timestamp::fromText(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return {text, std::nullopt};
    return {text, time.toMSecsSinceEpoch()};
}

Field<Timestamp> timestampField(const QJsonValue &json)
{
    const Field<QString> text = stringField(json);
    return {text.presence, Timestamp::fromText(text.value)};
}
