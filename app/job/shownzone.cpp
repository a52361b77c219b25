// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shownzone.h"

#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace {

QTimeZone &chosen()
{
    static QTimeZone zone; // invalid: that of the system
    return zone;
}

QTimeZone zone()
{
    return chosen().isValid() ? chosen() : QTimeZone::systemTimeZone();
}

QTimeZone zoneOf(const QString &id)
{
    return id == "UTC"_L1 ? QTimeZone::utc() : QTimeZone(id.toUtf8());
}

} // namespace

namespace ShownZone {

Kind kind()
{
    if (!chosen().isValid())
        return Kind::System;
    return chosen() == QTimeZone::utc() ? Kind::Utc : Kind::Chosen;
}

QString id()
{
    return chosen().isValid() ? QString::fromUtf8(chosen().id()) : QString();
}

bool isValid(const QString &id)
{
    return id.isEmpty() || zoneOf(id).isValid();
}

bool set(const QString &id)
{
    if (!isValid(id))
        return false;
    chosen() = id.isEmpty() ? QTimeZone() : zoneOf(id);
    return true;
}

QDateTime at(qint64 utcMs)
{
    return chosen().isValid() ? QDateTime::fromMSecsSinceEpoch(utcMs, chosen())
                              : QDateTime::fromMSecsSinceEpoch(utcMs);
}

qint64 utcMsOf(const QDate &date, const QTime &time)
{
    return QDateTime(date, time, zone()).toMSecsSinceEpoch();
}

int offsetSecondsAt(qint64 utcMs)
{
    return at(utcMs).offsetFromUtc();
}

QString abbreviationAt(qint64 utcMs)
{
    return at(utcMs).timeZoneAbbreviation();
}

std::optional<qint64> nextChange(qint64 fromUtcMs, qint64 untilUtcMs)
{
    QDateTime after = QDateTime::fromMSecsSinceEpoch(fromUtcMs, Qt::UTC);
    // A zone may change its name or law alone.
    for (;;) {
        const QTimeZone::OffsetData change = zone().nextTransition(after);
        if (!change.atUtc.isValid() || change.atUtc.toMSecsSinceEpoch() >= untilUtcMs)
            return std::nullopt;
        const qint64 moment = change.atUtc.toMSecsSinceEpoch();
        if (offsetSecondsAt(moment - 1) != offsetSecondsAt(moment))
            return moment;
        after = change.atUtc;
    }
}

} // namespace ShownZone
