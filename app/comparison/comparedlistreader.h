// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comparedlist.h"
#include "result.h"

#include <QObject>
#include <QPointer>

#include <memory>

class JobSource;
class ListReading;
class ListWalk;
class SnapshotReader;

// Reads one list to its end, whatever a window shows of it: every type, and no text is searched. Deleting it
// takes the question back. GUI thread; blocks never.
class ComparedListReader : public QObject
{
    Q_OBJECT

public:
    explicit ComparedListReader(QObject *parent);
    ~ComparedListReader() override;

    // One of these, once.
    void readFile(const QString &path);
    // Of one that canRead(); a live one is asked anew.
    void readSource(std::shared_ptr<JobSource> source);
    // Whether its list is one of scheduled jobs, which a journal of deletions is not.
    static bool canRead(const JobSource &source);

    // Jobs of a server, or bytes of a file; 0 in all: not known.
    qint64 done() const;
    qint64 all() const;

Q_SIGNALS:
    void progressed();
    // Once, and never before the call has returned. A list that was not read to its end is an error.
    void finished(const Result<ComparedList> &list);

private:
    void followReading();
    void walk();
    ComparedList listOf(const JobSource &source) const;

    std::unique_ptr<SnapshotReader> m_file;
    std::shared_ptr<JobSource> m_source;
    QPointer<ListReading> m_reading;
    ListWalk *m_walk = nullptr; // a child
};
