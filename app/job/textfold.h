// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string>
#include <string_view>

// The form in which texts are put in order and searched: whatever its case, accents and Unicode form, a text
// has the same one. All in UTF-8, so that the order of bytes is that of code points. From any thread.
namespace TextFold {

// Decomposed (NFKD), case-folded, without its non-spacing marks, composed (NFC): by Qt, at any price.
QString foldedByQt(const QString &text);

QByteArray folded(const QString &text);
// Adds the folded form of `utf8`, which must be valid.
void append(std::string &folded, std::string_view utf8);
// The same of QString::simplified().
void appendSimplified(std::string &folded, std::string_view utf8);

bool isAscii(std::string_view text);

} // namespace TextFold
