// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparison.h"

#include "gatheredrecords.h"
#include "indexedrow.h"

#include <QMutex>
#include <QMutexLocker>

#include <algorithm>
#include <numeric>
#include <thread>

namespace {

using Row = Comparison::Row;
using Pair = NamePairing::Pair;

// Looks at the records of pairs, on several threads.
class PairReader
{
public:
    PairReader(const JobIndex &before, const JobIndex &after, std::vector<Pair> pairs, std::stop_token stop,
               std::atomic<qsizetype> *compared)
        : m_before(before),
          m_after(after),
          m_pairs(std::move(pairs)),
          m_differences(m_pairs.size()),
          m_stop(std::move(stop)),
          m_compared(compared)
    {
    }

    // Whether it was neither stopped nor is there an error.
    bool run();
    const std::optional<Error> &error() const { return m_error; }
    // In the order of the pairs.
    const std::vector<RecordDifference> &differences() const { return m_differences; }

private:
    static constexpr std::size_t AtOnce = 256;

    // What one thread needs.
    struct Desk
    {
        std::vector<std::size_t> byAfter;
        std::vector<Row> rows;
        GatheredRecords before;
        GatheredRecords after;
    };

    void work();
    std::optional<Error> compare(Desk &desk, std::size_t from, std::size_t to);

    const JobIndex &m_before;
    const JobIndex &m_after;
    const std::vector<Pair>
        m_pairs; // by the row before, so that files are read from their start to their end
    std::vector<RecordDifference> m_differences;
    const std::stop_token m_stop;
    std::atomic<qsizetype> *const m_compared;
    std::atomic<std::size_t> m_next = 0;
    std::atomic<bool> m_hasFailed = false;
    QMutex m_mutex; // of what follows
    std::optional<Error> m_error;
};

bool isEnvironmentJob(const JobIndex &index, Row row)
{
    return IndexedRow::of(index.data(), row).isEnvironmentJob();
}

std::optional<Error> PairReader::compare(Desk &desk, std::size_t from, std::size_t to)
{
    desk.rows.clear();
    for (std::size_t i = from; i < to; ++i)
        desk.rows.push_back(m_pairs[i].before);
    if (auto error = desk.before.read(m_before.data(), desk.rows))
        return error;
    desk.byAfter.resize(to - from);
    std::iota(desk.byAfter.begin(), desk.byAfter.end(), from);
    std::sort(desk.byAfter.begin(), desk.byAfter.end(),
              [this](std::size_t a, std::size_t b) { return m_pairs[a].after < m_pairs[b].after; });
    desk.rows.clear();
    for (const std::size_t i : desk.byAfter)
        desk.rows.push_back(m_pairs[i].after);
    if (auto error = desk.after.read(m_after.data(), desk.rows))
        return error;
    for (std::size_t n = 0; n < desk.byAfter.size(); ++n) {
        const std::size_t i = desk.byAfter[n];
        RecordPair pair{desk.before.record(i - from), desk.after.record(n)};
        if (pair.before == pair.after)
            continue;
        pair.beforeIsEnvironmentJob = isEnvironmentJob(m_before, m_pairs[i].before);
        pair.afterIsEnvironmentJob = isEnvironmentJob(m_after, m_pairs[i].after);
        m_differences[i] = differenceOf(pair);
    }
    return std::nullopt;
}

void PairReader::work()
{
    Desk desk;
    while (!m_stop.stop_requested() && !m_hasFailed) {
        const std::size_t from = m_next.fetch_add(AtOnce);
        if (from >= m_pairs.size())
            return;
        const std::size_t to = std::min(from + AtOnce, m_pairs.size());
        if (auto error = compare(desk, from, to)) {
            const QMutexLocker lock(&m_mutex);
            m_hasFailed = true;
            m_error = std::move(error);
        }
        if (m_compared)
            *m_compared += qsizetype(to - from);
    }
}

bool PairReader::run()
{
    constexpr unsigned MostThreads = 4;
    const std::size_t pieces = m_pairs.size() / AtOnce + 1;
    const auto threads = unsigned(
        std::min<std::size_t>(std::clamp(std::thread::hardware_concurrency(), 1U, MostThreads), pieces));
    {
        std::vector<std::jthread> others;
        for (unsigned i = 1; i < threads; ++i)
            others.emplace_back([this] { work(); });
        work();
    }
    return !m_stop.stop_requested() && !m_error;
}

// Those of both sides, by the row before; `places` are theirs among all.
std::vector<Pair> wholePairs(const std::vector<Pair> &all, std::vector<std::size_t> &places)
{
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].before != Comparison::NoRow && all[i].after != Comparison::NoRow)
            places.push_back(i);
    }
    const auto comesBefore = [&all](std::size_t a, std::size_t b) {
        return all[a].before < all[b].before;
    };
    if (!std::is_sorted(places.begin(), places.end(), comesBefore))
        std::sort(places.begin(), places.end(), comesBefore);
    std::vector<Pair> whole;
    whole.reserve(places.size());
    for (const std::size_t place : places)
        whole.push_back(all[place]);
    return whole;
}

