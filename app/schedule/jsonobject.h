// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jsontext.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <optional>

// A JSON object that is read without being understood, so that its values can go out as they came:
// QJsonDocument would make doubles of all numbers. Anything else than an object has no members. The text must
// be valid and live longer.
class JsonObject
{
public:
    explicit JsonObject(QByteArrayView text);

    bool isObject() const { return m_isObject; }
    const QList<JsonText::Member> &members() const { return m_members; }
    QByteArrayView textOf(const JsonText::Member &member) const;
    // The last one of that name, as parsers have it; empty: there is none.
    QByteArrayView value(QLatin1StringView key) const;
    // Null counts as none.
    QByteArrayView given(QLatin1StringView key) const;

private:
    QByteArrayView m_text;
    QList<JsonText::Member> m_members;
    bool m_isObject = false;
};

// An object in the making.
class JsonObjectWriter
{
public:
    // Without a value there is no member.
    void add(const QString &key, QByteArrayView value);
    QByteArray text() const { return '{' + m_members.join(',') + '}'; }

private:
    QList<QByteArray> m_members;
};

// Any text as a JSON string with its quotes.
QByteArray jsonStringOf(const QString &text);
// The text itself without blanks around it, if it is exactly one JSON value.
std::optional<QByteArray> jsonValueOf(const QString &text);
