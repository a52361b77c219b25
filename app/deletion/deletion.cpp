// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletion.h"

#include "deletionbatch.h"

#include <QUuid>

#include <utility>

Deletion::Deletion(std::shared_ptr<JobSource> source, Job job, DeletionBatch *batch)
    : QObject(batch),
      m_batch(batch),
      m_source(std::move(source)),
      m_job(std::move(job)),
      m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Deletion::~Deletion() = default;

bool Deletion::isGone() const
{
    return isFinished() && (m_outcome == Outcome::Gone || m_outcome == Outcome::AlreadyGone);
}

bool Deletion::canBeRetried() const
{
    if (!isFinished())
        return false;
    switch (m_outcome) {
    case Outcome::NotSent:
    case Outcome::Overtaken:
    case Outcome::Kept:
    case Outcome::StillListed:
    case Outcome::NotPermitted:
    case Outcome::TokenRejected:
    case Outcome::Failed:
        return true;
    case Outcome::Undone:
    case Outcome::Gone:
    case Outcome::AlreadyGone:
    case Outcome::Unknown: // what may have happened is looked up first
        return false;
    }
    return false;
}

bool Deletion::canCheckAgain() const
{
    return isFinished() &&
           (m_outcome == Outcome::Unknown || m_outcome == Outcome::Kept || m_outcome == Outcome::StillListed);
}

void Deletion::enter(Stage stage)
{
    const Stage before = std::exchange(m_stage, stage);
    Q_EMIT changed(before);
}

void Deletion::letWait()
{
    if (m_stage == Stage::CountingDown)
        enter(Stage::Waiting);
}

void Deletion::takeBack(Outcome outcome, const std::optional<Error> &why)
{
    if (m_stage != Stage::CountingDown && m_stage != Stage::Waiting)
        return;
    m_problem = why;
    finish(outcome);
}

void Deletion::send()
{
    if (m_stage != Stage::Waiting)
        return;
    RemovalReply *reply = m_source->remove(m_job, this);
    connect(reply, &RemovalReply::finished, this, [this, reply](const RemovalAnswer &answer) {
        reply->deleteLater();
        onAnswer(answer);
    });
    enter(Stage::Sending);
}

void Deletion::onAnswer(const RemovalAnswer &answer)
{
    m_answer = answer;
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
        enter(Stage::Answered);
}

void Deletion::askForCheck()
{
    if (canCheckAgain())
        enter(Stage::Answered);
}

void Deletion::startCheck()
{
    if (m_stage == Stage::Answered || m_stage == Stage::Checking) {
        m_problem.reset();
        enter(Stage::Checking);
    }
}

void Deletion::conclude(bool isListed)
{
    if (m_stage != Stage::Checking && !(canCheckAgain() && !isListed))
        return;
    m_problem.reset();
    if (isListed)
        finish(m_answer && !m_answer->error ? Outcome::Kept : Outcome::StillListed);
    else
        finish(m_answer && m_answer->saysAlreadyGone ? Outcome::AlreadyGone : Outcome::Gone);
}

void Deletion::leaveUnknown(const Error &why)
{
    if (m_stage != Stage::Checking)
        return;
    m_problem = why;
    finish(Outcome::Unknown);
}

void Deletion::recover(const QString &id, const QDateTime &at)
{
    m_id = id;
    m_isRecovered = true;
    m_stage = Stage::Finished;
    m_outcome = Outcome::Unknown;
    m_finishedAt = at;
    m_wasUnknown = true;
}

void Deletion::finish(Outcome outcome)
{
    m_outcome = outcome;
    m_finishedAt = QDateTime::currentDateTimeUtc();
    m_wasUnknown = m_wasUnknown || outcome == Outcome::Unknown;
    enter(Stage::Finished);
}
