// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "job.h"

#include <QList>
#include <QObject>

#include <future>

// Reads records that lie in files and are looked at, out of the GUI thread: the file may be on a mount that
// does not answer. What is at hand is there at once all the same.
class RecordReader : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // Reads those of the jobs that are not here, which is waited for a moment. Whether all of them are here
    // now; else came() will tell. What was asked for before is given up where it has not begun.
    bool read(QList<Job> jobs);

Q_SIGNALS:
    // What was asked for last is here, or can't be read, see Job::load().
    void came();

private:
    void start(const QList<Job> &jobs);

    DetachedWork m_work; // one at a time: threads that hang must not become many
    std::future<void> m_read;
    QList<Job> m_next;
};
