// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "joblist.h"
#include "loadsummary.h"
#include "result.h"
#include "rungrid.h"
#include "runload.h"

#include <QList>
#include <QString>

#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <vector>

// What stands in one lane of a forecast.
enum class Lanes { Jobs, Types, Environments, Owners, Targets, Nodes };

// The coming runs of the jobs of a list, by their plan (see RunGrid), in lanes. A value that never changes
// and belongs to any thread; rows are those of the list when it was made.
class Forecast
{
public:
    // Jobs that run in the span, and only they have lanes.
    struct Planned
    {
        RunGrid grid;
        int row = 0;
    };
    struct Lane
    {
        enum class Kind {
            Job,
            Group,
            Unnamed,       // of jobs that have no such value
            UnknownTargets // of jobs that name no nodes: their targets are found out when they run
        };
        Kind kind = Kind::Job;
        QString label;         // of a Group
        std::size_t first = 0; // in its forecast's places of lanes
        std::size_t size = 0;
        RunLoad load; // not of a Job: its grid tells
    };

    Forecast() = default;
    // Not for the GUI thread: it takes a while for a long list, and reads records for Lanes::Nodes. nullopt:
    // it was stopped.
    static std::optional<Result<Forecast>> make(const JobList &list, Lanes lanes, TimeSpan span,
                                                const std::stop_token &stop);

    TimeSpan span() const { return m_span; }
    Lanes lanes() const { return m_lanes; }
    // Ascending by row.
    const std::vector<Planned> &planned() const { return m_planned; }
    std::size_t laneCount() const { return m_lanes == Lanes::Jobs ? m_planned.size() : m_groups.size(); }
    // Only of lanes that are no Jobs.
    const Lane &group(std::size_t lane) const { return m_groups[lane]; }
    // Of any lane: places in planned(), ascending.
    std::span<const quint32> placesOf(std::size_t lane) const;
    qint64 countIn(std::size_t lane, TimeSpan span) const;
    std::optional<qint64> firstFrom(std::size_t lane, qint64 fromUtcMs) const;
    std::optional<qint64> lastBefore(std::size_t lane, qint64 untilUtcMs) const;
    // Rows of the jobs that run in the span, of all lanes or of one, ascending.
    QList<int> rowsIn(TimeSpan span) const;
    QList<int> rowsIn(TimeSpan span, std::size_t lane) const;
    // The lane of a job in this row; none: it does not run, or is in several.
    std::optional<std::size_t> laneOfRow(int row) const;
    // Of all jobs, each counted once.
    const RunLoad &load() const { return m_load; }

    // Jobs of the list, and how many of them run in the span.
    qsizetype jobCount() const { return m_jobCount; }
    qsizetype runningCount() const { return qsizetype(m_planned.size()); }
    // Of the rows from the first to the last.
    qsizetype runningCountIn(int firstRow, int lastRow) const;
    // Of those that run: how many do not name their nodes.
    qsizetype unknownTargetCount() const { return m_unknownTargetCount; }
    // Of all: how many run again at an interval that is not understood, so that only their next run is known.
    qsizetype oddIntervalCount() const { return m_oddIntervalCount; }

private:
    class Maker;

    TimeSpan m_span;
    Lanes m_lanes = Lanes::Jobs;
    std::vector<Planned> m_planned;
    std::vector<quint32> m_places;   // of lanes that are no Jobs, one lane behind the other
    std::vector<quint32> m_ownPlace; // 0, 1, 2, …: of the lanes of Jobs
    std::vector<Lane> m_groups;
    RunLoad m_load;
    qsizetype m_jobCount = 0;
    qsizetype m_unknownTargetCount = 0;
    qsizetype m_oddIntervalCount = 0;
};
