// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>

#include <limits>

// Whether a key came, and with what: missing, null, and a value of another type than documented are different
// things.
enum class Presence {
    Missing, // the key is not there
    Null,    // the key is there and its value is null
    Odd,     // the value has an undocumented type; the raw record shows it
    Given
};

template <class T>
struct Field
{
    Presence presence = Presence::Missing;
    T value{};

    bool given() const { return presence == Presence::Given; }
    T valueOr(T fallback) const { return given() ? value : fallback; }
};

inline Presence presenceOf(const QJsonValue &json, bool typeFits)
{
    if (json.isUndefined())
        return Presence::Missing;
    if (json.isNull())
        return Presence::Null;
    return typeFits ? Presence::Given : Presence::Odd;
}

inline Field<QString> stringField(const QJsonValue &json)
{
    return {presenceOf(json, json.isString()), json.toString()};
}

inline Field<bool> boolField(const QJsonValue &json)
{
    return {presenceOf(json, json.isBool()), json.toBool()};
}

// Whole numbers only: 1.5 and 1e300 are odd.
inline Field<qint64> integerField(const QJsonValue &json)
{
    constexpr qint64 NotWhole = std::numeric_limits<qint64>::min();
    const qint64 number = json.isDouble() ? json.toInteger(NotWhole) : NotWhole;
    const bool fits = number != NotWhole;
    return {presenceOf(json, fits), fits ? number : 0};
}
