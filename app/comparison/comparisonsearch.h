// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"
#include "textfilter.h"

#include <vector>

// Which entries of a comparison have a text in them: in a record of either side, as the search of a list
// does, or in the name of a field that differs.
struct ComparisonSearch
{
    std::vector<bool> found;    // by the place of the entry
    std::optional<Error> error; // why some records could not be read; nothing was found in those

    // Reads records: not for the GUI thread. nullopt: it was stopped.
    static std::optional<ComparisonSearch> of(const Comparison &comparison, const TextFilter &filter,
                                              const std::stop_token &stop);
};
