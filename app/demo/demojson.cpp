// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demojson.h"

#include <chrono>

static void appendEscaped(QByteArray &json, char character)
{
    if (character == '"' || character == '\\') {
        json += '\\';
        json += character;
    } else if (character == '\n') {
        json += "\\n";
    } else if (character >= 0 && character < 0x20) {
        json += "\\u00" + QByteArray(1, character).toHex();
    } else {
        json += character;
    }
}

QByteArray jsonString(QByteArrayView text)
{
    QByteArray json;
    json.reserve(text.size() + 2);
    json += '"';
    for (const char character : text)
        appendEscaped(json, character);
    json += '"';
    return json;
}

static void writeDigits(char *end, unsigned value, int digits)
{
    for (; digits > 0; --digits, value /= 10)
        *--end = static_cast<char>('0' + value % 10);
}

QByteArray utcText(qint64 secondsSinceEpoch)
{
    using namespace std::chrono;
    const sys_seconds moment{seconds(secondsSinceEpoch)};
    const auto day = floor<days>(moment);
    const year_month_day date(day);
    const auto second = static_cast<unsigned>((moment - day).count());

    QByteArray text("0000-00-00T00:00:00Z");
    char *out = text.data();
    writeDigits(out + 4, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    writeDigits(out + 7, static_cast<unsigned>(date.month()), 2);
    writeDigits(out + 10, static_cast<unsigned>(date.day()), 2);
    writeDigits(out + 13, second / 3600, 2);
    writeDigits(out + 16, second / 60 % 60, 2);
    writeDigits(out + 19, second % 60, 2);
    return text;
}
