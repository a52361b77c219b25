// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>

// Columns that stand below each other in a terminal, however wide that is. Texts of others do nothing there:
// see PlainText::visible(). First each row is measured, then each is written, so that none has to be kept.
class TextTable
{
public:
    void measure(const QStringList &cells);
    // One line, UTF-8.
    QByteArray line(const QStringList &cells) const;

private:
    QList<int> m_widths;
};