Comparison::Kind kindOf(const Pair &pair, const RecordDifference &difference)
{
    using Kind = Comparison::Kind;
    return pair.before == Comparison::NoRow  ? Kind::Added
           : pair.after == Comparison::NoRow ? Kind::Removed
           : difference.changed != 0         ? Kind::Changed
                                             : Kind::Activity;
}

} // namespace

qsizetype Comparison::count(Kind kind) const
{
    switch (kind) {
    case Kind::Added:
        return added;
    case Kind::Removed:
        return removed;
    case Kind::Changed:
        return changed;
    case Kind::Activity:
        break;
    }
    return active;
}

std::optional<Result<Comparison>> Comparison::of(const JobIndex &before, const JobIndex &after,
                                                 const std::stop_token &stop,
                                                 std::atomic<qsizetype> *compared)
{
    auto pairing = NamePairing::of(before, after, stop);
    if (!pairing)
        return std::nullopt;
    if (pairing->error)
        return Result<Comparison>(*pairing->error);
    std::vector<std::size_t> places;
    std::vector<RecordDifference> differences(pairing->pairs.size());
    PairReader reader(before, after, wholePairs(pairing->pairs, places), stop, compared);
    if (!reader.run())
        return reader.error() ? std::optional<Result<Comparison>>(*reader.error()) : std::nullopt;
    for (std::size_t i = 0; i < places.size(); ++i)
        differences[places[i]] = reader.differences()[i];

    Comparison comparison;
    comparison.before = before;
    comparison.after = after;
    comparison.repeatedBefore = pairing->repeatedBefore;
    comparison.repeatedAfter = pairing->repeatedAfter;
    comparison.namelessBefore = pairing->namelessBefore;
    comparison.namelessAfter = pairing->namelessAfter;
    comparison.isAcrossGenerations = pairing->isAcrossGenerations;
    for (std::size_t i = 0; i < pairing->pairs.size(); ++i) {
        const Pair &pair = pairing->pairs[i];
        const RecordDifference &difference = differences[i];
        if (pair.before != NoRow && pair.after != NoRow && difference == RecordDifference()) {
            ++comparison.same;
            continue;
        }
        const Kind kind = kindOf(pair, difference);
        comparison.added += kind == Kind::Added ? 1 : 0;
        comparison.removed += kind == Kind::Removed ? 1 : 0;
        comparison.changed += kind == Kind::Changed ? 1 : 0;
        comparison.active += kind == Kind::Activity ? 1 : 0;
        comparison.entries.push_back(
            {pair.before, pair.after, difference.changed, difference.activity, kind});
    }
    return Result<Comparison>(std::move(comparison));
}

Result<QList<FieldComparison>> Comparison::fieldsOf(const Entry &entry, Extent extent) const
{
    RecordPair pair;
    GatheredRecords left;
    GatheredRecords right;
    if (entry.before != NoRow) {
        if (auto error = left.read(before.data(), {entry.before}))
            return *error;
        pair.before = left.record(0);
        pair.beforeIsEnvironmentJob = isEnvironmentJob(before, entry.before);
    }
    if (entry.after != NoRow) {
        if (auto error = right.read(after.data(), {entry.after}))
            return *error;
        pair.after = right.record(0);
        pair.afterIsEnvironmentJob = isEnvironmentJob(after, entry.after);
    }
    return compareFields(pair, extent);
}
