// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hash64.h"

#include <QJsonValue>
#include <QVarLengthArray>

#include <algorithm>
#include <optional>
#include <utility>

// Numbers that stand for JSON values: the same for equal values, however they are written and whoever parsed
// them.
namespace JsonHash {

enum class Tag : quint64 { Null, False, True, Whole, Real, Text, OddText, Array, Object };

inline quint64 of(Tag tag, quint64 value = 0)
{
    Hash64 hash;
    hash.add(quint64(tag));
    hash.add(value);
    return hash.value();
}
inline quint64 ofText(std::string_view utf8)
{
    Hash64 hash;
    hash.add(quint64(Tag::Text));
    hash.add(utf8);
    return hash.value();
}
// Half a surrogate pair has no form in UTF-8.
quint64 ofText(const QString &text);
inline quint64 ofNumber(qint64 number)
{
    return of(Tag::Whole, quint64(number));
}
// 1.0 is 1.
quint64 ofNumber(double number);

using Hashes = QVarLengthArray<quint64, 64>;
inline quint64 ofArray(const Hashes &elements)
{
    Hash64 hash;
    hash.add(quint64(Tag::Array));
    hash.add(quint64(elements.size()));
    for (const quint64 element : elements)
        hash.add(element);
    return hash.value();
}
// In no order, each once.
inline quint64 ofSet(Hashes &elements)
{
    std::sort(elements.begin(), elements.end());
    elements.resize(std::unique(elements.begin(), elements.end()) - elements.begin());
    return ofArray(elements);
}

using Members = QVarLengthArray<std::pair<quint64, quint64>, 16>; // key and value
// In no order. None: two have the same key.
inline std::optional<quint64> ofObject(Members &members)
{
    std::sort(members.begin(), members.end());
    Hash64 hash;
    hash.add(quint64(Tag::Object));
    for (qsizetype i = 0; i < members.size(); ++i) {
        if (i > 0 && members[i].first == members[i - 1].first)
            return std::nullopt;
        hash.add(members[i].first);
        hash.add(members[i].second);
    }
    return hash.value();
}

quint64 of(const QJsonValue &json);

} // namespace JsonHash
