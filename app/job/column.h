// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "textfold.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <span>

// The columns of a list of jobs, in the order in which they are shown first.
enum class Column {
    Name,
    Type,
    Target,
    Environment,
    Scope,
    Owner,
    NextRun,
    LastRun,
    Repeats,
    Noop,
    Description,
    ScheduledTime,
    Parameters,
    UserData,
    // Told by the journal of deletions only:
    Deleted,
    Outcome,
    Server,
    DeletedBy,
    // Behind those, so that what was kept of a header still fits:
    RunsTimesNodes
};
constexpr Column LastColumn = Column::RunsTimesNodes;

// What a cell sorts by. Absent values go to the end in both directions; numbers come before text.
struct SortKey
{
    enum class Kind { Number, Text, Absent };
    Kind kind = Kind::Absent;
    qint64 number = 0;
    // Folded, see TextFold; with Kind::Number: the digits of one that is too large for `number`.
    QByteArray text;

    static SortKey absent() { return {}; }
    static SortKey of(qint64 value) { return {Kind::Number, value, {}}; }
    static SortKey of(const QString &value) { return {Kind::Text, 0, TextFold::folded(value)}; }
};

// Negative, zero or positive as `a` comes before, beside or after `b` in ascending order; absent keys are
// left to the caller. Texts that differ in case or accents only are beside each other.
int compareKeys(const SortKey &a, const SortKey &b);

// One column in one line: what it is called, what it shows and what it sorts by.
// By which name a server sorts it, if it does, stands in the server's Dialect.
struct ColumnSpec
{
    Column column;
    const char *title;            // untranslated; see columnTitle()
    QString (*text)(const Job &); // never empty for what a reader should know is empty
    SortKey (*key)(const Job &);
    bool shownAtFirst;
};

std::span<const ColumnSpec> columnSpecs();
const ColumnSpec &specOf(Column column);
QString columnTitle(Column column);
// Whether only the journal of deletions has anything to show in it.
bool isOfDeletions(Column column);

// An instant in the shown time zone, see ShownZone, and the locale's format, with a year of four digits.
QString momentText(qint64 utcMs);
// "every 7 days"
QString intervalText(qint64 seconds);
// "a=1, b=…": the members of an object in one line, shortened; `hidden` are names without a value.
QString membersText(const QJsonObject &object, const QStringList &hidden = {});
// "3 nodes", "PQL query"; an empty text where the record has no scope.
QString scopeText(const Job &job);
QString scopeText(Scope::Kind kind, qsizetype nodeCount);
// "every 7 days", "once"; an empty text where the record has no schedule.
QString repeatsText(const Schedule &schedule);
