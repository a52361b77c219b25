// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"
#include "jobpage.h"
#include "result.h"

#include <functional>

// Hands the page in an answer, or the reason why there is none, to `done`, unless `owner` goes first. Parses
// off the GUI thread: a server may send its whole list, whatever was asked for.
void readPage(QObject *owner, const HttpAnswer &answer, const QString &server,
              const std::function<void(const Result<JobPage> &)> &done);
