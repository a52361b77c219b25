// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"
#include "jobsequence.h"
#include "jobsource.h"

#include <QIODevice>
#include <QList>
#include <QStringList>

#include <functional>
#include <optional>
#include <stop_token>

// Jobs as a table for other programs: a header, then a line for each job, see Csv. Names of fields are those
// of machines, the same in every language and never changed. Times are UTC in ISO 8601, what names no instant
// is as it was sent; intervals are seconds; what is true or false says "true" or "false"; parameters are
// JSON.
namespace JobCsv {

// The columns that a source has something to show in.
QList<Column> columnsOf(const JobSource &source);
// Of the fields of these columns, and those that every job has.
QStringList header(const QList<Column> &columns);
// The same of one job, whose record is read.
QStringList cells(const Job &job, const QList<Column> &columns);

// In constant memory. `written` is called after each job. Returns why not all of it was written.
std::optional<QString> write(QIODevice &out, const JobSequence &jobs, const QList<Column> &columns,
                             const std::stop_token &stop, const std::function<void()> &written = {});

} // namespace JobCsv
