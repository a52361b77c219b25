// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "joblist.h"

// Puts jobs into the rows from `offset` on, as far as there are rows. Where the list has moved since other
// rows came, the newer place is the true one: a job leaves the row where it stood, and its new row is taken
// from another. Returns whether nothing of this kind happened; else rows may have changed anywhere.
bool placePage(JobList &rows, qint64 offset, const QList<Job> &jobs);

// Whether a page from further down has brought the start of the list again: its offset was ignored.
bool repeatsTheStart(const JobList &rows, qint64 offset, const QList<Job> &jobs);
