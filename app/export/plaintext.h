// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Text of others in one line of a terminal or a script.
namespace PlainText {

// Line ends and what else a terminal would obey, or a reader be led astray by, as signs that are seen: "␛",
// "␊", "<U+202E>". Everything else as it is.
QString visible(const QString &text);

} // namespace PlainText
