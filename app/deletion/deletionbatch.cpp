// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletionbatch.h"

#include <QScopedValueRollback>

#include <algorithm>

int DeletionBatch::Tally::gone() const
{
    return of(DeletionOutcome::Gone) + of(DeletionOutcome::AlreadyGone);
}

DeletionBatch::DeletionBatch(std::shared_ptr<JobSource> source, const QList<Job> &jobs,
                             std::chrono::milliseconds undoTime, QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_countdown(undoTime)
{
    m_deletions.reserve(jobs.size());
    for (const Job &job : jobs) {
        auto *deletion = new Deletion(m_source, job, this);
        m_deletions.append(deletion);
        connect(deletion, &Deletion::changed, this,
                [this, deletion](Deletion::Stage before) { onDeletionChanged(deletion, before); });
    }
    m_open = m_deletions.size();
    connect(&m_countdown, &Countdown::ended, this, &DeletionBatch::sendNow);
    m_telling.setSingleShot(true);
    m_telling.setInterval(std::chrono::milliseconds(50));
    connect(&m_telling, &QTimer::timeout, this, &DeletionBatch::changed);
}

DeletionBatch::~DeletionBatch()
{
    // Deletions that go with it have nobody to tell.
    for (Deletion *deletion : std::as_const(m_deletions))
        deletion->disconnect(this);
}

DeletionBatch::Stage DeletionBatch::stage() const
{
    if (m_open == 0)
        return Stage::Finished;
    return m_isCountingDown ? Stage::CountingDown : Stage::UnderWay;
}

const DeletionBatch::Tally &DeletionBatch::tally() const
{
    if (!m_tallyIsStale)
        return m_tally;
    m_tally = {};
    m_tallyIsStale = false;
    for (const Deletion *deletion : m_deletions) {
        switch (deletion->stage()) {
        case Deletion::Stage::CountingDown:
        case Deletion::Stage::Waiting:
            ++m_tally.waiting;
            break;
        case Deletion::Stage::Sending:
            ++m_tally.sending;
            break;
        case Deletion::Stage::Answered:
        case Deletion::Stage::Checking:
            ++m_tally.checking;
            break;
        case Deletion::Stage::Finished:
            ++m_tally.finished;
            ++m_tally.outcomes.at(std::size_t(deletion->outcome()));
            break;
        }
    }
    return m_tally;
}

bool DeletionBatch::canCheckAgain() const
{
    return std::any_of(m_deletions.begin(), m_deletions.end(),
                       [](const Deletion *deletion) { return deletion->canCheckAgain(); });
}

QList<Job> DeletionBatch::jobsToRetry() const
{
    QList<Job> jobs;
    for (const Deletion *deletion : m_deletions) {
        if (deletion->canBeRetried())
            jobs.append(deletion->job());
    }
    return jobs;
}

void DeletionBatch::hold()
{
    if (m_isHeld || m_open == 0)
        return;
    m_isHeld = true;
    m_countdown.hold();
    tell();
}

void DeletionBatch::resume()
{
    if (!m_isHeld)
        return;
    m_isHeld = false;
    if (m_isCountingDown) {
        const qint64 since = m_countdown.heldSinceUtcMs();
        const qint64 until = QDateTime::currentMSecsSinceEpoch() + m_countdown.remaining().count();
        actOnAll([since, until](Deletion *deletion) {
            if (const auto run = deletion->job().nextRunFrom(since); run && *run <= until)
                deletion->takeBack(Deletion::Outcome::Overtaken);
        });
        if (m_open == 0)
            m_countdown.stop();
        else
            m_countdown.resume();
    }
    tell();
    Q_EMIT resumed();
}

void DeletionBatch::undo()
{
    if (stage() != Stage::CountingDown)
        return;
    m_countdown.stop();
    m_isCountingDown = false;
    actOnAll([](Deletion *deletion) { deletion->takeBack(Deletion::Outcome::Undone); });
    tell();
}

void DeletionBatch::sendNow()
{
    if (stage() != Stage::CountingDown)
        return;
    m_countdown.stop();
    m_isCountingDown = false;
    actOnAll(&Deletion::letWait);
    tell();
    Q_EMIT due();
}

void DeletionBatch::stop(const std::optional<Error> &why)
{
    if (stage() != Stage::UnderWay)
        return;
    if (tally().waiting > 0 && why)
        m_stoppedBy = why;
    actOnAll([&why](Deletion *deletion) {
        if (deletion->stage() == Deletion::Stage::Waiting)
            deletion->takeBack(Deletion::Outcome::NotSent, why);
    });
    tell();
}

void DeletionBatch::checkAgain()
{
    actOnAll(&Deletion::askForCheck);
    tell();
}

void DeletionBatch::recover(const QStringList &ids, const QList<QDateTime> &times)
{
    m_countdown.stop();
    m_isCountingDown = false;
    for (qsizetype i = 0; i < m_deletions.size(); ++i)
        m_deletions.at(i)->recover(ids.at(i), times.at(i));
    m_open = 0;
    m_tallyIsStale = true;
}

void DeletionBatch::onDeletionChanged(Deletion *deletion, Deletion::Stage before)
{
    m_tallyIsStale = true;
    const bool wasFinished = before == Deletion::Stage::Finished;
    m_open += int(wasFinished) - int(deletion->isFinished());
    Q_EMIT deletionChanged(deletion, before);
    if (m_isActingOnAll)
        return;
    if (!isOfMany() || m_open == 0)
        tell();
    else if (!m_telling.isActive())
        m_telling.start();
}

// What changes with it is told once, afterwards, by whoever calls this.
void DeletionBatch::actOnAll(const std::function<void(Deletion *)> &act)
{
    const QScopedValueRollback acting(m_isActingOnAll, true);
    for (Deletion *deletion : std::as_const(m_deletions))
        act(deletion);
}

void DeletionBatch::tell()
{
    m_telling.stop();
    Q_EMIT changed();
}
