// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <optional>

// How much work a job is.

// It is disabled, or it has no next run: `next_run` is null or empty, or an environment job does not have it.
// Servers that tell of no job when it runs say nothing of this either, nor does a next run that can't be
// read. A run that is past is overdue and no reason: the server still lists it.
bool willNeverRun(const Job &job);

// Of a schedule that repeats; none: it does not, or its interval is not understood.
std::optional<double> runsADay(const Schedule &schedule);
// "24", "0.143", "under 0.001"
QString runsADayText(double runs);

// Runs a day times nodes: 0 for a job that runs once or never again. None: its nodes are not listed, or
// nobody knows how often it runs.
std::optional<double> runsTimesNodes(const Job &job);
std::optional<double> runsTimesNodes(const Schedule &schedule, Scope::Kind scope, qsizetype nodeCount,
                                     bool neverRuns);
// The same for comparing, in millionths.
std::optional<qint64> runsTimesNodesKey(const Schedule &schedule, Scope::Kind scope, qsizetype nodeCount,
                                        bool neverRuns);
// "24 × 310 = 7,440", "24 × ?", "once × 310", "never again"; empty if nothing is said of how often it runs.
QString runsTimesNodesText(const Job &job);
