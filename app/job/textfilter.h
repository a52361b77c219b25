// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// A literal text to look for, whatever its case and Unicode form. Accents count only if the text has some:
// "prufen" finds "prüfen", "prüfen" does not find "prufen".
class TextFilter
{
public:
    TextFilter() = default;
    explicit TextFilter(const QString &text);

    bool isEmpty() const { return m_text.isEmpty(); }
    QString text() const { return m_text; }
    bool hasAccents() const { return m_hasAccents; }
    bool matches(const QString &haystack) const;

private:
    QString m_text;
    QString m_folded;
    bool m_hasAccents = false;
    bool m_isAscii = true;
};
