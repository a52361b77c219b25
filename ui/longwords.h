// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The same text with places to break in words that are longer than any line: a label is as wide as its
// longest word.
QString breakable(const QString &text);
