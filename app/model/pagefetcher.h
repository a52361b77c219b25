// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "pagegrid.h"

#include <QList>
#include <QObject>
#include <QSet>

#include <map>
#include <memory>

// Fetches the pages of a long list that somebody looks at: each once, the most wanted first, a few at a time.
class PageFetcher : public QObject
{
    Q_OBJECT

public:
    static constexpr int MostInFlight = 4;

    PageFetcher(std::shared_ptr<JobSource> source, JobQuery query, PageGrid grid, QObject *parent);
    ~PageFetcher() override;

    const PageGrid &grid() const { return m_grid; }
    // Replaces what waits; what is under way goes on. Pages that came or failed before are not asked for
    // again.
    void want(const QList<qint64> &pages);
    // Takes back all questions.
    void halt();
    // The page need not be asked for, or may be asked for again.
    void setHere(qint64 page, bool here);
    bool isHere(qint64 page) const { return m_here.contains(page); }
    bool hasFailed(qint64 page) const { return m_failed.contains(page); }
    bool isIdle() const { return m_inFlight.empty() && m_waiting.isEmpty(); }
    // Pages that failed may be asked for again.
    void forgetFailures() { m_failed.clear(); }

Q_SIGNALS:
    void pageCame(qint64 page, const JobPage &answer);
    void pageFailed(qint64 page, const Error &error);

private:
    void askNext();
    void onPage(qint64 page, const Result<JobPage> &answer);

    const std::shared_ptr<JobSource> m_source;
    const JobQuery m_query;
    const PageGrid m_grid;
    QList<qint64> m_waiting;
    QSet<qint64> m_here;
    QSet<qint64> m_failed;
    std::map<qint64, std::unique_ptr<QObject>> m_inFlight; // the owners of the replies, by page
};
