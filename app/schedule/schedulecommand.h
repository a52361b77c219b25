// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schedulerequest.h"

// How the generations before PE 2021.7 are told to schedule a job: by one of three commands.
namespace ScheduleCommand {

// "/command/schedule_task", "…_plan" or "…_deploy"; empty: the record does not say what kind of job it is.
QString path(const Job &job);
// The body, as far as the list tells it, only with a path(). The rest is marked.
QByteArray body(const Job &job, const ScheduleStart &start);

} // namespace ScheduleCommand

// What stands in a request in the place of a value that is not known: a text, where the server wants
// something else or a name that exists, so that it refuses what was not completed.
QByteArray missingMark(const QString &why);
// Why there is no time to start at.
QString missingStartText();
