// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "loopbackserver.h"

#include <QElapsedTimer>

#include <functional>
#include <limits>
#include <memory>

/// What a request for a page asks for.
struct PageQuestion
{
    qint64 offset = 0;
    int limit = 0;
    QString orderBy;
    QString order;
    QString type;

    static PageQuestion of(const LoopbackRequest &request);
    /// The questions of these requests, as "limit@offset".
    static QStringList shortForms(const QList<LoopbackRequest> &requests);
};

/// One answer to such a question, from records that are JSON already: for lists that are long, or that lie.
struct PageAnswer
{
    QList<QByteArray> items;
    QByteArray total; ///< JSON; empty: no such member
    bool hasPagination = true;
    std::optional<int> limit = std::nullopt; ///< none: as asked

    /// What an honest server answers. It sends `cap` records at most.
    static PageAnswer truth(const QList<QByteArray> &list, const PageQuestion &question,
                            int cap = std::numeric_limits<int>::max());
    LoopbackAnswer toHttp(const PageQuestion &question) const;
};

/// Jobs named `from`, `from` + 1 …, each due a minute after the one before, with little else in them.
QList<QByteArray> smallRecords(int from, int count);

std::shared_ptr<JobSource> sourceOn(const LoopbackServer &server);
/// A source whose requests end after so long without a byte.
std::shared_ptr<JobSource> impatientSourceOn(const LoopbackServer &server,
                                             std::chrono::milliseconds patience);
/// A saved response with these items.
std::shared_ptr<JobSource> snapshotOf(const QList<QByteArray> &items);

/// The record as a server sends it.
Job jobFrom(const QJsonObject &json);
QStringList namesOf(const QList<Job> &jobs);

/// Knows how many requests were under way at once, as all of them are answered `DelayMs` after they came.
class FlightMeter
{
public:
    static constexpr int DelayMs = 25;

    FlightMeter() { m_clock.start(); }
    void count();
    int most() const { return m_most; }

private:
    QElapsedTimer m_clock;
    QList<qint64> m_arrivals;
    int m_most = 0;
};

/// Runs the event loop until it is so. QTest's own waiting sleeps between two rounds, which takes long with
/// many answers.
[[nodiscard]] bool until(const std::function<bool()> &isSo);

/// Waits until the server has answered a question that is asked now, and thus what was asked before.
[[nodiscard]] bool settle(const std::shared_ptr<JobSource> &source);
