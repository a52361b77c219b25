// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "prettyjson.h"

void PrettyJson::breakLine(QByteArray &to)
{
    to += '\n';
    to.append(m_indent * m_depth, ' ');
}

void PrettyJson::append(QByteArray &to, QByteArrayView piece)
{
    for (const char character : piece) {
        if (m_isInString) {
            to += character;
            m_isInString = m_isEscaped || character != '"';
            m_isEscaped = !m_isEscaped && character == '\\';
            continue;
        }
        const bool isClosing = character == ']' || character == '}';
        if (isClosing) {
            --m_depth;
            if (!m_hasOpened)
                breakLine(to);
        } else if (m_hasOpened) {
            breakLine(to);
        }
        to += character;
        m_hasOpened = character == '[' || character == '{';
        if (m_hasOpened)
            ++m_depth;
        else if (character == ',')
            breakLine(to);
        else if (character == ':')
            to += ' ';
        else if (character == '"')
            m_isInString = true;
    }
}
