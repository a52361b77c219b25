// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletions.h"

#include <QSet>

#include <algorithm>

bool Deletions::runsBeforeSending(const Job &job, qint64 nowUtcMs) const
{
    const auto run = job.nextRunFrom(nowUtcMs);
    return run && *run <= nowUtcMs + m_undoTime.count();
}

Deletion *Deletions::add(std::shared_ptr<JobSource> source, const Job &job, bool atOnce)
{
    if (Deletion *earlier = of(source.get(), job)) {
        if (earlier->stage() != Deletion::Stage::Finished)
            return nullptr;
        dismiss(earlier);
    }
    auto *deletion = new Deletion(std::move(source), job, m_undoTime, this);
    m_deletions.append(deletion);
    connect(deletion, &Deletion::changed, this, [this, deletion] { Q_EMIT changed(deletion); });
    // The list shifts under whoever reads it to see whether another job is gone.
    connect(deletion, &Deletion::answered, this, [this, deletion] {
        for (Deletion *other : std::as_const(m_deletions)) {
            if (other != deletion && other->source()->isSamePlaceAs(*deletion->source()))
                other->startCheckAnew();
        }
    });
    Q_EMIT added(deletion);
    if (atOnce)
        deletion->sendNow();
    return deletion;
}

Deletion *Deletions::of(const JobSource *source, const Job &job) const
{
    const auto found = std::find_if(m_deletions.rbegin(), m_deletions.rend(), [&](const Deletion *deletion) {
        return source && deletion->source()->isSamePlaceAs(*source) && deletion->job().isSameJobAs(job);
    });
    return found == m_deletions.rend() ? nullptr : *found;
}

QList<Deletion *> Deletions::countingDown() const
{
    QList<Deletion *> result;
    std::copy_if(m_deletions.begin(), m_deletions.end(), std::back_inserter(result),
                 [](const Deletion *deletion) { return deletion->stage() == Deletion::Stage::CountingDown; });
    return result;
}

QList<Deletion *> Deletions::underWay() const
{
    QList<Deletion *> result;
    std::copy_if(m_deletions.begin(), m_deletions.end(), std::back_inserter(result),
                 [](const Deletion *deletion) {
                     return deletion->stage() == Deletion::Stage::Sending ||
                            deletion->stage() == Deletion::Stage::Checking;
                 });
    return result;
}

void Deletions::settle(const JobSource &source, const QList<Job> &jobs)
{
    QSet<QString> listed;
    for (const Job &job : jobs)
        listed.insert(job.name().value);
    const QList<Deletion *> deletions = m_deletions;
    for (Deletion *deletion : deletions) {
        if (deletion->canCheckAgain() && deletion->source()->isSamePlaceAs(source) &&
            !listed.contains(deletion->job().name().value))
            deletion->settleAsGone();
    }
}

void Deletions::checkUnknown(const JobSource &source, const QDateTime &readAt)
{
    const QList<Deletion *> deletions = m_deletions;
    for (Deletion *deletion : deletions) {
        if (deletion->stage() == Deletion::Stage::Finished &&
            deletion->outcome() == Deletion::Outcome::Unknown && deletion->source()->isSamePlaceAs(source) &&
            deletion->finishedAt() < readAt)
            deletion->checkAgain();
    }
}

void Deletions::undoLast()
{
    const QList<Deletion *> waiting = countingDown();
    if (!waiting.isEmpty())
        waiting.constLast()->undo();
}

void Deletions::dismiss(Deletion *deletion)
{
    if (deletion->stage() != Deletion::Stage::Finished || !m_deletions.removeOne(deletion))
        return;
    Q_EMIT dismissed(deletion);
    deletion->deleteLater();
}
