// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <optional>
#include <stop_token>
#include <vector>

// Which record of one list is the same job as which of another: by name and generation, in their order where
// a name stands more than once, and by equal bytes where there is no name.
struct NamePairing
{
    static constexpr JobIndex::Row NoRow = std::numeric_limits<JobIndex::Row>::max();

    struct Pair
    {
        JobIndex::Row before = NoRow;
        JobIndex::Row after = NoRow;
    };

    // By name, numbers first; those without a name last.
    std::vector<Pair> pairs;
    // Names that stand more than once, and jobs that have none.
    qsizetype repeatedBefore = 0;
    qsizetype repeatedAfter = 0;
    qsizetype namelessBefore = 0;
    qsizetype namelessAfter = 0;
    // All jobs of one list are of one generation and all of the other of the other: names are all there is to
    // go by, and one may be another job's.
    bool isAcrossGenerations = false;
    std::optional<Error> error; // why records without a name can't be read

    // nullopt: it was stopped.
    static std::optional<NamePairing> of(const JobIndex &before, const JobIndex &after,
                                         const std::stop_token &stop);
};
