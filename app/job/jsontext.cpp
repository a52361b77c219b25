// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jsontext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

#include <simdjson.h>

using namespace Qt::StringLiterals;

namespace JsonText {

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// From the opening quote to just after the closing one.
qsizetype skipString(QByteArrayView text, qsizetype offset)
{
    for (++offset; offset < text.size() && text[offset] != '"'; ++offset) {
        if (text[offset] == '\\')
            ++offset;
    }
    return std::min(offset + 1, text.size());
}

// From the first byte of a value to just after its last.
qsizetype skipValue(QByteArrayView text, qsizetype offset)
{
    qsizetype depth = 0;
    while (offset < text.size()) {
        const char c = text[offset];
        if (c == '"') {
            offset = skipString(text, offset);
            if (depth == 0)
                return offset;
            continue;
        }
        if (c == '{' || c == '[')
            ++depth;
        else if (c == '}' || c == ']') {
            if (depth == 0)
                return offset;
            if (--depth == 0)
                return offset + 1;
        } else if (depth == 0 && (c == ',' || isBlank(c)))
            return offset;
        ++offset;
    }
    return offset;
}

// Eight bytes at a time: a line may be as long as the file.
qint64 charactersIn(QByteArrayView text)
{
    constexpr quint64 Ones = 0x0101010101010101;
    qint64 continuing = 0;
    const auto countIn = [&continuing](quint64 bytes) {
        const quint64 marks = (bytes >> 7) & ~(bytes >> 6) & Ones; // 10xxxxxx
        continuing += qint64((marks * Ones) >> 56);
    };
    QByteArrayView rest = text;
    for (; rest.size() >= 8; rest = rest.sliced(8)) {
        quint64 bytes = 0;
        std::memcpy(&bytes, rest.data(), 8);
        countIn(bytes);
    }
    for (const char c : rest)
        countIn(static_cast<unsigned char>(c));
    return text.size() - continuing;
}

} // namespace

Position positionAt(QByteArrayView text, qsizetype offset)
{
    QByteArrayView before = text.first(std::clamp<qsizetype>(offset, 0, text.size()));
    if (before.startsWith("\xEF\xBB\xBF")) // a byte order mark is no character
        before = before.sliced(3);
    return positionBehind({}, before);
}

Position positionBehind(Position start, QByteArrayView text)
{
    while (true) {
        const qsizetype lineFeed = text.indexOf('\n');
        if (lineFeed < 0)
            return {start.line, start.column + charactersIn(text)};
        start = {start.line + 1, 1};
        text = text.sliced(lineFeed + 1);
    }
}

QList<qsizetype> blankTrailingCommas(QByteArray &text)
{
    QList<qsizetype> blanked;
    char before = '[';
    for (qsizetype at = 0; at < text.size();) {
        const char c = text.at(at);
        if (c == '"') {
            at = skipString(text, at);
            before = c;
            continue;
        }
        if (c == ',' && !QByteArrayView("[{,:").contains(before)) {
            const qsizetype next = skipBlanks(text, at + 1);
            if (next < text.size() && (text.at(next) == '}' || text.at(next) == ']'))
                blanked << at;
        }
        if (!isBlank(c))
            before = c;
        ++at;
    }
    for (const qsizetype offset : std::as_const(blanked))
        text[offset] = ' ';
    return blanked;
}

qsizetype skipBlanks(QByteArrayView text, qsizetype offset)
{
    while (offset < text.size() && isBlank(text[offset]))
        ++offset;
    return offset;
}

QString decodedString(QByteArrayView quoted)
{
    const QByteArray list = '[' + quoted.toByteArray() + ']';
    return QJsonDocument::fromJson(list).array().at(0).toString();
}

QList<Member> membersOf(QByteArrayView text, qsizetype offset)
{
    QList<Member> members;
    qsizetype at = skipBlanks(text, skipBlanks(text, offset) + 1);
    while (at < text.size() && text[at] == '"') {
        const qsizetype keyEnd = skipString(text, at);
        const QString key = decodedString(text.sliced(at, keyEnd - at));
        const qsizetype begin = skipBlanks(text, skipBlanks(text, keyEnd) + 1);
        const qsizetype end = skipValue(text, begin);
        members.append({key, {begin, end - begin}});
        at = skipBlanks(text, end);
        if (at < text.size() && text[at] == ',')
            at = skipBlanks(text, at + 1);
    }
    return members;
}

QList<Span> elementsOf(QByteArrayView text, qsizetype offset)
{
    QList<Span> elements;
    qsizetype at = skipBlanks(text, skipBlanks(text, offset) + 1);
    while (at < text.size() && text[at] != ']') {
        const qsizetype end = skipValue(text, at);
        elements.append({at, end - at});
        at = skipBlanks(text, end);
        if (at < text.size() && text[at] == ',')
            at = skipBlanks(text, at + 1);
    }
    return elements;
}

QByteArray indented(QByteArrayView text)
{
    QByteArray result;
    result.reserve(text.size() * 3 / 2);
    int depth = 0;
    const auto newLine = [&] {
        result.append('\n').append(QByteArray(depth * 2, ' '));
    };
    for (qsizetype at = skipBlanks(text, 0); at < text.size(); at = skipBlanks(text, at)) {
        const char c = text[at];
        if (c == '"') {
            const qsizetype end = skipString(text, at);
            result.append(text.sliced(at, end - at));
            at = end;
            continue;
        }
        const bool closesAtOnce =
            at + 1 < text.size() && (c == '{' || c == '[') &&
            (text[skipBlanks(text, at + 1)] == '}' || text[skipBlanks(text, at + 1)] == ']');
        if (closesAtOnce) {
            result.append(c == '{' ? "{}" : "[]");
            at = skipBlanks(text, at + 1) + 1;
            continue;
        }
        if (c == '}' || c == ']') {
            --depth;
            newLine();
        }
        result.append(c);
        if (c == '{' || c == '[') {
            ++depth;
            newLine();
        } else if (c == ',') {
            newLine();
        } else if (c == ':') {
            result.append(' ');
        }
        ++at;
    }
    return result;
}

QString compact(const QJsonValue &json)
{
    // An array around it, because a document can't be a bare value.
    const QByteArray list = QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(list.sliced(1, list.size() - 2));
}

} // namespace JsonText
