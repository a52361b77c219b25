// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "longwords.h"

#include <QTextBoundaryFinder>

namespace {

constexpr int LongestWord = 40;
constexpr int ShortestWord = 8;
constexpr QChar BreakHere(u'\u200B');

} // namespace

QString breakable(const QString &text)
{
    QString result;
    int length = 0;
    // By what a reader sees as a character, so that none is torn apart.
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, text);
    for (qsizetype begin = 0, end = 0; begin < text.size(); begin = end) {
        end = finder.toNextBoundary();
        length = text.at(begin).isSpace() ? 0 : length + 1;
        if (length > LongestWord) {
            result.append(BreakHere);
            length = 1;
        }
        result.append(QStringView(text).sliced(begin, end - begin));
        // Lists of names, as JSON in one line, between the names.
        if (text.at(begin) == u',' && length > ShortestWord && end < text.size() && !text.at(end).isSpace()) {
            result.append(BreakHere);
            length = 0;
        }
    }
    return result;
}
