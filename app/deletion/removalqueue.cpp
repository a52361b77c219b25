// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "removalqueue.h"

#include "deletionbatch.h"
#include "deletionrecorder.h"

#include <algorithm>

namespace {

bool isWaiting(const Deletion *deletion)
{
    return deletion && deletion->stage() == Deletion::Stage::Waiting;
}

} // namespace

RemovalQueue::RemovalQueue(DeletionRecorder *recorder, QObject *parent)
    : QObject(parent), m_recorder(recorder)
{
    m_pause.setSingleShot(true);
    m_pause.setTimerType(Qt::PreciseTimer);
    connect(&m_pause, &QTimer::timeout, this, &RemovalQueue::goOn);
}

void RemovalQueue::add(const QList<Deletion *> &deletions)
{
    if (deletions.size() == 1) {
        m_unrecorded.prepend(deletions.constFirst());
    } else {
        m_unrecorded.reserve(m_unrecorded.size() + deletions.size());
        for (Deletion *deletion : deletions)
            m_unrecorded.append(deletion);
    }
    goOn();
}

void RemovalQueue::goOn()
{
    recordSome();
    if (m_pause.isActive())
        return;
    while (m_inFlight.size() < MostInFlight) {
        Deletion *next = takeReady();
        if (!next)
            break;
        m_inFlight.append(next);
        next->send();
    }
}

// The first that may be sent now; null: none.
Deletion *RemovalQueue::takeReady()
{
    m_recorded.removeIf([](const QPointer<Deletion> &deletion) { return !isWaiting(deletion); });
    const auto next = std::find_if(m_recorded.begin(), m_recorded.end(),
                                   [](const Deletion *deletion) { return !deletion->batch()->isHeld(); });
    if (next == m_recorded.end())
        return nullptr;
    Deletion *deletion = *next;
    m_recorded.erase(next);
    return deletion;
}

void RemovalQueue::recordSome()
{
    // What is on hold is not ahead of anything.
    const auto ahead =
        std::count_if(m_recorded.begin(), m_recorded.end(), [](const QPointer<Deletion> &ready) {
            return isWaiting(ready) && !ready->batch()->isHeld();
        });
    if (m_isRecording || ahead > RecordedAhead / 2)
        return;
    QList<Deletion *> some;
    Line held;
    while (!m_unrecorded.isEmpty() && some.size() < RecordedAhead) {
        const QPointer<Deletion> deletion = m_unrecorded.takeFirst();
        if (!isWaiting(deletion))
            continue;
        if (deletion->batch()->isHeld())
            held.append(deletion);
        else
            some.append(deletion);
    }
    m_unrecorded = held + m_unrecorded;
    if (some.isEmpty())
        return;
    m_isRecording = true;
    const Line asked(some.begin(), some.end());
    m_recorder->recordBefore(some, this, [this, asked](const std::optional<Error> &error) {
        m_isRecording = false;
        // What can't be recorded is not deleted, and neither is what would come after it.
        for (const QPointer<Deletion> &deletion : asked) {
            if (!isWaiting(deletion))
                continue;
            if (error)
                deletion->batch()->stop(error);
            else
                m_recorded.append(deletion);
        }
        goOn();
    });
}

void RemovalQueue::onAnswered(Deletion *deletion)
{
    m_inFlight.removeOne(deletion);
    stopIfUnanswered(*deletion);
    const std::optional<Error> error = deletion->serverError();
    if (error && error->kind == Error::Kind::TooManyRequests) {
        // Each refusal is the end of one; those that wait should not share it.
        constexpr int LongestPause = 60;
        const int seconds = std::clamp(error->retryAfterSeconds.value_or(1), 1, LongestPause);
        m_pause.start(std::chrono::seconds(seconds));
        Q_EMIT paused(seconds);
    }
    goOn();
}

bool RemovalQueue::isSendingTo(const JobSource &place) const
{
    return std::any_of(m_inFlight.begin(), m_inFlight.end(), [&place](const QPointer<Deletion> &deletion) {
        return deletion && deletion->source()->isSamePlaceAs(place);
    });
}

void RemovalQueue::stopIfUnanswered(const Deletion &deletion)
{
    const bool hasAnswer = deletion.answer() && deletion.answer()->httpStatus != 0;
    m_unanswered = hasAnswer ? 0 : m_unanswered + 1;
    const auto kind = deletion.serverError() ? deletion.serverError()->kind : Error::Kind::Unexpected;
    // These are about the server, not about the job: the next request would end the same way.
    // Unless somebody holds the batch until there is another token.
    const bool isTokenRefused = kind == Error::Kind::NotAuthenticated && !deletion.batch()->isHeld();
    const bool isOutOfReach =
        kind == Error::Kind::UnknownHost || kind == Error::Kind::Refused || kind == Error::Kind::NoConnection;
    if (m_unanswered >= MostUnanswered || isOutOfReach || isTokenRefused)
        deletion.batch()->stop(deletion.serverError());
}
