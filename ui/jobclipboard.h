// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "job.h"

#include <QObject>

#include <functional>

class JobTable;

// Copies the jobs that are selected in a table. Records that lie in a file are read first.
class JobClipboard : public QObject
{
    Q_OBJECT

public:
    // The table lives longer.
    JobClipboard(JobTable *table, QObject *parent);

    // What the current cell shows.
    void copyCell();
    // As they are shown, one in a line; below the titles of their columns.
    void copyRows();
    void copyRowsWithHeaders();
    // One as it came, several as an array.
    void copyRecords();

Q_SIGNALS:
    // Why nothing was copied, or not yet.
    void noted(const QString &text);

private:
    void copyRowsBelow(const QString &header);
    void whenHere(const std::function<void(const QList<Job> &)> &copy);

    JobTable *const m_table;
    DetachedWork m_reading;
};
