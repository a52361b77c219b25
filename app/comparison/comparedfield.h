// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <string_view>

// What may differ between two records of a job, as people see it, in the order in which it is told. A place
// in a record ("input.scope.nodes") belongs to exactly one.
enum class ComparedField {
    Type,
    Target, // the task or the plan
    Environment,
    Description,
    Noop,
    Enabled,
    Scope,
    Parameters,
    Options, // job_options, and what else there is in `input`
    ScheduledTime,
    Repeats,
    NextRun,
    LastRun,
    Owner,
    UserData,
    Url,
    Name, // of jobs that are matched by something else
    Other
};
constexpr int ComparedFieldCount = int(ComparedField::Other) + 1;

// Some of them, a bit each.
using ComparedFields = quint32;
constexpr ComparedFields bitOf(ComparedField field)
{
    return ComparedFields{1} << int(field);
}

ComparedField comparedFieldOf(std::string_view path);
// Whether a moment stands there.
bool isTimePath(std::string_view path);
QString labelOf(ComparedField field);
// Of one place: "Next run", "Owner: Login", and where nobody has a name for it the path itself.
QString labelOf(std::string_view path);
// The labels of all of them.
QStringList labelsOf(ComparedFields fields);
