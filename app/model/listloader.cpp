// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listloader.h"

#include "pageblock.h"

#include <algorithm>

ListLoader::ListLoader(std::shared_ptr<JobSource> source, JobQuery query, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_query(std::move(query))
{
}

ListLoader::~ListLoader()
{
    dropWalk();
}

void ListLoader::start()
{
    m_first = std::make_unique<QObject>();
    PageReply *reply = m_source->fetch(m_query, 0, FirstPage, m_first.get());
    connect(reply, &PageReply::finished, this, &ListLoader::onFirstPage);
}

void ListLoader::onFirstPage(const Result<JobPage> &answer)
{
    m_first.release()->deleteLater();
    if (!answer) {
        Q_EMIT failed(answer.error());
        return;
    }
    const JobPage &page = answer.value();
    if (page.isRetiredStub()) {
        Q_EMIT retired();
        return;
    }
    const qint64 came = page.jobs.size();
    if (!m_source->isLive()) {
        JobIndexBuilder whole;
        whole.append(blockOf(page));
        Q_EMIT wholeCame({whole.snapshot(), WalkResult::Doubt::None, came, page.hasPagination});
        return;
    }
    const bool saysTotal = page.total.given() && page.total.value >= came;
    const qint64 length = saysTotal ? std::min<qint64>(page.total.value, MostRows) : came;
    const bool isLong = length > WalkedAtOnce && came > 0 && came < length;
    if (isLong && came == FirstPage)
        m_length = length;
    if (isLong) {
        // A server that gives less than asked gives less for every page.
        const PageGrid grid{int(std::min<qint64>(came, FirstPage))};
        m_pages = std::make_unique<PageFetcher>(m_source, m_query, grid, nullptr);
        m_pages->setHere(0, true);
    } else if (!m_walk) {
        walk(WalkedAtOnce, &page);
    }
    Q_EMIT firstPageCame(page, came == 0 ? 0 : length, isLong);
}

void ListLoader::halt()
{
    m_first.reset();
    m_isLoadingAll = false;
    dropWalk();
    if (m_pages)
        m_pages->halt();
}

void ListLoader::loadAll()
{
    m_isLoadingAll = true;
    walk(MostRows, nullptr);
}

void ListLoader::cancelLoadAll()
{
    const bool wasLoadingAll = m_isLoadingAll;
    m_isLoadingAll = false;
    dropWalk();
    // A short list is read to its end all the same.
    if (wasLoadingAll && !m_pages && !m_isWalked)
        walk(WalkedAtOnce, nullptr);
}

// The walk may be the one whose signal led here.
void ListLoader::dropWalk()
{
    if (!m_walk)
        return;
    m_walk->stop();
    m_walk.release()->deleteLater();
}

qint64 ListLoader::walked() const
{
    return m_walk ? m_walk->loaded() : 0;
}

void ListLoader::walk(qint64 mostJobs, const JobPage *first)
{
    dropWalk();
    m_walk = std::make_unique<ListWalk>(m_source, m_query, mostJobs, nullptr);
    connect(m_walk.get(), &ListWalk::progressed, this, &ListLoader::progressed);
    connect(m_walk.get(), &ListWalk::finished, this, [this](const WalkResult &result) {
        m_walk.release()->deleteLater();
        m_isLoadingAll = false;
        m_isWalked = true;
        // A page that comes now belongs to another list: one with gaps, in the server's order.
        m_pages.reset();
        if (result.index.size() == 0 && !result.hasPagination)
            Q_EMIT retired();
        else
            Q_EMIT wholeCame(result);
    });
    connect(m_walk.get(), &ListWalk::failed, this, [this](const Error &error) {
        m_walk.release()->deleteLater();
        m_isLoadingAll = false;
        Q_EMIT failed(error);
    });
    if (first)
        m_walk->startAfter(*first, FirstPage);
    else
        m_walk->start(m_length);
}
