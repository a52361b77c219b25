// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "journalreader.h"

#include <QList>
#include <QString>

// Words for the size of the journal, and for what is to be removed from it.

// "245 deletions in 3 files, 1.2 MiB"
QString journalSizeText(const JournalContents &contents);
qsizetype deletionsIn(const QList<JournalMonth> &months);
// "November 2025, December 2025"; of many the first and the last.
QString monthsText(const QList<JournalMonth> &months);
// What went wrong, a line each.
QString problemsText(const QList<Error> &problems);
