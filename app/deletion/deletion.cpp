// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletion.h"

#include "listloader.h"

#include <algorithm>

Deletion::Deletion(std::shared_ptr<JobSource> source, Job job, std::chrono::milliseconds undoTime,
                   QObject *parent)
    : QObject(parent), m_source(std::move(source)), m_job(std::move(job)), m_remaining(undoTime)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Deletion::sendNow);
    m_timer.start(m_remaining);
}

Deletion::~Deletion() = default;

std::chrono::milliseconds Deletion::remaining() const
{
    if (m_stage != Stage::CountingDown)
        return std::chrono::milliseconds(0);
    const std::chrono::milliseconds passed(m_clock.isValid() ? m_clock.elapsed() : 0);
    return std::max(std::chrono::milliseconds(0), m_remaining - passed);
}

void Deletion::hold()
{
    if (m_stage != Stage::CountingDown || !m_clock.isValid())
        return;
    m_remaining = remaining();
    m_clock.invalidate();
    m_timer.stop();
    m_heldSinceUtcMs = QDateTime::currentMSecsSinceEpoch();
    Q_EMIT changed();
}

void Deletion::resume()
{
    if (!isHeld())
        return;
    const qint64 until = QDateTime::currentMSecsSinceEpoch() + m_remaining.count();
    if (const auto run = m_job.nextRunFrom(m_heldSinceUtcMs); run && *run <= until) {
        finish(Outcome::Overtaken);
        return;
    }
    m_clock.start();
    m_timer.start(m_remaining);
    Q_EMIT changed();
}

void Deletion::undo()
{
    if (m_stage != Stage::CountingDown)
        return;
    m_timer.stop();
    finish(Outcome::Undone);
}

void Deletion::sendNow()
{
    if (m_stage != Stage::CountingDown)
        return;
    m_timer.stop();
    m_stage = Stage::Sending;
    RemovalReply *reply = m_source->remove(m_job, this);
    connect(reply, &RemovalReply::finished, this, [this, reply](const RemovalAnswer &answer) {
        reply->deleteLater();
        onAnswer(answer);
    });
    Q_EMIT changed();
}

void Deletion::onAnswer(const RemovalAnswer &answer)
{
    m_answer = answer;
    Q_EMIT answered();
    const auto kind = answer.error ? std::optional(answer.error->kind) : std::nullopt;
    const bool isRefusal = answer.httpStatus == 400 || answer.httpStatus == 405 || answer.httpStatus == 409 ||
                           answer.httpStatus == 422;
    // These say that the server did nothing, if it was the server who said it: a page or an empty answer may
    // be that of something on the way, which knows nothing. All else, a success included, is settled by the
    // list.
    const bool isTold = answer.error && !answer.error->serverWords().isEmpty() && !answer.saysAlreadyGone;
    if (kind == Error::Kind::NotAuthenticated)
        finish(Outcome::TokenRejected);
    else if (isTold && kind == Error::Kind::NotPermitted)
        finish(Outcome::NotPermitted);
    else if (isTold && (isRefusal || kind == Error::Kind::TooManyRequests))
        finish(Outcome::Failed);
    else
        check();
}

void Deletion::startCheckAnew()
{
    if (m_stage == Stage::Checking)
        check();
}

// By name: that order does not change while jobs run.
void Deletion::check()
{
    m_stage = Stage::Checking;
    m_checkError.reset();
    JobQuery query;
    if (m_source->sortsBy(Column::Name))
        query.orderBy = Column::Name;
    m_walk = std::make_unique<ListWalk>(m_source, query, ListLoader::MostRows, nullptr);
    connect(m_walk.get(), &ListWalk::pageCame, this, [this](const JobPage &page) {
        const bool isListed = std::any_of(page.jobs.begin(), page.jobs.end(), [this](const Job &job) {
            // One that is disabled never runs again: that is the end of it.
            return job.isSameJobAs(m_job) && job.enabled().valueOr(true);
        });
        if (isListed)
            conclude(true);
    });
    connect(m_walk.get(), &ListWalk::finished, this, &Deletion::onChecked);
    connect(m_walk.get(), &ListWalk::failed, this, [this](const Error &error) {
        m_checkError = error;
        finish(Outcome::Unknown);
    });
    m_walk->start();
    Q_EMIT changed();
}

void Deletion::onChecked(const WalkResult &result)
{
    // An empty answer without a total is what a retired endpoint says whatever is scheduled; a list in doubt
    // may have left the job out.
    if (result.isComplete() && result.hasPagination) {
        conclude(false);
        return;
    }
    Error error;
    error.kind = Error::Kind::Unexpected;
    error.httpStatus = 200;
    error.subject = m_source->label();
    error.reason = tr("the list that it sent can't be relied on");
    m_checkError = error;
    finish(Outcome::Unknown);
}

void Deletion::conclude(bool isListed)
{
    if (isListed) {
        finish(m_answer.error ? Outcome::StillListed : Outcome::Kept);
        return;
    }
    finish(m_answer.saysAlreadyGone ? Outcome::AlreadyGone : Outcome::Gone);
}

void Deletion::finish(Outcome outcome)
{
    if (m_walk) {
        m_walk->stop();
        m_walk.release()->deleteLater();
    }
    m_stage = Stage::Finished;
    m_outcome = outcome;
    m_finishedAt = QDateTime::currentDateTimeUtc();
    m_wasUnknown = m_wasUnknown || outcome == Outcome::Unknown;
    Q_EMIT changed();
}

void Deletion::settleAsGone()
{
    if (canCheckAgain())
        conclude(false);
}

bool Deletion::canCheckAgain() const
{
    return m_stage == Stage::Finished &&
           (m_outcome == Outcome::Unknown || m_outcome == Outcome::Kept || m_outcome == Outcome::StillListed);
}

void Deletion::checkAgain()
{
    if (canCheckAgain())
        check();
}
