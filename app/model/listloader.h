// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "listwalk.h"
#include "pagefetcher.h"

#include <QObject>

#include <memory>

// How a list comes from its source: a first page at once, then all of a short list, or of a long one the
// pages that are looked at, and the whole only when it is asked for.
class ListLoader : public QObject
{
    Q_OBJECT

public:
    static constexpr int FirstPage = 100;      // jobs in the first question
    static constexpr int WalkedAtOnce = 2000;  // lists up to here are read to their end
    static constexpr int MostRows = 1'000'000; // no server can make us hold room for more

    ListLoader(std::shared_ptr<JobSource> source, JobQuery query, QObject *parent);
    ~ListLoader() override;

    void start();
    // Takes back all questions. Pages can be asked for again.
    void halt();
    // Reads the list to its end, however long it is.
    void loadAll();
    bool isLoadingAll() const { return m_isLoadingAll; }
    // Ends loadAll(); what was looked at before stays.
    void cancelLoadAll();

    const JobQuery &query() const { return m_query; }
    // With a long list, once its first page is here and until its whole is; else null.
    PageFetcher *pages() const { return m_pages.get(); }
    bool isBusy() const { return m_first || m_walk; }
    // How far loadAll() or the walk is.
    qint64 walked() const;

Q_SIGNALS:
    // `length` is how many rows to show: the server's total as far as it can be believed.
    void firstPageCame(const JobPage &page, qint64 length, bool isLong);
    // The old endpoint of a newer server: nothing can be said about its jobs.
    void retired();
    void wholeCame(const WalkResult &result);
    void progressed();
    void failed(const Error &error);

private:
    void onFirstPage(const Result<JobPage> &answer);
    void walk(qint64 mostJobs, const JobPage *first);
    void dropWalk();

    const std::shared_ptr<JobSource> m_source;
    const JobQuery m_query;
    std::optional<qint64> m_length;   // of a list whose server gave as much as it was asked for
    std::unique_ptr<QObject> m_first; // owns the reply to the first question
    std::unique_ptr<ListWalk> m_walk;
    std::unique_ptr<PageFetcher> m_pages;
    bool m_isLoadingAll = false;
    bool m_isWalked = false; // to the end, or as far as a list is read without being asked for
};
