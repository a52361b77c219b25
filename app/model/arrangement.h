// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobquery.h"
#include "textfilter.h"

#include <QList>

// How a list that is here as a whole is shown: which of its jobs, in which order. A value that a thread may
// own.
struct Arrangement
{
    QString type; // empty: every type
    TextFilter filter;
    Column sortColumn = Column::NextRun;
    Qt::SortOrder order = Qt::AscendingOrder;

    // Whether a server is asked the same for both.
    bool isSameQuestionAs(const Arrangement &other) const
    {
        return type == other.type && sortColumn == other.sortColumn && order == other.order;
    }

    struct Outcome
    {
        QList<Job> shown;
        qsizetype ofType = 0; // jobs that the type let through; what the text filter searched
        bool isFiltered = false;
    };

    // Jobs with equal keys keep their order; jobs without a key come last in both directions.
    Outcome arrange(const QList<Job> &jobs) const;
    // Whether the jobs stand in this order already, as far as they have keys.
    bool isInOrder(const QList<Job> &jobs) const;
};
