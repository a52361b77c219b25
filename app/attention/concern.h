// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QString>

#include <optional>
#include <span>

// Why a job may want somebody's attention. None is of the record of a deletion.
enum class Concern {
    // is_revoked of its owner is true, whether the job still runs or not.
    OwnerRevoked,
    // Its next run is more than OverdueGraceMs before the clock, and it is not disabled: one that runs once
    // is
    // overdue as long as the server lists that run.
    Overdue,
    // willNeverRun(): disabled, or without a next run.
    NeverRuns,
    // It has an interval and is noop, and will run.
    RepeatsButNoop,
    // Another job of the list does the same, see JobWork.
    Duplicate,
    // Job::mismatchedIdNumber().
    IdDisagrees,
    // Its last run could not be started.
    SubmissionFailed,
    // Its interval is shorter than so many minutes, and it will run.
    RunsOften
};
constexpr std::size_t ConcernCount = std::size_t(Concern::RunsOften) + 1;

struct ConcernLimits
{
    static constexpr int DefaultMinutes = 15;
    static constexpr int MostMinutes = 7 * 24 * 60;

    int minutes = DefaultMinutes; // of RunsOften
    qint64 atUtcMs = 0;           // the clock of Overdue; milliseconds, UTC
};

// A run is not late before the server had the time to start it and to list the next one.
constexpr qint64 OverdueGraceMs = 60'000;

struct ConcernSpec
{
    Concern concern;
    const char *key;   // for settings; never changed
    const char *title; // untranslated; see concernTitle()
    const char *explanation;
    // Null: it takes the whole list to tell.
    bool (*isOf)(const Job &job, const ConcernLimits &limits);
};

std::span<const ConcernSpec> concernSpecs();
const ConcernSpec &specOf(Concern concern);
// Those that one job alone has.
bool isOf(Concern concern, const Job &job, const ConcernLimits &limits);
// Of a settings' key; none: there is no such concern.
std::optional<Concern> concernOf(const QString &key);

// "Owner revoked", "Runs more often than every 15 minutes"
QString concernTitle(Concern concern, int minutes);
// A sentence.
QString concernExplanation(Concern concern);
