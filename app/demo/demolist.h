// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demojobs.h"
#include "demoquery.h"

#include <QHash>
#include <QSet>

#include <array>
#include <vector>

// The jobs as the server's database keeps them: always sorted in every order that can be asked for, so that a
// page costs no more than its bytes.
class DemoList
{
public:
    enum class Removal { Removed, NotPermitted, Unknown, RemovedBefore };

    explicit DemoList(std::vector<DemoJob> jobs, DemoGeneration generation = DemoGeneration::Pe2019);

    DemoGeneration generation() const { return m_generation; }

    // Moves recurring jobs whose time has come to their next time after now.
    void moveOn(qint64 now);

    // The whole body of an answer to a question for the list.
    QByteArray page(const DemoQuery &query) const;

    Removal remove(const QByteArray &name);
    // One that no job has or had.
    int freeNumber() const { return m_lastNumber + 1; }
    void add(DemoJob job);
    qsizetype size() const { return m_indexes.size(); }

private:
    // The sort key lies beside the index, so that walking an order does not touch the jobs.
    struct Entry
    {
        qint64 key;
        quint32 index;
        DemoJobType type;
    };
    using Order = std::vector<Entry>;

    static bool precedes(const Entry &left, const Entry &right);
    const Order &orderBy(DemoOrder order) const { return m_orders[static_cast<std::size_t>(order)]; }
    void append(const DemoJob &job, quint32 index);
    qint64 moveOn(DemoJob &job, qint64 now);

    const DemoGeneration m_generation;
    std::vector<DemoJob> m_jobs;
    QHash<int, quint32> m_indexes;
    QSet<int> m_removed;
    int m_lastNumber = 0;
    std::array<Order, demoOrderCount> m_orders; // those of other generations are empty
};
