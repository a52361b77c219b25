// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "jobsource.h"

#include <QObject>
#include <QSet>

#include <map>
#include <memory>
#include <optional>

// What a walk found, and whether it can be believed.
struct WalkResult
{
    enum class Doubt {
        None,
        Moved, // rows moved, came twice or vanished while the pages were read, each time it was tried
        TotalDisagrees, // the server says another number than it sent
        TooMany         // given up after as many jobs as the caller wanted at most
    };

    JobIndex index; // each job once, in the order of the last pass
    Doubt doubt = Doubt::None;
    std::optional<qint64> total; // what the server said last, if it could be true
    bool hasPagination = true;   // every page said where it stands; a retired endpoint does not

    bool isComplete() const { return doubt == Doubt::None; }
};

// Reads a live list to its end, whatever the server does with it. Pages overlap by one job, so that a list
// that shifts between two pages is noticed; such a list is read again, ordered by name where the source can.
// A pass ends at the latest with the first page that brings nothing new, and there are at most three.
class ListWalk : public QObject
{
    Q_OBJECT

public:
    static constexpr int PageSize = 1000;
    static constexpr int MostInFlight = 6; // as many connections to one server as Qt opens
    static constexpr int MostPasses = 3;

    ListWalk(std::shared_ptr<JobSource> source, JobQuery query, qint64 mostJobs, QObject *parent);
    ~ListWalk() override;

    // `expected` is how many jobs there may be: a server that said so is asked for several pages at once.
    void start(std::optional<qint64> expected = std::nullopt);
    // The answer to offset 0 is here already; it was asked for with `limit`.
    void startAfter(const JobPage &first, int limit);
    // Nothing is emitted any more.
    void stop();

    qint64 loaded() const { return m_identities.size(); }
    std::optional<qint64> total() const { return m_total; }

Q_SIGNALS:
    void progressed();
    // Each page as it comes, before it is checked against its neighbours.
    void pageCame(const JobPage &page);
    // One of these two comes once. Don't delete the walk from a slot: use deleteLater().
    void finished(const WalkResult &result);
    void failed(const Error &error);

private:
    struct Arrival
    {
        JobPage page;
        int limit = 0;
    };

    void startPass();
    void ask();
    void request(qint64 offset);
    void onPage(qint64 offset, const Result<JobPage> &page);
    void consume(const Arrival &arrival, qint64 offset);
    qsizetype append(const JobPage &page, bool overlaps);
    void takeTotal(const JobPage &page);
    void adaptStep(const Arrival &arrival);
    void endPass();
    void end(WalkResult::Doubt doubt);
    void dropPending();
    // A page of one job that overlapped would bring nothing new.
    int overlap() const { return m_position > 0 && m_step > 1 && m_lastShort != 1 ? 1 : 0; }

    const std::shared_ptr<JobSource> m_source;
    JobQuery m_query;
    const qint64 m_mostJobs;
    std::map<qint64, std::unique_ptr<QObject>> m_inFlight; // the owners of the replies, by offset
    std::map<qint64, Arrival> m_arrived;                   // by offset, waiting for their turn
    JobIndexBuilder m_index;
    Job m_last; // of the index
    QSet<QString> m_identities;
    std::optional<qint64> m_total;
    std::optional<qint64> m_expected; // until a page tells
    qint64 m_position = 0;            // rows of the server's list that were read without a gap
    int m_step = PageSize;  // what to ask for; less once the server has shown twice that it gives less
    qint64 m_lastShort = 0; // the size of the last page, if it was shorter than asked for
    int m_pass = 0;
    bool m_stepIsKept = false; // the server has sent a page of exactly that size
    bool m_sawTotal = false;
    bool m_hasPagination = true;
    bool m_moved = false;
    bool m_done = false;
};
