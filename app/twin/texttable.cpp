// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "texttable.h"

#include "displaywidth.h"
#include "plaintext.h"

#include <algorithm>

void TextTable::measure(const QStringList &cells)
{
    m_widths.resize(std::max(m_widths.size(), cells.size()));
    for (qsizetype i = 0; i < cells.size(); ++i)
        m_widths[i] = std::max(m_widths.at(i), displayWidth(PlainText::visible(cells.at(i))));
}

QByteArray TextTable::line(const QStringList &cells) const
{
    constexpr int Gap = 2;
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const QString text = PlainText::visible(cells.at(i));
        line += text + QString(std::max(m_widths.value(i) - displayWidth(text), 0) + Gap, u' ');
    }
    while (line.endsWith(u' '))
        line.chop(1);
    return line.toUtf8() + '\n';
}
