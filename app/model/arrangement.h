// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "concern.h"
#include "jobindex.h"
#include "jobquery.h"
#include "textfilter.h"

#include <QList>

#include <optional>
#include <stop_token>
#include <vector>

// How a list that is here as a whole is shown: which of its jobs, in which order. A value that a thread may
// own.
struct Arrangement
{
    QString type; // empty: every type
    TextFilter filter;
    std::optional<Concern> concern; // none: whatever there is to say of the jobs
    ConcernLimits limits;           // of that
    Column sortColumn = Column::NextRun;
    Qt::SortOrder order = Qt::AscendingOrder;

    // Whether jobs are left out of which a server can't be asked to leave them out.
    bool isFiltered() const { return !filter.isEmpty() || concern.has_value(); }
    // Whether a server is asked the same for both.
    bool isSameQuestionAs(const Arrangement &other) const
    {
        return type == other.type && sortColumn == other.sortColumn && order == other.order;
    }

    struct Outcome
    {
        std::vector<JobIndex::Row> rows;
        qsizetype ofType = 0;    // jobs that the type let through; of these, text and concern have chosen
        bool isFiltered = false; // see Arrangement::isFiltered()
        bool isOfConcern = false;
        // Why some records could not be read: they are not found by the text filter, and have no key.
        std::optional<Error> error;
    };

    // Jobs with equal keys keep their order; jobs without a key come last in both directions. Reads records
    // where the index does not tell. nullopt: it was stopped.
    std::optional<Outcome> arrange(const JobIndex &index, const std::stop_token &stop) const;
    // Whether the jobs stand in this order already, as far as they have keys.
    bool isInOrder(const QList<Job> &jobs) const;
};
