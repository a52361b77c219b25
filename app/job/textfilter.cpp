// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "textfilter.h"

#include <algorithm>

namespace {

bool isAscii(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
}

QString withoutAccents(QString decomposed)
{
    decomposed.removeIf([](QChar c) { return c.category() == QChar::Mark_NonSpacing; });
    return decomposed;
}

QString fold(const QString &text)
{
    // In this order: what comes apart may have capitals in it, as in "İ".
    return text.normalized(QString::NormalizationForm_KD).toCaseFolded();
}

// A syllable of Hangul comes apart into letters, and would else be found in every longer one.
QString composed(const QString &folded)
{
    return folded.normalized(QString::NormalizationForm_C);
}

} // namespace

TextFilter::TextFilter(const QString &text) : m_text(text)
{
    const QString folded = fold(text);
    m_hasAccents = withoutAccents(folded) != folded;
    m_folded = composed(folded);
    m_isAscii = isAscii(m_folded);
}

bool TextFilter::matches(const QString &haystack) const
{
    if (m_text.isEmpty())
        return true;
    if (isAscii(haystack))
        return m_isAscii && haystack.contains(m_folded, Qt::CaseInsensitive);
    const QString folded = fold(haystack);
    return composed(m_hasAccents ? folded : withoutAccents(folded)).contains(m_folded);
}
