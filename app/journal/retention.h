// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "journalreader.h"

#include <QDate>
#include <QList>

// What is removed from a journal because its user wants it kept for so long only. Months are kept or removed
// as a whole; one that holds a deletion whose end is not known is kept.
namespace Retention {

// The months that ended at least `months` months before `todayUtc`; none for less than one.
QList<JournalMonth> removable(const JournalContents &contents, int months, const QDate &todayUtc);

// Removes these months, unless something was written to them since they were read. Blocks; from any thread.
// What could not be removed, and why.
QList<Error> remove(const QString &folder, const QList<JournalMonth> &months);

} // namespace Retention
