// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"

#include <QByteArray>
#include <QList>

// Writes jobs as one valid response, each record as it came.
namespace ResponseWriter {

QByteArray write(const QList<Job> &jobs);

} // namespace ResponseWriter
