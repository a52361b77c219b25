// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <vector>

// The first job of each owner, and of nobody, in an index: to look at every owner without reading every
// record.
std::vector<JobIndex::Row> firstOfEachOwner(const JobIndex &index);
