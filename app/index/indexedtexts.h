// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "recordcolumns.h"

// What the column shows for a record of an index, without reading it; empty if there is no such record.
QString indexedText(const JobIndex &index, JobIndex::Row row, IndexedColumn column);
