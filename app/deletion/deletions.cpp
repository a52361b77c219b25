// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"

#include "joblist.h"
#include "listcheck.h"

#include <QSet>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>
#include <vector>

namespace {

// What runs next goes first; equal ones as they came.
QList<Job> inOrderOfRuns(const QList<Job> &jobs)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    std::vector<std::pair<qint64, qsizetype>> order;
    order.reserve(std::size_t(jobs.size()));
    for (qsizetype i = 0; i < jobs.size(); ++i)
        order.emplace_back(jobs.at(i).nextRunFrom(now).value_or(std::numeric_limits<qint64>::max()), i);
    std::sort(order.begin(), order.end());
    QList<Job> result;
    result.reserve(jobs.size());
    for (const auto &[run, index] : order)
        result.append(jobs.at(index));
    return result;
}

} // namespace

Deletions::Deletions(const QString &journalFolder, QObject *parent)
    : QObject(parent), m_recorder(journalFolder), m_queue(&m_recorder)
{
    m_checking.setSingleShot(true);
    m_checking.setInterval(0);
    connect(&m_checking, &QTimer::timeout, this, &Deletions::checkAnswered);
}

Deletions::~Deletions()
{
    // These know deletions, which go with their batches.
    m_checks.clear();
    qDeleteAll(m_batches);
}

bool Deletions::runsBeforeSending(const Job &job, qint64 nowUtcMs) const
{
    const auto run = job.nextRunFrom(nowUtcMs);
    return run && *run <= nowUtcMs + m_undoTime.count();
}

Deletion *Deletions::add(std::shared_ptr<JobSource> source, const Job &job, bool atOnce)
{
    DeletionBatch *batch = addMany(std::move(source), {job}, atOnce);
    return batch ? batch->deletions().constFirst() : nullptr;
}

DeletionBatch *Deletions::addMany(std::shared_ptr<JobSource> source, const QList<Job> &jobs, bool atOnce)
{
    QList<Job> fresh;
    fresh.reserve(jobs.size());
    QSet<QString> seen;
    for (const Job &job : jobs) {
        const QString identity = JobList::identityOf(job);
        const Deletion *earlier = of(source.get(), job);
        const bool isUnderWay = earlier && !earlier->isFinished();
        if (isUnderWay || seen.contains(identity))
            continue;
        seen.insert(identity);
        fresh.append(job);
        if (earlier && !earlier->batch()->isOfMany())
            dismiss(earlier->batch());
    }
    if (fresh.isEmpty())
        return nullptr;
    const QList<Job> ordered = inOrderOfRuns(fresh);
    DeletionBatch *batch =
        take(std::make_unique<DeletionBatch>(std::move(source), ordered, m_undoTime, nullptr));
    Q_EMIT added(batch);
    if (atOnce)
        batch->sendNow();
    return batch;
}

DeletionBatch *Deletions::recover(std::shared_ptr<JobSource> source, const QList<JournalEntry> &entries)
{
    QList<Job> jobs;
    QStringList ids;
    QList<QDateTime> times;
    for (const JournalEntry &entry : entries) {
        const Job job = entry.job();
        if (job.isNull())
            continue;
        jobs.append(job);
        ids.append(entry.id);
        times.append(entry.time);
    }
    if (jobs.isEmpty())
        return nullptr;
    auto recovered = std::make_unique<DeletionBatch>(std::move(source), jobs, m_undoTime, nullptr);
    recovered->recover(ids, times);
    DeletionBatch *batch = take(std::move(recovered));
    for (qsizetype i = 0, at = 0; i < entries.size() && at < jobs.size(); ++i) {
        if (entries.at(i).id == ids.at(at))
            m_recorder.adopt(*batch->deletions().at(at++), entries.at(i));
    }
    Q_EMIT added(batch);
    return batch;
}

