// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedfield.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <string_view>

// One record of each side, as it stands, and of which generation it is. Records of two generations are
// compared by what both write down.
struct RecordPair
{
    std::string_view before;
    std::string_view after;
    bool beforeIsEnvironmentJob = false;
    bool afterIsEnvironmentJob = false;
};

// Which fields differ. Activity is what changes without anybody's doing: a next run that moved by whole
// intervals of an interval that is the same, the last run unless it brought an error, the owner's last login.
// A field may be in both.
struct RecordDifference
{
    ComparedFields changed = 0;
    ComparedFields activity = 0;

    bool operator==(const RecordDifference &) const = default;
};
RecordDifference differenceOf(const RecordPair &pair);

// What one side has in one place.
struct FieldValue
{
    enum class Kind { Missing, Null, Empty, Text, Json };

    Kind kind = Kind::Missing;
    QString text;                // of a string, what it says; of any other value, JSON in one line
    QByteArray json;             // in one line, as it was sent
    std::optional<qint64> utcMs; // of a moment

    static FieldValue of(std::string_view json, bool isTime);
    // As text for people: missing, null and empty in words.
    QString inWords() const;
};

// A place in the record, and what becomes of its value.
struct FieldComparison
{
    enum class Difference { None, Activity, Change };

    ComparedField field = ComparedField::Other;
    QString path; // job_options.concurrency
    QString label;
    FieldValue before;
    FieldValue after;
    Difference difference = Difference::None;
};

enum class Extent { DifferencesOnly, AllFields };
// In the order of ComparedField. An empty side has no fields.
QList<FieldComparison> compareFields(const RecordPair &pair, Extent extent);
