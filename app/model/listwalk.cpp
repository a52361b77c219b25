// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listwalk.h"

#include "joblist.h"
#include "pageblock.h"

#include <algorithm>

ListWalk::ListWalk(std::shared_ptr<JobSource> source, JobQuery query, qint64 mostJobs, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_query(std::move(query)), m_mostJobs(mostJobs)
{
}

ListWalk::~ListWalk() = default;

void ListWalk::start(std::optional<qint64> expected)
{
    startPass();
    m_expected = expected;
    ask();
}

void ListWalk::startAfter(const JobPage &first, int limit)
{
    startPass();
    QMetaObject::invokeMethod(
        this,
        [this, arrival = Arrival{first, limit}] {
            if (!m_done)
                consume(arrival, 0);
        },
        Qt::QueuedConnection);
}

void ListWalk::stop()
{
    m_done = true;
    dropPending();
}

void ListWalk::startPass()
{
    ++m_pass;
    dropPending();
    m_index.clear();
    m_last = {};
    m_identities.clear();
    m_expected.reset();
    m_total.reset();
    m_position = 0;
    // The last page of the pass before may have been short, and would make this one many.
    m_step = PageSize;
    m_lastShort = 0;
    m_stepIsKept = false;
    m_sawTotal = false;
    m_hasPagination = true;
    m_moved = false;
}

void ListWalk::dropPending()
{
    m_arrived.clear();
    m_inFlight.clear();
}

// One page at a time until the server has shown that it keeps to the size of a page, or its list is known to
// be long; then several.
void ListWalk::ask()
{
    qint64 offset = m_position - overlap();
    const std::optional<qint64> length = m_stepIsKept ? m_total : m_expected;
    const bool several = length.has_value();
    const qint64 end = several ? std::min(*length, m_mostJobs) : offset + 1;
    const std::size_t most = several ? MostInFlight : 1;
    const qint64 advance = m_step - (m_step > 1 ? 1 : 0);
    do {
        const bool isAsked = m_inFlight.contains(offset) || m_arrived.contains(offset);
        if (!isAsked)
            request(offset);
        offset += advance;
    } while (m_inFlight.size() + m_arrived.size() < most && offset + 1 < end);
}

void ListWalk::request(qint64 offset)
{
    auto asker = std::make_unique<QObject>();
    PageReply *reply = m_source->fetch(m_query, offset, m_step, asker.get());
    connect(reply, &PageReply::finished, this,
            [this, offset](const Result<JobPage> &page) { onPage(offset, page); });
    m_inFlight.insert_or_assign(offset, std::move(asker));
}

void ListWalk::onPage(qint64 offset, const Result<JobPage> &page)
{
    const auto asked = m_inFlight.find(offset);
    if (m_done || asked == m_inFlight.end())
        return;
    // This is called by a signal of the asker's child.
    asked->second.release()->deleteLater();
    m_inFlight.erase(asked);
    if (!page) {
        stop();
        Q_EMIT failed(page.error());
        return;
    }
    m_arrived.insert_or_assign(offset, Arrival{page.value(), m_step});
    Q_EMIT pageCame(page.value());
    while (!m_done && !m_arrived.empty() && m_arrived.begin()->first == m_position - overlap()) {
        const auto turn = m_arrived.extract(m_arrived.begin());
        consume(turn.mapped(), turn.key());
    }
}

void ListWalk::consume(const Arrival &arrival, qint64 offset)
{
    const qsizetype came = arrival.page.jobs.size();
    const bool overlaps = offset < m_position;
    if (overlaps && came == 0)
        m_moved = true;
    const qsizetype fresh = append(arrival.page, overlaps);
    m_expected.reset();
    m_position = std::max(m_position, offset + came);
    takeTotal(arrival.page);
    m_hasPagination = m_hasPagination && arrival.page.hasPagination;
    Q_EMIT progressed();
    if (m_done)
        return;
    // A total that ends with a full page may be that of the page: only the next one tells.
    const bool isFull = came == arrival.limit || came == arrival.page.limit.valueOr(arrival.limit);
    const bool wasFull = isFull && loaded() < m_mostJobs;
    const bool isAtEnd = fresh == 0 || (m_total && m_position >= *m_total && !wasFull);
    if (isAtEnd || loaded() >= m_mostJobs) {
        if (!isAtEnd) {
            end(WalkResult::Doubt::TooMany);
            return;
        }
        endPass();
        return;
    }
    adaptStep(arrival);
    ask();
}

// Returns how many of the jobs were new.
qsizetype ListWalk::append(const JobPage &page, bool overlaps)
{
    std::vector<quint32> known; // places in the page
    for (qsizetype i = 0; i < page.jobs.size(); ++i) {
        const Job &job = page.jobs.at(i);
        const QString identity = JobList::identityOf(job);
        const bool isNew = !m_identities.contains(identity);
        // The first of an overlapping page must be the last one before it; every other one must be new.
        const bool isJoint = overlaps && i == 0;
        const bool fits = isJoint ? !isNew && job.isSameJobAs(m_last) : isNew;
        m_moved = m_moved || !fits;
        if (!isNew) {
            known.push_back(quint32(i));
            continue;
        }
        m_identities.insert(identity);
        m_last = job;
    }
    m_index.append(blockOf(page), known);
    return page.jobs.size() - qsizetype(known.size());
}

void ListWalk::takeTotal(const JobPage &page)
{
    std::optional<qint64> total;
    // A number smaller than what has come is no number to go by, nor is a negative one.
    if (page.total.given() && page.total.value >= m_position)
        total = page.total.value;
    m_moved = m_moved || (m_sawTotal && total != m_total);
    m_sawTotal = true;
    m_total = total;
}

// After a page of another size than asked for, what was asked beyond it is void. Two short pages of the same
// size show what the server gives at most; a single one may have been a mishap.
void ListWalk::adaptStep(const Arrival &arrival)
{
    const qint64 came = arrival.page.jobs.size();
    const bool isShort = came < arrival.limit;
    const bool isCap = isShort && came == m_lastShort;
    m_lastShort = isShort && !isCap ? came : 0;
    if (came == arrival.limit) {
        m_stepIsKept = m_stepIsKept || came == m_step;
        return;
    }
    dropPending();
    if (!isShort)
        return;
    m_step = isCap ? int(came) : PageSize;
    m_stepIsKept = false;
}

void ListWalk::endPass()
{
    const bool agrees = !m_total || *m_total == loaded();
    const auto doubt = m_moved  ? WalkResult::Doubt::Moved
                       : agrees ? WalkResult::Doubt::None
                                : WalkResult::Doubt::TotalDisagrees;
    if (doubt == WalkResult::Doubt::None || m_pass == MostPasses) {
        end(doubt);
        return;
    }
    if (m_source->sortsBy(Column::Name)) {
        m_query.orderBy = Column::Name;
        m_query.order = Qt::AscendingOrder;
    }
    startPass();
    ask();
}

void ListWalk::end(WalkResult::Doubt doubt)
{
    stop();
    Q_EMIT finished({m_index.snapshot(), doubt, m_total, m_hasPagination});
}
