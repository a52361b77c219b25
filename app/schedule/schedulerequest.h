// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"

#include <QHash>
#include <QList>
#include <QStringList>

#include <optional>

// When a job would start if it was scheduled again.
struct ScheduleStart
{
    std::optional<qint64> utcMs; // none: somebody has to choose a time
    QString text;                // as it is sent: that of the record, unless the time was moved
    bool isMoved = false;        // it lay in the past, and this is the next time on the old grid
};

// What a record does not tell, or what somebody wants otherwise.
struct ScheduleValues
{
    std::optional<qint64> startUtcMs;     // none: as ScheduleRequest::start()
    std::optional<QString> description;   // none: that of the record
    QHash<QString, QByteArray> sensitive; // by the parameter's name, each one JSON value
    QByteArray scope;                     // a JSON object; only where needsScope()
};

// What would schedule a job again, made from its record alone: everything in it goes out as it came, numbers
// and unknown members included, byte for byte.
//
// Of environment jobs the server tells all but sensitive values, so that a request can be completed and sent.
// The old list has no parameters: of its jobs there is only a text to be copied and completed by hand. What
// is missing in a text is marked where it belongs, by a value of a type that a server refuses.
class ScheduleRequest
{
public:
    // So much ahead is a start that is moved: there has to be time to read and send.
    static constexpr qint64 MarginMs = 60'000;

    // `nowUtcMs` is the moment that past and future are told apart by; milliseconds, UTC.
    ScheduleRequest(const Job &job, qint64 nowUtcMs);

    const Job &job() const { return m_job; }
    // Where it goes, below the base of a connection: "/command/schedule_task". Empty: the record does not say
    // what kind of job it is.
    QString path() const;

    ScheduleStart start() const { return startFrom(m_nowUtcMs); }
    ScheduleStart startFrom(qint64 nowUtcMs) const;
    // What somebody has to give a value for, in the order of the record.
    QStringList sensitiveParameters() const { return m_sensitive; }
    // Parameters that are sent as queries, as they came, rather than as values.
    QStringList queryParameters() const;
    // Whether the job has to run on something, and the record does not say on what.
    bool needsScope() const;

    // Why no values make a request of it that can be sent; empty: they do.
    QString whyNotSendable() const;
    // Why there is nothing to copy.
    QString whyNotCopyable() const;

    // The body, only without a whyNotSendable(). Each sensitive parameter must have a value.
    QByteArray json(const ScheduleValues &values) const;
    // The same with a placeholder for sensitive values that are there, and a mark for what is missing.
    QByteArray preview(const ScheduleValues &values) const;
    // Request line, type of content and body, with marks for what is missing. `base` is the URL of a server
    // up to and including /orchestrator/v1; empty: not known.
    QString copyText(const QString &base) const;

private:
    enum class Secrets { Sent, Hidden };

    QByteArray environmentBody(const ScheduleValues &values, Secrets secrets) const;
    QByteArray input(const ScheduleValues &values, Secrets secrets) const;
    QByteArray parameters(QByteArrayView flat, const ScheduleValues &values, Secrets secrets) const;
    QByteArray sensitiveValue(const QString &name, const ScheduleValues &values, Secrets secrets) const;
    QByteArray startText(const ScheduleValues &values) const;

    Job m_job;
    QByteArray m_record; // strict JSON
    qint64 m_nowUtcMs;
    QString m_type;
    QStringList m_sensitive;
};
