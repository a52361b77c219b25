// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast.h"

#include <QList>
#include <QString>

// Several jobs that start on the same node within some minutes of each other.
struct PileUp
{
    QString node;
    qint64 fromUtcMs = 0;   // the first start of those that are most
    int jobCount = 0;       // most different jobs that start within the time
    QList<int> rows;        // theirs, see Forecast::Planned
    qint64 occurrences = 0; // how many times there are two or more, without a pause between
};

struct PileUps
{
    std::vector<PileUp> found; // most jobs first, then the earlier
    qsizetype knownJobs = 0;   // that run and name nodes: only these were looked at
    qsizetype unknownJobs = 0; // that run, and whose targets nobody knows before
    // Less than the forecast where there are more starts than anybody wants to wait for.
    TimeSpan searched;
};

// From a forecast in Lanes::Nodes. Starts that are `withinMs` apart or less are together; a job that runs
// often piles up with others only. Looks at `most` starts; not for the GUI thread. nullopt: it was stopped.
std::optional<PileUps> findPileUps(const Forecast &byNode, qint64 withinMs, const std::stop_token &stop,
                                   qint64 most = 20'000'000);