DeletionBatch *Deletions::take(std::unique_ptr<DeletionBatch> taken)
{
    DeletionBatch *batch = taken.release();
    batch->setParent(this);
    m_batches.append(batch);
    for (Deletion *deletion : batch->deletions())
        m_byJob.insert(JobList::identityOf(deletion->job()), deletion);
    connect(batch, &DeletionBatch::deletionChanged, this, &Deletions::onDeletionChanged);
    connect(batch, &DeletionBatch::due, this, [this, batch] { m_queue.add(batch->deletions()); });
    connect(batch, &DeletionBatch::resumed, &m_queue, &RemovalQueue::goOn);
    connect(batch, &DeletionBatch::changed, this, [this, batch] { onBatchChanged(batch); });
    return batch;
}

void Deletions::onDeletionChanged(Deletion *deletion, Deletion::Stage before)
{
    const bool isAnswer = before == Deletion::Stage::Sending;
    if (isAnswer)
        m_recorder.recordAnswer(*deletion);
    if (deletion->isFinished())
        m_recorder.recordOutcome(*deletion);
    if (deletion->isGone())
        m_gone.append(deletion);
    // The list shifts under whoever reads it to see whether another job is gone.
    if (isAnswer || deletion->stage() == Deletion::Stage::Answered)
        checkSoon();
    Q_EMIT deletionChanged(deletion);
    if (isAnswer)
        m_queue.onAnswered(deletion);
}

void Deletions::onBatchChanged(DeletionBatch *batch)
{
    tellGone();
    checkSoon();
    Q_EMIT changed(batch);
}

Deletion *Deletions::of(const JobSource *source, const Job &job) const
{
    if (!source || m_byJob.isEmpty())
        return nullptr;
    // The newest of a key comes first.
    const auto [begin, end] = m_byJob.equal_range(JobList::identityOf(job));
    const auto found = std::find_if(begin, end, [source](const Deletion *deletion) {
        return deletion->source()->isSamePlaceAs(*source);
    });
    return found == end ? nullptr : *found;
}

QList<Deletion *> Deletions::all() const
{
    QList<Deletion *> result;
    for (const DeletionBatch *batch : m_batches)
        result += batch->deletions();
    return result;
}

QList<DeletionBatch *> Deletions::countingDown() const
{
    QList<DeletionBatch *> result;
    std::copy_if(
        m_batches.begin(), m_batches.end(), std::back_inserter(result),
        [](const DeletionBatch *batch) { return batch->stage() == DeletionBatch::Stage::CountingDown; });
    return result;
}

QList<DeletionBatch *> Deletions::underWay() const
{
    QList<DeletionBatch *> result;
    std::copy_if(m_batches.begin(), m_batches.end(), std::back_inserter(result),
                 [](const DeletionBatch *batch) { return batch->stage() == DeletionBatch::Stage::UnderWay; });
    return result;
}

void Deletions::settle(const JobSource &source, const JobIndex &jobs)
{
    QList<Deletion *> open;
    for (DeletionBatch *batch : std::as_const(m_batches)) {
        if (batch->source()->isSamePlaceAs(source))
            std::copy_if(batch->deletions().begin(), batch->deletions().end(), std::back_inserter(open),
                         [](const Deletion *deletion) { return deletion->canCheckAgain(); });
    }
    if (open.isEmpty())
        return;
    QList<Job> wanted;
    for (const Deletion *deletion : std::as_const(open))
        wanted.append(deletion->job());
    QSet<QString> listed;
    for (const JobIndex::Row row : jobs.rowsOf(wanted))
        listed.insert(jobs.identityAt(row).name.value);
    for (Deletion *deletion : std::as_const(open)) {
        // The list of another generation of the API says nothing about it.
        const bool isComparable = deletion->job().isEnvironmentJob() == source.disablesForGood();
        if (isComparable && !listed.contains(deletion->job().name().value))
            deletion->conclude(false);
    }
}

