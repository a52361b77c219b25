// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demogeneration.h"

#include <QByteArray>

#include <limits>
#include <vector>

enum class DemoJobType : quint8 { Task, Plan, Deploy };

// A scheduled job, ready to be sent, with what the list needs to know of it. Times are seconds since the
// epoch.
struct DemoJob
{
    static constexpr qint64 neverAgain = std::numeric_limits<qint64>::max();

    QByteArray json;
    qint64 nextRun = neverAgain;
    qint64 scheduledTime = 0;
    // Zero for a job that runs once.
    qint64 interval = 0;
    // Where the text of nextRun begins in json; meaningless when the job never runs again.
    qsizetype nextRunPosition = 0;
    int number = 0;
    // Where the environment and the owner stand among all of them.
    quint8 environmentRank = 0;
    quint8 ownerRank = 0;
    DemoJobType type = DemoJobType::Task;
    bool deletable = true;
};

// Invents an estate. The job at an index depends on the seed and the index alone, only its times are relative
// to the reference. Some indexes are rarities, see demojobs.cpp: a short list has them, too.
std::vector<DemoJob> demoJobs(quint64 seed, int count, qint64 reference,
                              DemoGeneration generation = DemoGeneration::Pe2019);

// The name of the job at an index; every index has its own, with gaps between them.
int demoJobNumber(quint64 seed, int index);

// The type as the API spells it.
QByteArrayView demoTypeName(DemoJobType type);
