// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "comparison.h"

#include <optional>
#include <stop_token>
#include <vector>

class QIODevice;

// A comparison as a file for other programs. Reads the records that it writes: not for the GUI thread.
namespace ComparisonExport {

enum class Format {
    Csv, // a line for each field that differs, and for each job that was added or removed
    Json // values as they were sent, and the whole record of what was added or removed
};

struct Contents
{
    Comparison comparison;
    ComparedList before;
    ComparedList after;
    std::vector<std::size_t> entries; // which of the comparison's, in this order
    bool tellsActivity = false;       // also of jobs that changed otherwise
};

// All entries; with activity or without.
std::vector<std::size_t> entriesOf(const Comparison &comparison, bool tellsActivity);

// Why not all of it was written, if it was not. The last word when it is stopped is not for people.
std::optional<QString> write(QIODevice &out, const Contents &contents, Format format,
                             const std::stop_token &stop);

// The word of a kind: for people, and for programs.
QString wordOf(Comparison::Kind kind);
QByteArray keyOf(Comparison::Kind kind);

} // namespace ComparisonExport
