// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"
#include "jobquery.h"
#include "result.h"

#include <QDateTime>
#include <QObject>

#include <memory>
#include <optional>

class ListReading;

// The answer to one question for a page. It belongs to whoever asked (its parent): deleting it cancels the
// question. finished() comes exactly once, and never before fetch() has returned.
class PageReply : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void finished(const Result<JobPage> &page);
};

// What a server said to a deletion. What became of the job stands in the list only.
struct RemovalAnswer
{
    int httpStatus = 0;           // 0: no answer came
    std::optional<Error> error;   // none: the server says that it did it
    bool saysAlreadyGone = false; // with an error: there was nothing to remove any more
};

// The answer to one deletion. Deleting the reply does not take back a request that was sent.
class RemovalReply : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void finished(const RemovalAnswer &answer);
};

// What became of a question to schedule a job.
struct ScheduleAnswer
{
    int httpStatus = 0;         // 0: no answer came
    std::optional<Error> error; // none: it is scheduled
    QString name;               // of the new job, without an error
    bool isUnknown = false;     // with an error: it was sent, and may have been scheduled all the same
};

// The answer to one of them. Deleting the reply does not take back a request that was sent.
class ScheduleReply : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

Q_SIGNALS:
    void finished(const ScheduleAnswer &answer);
};

// A reply whose answer is known already. It comes when control returns to the event loop, as no answer comes
// before the question has returned. Its parent is `asker`.
template <class Reply, class Answer>
Reply *answeredLater(QObject *asker, const Answer &answer)
{
    auto *reply = new Reply(asker);
    QMetaObject::invokeMethod(
        reply, [reply, answer] { Q_EMIT reply->finished(answer); }, Qt::QueuedConnection);
    return reply;
}

// Where jobs come from: a live orchestrator or a saved response. All calls from the GUI thread; nothing
// blocks.
class JobSource : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    // What to call it in a title: the name that its user gave it, else the host, or the name of the file.
    virtual QString label() const = 0;
    // Where exactly: the URL without any secret, or the path.
    virtual QString location() const = 0;

    virtual bool isLive() const = 0;
    // Whether a job that is deleted from one is gone from the other: the same object, or the same server
    // twice.
    bool isSamePlaceAs(const JobSource &other) const
    {
        return this == &other || (isLive() && other.isLive() && location() == other.location());
    }
    // The moment that the jobs are of; none: whenever they are asked for.
    virtual std::optional<QDateTime> asOf() const { return std::nullopt; }
    virtual bool sortsBy(Column column) const = 0;
    // Whether JobQuery::type reaches the jobs; otherwise all of them come.
    virtual bool filtersByType() const { return true; }
    // Whether its records have anything to show in this column.
    virtual bool tells(Column column) const { return !isOfDeletions(column); }
    // Whether asking again brings what is there by then, not what was there before.
    virtual bool readsAnew() const { return isLive(); }

    // Whether it takes no deletion of any job, and why not is no question of the job.
    virtual bool isReadOnly() const { return !isLive(); }
    // Whether its user has marked it as what production depends on.
    virtual bool isProduction() const { return false; }
    // Whether remove() disables jobs, which nobody can take back, because the server deletes none.
    virtual bool disablesForGood() const { return false; }

    // The list of a source that reads it to its end by itself; it belongs to the source. Null: it is asked
    // for pages.
    virtual ListReading *reading() const { return nullptr; }

    // Empty if the source takes deletions of this job, else the reason why not.
    virtual QString whyNotRemovable(const Job &job) const = 0;

    // Jobs from `offset` on, `limit` of them at most if the source keeps to that. The reply's parent is
    // `asker`.
    virtual PageReply *fetch(const JobQuery &query, qint64 offset, int limit, QObject *asker) = 0;
    // Sends exactly one request, now. Only for jobs that whyNotRemovable() has nothing against.
    virtual RemovalReply *remove(const Job &job, QObject *asker) = 0;

    // Empty if the source takes jobs to schedule, else the reason why not.
    virtual QString whyNotSchedulable() const;
    // Sends exactly one request, now, with the body that ScheduleRequest makes. Only if whyNotSchedulable()
    // is empty. The reply's parent is `asker`.
    virtual ScheduleReply *schedule(const QByteArray &json, QObject *asker);

Q_SIGNALS:
    // What there is to be said of the source as a whole is something else now.
    void notesChanged();
};
