// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "needle.h"

#include "textfold.h"

#include <algorithm>

namespace {

// Whether JSON may write the character in another way, or a writer of JSON put blanks beside it.
bool isPlain(char c)
{
    constexpr std::string_view Others = "\"\\/{}[]:,\x7F";
    return static_cast<unsigned char>(c) >= 0x20 && Others.find(c) == std::string_view::npos;
}

std::string longestPlainPart(std::string_view text)
{
    std::string_view longest;
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && isPlain(text[end]))
            ++end;
        if (end - begin > longest.size())
            longest = text.substr(begin, end - begin);
        begin = end + 1;
    }
    return std::string(longest);
}

} // namespace

Needle::Needle(const TextFilter &filter)
    : m_filter(filter),
      m_folded(TextFold::folded(filter.text()).toStdString()),
      m_isAscii(!filter.hasAccents() && TextFold::isAscii(m_folded))
{
    // Without marks between them other letters than those of Europe may become one.
    const QString folded = QString::fromStdString(m_folded);
    m_isUncertain = std::any_of(folded.begin(), folded.end(), [](QChar c) { return c.unicode() >= 0x300; });
    m_isOdd = m_folded.empty() || filter.text().contains(u'\n') ||
              QString::fromUtf8(filter.text().toUtf8()) != filter.text();
    if (m_isAscii)
        m_plainPart = longestPlainPart(m_folded);
}

bool Needle::isIn(std::string_view utf8) const
{
    if (hasAccents())
        return m_filter.matches(QString::fromUtf8(utf8.data(), qsizetype(utf8.size())));
    std::string text;
    TextFold::append(text, utf8);
    return isInFolded(text);
}
