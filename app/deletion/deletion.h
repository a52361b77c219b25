// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "listwalk.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

// One deletion, from the click to the verified end. Nothing is sent while it counts down, and then one
// request exactly, for the job and to the source that it was made with. What the server answers is not
// believed: the list is read again, to its end, and only a list without the job makes it gone.
class Deletion : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        CountingDown,
        Sending,  // the request may have reached the server
        Checking, // the list is read again
        Finished
    };
    Q_ENUM(Stage)

    enum class Outcome {
        Undone,        // taken back; nothing was sent
        Overtaken,     // taken back, because the job's run came while the countdown was held
        Gone,          // no longer listed
        AlreadyGone,   // the server did not know it, and does not list it
        Kept,          // the server said that it deleted it, and still lists it
        StillListed,   // no clear answer came, and the server still lists it
        NotPermitted,  // 403; nothing was deleted
        TokenRejected, // the token is no longer accepted; nothing was deleted
        Failed,        // the server refused it for another reason; nothing was deleted
        Unknown        // sent, and the list could not be read since
    };
    Q_ENUM(Outcome)

    Deletion(std::shared_ptr<JobSource> source, Job job, std::chrono::milliseconds undoTime, QObject *parent);
    ~Deletion() override;

    const Job &job() const { return m_job; }
    const std::shared_ptr<JobSource> &source() const { return m_source; }
    Stage stage() const { return m_stage; }
    // Only with Stage::Finished.
    Outcome outcome() const { return m_outcome; }
    // What the server said, if it was no success.
    const std::optional<Error> &serverError() const { return m_answer.error; }
    // Why the list could not be read again; only with Outcome::Unknown.
    const std::optional<Error> &checkError() const { return m_checkError; }
    std::chrono::milliseconds remaining() const;
    // When it ended, UTC. Only with Stage::Finished.
    const QDateTime &finishedAt() const { return m_finishedAt; }
    // Whether its end was unknown for a while, and told to be so.
    bool wasUnknown() const { return m_wasUnknown; }

    // Stops the countdown, and goes on with it: it must not run out while nobody can press Undo. A run of the
    // job that comes until then was not reckoned with when the deletion was asked for: it is taken back.
    void hold();
    void resume();
    bool isHeld() const { return m_stage == Stage::CountingDown && !m_clock.isValid(); }
    // Only while it counts down; else without effect.
    void undo();
    void sendNow();
    // Reads the list again; only with an outcome that another look may change. Never sends a deletion again.
    void checkAgain();
    bool canCheckAgain() const;

    // A list that was read since lacks the job; only with an outcome that another look may change.
    void settleAsGone();

    // Another deletion has changed the list: what was read of it since does not count.
    void startCheckAnew();

Q_SIGNALS:
    void changed();
    // The server has answered, or will not.
    void answered();

private:
    void onAnswer(const RemovalAnswer &answer);
    void check();
    void onChecked(const WalkResult &result);
    void conclude(bool isListed);
    void finish(Outcome outcome);

    const std::shared_ptr<JobSource> m_source;
    const Job m_job;
    std::chrono::milliseconds m_remaining; // when the clock was started last
    qint64 m_heldSinceUtcMs = 0;
    Stage m_stage = Stage::CountingDown;
    Outcome m_outcome = Outcome::Unknown;
    RemovalAnswer m_answer;
    std::optional<Error> m_checkError;
    QDateTime m_finishedAt;
    bool m_wasUnknown = false;
    std::unique_ptr<ListWalk> m_walk;
    QElapsedTimer m_clock; // invalid while the countdown is held
    QTimer m_timer;
};
