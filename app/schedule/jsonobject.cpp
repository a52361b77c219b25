// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsonobject.h"

#include "jsonfault.h"

#include <QJsonValue>

JsonObject::JsonObject(QByteArrayView text) : m_text(text)
{
    const qsizetype begin = JsonText::skipBlanks(text, 0);
    m_isObject = begin < text.size() && text[begin] == '{';
    if (m_isObject)
        m_members = JsonText::membersOf(text, begin);
}

QByteArrayView JsonObject::textOf(const JsonText::Member &member) const
{
    return m_text.sliced(member.value.begin, member.value.length);
}

QByteArrayView JsonObject::value(QLatin1StringView key) const
{
    QByteArrayView found;
    for (const JsonText::Member &member : m_members) {
        if (member.key == key)
            found = textOf(member);
    }
    return found;
}

QByteArrayView JsonObject::given(QLatin1StringView key) const
{
    const QByteArrayView found = value(key);
    return found == QByteArrayView("null") ? QByteArrayView() : found;
}

void JsonObjectWriter::add(const QString &key, QByteArrayView value)
{
    if (!value.isEmpty())
        m_members.append(jsonStringOf(key) + ':' + value.toByteArray());
}

QByteArray jsonStringOf(const QString &text)
{
    return JsonText::compact(QJsonValue(text)).toUtf8();
}

std::optional<QByteArray> jsonValueOf(const QString &text)
{
    // An array around it, so that any value will do.
    const QByteArray value = text.trimmed().toUtf8();
    const QByteArray list = '[' + value + ']';
    if (!text.isValidUtf16() || JsonText::faultIn(list) || JsonText::elementsOf(list, 0).size() != 1)
        return std::nullopt;
    return value;
}
