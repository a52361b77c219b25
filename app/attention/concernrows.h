// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "concern.h"
#include "jobindex.h"

#include <array>
#include <optional>
#include <stop_token>
#include <vector>

class RowSet;

// What Concern says of the jobs of an index, without reading their records.
namespace ConcernRows {

// Which of these rows it is of. None: it was stopped.
std::optional<RowSet> of(const JobIndexData &index, const RowSet &among, Concern concern,
                         const ConcernLimits &limits, const std::stop_token &stop);

using Counts = std::array<qint64, ConcernCount>; // by Concern
// Of the jobs of a type; of all if it is empty. None: it was stopped.
std::optional<Counts> count(const JobIndexData &index, const QString &type, const ConcernLimits &limits,
                            const std::stop_token &stop);

// The other jobs that do the same as this one, ascending. Reads the record of the job only.
std::vector<JobIndex::Row> duplicatesOf(const JobIndex &index, const Job &job);

} // namespace ConcernRows
