// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// Spans of time in the words of a person in a hurry: "2 h 5 min", "3 days". Milliseconds; the sign is
// ignored.
QString spanText(qint64 ms);

// A run seen from a moment: "in 2 h 5 min", or "overdue by 3 days". Milliseconds, UTC.
QString relativeRunText(qint64 runUtcMs, qint64 nowUtcMs);
