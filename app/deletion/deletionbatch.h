// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "countdown.h"
#include "deletion.h"

#include <QList>

#include <array>
#include <functional>

// The deletions that were asked for together: one job, or many that were reviewed. They count down together,
// can be taken back together, and what is not sent yet can be stopped. Which jobs and which server does not
// change any more, whatever is shown meanwhile.
class DeletionBatch : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        CountingDown,
        UnderWay, // some wait for their turn, are sent, or are looked up
        Finished
    };

    // How many of the deletions stand where.
    struct Tally
    {
        int waiting = 0;  // nothing was sent
        int sending = 0;  // no answer yet
        int checking = 0; // answered, and the list has not been read again
        int finished = 0;
        std::array<int, 11> outcomes = {}; // of the finished ones

        int of(DeletionOutcome outcome) const { return outcomes.at(std::size_t(outcome)); }
        int gone() const;
    };

    DeletionBatch(std::shared_ptr<JobSource> source, const QList<Job> &jobs,
                  std::chrono::milliseconds undoTime, QObject *parent);
    ~DeletionBatch() override;

    const std::shared_ptr<JobSource> &source() const { return m_source; }
    // In the order in which they are sent. They belong to the batch.
    const QList<Deletion *> &deletions() const { return m_deletions; }
    qsizetype size() const { return m_deletions.size(); }
    bool isOfMany() const { return m_deletions.size() > 1; }
    // See Deletion::isRecovered(): all of them, or none.
    bool isRecovered() const { return m_deletions.constFirst()->isRecovered(); }
    Stage stage() const;
    const Tally &tally() const;
    std::chrono::milliseconds remaining() const { return m_countdown.remaining(); }
    bool isHeld() const { return m_isHeld; }
    // Why it was stopped before all were sent; none: it was not, or by the user.
    const std::optional<Error> &stoppedBy() const { return m_stoppedBy; }

    bool canCheckAgain() const;
    QList<Job> jobsToRetry() const;

    // Stops the countdown, and what is not sent yet: while nobody can press Undo, or a token is missing. A
    // run of a job that comes until its countdown goes on was not reckoned with when the deletion was asked
    // for: that one is taken back.
    void hold();
    void resume();
    // Only while it counts down; else without effect.
    void undo();
    void sendNow();
    // Takes back what was not sent yet. Of what was sent, the end is looked up.
    void stop(const std::optional<Error> &why = std::nullopt);
    // Reads the list again; only for outcomes that another look may change. Never sends a deletion again.
    void checkAgain();
    // As it was left by a Callboard that ended.
    void recover(const QStringList &ids, const QList<QDateTime> &times);

Q_SIGNALS:
    // Its deletions wait for their turn.
    void due();
    // What is not sent may be sent again.
    void resumed();
    void deletionChanged(Deletion *deletion, Deletion::Stage before);
    // Of many at once, soon after.
    void changed();

private:
    void onDeletionChanged(Deletion *deletion, Deletion::Stage before);
    void actOnAll(const std::function<void(Deletion *)> &act);
    void tell();

    const std::shared_ptr<JobSource> m_source;
    QList<Deletion *> m_deletions;
    Countdown m_countdown;
    QTimer m_telling;
    mutable Tally m_tally;
    mutable bool m_tallyIsStale = true;
    qsizetype m_open = 0; // not finished
    bool m_isCountingDown = true;
    bool m_isHeld = false;
    bool m_isActingOnAll = false;
    std::optional<Error> m_stoppedBy;
};
