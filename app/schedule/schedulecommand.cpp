// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "schedulecommand.h"

#include "jsonobject.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ScheduleCommand)
};

enum class Kind { Unknown, Task, Plan, Deploy };

Kind kindOf(const Job &job)
{
    const QString type = job.type().value;
    if (type == "task"_L1 || (type.isEmpty() && job.task().given()))
        return Kind::Task;
    if (type == "plan"_L1 || (type.isEmpty() && job.plan().given()))
        return Kind::Plan;
    return type == "deploy"_L1 ? Kind::Deploy : Kind::Unknown;
}

QByteArray orMark(QByteArrayView value, const QString &why)
{
    return value.isEmpty() ? missingMark(why) : value.toByteArray();
}

QByteArray scopeOf(const Job &job, const JsonObject &record)
{
    const bool isTold = job.scopeKind() != Scope::Kind::Empty;
    return orMark(isTold ? record.given("scope"_L1) : QByteArrayView(),
                  Texts::tr("the list of this server does not tell what the job runs on"));
}

QByteArray noopOf(const JsonObject &record, const JsonObject &options)
{
    const QByteArrayView noop = record.given("noop"_L1);
    return orMark(noop.isEmpty() ? options.given("noop"_L1) : noop,
                  Texts::tr("the list of this server does not tell whether the job only simulates (true or "
                            "false)"));
}

// Empty for a job that runs once. The oldest servers repeat jobs without telling so.
QByteArray repetitionOf(const Job &job, const JsonObject &record)
{
    switch (job.schedule().kind) {
    case Schedule::Kind::Missing:
        return missingMark(Texts::tr("the list of this server does not tell whether the job repeats; leave "
                                     "this out if it runs once"));
    case Schedule::Kind::Null:
    case Schedule::Kind::Once:
        return {};
    case Schedule::Kind::Repeating:
    case Schedule::Kind::Odd:
        break;
    }
    return record.given("schedule_options"_L1).toByteArray();
}

// The options that a deployment is scheduled with have the names that they are listed by. One that is null
// was not set.
void addOptions(JsonObjectWriter &body, const JsonObject &options)
{
    for (const JsonText::Member &option : options.members()) {
        const bool isSaid = option.key == "noop"_L1 || option.key == "task"_L1 || option.key == "plan"_L1;
        if (!isSaid && options.textOf(option) != QByteArrayView("null"))
            body.add(option.key, options.textOf(option));
    }
}

} // namespace

namespace ScheduleCommand {

QString path(const Job &job)
{
    switch (kindOf(job)) {
    case Kind::Task:
        return u"/command/schedule_task"_s;
    case Kind::Plan:
        return u"/command/schedule_plan"_s;
    case Kind::Deploy:
        return u"/command/schedule_deploy"_s;
    case Kind::Unknown:
        break;
    }
    return {};
}

QByteArray body(const Job &job, const ScheduleStart &start)
{
    const QByteArray bytes = job.strictJson();
    const JsonObject record(bytes);
    const JsonObject options(record.given("job_options"_L1));
    const Kind kind = kindOf(job);
    JsonObjectWriter body;
    body.add(u"environment"_s,
             orMark(record.given(job.environmentIsMisspelt() ? "enviroment"_L1 : "environment"_L1),
                    Texts::tr("the record names no environment")));
    if (kind == Kind::Task)
        body.add(u"task"_s, orMark(record.given("task"_L1), Texts::tr("the record names no task")));
    // "plan_name" in the documentation of 2021.7, where this command is on its way out; "plan" in that of the
    // servers that such lists come from.
    if (kind == Kind::Plan)
        body.add(u"plan"_s, orMark(record.given("plan"_L1), Texts::tr("the record names no plan")));
    if (kind != Kind::Deploy)
        body.add(u"params"_s,
                 missingMark(Texts::tr("the list of this server does not tell the parameters; put an object "
                                       "here, {} if there are none")));
    if (kind != Kind::Plan) {
        body.add(u"scope"_s, scopeOf(job, record));
        body.add(u"noop"_s, noopOf(record, options));
    }
    body.add(u"description"_s, record.given("description"_L1));
    body.add(u"scheduled_time"_s, start.utcMs ? jsonStringOf(start.text) : missingMark(missingStartText()));
    body.add(u"schedule_options"_s, repetitionOf(job, record));
    if (options.isObject() || kind != Kind::Deploy)
        addOptions(body, options);
    else
        body.add(u"enforce_environment"_s,
                 missingMark(Texts::tr("the list of this server does not tell the options of the deployment; "
                                       "put true or false here, and add the others")));
    return body.text();
}

} // namespace ScheduleCommand

QByteArray missingMark(const QString &why)
{
    return jsonStringOf(Texts::tr("MISSING: %1", "a mark in the place of a value").arg(why));
}

QString missingStartText()
{
    return Texts::tr("the old start is over; put a time here, such as 2030-12-31T23:59:00Z");
}
