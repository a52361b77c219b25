// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"
#include "recordblock.h"
#include "result.h"

#include <memory>

// The same as ResponseParser::parseAnswer(), in one pass, and with the block of the page, which tells its
// jobs' names without reading them. From any thread.
Result<JobPage> readAnswer(const QByteArray &bytes, const QString &server);

// The jobs of a page as they are put into an index: what came with the page, or else made now, which takes a
// time for each job.
std::shared_ptr<const RecordBlock> blockOf(const JobPage &page);
