// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// Sets JSON without blanks in lines, as it comes, in pieces of any size. Empty arrays and objects stay
// together.
class PrettyJson
{
public:
    explicit PrettyJson(int indent) : m_indent(indent) {}

    void append(QByteArray &to, QByteArrayView piece);

private:
    void breakLine(QByteArray &to);

    const int m_indent;
    int m_depth = 0;
    bool m_isInString = false;
    bool m_isEscaped = false;
    bool m_hasOpened = false; // the last character was an opening bracket
};
