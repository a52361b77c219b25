// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comingruns.h"

#include <QIODevice>
#include <QString>

#include <optional>
#include <stop_token>

// When jobs will run, by time. Each function returns why not all of it was written.
class RunReport
{
public:
    // Not too long, see ComingRuns::List.
    RunReport(JobSequence jobs, TimeSpan span, std::vector<ComingRuns::Run> runs);

    std::optional<QString> writeTable(QIODevice &out, const std::stop_token &stop) const;
    std::optional<QString> writeCsv(QIODevice &out, const std::stop_token &stop) const;
    // {"from": …, "until": …, "runs": […]}
    std::optional<QString> writeJson(QIODevice &out, const std::stop_token &stop) const;

private:
    template <class Line>
    std::optional<QString> writeRuns(QIODevice &out, const std::stop_token &stop, Line line) const;

    const JobSequence m_jobs;
    const TimeSpan m_span;
    std::vector<ComingRuns::Run> m_runs; // by time, then by place
};
