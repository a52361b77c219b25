// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arrangement.h"
#include "jobrows.h"
#include "listend.h"
#include "listloader.h"
#include "liststatus.h"
#include "recordreader.h"
#include "wholelist.h"

#include <QPointer>

#include <functional>
#include <memory>

class ListReading;

// The rows of exactly one source, in the order, of the type and with the text that the user asked for.
// Looks (icons, fonts, relative times) are not here but in the UI.
//
// Rows are reset only when the content is another one; a refresh inserts, moves and removes. A row of a long
// list that is not here yet has no text; whoever shows rows tells so with lookAt(), which fetches them.
class JobModel : public JobRows
{
    Q_OBJECT

public:
    explicit JobModel(QObject *parent = nullptr);
    ~JobModel() override;

    // Shows another source, or none. The source lives at least as long as the model shows it.
    void setSource(std::shared_ptr<JobSource> source);
    const std::shared_ptr<JobSource> &source() const { return m_source; }

    // On the server where it sorts by this column, else here, after loading the rest.
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    Column sortColumn() const { return m_arrangement.sortColumn; }
    Qt::SortOrder sortOrder() const { return m_arrangement.order; }
    QString type() const { return m_arrangement.type; }
    QString filterText() const { return m_arrangement.filter.text(); }
    void setType(const QString &type);
    void setFilterText(const QString &text);
    std::optional<Concern> concern() const { return m_arrangement.concern; }
    int concernMinutes() const { return m_arrangement.limits.minutes; }
    // `minutes`: of Concern::RunsOften.
    void setConcern(std::optional<Concern> concern, int minutes);
    // All at once: type, text, concern and order. Columns that the source does not tell are no order.
    void setArrangement(const Arrangement &arrangement);
    const Arrangement &arrangement() const { return m_arrangement; }

    // The moment by which a run is overdue, in milliseconds UTC; without a clock: when the list was saved, or
    // now.
    void setClock(std::function<qint64()> clock);
    qint64 clockUtcMs() const;
    // The clock has moved on: what is shown for being overdue is chosen anew.
    void followClock();

    // Every type, every text, every concern.
    void clearFilters();

    void refresh();
    // The same, of what takes the place of the source: a file that was read again. What is arranged stays so.
    void refreshFrom(std::shared_ptr<JobSource> source);
    // Asks again for what failed, a type or an order, too.
    void retry();
    void loadAll();
    // Ends loadAll(), also one that a sort or a search needs: these are taken back to what was before them.
    void cancelLoading();
    // Takes back every question that is under way, also a sort or a search of what is here; what is shown
    // stays.
    void stop();
    void lookAt(int firstRow, int lastRow);
    // These are known to be gone from the server. Any number of them costs one pass over the list.
    void removeJobs(const QList<Job> &jobs);
    void removeJob(const Job &job) { removeJobs({job}); }

    // Every job of the type, whether the text filter shows it or not; only with status().isWhole.
    const JobIndex &allJobs() const { return m_whole.index(); }
    ListStatus status() const;

Q_SIGNALS:
    void statusChanged();
    // sort, type or filters are no longer what was set last.
    void arrangementReverted();

private:
    void start(bool keepRows);
    void forgetLoading();
    void keepShown();
    void goBackToShown();
    void endLoading();
    void takeSortBack();
    bool asksServer(Column column) const;
    bool needsAll() const;
    void refilter();
    void leaveFilters();
    bool isReading() const { return m_purpose == ListStatus::Purpose::Reading; }
    // Whether what is here can be put in order.
    bool isRead() const { return m_isWhole || m_isReadToBound || isReading(); }
    void loadAllFor(ListStatus::Purpose purpose);
    void loadAllAsNeeded();
    void onFirstPage(const JobPage &page, qint64 length, bool isLong);
    void onWhole(const WalkResult &result);
    void onPage(qint64 page, const JobPage &answer);
    void onFailed(const Error &error);
    void onRetired();
    bool isInOrderAround(qint64 page) const;
    void adoptStaged();
    qint64 followTotal(const JobList &rows, qint64 offset, const JobPage &answer);
    void askForPagesBehind(PageFetcher *pages, int row);
    void rearrange();
    void showOutcome(const Arrangement::Outcome &outcome, const JobIndex &index);
    void startReading(ListReading *reading, bool keepRows);
    void onReadingProgressed();
    QList<Job> recordsSeen();
    void lookAtRecords();
    void onRecordsCame();
    void noteUnreadable(const QList<Job> &jobs);
    void showAsCame(const QList<Job> &rows);
    RowState absentRowState(int row) const override;
    QString doubtText() const;

    std::shared_ptr<JobSource> m_source;
    std::function<qint64()> m_clock;
    std::unique_ptr<ListLoader> m_loader;
    // What the rows are of while something else is asked for, to go back to if that fails.
    struct Shown
    {
        std::unique_ptr<ListLoader> loader;
        Arrangement arrangement;
        JobIndex all;
        QString allType;
        bool isWhole = false;
        bool isReadToBound = false;
        bool orderIsIgnored = false;
    };
    std::optional<Shown> m_shown;
    WholeList m_whole;
    std::unique_ptr<RecordReader> m_records; // of the rows that are looked at
    QPointer<ListReading> m_reading;         // of the source
    qsizetype m_arrangedOf = 0;              // jobs that m_reading had when they were put in order last
    QList<Job> m_gone;               // while the rest of a list is loaded: what is known to be gone from it
    std::optional<JobList> m_staged; // a refreshed long list, waiting for the pages that are looked at
    Arrangement m_arrangement;
    Arrangement m_settled;                // the last one that needed nothing more to be loaded
    Arrangement m_asked;                  // the last one that m_whole was asked for
    Arrangement m_arranged;               // that of the rows, if m_whole arranged them
    std::optional<Arrangement> m_refused; // what was asked for and failed; retry() asks again
    WalkResult::Doubt m_doubt = WalkResult::Doubt::None;
    ListEnd m_end;                 // of a long list
    std::optional<qint64> m_total; // of the query, if the server said a usable one
    std::optional<Error> m_error;
    ListStatus::Purpose m_purpose = ListStatus::Purpose::None;
    QDateTime m_readAt;
    int m_firstSeen = 0;
    int m_lastSeen = 0;
    std::optional<qint64> m_ofType; // from how many jobs the rows were chosen; none: they are as they came
    bool m_isFiltered = false;      // the rows are
    bool m_isOfConcern = false;     // of a concern
    bool m_isAllShown = false;      // the rows were chosen from all that m_whole has
    bool m_isWhole = false;
    bool m_isReadToBound = false; // more than anybody wants: not the whole, and still no more is read
    bool m_isRetired = false;
    bool m_orderIsIgnored = false;
    bool m_keepRows = false;
    bool m_hasAnswer = false;
};
