// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "recordcolumns.h"
#include "schedule.h"
#include "scope.h"

#include <optional>
#include <string_view>

#include <simdjson.h>

// What the index keeps of one record, with the meaning that it has in Job. Texts are UTF-8, empty unless they
// are given, and live as long as what they were read from.
struct RecordValues
{
    Presence namePresence = Presence::Missing;
    std::string_view name, type, task, plan, environment, description;
    std::string_view ownerDisplayName, ownerLogin, ownerEmail, ownerId;
    qint64 nextRun = RecordColumns::NoTime;
    qint64 scheduledTime = RecordColumns::NoTime;
    qint64 lastRun = RecordColumns::NoTime;
    Schedule schedule;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    quint32 nodeCount = 0;
    bool ownerIsRevoked = false;
    bool hasNoop = false;
    bool isNoop = false;
    bool isEnvironmentJob = false;
    bool neverRuns = false;       // willNeverRun()
    bool wasNotSubmitted = false; // LastRun::wasNotSubmitted
    bool idDisagrees = false;     // Job::mismatchedIdNumber() is not empty
    bool hasNextRun = false;
    bool hasJsonText = false; // RecordColumns::HasJsonText
    bool hidesText = false;   // RecordColumns::HidesText, apart from how the record is encoded
    bool isMended = false;

    // JobWork::hash(); 0: no other job does the same. None: only Job can tell.
    std::optional<quint64> work;

    // Job::target()
    std::string_view target() const { return task.empty() ? plan : task; }

    // The value may be any; one that is no object has none of it all.
    static RecordValues of(simdjson::dom::element record);
};
