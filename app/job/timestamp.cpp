// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timestamp.h"

#include <QDateTime>

#include <chrono>

namespace {

std::optional<qint64> instantByQt(const QString &text)
{
    const QDateTime time = QDateTime::fromString(text, Qt::ISODateWithMs);
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

constexpr int NoNumber = -1;

template <class Char>
int numberAt(const Char *text, int count)
{
    int number = 0;
    for (int i = 0; i < count; ++i) {
        const unsigned digit = unsigned(text[i]) - unsigned('0');
        if (digit > 9)
            return NoNumber;
        number = number * 10 + int(digit);
    }
    return number;
}

// What servers send, "2026-10-20T20:10:48Z" or with milliseconds, at a twentieth of Qt's price. Nothing said
// of any other text.
template <class Char>
std::optional<qint64> usualInstant(const Char *text, qsizetype size)
{
    const bool hasMilliseconds = size == 24;
    if ((size != 20 && !hasMilliseconds) || text[size - 1] != Char('Z') || text[4] != Char('-') ||
        text[7] != Char('-') || text[10] != Char('T') || text[13] != Char(':') || text[16] != Char(':') ||
        (hasMilliseconds && text[19] != Char('.')))
        return std::nullopt;
    const int year = numberAt(text, 4);
    const int month = numberAt(text + 5, 2);
    const int day = numberAt(text + 8, 2);
    const int hour = numberAt(text + 11, 2);
    const int minute = numberAt(text + 14, 2);
    const int second = numberAt(text + 17, 2);
    const int milliseconds = hasMilliseconds ? numberAt(text + 20, 3) : 0;
    if (year < 1 || month < 1 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59 ||
        second < 0 || second > 59 || milliseconds < 0)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(unsigned(month)),
                                           std::chrono::day(unsigned(day))};
    if (!date.ok())
        return std::nullopt;
    const qint64 days = std::chrono::sys_days(date).time_since_epoch().count();
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milliseconds;
}

} // namespace

Timestamp Timestamp::fromText(const QString &text)
{
    if (const auto instant = usualInstant(text.utf16(), text.size()))
        return {text, instant};
    return {text, instantByQt(text)};
}

std::optional<qint64> Timestamp::instantOf(QByteArrayView utf8)
{
    if (const auto instant = usualInstant(reinterpret_cast<const uchar *>(utf8.data()), utf8.size()))
        return instant;
    return instantByQt(QString::fromUtf8(utf8));
}

Field<Timestamp> timestampField(const QJsonValue &json)
{
    const Field<QString> text = stringField(json);
    return {text.presence, Timestamp::fromText(text.value)};
}
