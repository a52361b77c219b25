// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "result.h"

#include <functional>
#include <stop_token>
#include <string_view>
#include <vector>

// What a job says of its targets: `isListed` if it names nodes, which may be none.
using NodesVisitor =
    std::function<void(JobIndex::Row row, bool isListed, const std::vector<std::string_view> &nodes)>;

// Reads the targets of these rows of an index, ascending, and hands each over, in the same order; the names
// are UTF-8 and live until the visitor returns. Reads records, so it is not for the GUI thread unless the
// index is in memory and small. Why a record could not be read, if one could not: the rest is left out.
std::optional<Error> visitListedNodes(const JobIndex &index, const std::vector<JobIndex::Row> &rows,
                                      const NodesVisitor &visit, const std::stop_token &stop);
