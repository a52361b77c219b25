// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordblock.h"
#include "responsewindow.h"

#include <memory>
#include <stop_token>

// What came of a window: its records, validated. Several windows may be parsed at the same time.
struct ParsedWindow
{
    std::shared_ptr<const RecordBlock> block; // those up to what is wrong, if something is
    bool restarts = false;                    // what came before is no part of the list
    QList<qint64> commas;                     // that were passed over, in the whole
    std::optional<ResponseEnding> ending;

    // Where it was stopped, anything.
    static ParsedWindow of(const ResponseWindow &window, const std::shared_ptr<const RecordBytes> &bytes,
                           bool mends, const std::stop_token &stop);
};
