// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"

#include <QString>
#include <QStringList>

#include <optional>

// What the program was asked to do without a window.
struct TwinLine
{
    enum class Verb { List, Snapshot, Forecast, Compare };
    enum class Format { Table, Csv, Json, ICalendar };

    Verb verb = Verb::List;
    Format format = Format::Table;
    // Exactly one of the three says whose jobs.
    QString file; // "-" is standard input
    QString url;
    QString profile;
    QString before;             // of Compare: the file on the other side, "-" is standard input
    bool tellsActivity = false; // of Compare
    std::optional<QString> tokenFile;
    QString caFile; // with `url`; empty: none
    QString type;   // empty: every type
    QString filter;
    Column sortColumn = Column::NextRun;
    Qt::SortOrder order = Qt::AscendingOrder;
    // Milliseconds, UTC; none: see spanFrom().
    std::optional<qint64> asOf;
    std::optional<qint64> from;
    QString until;  // checked; empty: a day after the start
    QString output; // empty: standard output

    // What to print and how to end instead; none: go on.
    struct Exit
    {
        int code = 0;
        QString text; // to standard output with code 0, else to standard error
    };

    // None: the first argument after the program's name is no verb, and there is a window.
    static std::optional<Verb> verbOf(const QString &argument);
    // The first argument is the program, the second the verb.
    static TwinLine parse(const QStringList &arguments, std::optional<Exit> &exit);

    // The end of a span that begins at that moment.
    qint64 untilOf(qint64 fromUtcMs) const;
};

// How the program ends.
namespace TwinExit {
constexpr int Fine = 0;
constexpr int Different = 1; // of Compare: the lists differ
constexpr int Trouble = 2;   // the command line, the network, a file, or a list that may not be whole
} // namespace TwinExit
