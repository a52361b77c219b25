// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"
#include "recordblock.h"

#include <memory>

// Makes the block of a page that was parsed from bytes in memory, which then tells its jobs' names without
// reading them. Takes a time for each job, from any thread.
void indexPage(JobPage &page);

// The jobs of a page as they are put into an index: what came with the page, or else made now, which takes a
// time for each job.
std::shared_ptr<const RecordBlock> blockOf(const JobPage &page);
