// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <QDateTime>
#include <QString>

// One side of a comparison: a whole list, and what to say of it.
struct ComparedList
{
    QString label;    // of a server or a file
    QString location; // a URL or a path; empty: none
    QDateTime asOf;   // when the jobs were so; invalid: nobody knows
    QString doubt;    // why the list may be incomplete, a sentence; empty: it is not in doubt
    JobIndex jobs;
};