void Deletions::checkUnknown(const JobSource &source, const QDateTime &readAt)
{
    const QList<DeletionBatch *> batches = m_batches;
    for (DeletionBatch *batch : batches) {
        if (!batch->source()->isSamePlaceAs(source))
            continue;
        for (Deletion *deletion : batch->deletions()) {
            if (deletion->isFinished() && deletion->outcome() == DeletionOutcome::Unknown &&
                deletion->finishedAt() < readAt)
                deletion->askForCheck();
        }
    }
}

void Deletions::undoLast()
{
    const QList<DeletionBatch *> waiting = countingDown();
    if (!waiting.isEmpty())
        waiting.constLast()->undo();
}

void Deletions::dismiss(DeletionBatch *batch)
{
    if (batch->stage() != DeletionBatch::Stage::Finished || !m_batches.removeOne(batch))
        return;
    for (Deletion *deletion : batch->deletions()) {
        m_byJob.remove(JobList::identityOf(deletion->job()), deletion);
        m_recorder.forget(*deletion);
    }
    Q_EMIT dismissed(batch);
    batch->deleteLater();
}

void Deletions::tellGone()
{
    const auto untold = std::exchange(m_gone, {});
    std::map<std::shared_ptr<JobSource>, QList<Job>> jobs;
    for (const QPointer<Deletion> &deletion : untold) {
        if (deletion)
            jobs[deletion->source()].append(deletion->job());
    }
    for (const auto &[source, ofSource] : jobs)
        Q_EMIT gone(source, ofSource);
}

void Deletions::checkSoon()
{
    if (!m_checking.isActive())
        m_checking.start();
}

// Whether requests are under way there, or will be in a moment: the list would shift while it is read.
bool Deletions::isBusyAt(const JobSource &source) const
{
    if (m_queue.isSendingTo(source))
        return true;
    return std::any_of(m_batches.begin(), m_batches.end(), [&source](const DeletionBatch *batch) {
        return batch->stage() == DeletionBatch::Stage::UnderWay && !batch->isHeld() &&
               batch->source()->isSamePlaceAs(source) && batch->tally().waiting > 0;
    });
}

void Deletions::checkAnswered()
{
    QList<std::shared_ptr<JobSource>> places;
    for (const DeletionBatch *batch : std::as_const(m_batches)) {
        const bool isKnown = std::any_of(places.begin(), places.end(), [batch](const auto &place) {
            return place->isSamePlaceAs(*batch->source());
        });
        if (!isKnown && batch->stage() == DeletionBatch::Stage::UnderWay)
            places.append(batch->source());
    }
    for (const std::shared_ptr<JobSource> &place : std::as_const(places)) {
        if (!isBusyAt(*place))
            checkAt(*place);
    }
}

void Deletions::checkAt(const JobSource &place)
{
    QList<Deletion *> open;
    bool isNews = false;
    for (const DeletionBatch *batch : std::as_const(m_batches)) {
        if (batch->stage() != DeletionBatch::Stage::UnderWay || !batch->source()->isSamePlaceAs(place))
            continue;
        for (Deletion *deletion : batch->deletions()) {
            const bool isAnswered = deletion->stage() == Deletion::Stage::Answered;
            isNews = isNews || isAnswered;
            if (isAnswered || deletion->stage() == Deletion::Stage::Checking)
                open.append(deletion);
        }
    }
    if (!isNews)
        return;
    // What was read before the newest answer does not count.
    std::erase_if(m_checks, [&place](const auto &check) { return check->isAt(place); });
    auto check = std::make_unique<ListCheck>(open, nullptr);
    connect(
        check.get(), &ListCheck::finished, this,
        [this, done = check.get()] {
            std::erase_if(m_checks, [done](const auto &candidate) { return candidate.get() == done; });
        },
        Qt::QueuedConnection);
    m_checks.push_back(std::move(check));
    m_checks.back()->start();
}
