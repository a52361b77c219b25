// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobfields.h"
#include "outcome.h"

struct DeletionNote;

// How a deletion ended, in a sentence; none: it was not written down. `disables`: the server was asked to
// disable the job, because it deletes none.
QString outcomeText(std::optional<DeletionOutcome> outcome, bool disables);

// What the journal knows of a deletion, to be read with the fields of its job.
JobFieldGroup deletionGroup(const DeletionNote &note);
