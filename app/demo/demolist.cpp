// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demolist.h"

#include "demojson.h"

#include <algorithm>
#include <iterator>

// Compares as the text of the number does ("10" before "9"); right for numbers of up to eight digits.
static qint64 textKey(int number)
{
    const QByteArray text = QByteArray::number(number).leftJustified(8, '\0');
    qint64 key = 0;
    for (const char character : text)
        key = key << 8 | character;
    return key;
}

bool DemoList::precedes(const Entry &left, const Entry &right)
{
    return left.key != right.key ? left.key < right.key : left.index < right.index;
}

DemoList::DemoList(std::vector<DemoJob> jobs, DemoGeneration generation)
    : m_generation(generation), m_jobs(std::move(jobs))
{
    m_indexes.reserve(static_cast<qsizetype>(m_jobs.size()));
    for (quint32 index = 0; index < m_jobs.size(); ++index)
        append(m_jobs[index], index);
    for (Order &order : m_orders)
        std::sort(order.begin(), order.end(), precedes);
}

void DemoList::append(const DemoJob &job, quint32 index)
{
    // Deployments, plans, tasks: by the name of the type.
    static constexpr qint64 typeRanks[] = {2, 1, 0};
    const qint64 keys[demoOrderCount] = {job.nextRun,         job.scheduledTime,
                                         textKey(job.number), job.environmentRank,
                                         job.ownerRank,       typeRanks[static_cast<int>(job.type)]};
    for (std::size_t i = 0; i < m_orders.size(); ++i) {
        const auto order = static_cast<DemoOrder>(i);
        const bool isUsed = m_generation == DemoGeneration::Pe2018
                                ? order == DemoOrder::Name
                                : !demoOrderName(order, m_generation).isEmpty();
        if (isUsed)
            m_orders[i].push_back({keys[i], index, job.type});
    }
    m_indexes.insert(job.number, index);
    m_lastNumber = std::max(m_lastNumber, job.number);
}

void DemoList::add(DemoJob job)
{
    const auto index = static_cast<quint32>(m_jobs.size());
    m_jobs.push_back(std::move(job));
    append(m_jobs.back(), index);
    for (Order &order : m_orders) {
        if (!order.empty())
            std::inplace_merge(order.begin(), order.end() - 1, order.end(), precedes);
    }
}

qint64 DemoList::moveOn(DemoJob &job, qint64 now)
{
    job.nextRun += ((now - job.nextRun) / job.interval + 1) * job.interval;
    job.json.replace(job.nextRunPosition, utcTextSize, utcText(job.nextRun));
    return job.nextRun;
}

void DemoList::moveOn(qint64 now)
{
    Order &order = m_orders[static_cast<std::size_t>(DemoOrder::NextRun)];
    const auto isLater = [](qint64 time, const Entry &entry) {
        return time < entry.key;
    };
    const auto runsOnce = [this](const Entry &entry) {
        return m_jobs[entry.index].interval == 0;
    };
    const auto dueEnd = std::upper_bound(order.begin(), order.end(), now, isLater);
    const auto moving = std::stable_partition(order.begin(), dueEnd, runsOnce);
    for (auto entry = moving; entry != dueEnd; ++entry)
        entry->key = moveOn(m_jobs[entry->index], now);
    std::sort(moving, dueEnd, precedes);
    std::inplace_merge(moving, dueEnd, order.end(), precedes);
}

static QByteArray pagination(const DemoQuery &query, qint64 total, DemoGeneration generation)
{
    // The old servers say null, not 0, when there is nothing to count.
    const bool saysZero = generation == DemoGeneration::Pe2021;
    QByteArray json = R"("pagination":{"limit":)" + QByteArray::number(query.limit) + R"(,"offset":)" +
                      QByteArray::number(query.offset) + R"(,"total":)" +
                      (total > 0 || saysZero ? QByteArray::number(total) : QByteArray("null"));
    if (generation == DemoGeneration::Pe2018)
        return json + '}';
    json += R"(,"order_by":")" + demoOrderName(query.orderBy, generation).toByteArray() + R"(","order":")" +
            (query.descending ? "desc" : "asc") + '"';
    if (query.type)
        json += R"(,"type":")" + demoTypeName(*query.type).toByteArray() + '"';
    return json + '}';
}

QByteArray DemoList::page(const DemoQuery &query) const
{
    QByteArray body = R"({"items":[)";
    qint64 total = 0;
    const auto visit = [&](const Entry &entry) {
        if (query.type && entry.type != *query.type)
            return;
        if (total >= query.offset && total - query.offset < query.limit) {
            if (total > query.offset)
                body += ',';
            body += m_jobs[entry.index].json;
        }
        ++total;
    };
    const Order &order = orderBy(query.orderBy);
    if (query.descending)
        std::for_each(order.crbegin(), order.crend(), visit);
    else
        std::for_each(order.cbegin(), order.cend(), visit);
    return body + "]," + pagination(query, total, m_generation) + '}';
}

DemoList::Removal DemoList::remove(const QByteArray &name)
{
    const int number = name.toInt();
    const auto found = m_indexes.constFind(number);
    // "007" is a number, but the name of no job.
    if (found == m_indexes.constEnd() || QByteArray::number(number) != name)
        return m_removed.contains(number) ? Removal::RemovedBefore : Removal::Unknown;
    const quint32 index = *found;
    if (!m_jobs[index].deletable)
        return Removal::NotPermitted;
    for (Order &order : m_orders)
        std::erase_if(order, [index](const Entry &entry) { return entry.index == index; });
    m_jobs[index].json.clear();
    m_indexes.erase(found);
    m_removed.insert(number);
    return Removal::Removed;
}
