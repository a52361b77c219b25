// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"

#include <QString>

#include <optional>

class JobSource;

// What is shown, for the title of a window, with what sets it apart: production, read-only.
QString titleOf(const JobSource *source);
// Where the jobs come from, for the status bar.
QString sourceText(const JobSource *source);
// What a reader should know about the source as a whole, such as repairs to a file, beside the error that is
// shown; empty if nothing.
QString noteAbout(const JobSource &source, const std::optional<Error> &shown);
// "CET (UTC+01:00)", and of a zone that was chosen "Europe/Berlin (UTC+01:00)": its clocks at this moment, or
// now (milliseconds, UTC).
QString zoneText(std::optional<qint64> utcMs = {});
