// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "isotime.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

namespace IsoTime {

QString utc(qint64 utcMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC);
    return time.toString(utcMs % 1000 == 0 ? Qt::ISODate : Qt::ISODateWithMs);
}

QString utc(const Field<Timestamp> &time)
{
    return time.value.utcMs ? utc(*time.value.utcMs) : time.value.text;
}

std::optional<qint64> parsed(const QString &text)
{
    if (const QDate day = QDate::fromString(text, Qt::ISODate); day.isValid() && text.size() == 10)
        return day.startOfDay(Qt::UTC).toMSecsSinceEpoch();
    const auto instant = Timestamp::fromText(text).utcMs;
    if (!instant)
        return std::nullopt;
    const int year = QDateTime::fromMSecsSinceEpoch(*instant, Qt::UTC).date().year();
    return year >= 1 && year <= 9999 ? instant : std::nullopt;
}

} // namespace IsoTime
