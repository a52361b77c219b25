// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pileups.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <queue>

namespace {

struct Start
{
    qint64 utcMs;
    std::size_t job; // of those of the node

    bool operator>(const Start &other) const
    {
        return utcMs != other.utcMs ? utcMs > other.utcMs : job > other.job;
    }
};

// The starts on one node that are together at a time, and the most that ever were.
class NodeSearch
{
public:
    NodeSearch(const Forecast &forecast, std::span<const quint32> places, TimeSpan span, qint64 withinMs)
        : m_forecast(forecast), m_places(places), m_span(span), m_withinMs(withinMs), m_counts(places.size())
    {
    }

    // False: it was stopped.
    bool run(const std::stop_token &stop);
    bool hasFound() const { return m_pileUp.occurrences > 0; }
    PileUp takePileUp() { return std::move(m_pileUp); }

private:
    const RunGrid &gridOf(std::size_t job) const { return m_forecast.planned()[m_places[job]].grid; }
    void dropBefore(qint64 utcMs);
    void add(const Start &start);

    const Forecast &m_forecast;
    const std::span<const quint32> m_places;
    const TimeSpan m_span;
    const qint64 m_withinMs;
    std::deque<Start> m_together;
    std::vector<int> m_counts; // by job, of m_together
    int m_jobCount = 0;        // different ones
    bool m_areTogether = false;
    PileUp m_pileUp;
};

bool NodeSearch::run(const std::stop_token &stop)
{
    std::priority_queue<Start, std::vector<Start>, std::greater<>> next;
    for (std::size_t job = 0; job < m_places.size(); ++job) {
        const auto first = gridOf(job).firstFrom(m_span.fromUtcMs);
        if (first && *first < m_span.toUtcMs)
            next.push({*first, job});
    }
    for (int step = 0; !next.empty(); ++step) {
        if (step % 4096 == 0 && stop.stop_requested())
            return false;
        const Start start = next.top();
        next.pop();
        dropBefore(start.utcMs - m_withinMs);
        const bool goesOn = m_areTogether && !m_together.empty();
        add(start);
        m_areTogether = m_jobCount >= 2;
        m_pileUp.occurrences += m_areTogether && !goesOn ? 1 : 0;
        const qint64 stepMs = gridOf(start.job).stepMs;
        if (stepMs > 0 && start.utcMs + stepMs < m_span.toUtcMs)
            next.push({start.utcMs + stepMs, start.job});
    }
    return true;
}

void NodeSearch::dropBefore(qint64 utcMs)
{
    while (!m_together.empty() && m_together.front().utcMs < utcMs) {
        if (--m_counts[m_together.front().job] == 0)
            --m_jobCount;
        m_together.pop_front();
    }
}

void NodeSearch::add(const Start &start)
{
    m_together.push_back(start);
    if (++m_counts[start.job] == 1)
        ++m_jobCount;
    if (m_jobCount < 2 || m_jobCount <= m_pileUp.jobCount)
        return;
    m_pileUp.jobCount = m_jobCount;
    m_pileUp.fromUtcMs = m_together.front().utcMs;
    m_pileUp.rows.clear();
    for (std::size_t job = 0; job < m_counts.size(); ++job) {
        if (m_counts[job] > 0)
            m_pileUp.rows.append(m_forecast.planned()[m_places[job]].row);
    }
}

// Starts on all nodes up to a moment.
qint64 startsUntil(const Forecast &byNode, qint64 utcMs)
{
    qint64 starts = 0;
    for (std::size_t lane = 0; lane < byNode.laneCount(); ++lane) {
        if (byNode.group(lane).kind == Forecast::Lane::Kind::Group && byNode.group(lane).size > 1)
            starts += byNode.countIn(lane, {byNode.span().fromUtcMs, utcMs});
    }
    return starts;
}

// The longest beginning of the span with no more starts than that.
TimeSpan boundedSpan(const Forecast &byNode, qint64 most)
{
    TimeSpan span = byNode.span();
    if (startsUntil(byNode, span.toUtcMs) <= most)
        return span;
    qint64 least = span.fromUtcMs;
    while (span.toUtcMs - least > 1000) {
        const qint64 middle = least + (span.toUtcMs - least) / 2;
        if (startsUntil(byNode, middle) <= most)
            least = middle;
        else
            span.toUtcMs = middle;
    }
    return {span.fromUtcMs, least};
}

} // namespace

std::optional<PileUps> findPileUps(const Forecast &byNode, qint64 withinMs, const std::stop_token &stop,
                                   qint64 most)
{
    PileUps result;
    result.unknownJobs = byNode.unknownTargetCount();
    result.knownJobs = byNode.runningCount() - result.unknownJobs;
    result.searched = boundedSpan(byNode, most);
    for (std::size_t lane = 0; lane < byNode.laneCount(); ++lane) {
        const Forecast::Lane &node = byNode.group(lane);
        if (node.kind != Forecast::Lane::Kind::Group || node.size < 2)
            continue;
        NodeSearch search(byNode, byNode.placesOf(lane), result.searched, withinMs);
        if (!search.run(stop))
            return std::nullopt;
        if (search.hasFound()) {
            result.found.push_back(search.takePileUp());
            result.found.back().node = node.label;
        }
    }
    std::stable_sort(result.found.begin(), result.found.end(), [](const PileUp &a, const PileUp &b) {
        return a.jobCount != b.jobCount ? a.jobCount > b.jobCount : a.fromUtcMs < b.fromUtcMs;
    });
    return result;
}
