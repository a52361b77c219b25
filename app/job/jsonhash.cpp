// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonhash.h"

#include <QJsonArray>
#include <QJsonObject>

#include <cmath>
#include <cstring>

namespace JsonHash {

quint64 ofText(const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    if (QString::fromUtf8(utf8) == text)
        return ofText(std::string_view(utf8.data(), std::size_t(utf8.size())));
    Hash64 hash;
    hash.add(quint64(Tag::OddText));
    hash.add(std::string_view(reinterpret_cast<const char *>(text.utf16()), std::size_t(text.size()) * 2));
    return hash.value();
}

quint64 ofNumber(double number)
{
    constexpr double Bound = 9223372036854775808.0; // the first that is too large for 63 bits
    if (number >= -Bound && number < Bound && number == std::floor(number))
        return ofNumber(qint64(number));
    quint64 bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return of(Tag::Real, bits);
}

quint64 of(const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        return of(Tag::Null);
    case QJsonValue::Bool:
        return of(json.toBool() ? Tag::True : Tag::False);
    case QJsonValue::Double: {
        const qint64 whole = json.toInteger(0);
        return whole != 0 ? ofNumber(whole) : ofNumber(json.toDouble());
    }
    case QJsonValue::String:
        return ofText(json.toString());
    case QJsonValue::Array: {
        Hashes elements;
        const QJsonArray array = json.toArray();
        for (const QJsonValue &element : array)
            elements.append(of(element));
        return ofArray(elements);
    }
    case QJsonValue::Object: {
        Members members;
        const QJsonObject object = json.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            members.append({ofText(it.key()), of(it.value())});
        return ofObject(members).value_or(of(Tag::Object));
    }
    }
    return of(Tag::Null);
}

} // namespace JsonHash
