// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "lastrun.h"
#include "owner.h"
#include "recordbytes.h"
#include "rungrid.h"
#include "schedule.h"
#include "scope.h"
#include "timestamp.h"

#include <QByteArray>
#include <QJsonObject>
#include <QMetaType>
#include <QSharedData>
#include <QSharedDataPointer>

#include <memory>

// Where a record is: `length` bytes of `bytes` from `begin` on.
struct RecordPlace
{
    std::shared_ptr<const RecordBytes> bytes;
    qint64 begin = 0;
    qint64 length = 0;
    bool isMended = false; // with trailing commas, which strict JSON does not have

    bool operator==(const RecordPlace &) const = default;
};

// What tells one job from the others.
struct JobIdentity
{
    Field<QString> name;
    bool isEnvironmentJob = false;
};

struct DeletionNote;
class JobData;

// One scheduled job, a value that is cheap to copy: the JSON as it came, and typed access to every documented
// field. The record is read when something of it is asked for that is not known yet, from any thread; where
// it lies in a file, that may take any time, see isHere(). A default-constructed job is null and stands for a
// row that is not here.
class Job
{
public:
    Job();
    // There must be one JSON value in that place, valid but for trailing commas if it is mended.
    explicit Job(RecordPlace place);
    // The same without having to read the record for these.
    Job(RecordPlace place, JobIdentity identity);
    // `record` is all there is.
    explicit Job(const QByteArray &record);
    Job(const Job &);
    Job(Job &&) noexcept;
    Job &operator=(const Job &);
    Job &operator=(Job &&) noexcept;
    ~Job();

    bool isNull() const { return !d; }
    // Whether everything can be told at once.
    bool isHere() const;
    // Reads the record unless that was done; why it could not be read, if it could not: then all of its
    // fields are missing. Not for the GUI thread unless isHere().
    std::optional<Error> load() const;
    const RecordPlace &place() const;

    // From /scheduled_jobs/environment_jobs (PE 2021.7 and later): what says that a job of one generation of
    // the API can't be deleted through the other, where the same name is another job's.
    bool isEnvironmentJob() const;
    // The identity of a job, and what a deletion names. Never derived from id().
    Field<QString> name() const;
    // An absolute URL. Shown, never followed: published samples carry the URL of another job.
    Field<QString> id() const;
    Field<QString> type() const;
    Field<QString> task() const;
    Field<QString> plan() const;
    Field<QString> description() const;
    // `environment`, or the misspelt `enviroment` of the document if the former is missing.
    Field<QString> environment() const;
    bool environmentIsMisspelt() const;
    Field<Timestamp> nextRun() const;
    Field<Timestamp> scheduledTime() const;
    Schedule schedule() const;
    // The first run at or after a moment, from `next_run` on in the steps of the schedule; milliseconds, UTC.
    // None: it runs no more, or nothing is said about it.
    std::optional<qint64> nextRunFrom(qint64 fromUtcMs) const;
    // From `next_run` on; none: it names no instant. Does not ask whether the job is disabled.
    std::optional<RunGrid> runGrid() const;
    Field<bool> noop() const;
    // Environment jobs only; missing counts as true.
    Field<bool> enabled() const;
    // It says so, and runs no more.
    bool isDisabled() const;
    Field<LastRun> lastRun() const;

    Scope::Kind scopeKind() const;
    qsizetype nodeCount() const;
    Scope scope() const;

    QString ownerLabel() const;
    bool ownerIsRevoked() const;
    Owner owner() const;

    Field<QJsonObject> jobOptions() const;
    // Environment jobs only. Of the sensitive parameters there are names, never values.
    Field<QJsonObject> parameters() const;
    QStringList sensitiveParameters() const;
    Field<QJsonObject> userData() const;
    QJsonObject json() const;

    // The record as it came, byte for byte.
    QByteArray raw() const;
    // The same as valid JSON: differs from raw() only in a repaired file.
    QByteArray strictJson() const;
    // The same, or why it can't be had. Not for the GUI thread unless isHere().
    Result<QByteArray> readStrictJson() const;
    // The whole answer that the record came in; empty for one in a file.
    QByteArray responseBytes() const;

    // What the journal of deletions knows about it; null: this is no record of a deletion. The same job may
    // have been deleted more than once, and from several servers: each record is another job.
    std::shared_ptr<const DeletionNote> deletion() const;
    // The same record as that of a deletion.
    Job withDeletion(std::shared_ptr<const DeletionNote> note) const;

    // The task or the plan; empty for a deployment.
    QString target() const;
    // Every text that a search looks at, joined by line feeds.
    QString searchText() const;
    // The number at the end of id(), if that is another one than name(); else empty.
    QString mismatchedIdNumber() const;
    // Whether two records are of the same job: by name, and by their bytes if there is none;
    // records of deletions, by the deletion.
    bool isSameJobAs(const Job &other) const;
    bool operator==(const Job &other) const;

private:
    QSharedDataPointer<JobData> d;
};

Q_DECLARE_METATYPE(Job)
