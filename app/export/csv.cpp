// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString cellOf(QString text)
{
    // Many readers end a text, or themselves, at the character zero.
    text.replace(QChar(QChar::Null), QChar(QChar::ReplacementCharacter));
    const bool isFormula = !text.isEmpty() && u"=+-@\t\r"_s.contains(text.front());
    if (isFormula)
        text.prepend(u'\'');
    const bool isQuoted =
        std::any_of(text.begin(), text.end(), [](QChar c) { return u",\"\r\n"_s.contains(c); });
    if (!isQuoted)
        return text;
    text.replace(u'"', "\"\""_L1);
    return u'"' + text + u'"';
}

} // namespace

namespace Csv {

QByteArray line(const QStringList &cells)
{
    QStringList texts;
    for (const QString &cell : cells)
        texts << cellOf(cell);
    // One empty cell would look like no line at all.
    const QString text = cells.size() == 1 && texts.constFirst().isEmpty() ? u"\"\""_s : texts.join(u',');
    return text.toUtf8() + "\r\n";
}

} // namespace Csv
