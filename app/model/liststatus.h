// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"
#include "error.h"

#include <QDateTime>
#include <QString>

#include <optional>

// Where a list stands, for whoever shows it. Numbers never claim more than was read.
struct ListStatus
{
    enum class Phase {
        NoSource,
        Loading, // nothing to show yet
        Ready,   // what is shown is what there is, as far as `doubt` and `error` don't say otherwise
        Failed,  // nothing to show, see `error`
        Retired  // the server answers as those do that have retired the endpoint
    };
    // Why the rest of a long list is being read.
    enum class Purpose {
        None,
        Sort,
        Search,
        OrderIgnored,
        OnRequest,
        Reading // the source reads its list to the end by itself, as that of a file does
    };

    Phase phase = Phase::NoSource;
    bool isBusy = false;         // requests for the list are under way, or it is being sorted
    bool isArranging = false;    // of these, it is being sorted or searched here
    bool isWhole = false;        // every job of the type is here
    qint64 shown = 0;            // rows
    qint64 loaded = 0;           // jobs that are here
    std::optional<qint64> total; // jobs of the type, as the server says, or as counted once all are here
    bool isFiltered = false;     // by a text or a concern, which looked at `loaded` jobs
    bool isOfConcern = false;    // by a concern
    Purpose loadingAll = Purpose::None;
    qint64 walked = 0;          // with loadingAll: jobs read so far
    qint64 bytesRead = 0;       // with Purpose::Reading
    qint64 bytesInAll = 0;      // with Purpose::Reading; 0: not known
    QString doubt;              // why the list may be incomplete, a sentence; empty: it is not in doubt
    std::optional<Error> error; // the last request for the list failed so
    QDateTime readAt;           // when the list was read last; invalid: never
};
