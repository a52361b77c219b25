// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "shownzone.h"

#include <QRegularExpression>
#include <QTimeZone>

#include <algorithm>

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

QTimeZone offsetZone(const QRegularExpressionMatch &offset)
{
    const int minutes = offset.captured(2).toInt() * 60 + offset.captured(3).toInt();
    if (minutes > 14 * 60 || offset.captured(3).toInt() > 59)
        return {};
    return QTimeZone((offset.captured(1) == "+"_L1 ? minutes : -minutes) * 60);
}

// By a name that the system knows, however it is written, or by an offset. Not by what QTimeZone takes beside
// these: it reads "utc+2" as POSIX does, two hours behind UTC.
QTimeZone zoneOf(const QString &id)
{
    static const QRegularExpression offset(u"^utc([+\u2212-])(\\d{1,2})(?::?(\\d\\d))?$"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QByteArray wanted = id.toUtf8();
    if (wanted.compare("UTC", Qt::CaseInsensitive) == 0)
        return QTimeZone::utc();
    if (const QRegularExpressionMatch match = offset.match(id); match.hasMatch())
        return offsetZone(match);
    const QList<QByteArray> known = QTimeZone::availableTimeZoneIds();
    const auto found = std::find_if(known.begin(), known.end(), [&wanted](const QByteArray &one) {
        return one.compare(wanted, Qt::CaseInsensitive) == 0;
    });
    return found == known.end() ? QTimeZone() : QTimeZone(*found);
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
    const QTimeZone zone = id.isEmpty() ? QTimeZone() : zoneOf(id);
    if (!id.isEmpty() && !zone.isValid())
        return false;
    chosen() = zone;
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
