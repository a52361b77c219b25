// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QByteArray>
#include <QList>

#include <functional>
#include <optional>
#include <stop_token>

class QIODevice;

// Writes jobs as one valid response, each record as it came.
namespace ResponseWriter {

// Of jobs that are here.
QByteArray write(const QList<Job> &jobs);
// What `next` gives until that is a null job, `count` of them, which may lie in a file: it may take any time.
// Returns why not all of it was written.
std::optional<QString> write(QIODevice &out, qsizetype count, const std::function<Job()> &next,
                             const std::stop_token &stop);

} // namespace ResponseWriter
