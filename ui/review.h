// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QList>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

class JobSource;

// What a review of a deletion is about: values of the moment at which it was asked for.
struct Review
{
    std::shared_ptr<JobSource> source;
    QList<Job> jobs;
    // Why a job can't be deleted from the source, at any later moment; empty: nothing is known against it.
    std::function<QString(const Job &)> whyNot;
    QString user;                       // who is signed in; empty: not known
    std::chrono::milliseconds undoTime; // how long a deletion can be taken back
};
