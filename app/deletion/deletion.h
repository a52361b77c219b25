// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobsource.h"
#include "outcome.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <optional>

class DeletionBatch;

// One deletion, from the click to the verified end: one request exactly, for the job and to the source that
// it was made with. What the server answers is not believed: the list is read again, to its end, and only a
// list without the job makes it gone. It knows where it stands; when it is sent is the business of its batch
// and of the RemovalQueue, and what the list says that of the ListCheck.
class Deletion : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        CountingDown,
        Waiting,  // for its turn, or for its record to be on disk; nothing was sent
        Sending,  // the request may have reached the server
        Answered, // what became of the job is to be looked up
        Checking, // the list is read again
        Finished
    };
    Q_ENUM(Stage)
    using Outcome = DeletionOutcome;

    Deletion(std::shared_ptr<JobSource> source, Job job, DeletionBatch *batch);
    ~Deletion() override;

    // It belongs to the batch.
    DeletionBatch *batch() const { return m_batch; }
    // Its name in the journal.
    const QString &id() const { return m_id; }
    const Job &job() const { return m_job; }
    const std::shared_ptr<JobSource> &source() const { return m_source; }
    Stage stage() const { return m_stage; }
    bool isFinished() const { return m_stage == Stage::Finished; }
    // Only with Stage::Finished.
    Outcome outcome() const { return m_outcome; }
    // Whether it is known that the server does not list the job any more.
    bool isGone() const;
    // Whether it was not deleted, and another try may do it: refused, failed or not sent.
    bool canBeRetried() const;
    // None: it did not answer, or was not asked.
    const std::optional<RemovalAnswer> &answer() const { return m_answer; }
    // What the server said, if it was no success.
    std::optional<Error> serverError() const { return m_answer ? m_answer->error : std::nullopt; }
    // Why the list could not be read again, with Outcome::Unknown; why nothing was sent, with
    // Outcome::NotSent.
    const std::optional<Error> &problem() const { return m_problem; }
    // When it ended, UTC. Only with Stage::Finished.
    const QDateTime &finishedAt() const { return m_finishedAt; }
    // Whether its end was unknown for a while, and told to be so.
    bool wasUnknown() const { return m_wasUnknown; }
    // Whether it was sent by a Callboard that ended before it knew more.
    bool isRecovered() const { return m_isRecovered; }
    // Whether another look may change the outcome.
    bool canCheckAgain() const;

    // For those who carry it out. Each is without effect at another stage than it is for.

    void letWait();
    // Nothing was sent, and nothing will be.
    void takeBack(Outcome outcome, const std::optional<Error> &why = std::nullopt);
    // One request, now.
    void send();
    // The end is to be looked up again.
    void askForCheck();
    void startCheck();
    void conclude(bool isListed);
    void leaveUnknown(const Error &why);
    // As it was left by a Callboard that ended at `at`, which named it `id` in the journal.
    void recover(const QString &id, const QDateTime &at);

Q_SIGNALS:
    // `before` is the stage that it comes from.
    void changed(Deletion::Stage before);

private:
    void onAnswer(const RemovalAnswer &answer);
    void enter(Stage stage);
    void finish(Outcome outcome);

    DeletionBatch *const m_batch;
    const std::shared_ptr<JobSource> m_source;
    const Job m_job;
    QString m_id;
    Stage m_stage = Stage::CountingDown;
    Outcome m_outcome = Outcome::Unknown;
    std::optional<RemovalAnswer> m_answer;
    std::optional<Error> m_problem;
    QDateTime m_finishedAt;
    bool m_wasUnknown = false;
    bool m_isRecovered = false;
};
