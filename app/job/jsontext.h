// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonValue>
#include <QList>
#include <QString>

// What QJsonDocument does not tell about JSON text: where things lie, and how to mend it. Where it is wrong
// stands in jsonfault.h.
namespace JsonText {

// Counted from 1; columns in characters, not bytes.
struct Position
{
    qint64 line = 1;
    qint64 column = 1;
};
Position positionAt(QByteArrayView text, qsizetype offset);
// Behind a text that begins at `start`; a text may come in pieces. Here a byte order mark counts.
Position positionBehind(Position start, QByteArrayView text);

// Overwrites each comma between a value and a closing bracket with a blank; returns their offsets.
QList<qsizetype> blankTrailingCommas(QByteArray &text);

// A value inside a text.
struct Span
{
    qsizetype begin = 0;
    qsizetype length = 0;
};
struct Member
{
    QString key;
    Span value;
};
// The text must be valid; `offset` is at, or in the white space before, the opening bracket.
QList<Member> membersOf(QByteArrayView text, qsizetype offset);
QList<Span> elementsOf(QByteArrayView text, qsizetype offset);
// What a string of JSON says; with its quotes, and valid.
QString decodedString(QByteArrayView quoted);
// The first byte at or after `offset` that is no white space; the size of the text if there is none.
qsizetype skipBlanks(QByteArrayView text, qsizetype offset);

// The same tokens in the same order, one member a line. The text must be valid.
QByteArray indented(QByteArrayView text);
// Any value as JSON in one line. Undefined is null.
QString compact(const QJsonValue &json);

} // namespace JsonText
