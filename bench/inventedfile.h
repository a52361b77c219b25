// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "inventedjobs.h"

#include <QStringList>

// How large the largest file is to be: as `--jobs N` says, or else a million, or a tenth of it with --quick.
qint64 jobsToMeasure(const QStringList &arguments);
// A saved response with that many invented jobs. Files are made once and kept, in build/bench-data or where
// `--data FOLDER` says; scripts/bench --clean takes them away.
QString inventedFile(const QStringList &arguments, qint64 jobs,
                     InventedJobs::Form form = InventedJobs::Form::Compact);
// "file of 1,000,000 jobs (970 MB)"
QString nameOfInventedFile(const QString &path, qint64 jobs);
