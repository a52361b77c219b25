// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "narrowcolumn.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// The columns of records whose values repeat; the ids are those of a dictionary.
enum class IndexedColumn { Type, Environment, Owner, Target, Repeats };
constexpr std::size_t IndexedColumnCount = 5;

// What is kept of consecutive records so that they can be sorted and searched without reading them. All
// columns have one value per record; times are milliseconds since 1970 UTC, or NoTime.
struct RecordColumns
{
    static constexpr qint64 NoTime = std::numeric_limits<qint64>::min();

    // Names: a number stands for itself if its decimal text is the name; the others, from AsText downwards,
    // for a place in `names`.
    static constexpr qint64 NoName = std::numeric_limits<qint64>::min(); // the key is missing
    static constexpr qint64 NullName = NoName + 1;
    static constexpr qint64 OddName = NoName + 2;
    static constexpr qint64 AsText = -1;
    static bool isTextName(qint64 name) { return name < 0 && name > OddName; }

    static constexpr std::string_view FoldsToNothing = "\xFF"; // in `nameTexts`; no UTF-8

    enum Flag : quint16 {
        ScopeKind = 0x000F, // Scope::Kind
        HasNoop = 0x0010,
        IsNoop = 0x0020,
        IsEnvironmentJob = 0x0040,
        IsMended = 0x0080,
        IsKept = 0x0100, // the job stands in `kept`
        // What is searched may stand otherwise in the record than in plain characters: it has to be looked
        // at.
        HidesText = 0x0200,
        IsInexact = 0x0400,             // the columns do not tell exactly what is searched
        HasJsonText = 0x0800,           // parts of it are searched as compact JSON
        DescriptionIsNotAscii = 0x1000, // as it came
        NeverRuns = 0x2000,             // willNeverRun()
        WasNotSubmitted = 0x4000,       // LastRun::wasNotSubmitted
        IdDisagrees = 0x8000,           // Job::mismatchedIdNumber()
    };

    std::shared_ptr<const RecordBytes> bytes;
    qint64 base = 0; // what `begins` count from
    std::vector<quint32> begins;
    NarrowColumn lengths;
    std::vector<qint64> names;
    std::vector<qint64> nextRuns;
    std::vector<qint64> scheduledTimes;
    std::vector<qint64> lastRuns; // empty: none of the records has one
    std::vector<quint64> works;   // JobWork::hash(); 0: no other job does the same
    std::array<NarrowColumn, IndexedColumnCount> ids;
    NarrowColumn nodeCounts;
    std::vector<quint16> flags;
    std::string descriptions; // simplified and folded, one behind the other
    NarrowColumn descriptionEnds;
    std::string nameTexts; // each as it came, and folded unless that is the same
    std::vector<quint32> nameTextEnds;
    std::vector<std::pair<quint32, Job>> kept; // by place, ascending
    bool hasEnvironmentJobs = false;
    bool hasNextRuns = false; // the key, with whatever value

    std::size_t size() const { return flags.size(); }
    qint64 beginOf(std::size_t i) const { return base + begins[i]; }
    Scope::Kind scopeKind(std::size_t i) const { return Scope::Kind(flags[i] & ScopeKind); }
    std::string_view description(std::size_t i) const
    {
        const quint32 begin = i == 0 ? 0 : descriptionEnds[i - 1];
        return std::string_view(descriptions).substr(begin, descriptionEnds[i] - begin);
    }
    // Only with isTextName().
    std::string_view nameText(qint64 name) const { return nameText(std::size_t(AsText - name) * 2, 0); }
    std::string_view foldedName(qint64 name) const
    {
        const std::string_view folded = nameText(std::size_t(AsText - name) * 2, 1);
        return folded.empty() ? nameText(name) : folded == FoldsToNothing ? std::string_view() : folded;
    }
    const Job *keptJob(std::size_t i) const;
    JobIdentity identity(std::size_t i) const;
    Job job(std::size_t i) const;

private:
    std::string_view nameText(std::size_t first, std::size_t which) const
    {
        const std::size_t place = first + which;
        const quint32 begin = place == 0 ? 0 : nameTextEnds[place - 1];
        return std::string_view(nameTexts).substr(begin, nameTextEnds[place] - begin);
    }
};
