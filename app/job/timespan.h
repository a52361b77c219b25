// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// Milliseconds, UTC; from `fromUtcMs` up to and without `toUtcMs`.
struct TimeSpan
{
    qint64 fromUtcMs = 0;
    qint64 toUtcMs = 0;

    qint64 lengthMs() const { return toUtcMs - fromUtcMs; }
    bool operator==(const TimeSpan &) const = default;
};
