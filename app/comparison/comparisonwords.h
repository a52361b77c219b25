// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparison.h"

#include <QString>

// Words for a comparison that the window and the command line share.

// "12 added, 3 removed, 41 changed, 99,944 the same; 310 only ran or had sign-ins"
QString summaryOf(const Comparison &comparison);
// What to know of one across generations.
QString acrossGenerationsNote();
