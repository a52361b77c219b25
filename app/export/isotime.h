// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "timestamp.h"

#include <QString>

#include <optional>

// Moments for other programs: ISO 8601, UTC, whatever zone is shown.
namespace IsoTime {

// "2026-03-01T02:00:00Z", with milliseconds only where there are some.
QString utc(qint64 utcMs);
// The same; as it was sent where that names no instant, empty where nothing was.
QString utc(const Field<Timestamp> &time);
// "2026-03-01T02:00:00Z" with whatever offset, or "2026-03-01", which is the first moment of that day in UTC.
// Only years that have four digits.
std::optional<qint64> parsed(const QString &text);

} // namespace IsoTime
