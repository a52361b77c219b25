// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

// How a job repeats: schedule_options of the old API.
struct Schedule
{
    enum class Kind {
        Missing,
        Null,
        Once,      // {} or no interval
        Repeating, // every intervalSeconds
        Odd        // an interval in other units than seconds, or no positive number
    };

    // In seconds. Longer than ten thousand years is no schedule, and would overflow in milliseconds.
    static constexpr qint64 LongestInterval = qint64{366} * 86400 * 10'000;

    Kind kind = Kind::Missing;
    qint64 intervalSeconds = 0; // only with Kind::Repeating; always positive

    static Schedule fromJson(const QJsonValue &json);
};
