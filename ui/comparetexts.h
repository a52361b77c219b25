// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "comparison.h"
#include "comparisonwords.h"
#include "statepage.h"

// Words for a comparison.

// What a reader should know before believing it, a sentence each; empty: nothing.
QString notesOn(const Comparison &comparison, const ComparedList &before, const ComparedList &after);
// "Monday.json, 2026-01-05 10:00 CET"
QString sideText(const ComparedList &list);
// A kind with how many there are.
QString kindText(std::optional<Comparison::Kind> kind, qsizetype count);

// What stands in the place of the table.
StatePage::Face nothingChosenFace(const QString &shown);
StatePage::Face stoppedFace();
StatePage::Face failedFace(const Error &error);
StatePage::Face noDifferenceFace(const Comparison &comparison);
StatePage::Face noMatchFace();
