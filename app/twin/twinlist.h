// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "jobmodel.h"
#include "snapshotreader.h"
#include "twinline.h"

#include <QObject>

#include <memory>

// The list that a command line names: opened, read to its end, searched and put in order by the model that a
// window has. One of the two signals comes once.
class TwinList : public QObject
{
    Q_OBJECT

public:
    explicit TwinList(const TwinLine &line, QObject *parent = nullptr);
    ~TwinList() override;

    void start();

    // Once it is ready:
    const JobSource &source() const { return *m_jobs.source(); }
    // Those that are asked for, in their order.
    JobSequence jobs() const;
    // All of them, whatever was asked for.
    const JobIndex &index() const { return m_jobs.allJobs(); }
    // Why it may not be the whole list, a sentence; empty: it is.
    QString doubt() const;

Q_SIGNALS:
    void ready();
    // What happened, and what to do next.
    void failed(const QString &text);

private:
    void openFile();
    void openUrl();
    void openProfile();
    void open(const Result<Connection> &connection);
    void show(const std::shared_ptr<JobSource> &source);
    void look();
    void end(const QString &problem);

    const TwinLine m_line;
    JobModel m_jobs;
    std::unique_ptr<SnapshotReader> m_reader;
    bool m_asksForAll = false;
    bool m_isLooking = false;
    bool m_hasEnded = false;
};
