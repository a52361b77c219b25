// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

// The text, which is UTF-8, as a JSON string with its quotes.
QByteArray jsonString(QByteArrayView text);

// A moment as the orchestrator writes it; always `utcTextSize` bytes, for the years 1000 to 9999.
QByteArray utcText(qint64 secondsSinceEpoch);
inline constexpr qsizetype utcTextSize = 20;
