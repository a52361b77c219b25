// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demojobs.h"

#include <QString>

#include <variant>

// Why a job is not scheduled, as the orchestrator says it.
struct DemoRefusal
{
    int httpStatus = 400;
    QString kind; // without "puppetlabs.orchestrator/"
    QString message;
};

// The environment job that the body of a POST asks for, with this number; it belongs to the administrator.
// `now` is in seconds since the epoch.
std::variant<DemoJob, DemoRefusal> scheduledDemoJob(const QByteArray &body, int number, qint64 now);
