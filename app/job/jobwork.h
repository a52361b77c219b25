// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QJsonValue>
#include <QSet>

#include <optional>

// What a job does, whoever owns it and whatever it is called: two that do the same are duplicates. As far as
// the server tells: the old API has no parameters, and of sensitive ones there are names only.
struct JobWork
{
    bool isEnvironmentJob = false;
    bool isNoop = false;
    QString type;
    QString target; // task or plan
    QString environment;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    QSet<QString> nodes;        // whatever order they stand in
    QString scopeText;          // PQL, a group, an application
    QJsonValue query;           // AST
    qint64 intervalSeconds = 0; // 0: once
    // Of what runs once: when, in milliseconds UTC. The same once today and once tomorrow is wanted twice.
    std::optional<qint64> onceAt;
    QJsonValue parameters;     // null: none
    QJsonValue sensitiveNames; // null: none

    // None for a job that never runs again, for one of which is not told what it does (no task, no plan and
    // no deployment), where scope or interval are not understood, and for the record of a deletion.
    static std::optional<JobWork> of(const Job &job);

    bool operator==(const JobWork &) const = default;
    // Stands for it, see Hash64; never 0.
    quint64 hash() const;
};

// Whatever the values of a record were read with, their hash is made here.
struct WorkHashes
{
    bool isEnvironmentJob = false;
    bool isNoop = false;
    Scope::Kind scopeKind = Scope::Kind::Missing;
    quint64 type = 0, target = 0, environment = 0, scope = 0, parameters = 0, sensitiveNames = 0; // JsonHash
    qint64 intervalSeconds = 0;
    std::optional<qint64> onceAt;

    quint64 hash() const;
};
