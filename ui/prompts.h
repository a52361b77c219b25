// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <functional>

class Deletions;
class JobSource;
class ResponseSaver;
class QWidget;

// The questions that Callboard asks, each without blocking the window. Cancel is what Return and Escape do.
namespace Prompts {

// The job runs before a deletion could be taken back. `runInMs` is how soon.
void deleteBeforeRun(QWidget *window, const JobSource &source, const Job &job, qint64 runInMs,
                     const std::function<void()> &deleteIt);

// Deletions wait or are under way. `closeIt` is called if the user wants to close all the same; what waits is
// then taken back, what was sent goes on without being checked.
void closeWithDeletions(QWidget *window, const Deletions &deletions, const std::function<void()> &closeIt);

// A file is being written. `closeIt` is called if the user wants to close all the same; the file then stays
// as it was. The question goes when the writing has ended.
void closeWhileSaving(QWidget *window, const ResponseSaver &saver, const std::function<void()> &closeIt);

} // namespace Prompts
