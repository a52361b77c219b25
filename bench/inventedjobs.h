// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

// An endless list of scheduled jobs as a server of PE 2019.8 tells them, the same on every machine: a job
// depends on its number only, so that any page of the list is a slice of the whole. It is as varied as real
// ones are: text in several languages and with escapes, from one to 500 nodes, a few records with gaps.
// Functions may be called from any thread.
namespace InventedJobs {

// In the name of each file; counts up when the bytes change.
constexpr int Version = 1;

enum class Form {
    Compact,
    Pretty // indented by four blanks, a line for each value
};

// One record, compact.
QByteArray job(qint64 index);
// How many nodes its scope names; 0: it has another scope, or none.
int nodeCount(qint64 index);
// A response: `limit` jobs from `offset` on of a list of `total`. Meant for pages; for a file see write().
QByteArray page(qint64 total, qint64 offset, qint64 limit, Form form = Form::Compact);
// The same, a piece at a time, as long as `take` returns true; false: it did not.
bool write(qint64 total, qint64 offset, qint64 limit, Form form, bool (*take)(void *to, QByteArrayView piece),
           void *to);

} // namespace InventedJobs
