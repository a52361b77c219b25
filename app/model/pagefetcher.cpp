// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pagefetcher.h"

PageFetcher::PageFetcher(std::shared_ptr<JobSource> source, JobQuery query, PageGrid grid, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_query(std::move(query)), m_grid(grid)
{
}

PageFetcher::~PageFetcher() = default;

void PageFetcher::want(const QList<qint64> &pages)
{
    m_waiting.clear();
    for (const qint64 page : pages) {
        if (!m_here.contains(page) && !m_failed.contains(page) && !m_inFlight.contains(page))
            m_waiting.append(page);
    }
    askNext();
}

void PageFetcher::halt()
{
    m_waiting.clear();
    m_inFlight.clear();
}

void PageFetcher::setHere(qint64 page, bool here)
{
    if (here)
        m_here.insert(page);
    else
        m_here.remove(page);
}

void PageFetcher::askNext()
{
    while (m_inFlight.size() < MostInFlight && !m_waiting.isEmpty()) {
        const qint64 page = m_waiting.takeFirst();
        auto asker = std::make_unique<QObject>();
        PageReply *reply = m_source->fetch(m_query, m_grid.offsetOf(page), m_grid.limit, asker.get());
        connect(reply, &PageReply::finished, this,
                [this, page](const Result<JobPage> &answer) { onPage(page, answer); });
        m_inFlight.insert_or_assign(page, std::move(asker));
    }
}

void PageFetcher::onPage(qint64 page, const Result<JobPage> &answer)
{
    const auto asked = m_inFlight.find(page);
    if (asked == m_inFlight.end())
        return;
    // This is called by a signal of the asker's child.
    asked->second.release()->deleteLater();
    m_inFlight.erase(asked);
    if (answer) {
        m_here.insert(page);
        askNext();
        Q_EMIT pageCame(page, answer.value());
        return;
    }
    m_failed.insert(page);
    // What waits would fail in the same way; whoever looks at it asks again.
    m_waiting.clear();
    Q_EMIT pageFailed(page, answer.error());
}
