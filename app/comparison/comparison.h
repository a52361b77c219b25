// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "namepairing.h"
#include "recorddifference.h"
#include "result.h"

#include <QList>

#include <atomic>

// What differs between two lists of jobs, a value: which jobs were added, removed and changed. It holds rows
// of both lists, not their records; any number of jobs can be compared.
struct Comparison
{
    using Row = JobIndex::Row;
    static constexpr Row NoRow = NamePairing::NoRow;

    enum class Kind : quint8 {
        Added,   // only after
        Removed, // only before
        Changed,
        Activity // it only ran, or its owner signed in, see RecordDifference
    };

    struct Entry
    {
        Row before = NoRow;
        Row after = NoRow;
        ComparedFields changed = 0; // with Kind::Changed
        ComparedFields activity = 0;
        Kind kind = Kind::Changed;
    };

    JobIndex before;
    JobIndex after;
    std::vector<Entry> entries; // by name; jobs without one last
    qsizetype added = 0;
    qsizetype removed = 0;
    qsizetype changed = 0;
    qsizetype active = 0; // Kind::Activity
    qsizetype same = 0;
    // See NamePairing.
    qsizetype repeatedBefore = 0;
    qsizetype repeatedAfter = 0;
    qsizetype namelessBefore = 0;
    qsizetype namelessAfter = 0;
    bool isAcrossGenerations = false;

    bool hasChanges() const { return added + removed + changed > 0; }
    qsizetype count(Kind kind) const;

    // Reads both lists, which may take any time; `compared` counts the pairs that are done. nullopt: it was
    // stopped. Records that can't be read are an error of the whole: nothing is said about what was not seen.
    static std::optional<Result<Comparison>> of(const JobIndex &before, const JobIndex &after,
                                                const std::stop_token &stop,
                                                std::atomic<qsizetype> *compared = nullptr);

    // The field by field comparison of one entry; reads its records. Not for the GUI thread.
    Result<QList<FieldComparison>> fieldsOf(const Entry &entry, Extent extent) const;
    // The record that is left: after, or else before.
    Job jobOf(const Entry &entry) const
    {
        return entry.after != NoRow ? after.jobAt(entry.after) : before.jobAt(entry.before);
    }
};
