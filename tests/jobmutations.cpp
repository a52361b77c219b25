// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobmutations.h"

#include <QDateTime>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace JobMutations {

QByteArray quotedTime(int minutes)
{
    const QDateTime time = QDateTime(QDate(2026, 3, 1), QTime(2, 0), Qt::UTC).addSecs(qint64{60} * minutes);
    return '"' + time.toString(Qt::ISODate).toLatin1() + '"';
}

Draft draft(int number, bool isEnvironmentJob)
{
    const QByteArray name = QByteArray::number(number);
    const QByteArray interval = R"({"units":"seconds","value":5400})";
    Draft job;
    job["id"] = "\"https://pe.test:8143/orchestrator/v1/scheduled_jobs/" +
                QByteArray(isEnvironmentJob ? "environment_jobs/" : "") + name + '"';
    job["name"] = '"' + name + '"';
    job["type"] = R"("task")";
    job["environment"] = R"("production")";
    job["owner"] = R"({"id":"u1","login":"amira","last_login":"2026-01-01T00:00:00Z","role_ids":[1,2]})";
    job["description"] = "\"no. " + name + '"';
    if (isEnvironmentJob) {
        job["input"] = R"({"name":"service","parameters":{"retries":1},"scope":{"nodes":["a","b"]}})";
        job["schedule"] = R"({"start_time":"2026-03-01T02:00:00Z","interval":)" + interval + '}';
        job["next_run"] = R"({"time":)" + quotedTime(number % 50) + '}';
        job["last_run"] = "null";
    } else {
        job["task"] = R"("service")";
        job["scope"] = R"({"nodes":["a","b"]})";
        job["scheduled_time"] = R"("2026-03-01T02:00:00Z")";
        job["schedule_options"] = R"({"interval":)" + interval + '}';
        job["next_run"] = quotedTime(number % 50);
        job["job_options"] = R"({"retries":1,"serial":9007199254740993})";
    }
    return job;
}

static QByteArray runOf(const QByteArray &error)
{
    return R"({"time":"2026-03-01T02:00:00Z","job":{"name":77,"submission_error":)" + error + "}}";
}

void replaceIn(QByteArray &value, const char *from, const char *to)
{
    if (!value.contains(from))
        qFatal("there is no %s in %s", from, value.constData());
    value.replace(from, to);
}

static QList<Mutation> mutationsOfBoth()
{
    const auto inOwner = [](const char *from, const char *to) {
        return [from, to](Draft &job, int) {
            replaceIn(job["owner"], from, to);
        };
    };
    return {
        {"nothing", [](Draft &, int) {}, {}},
        {"another order", [](Draft &job, int) { std::reverse(job.members.begin(), job.members.end()); }, {}},
        {"the misspelt key", [](Draft &job, int) { job.rename("environment", "enviroment"); }, {}},
        {"escapes", inOwner("amira", R"(\u0061mir\u0061)"), {}},
        {"numbers otherwise written", inOwner("[1,2]", "[10e-1, 2.0]"), {}},
        {"another environment", [](Draft &job, int) { job["environment"] = R"("staging")"; },
         u"changed %1 (Environment)"_s},
        {"no description", [](Draft &job, int) { job.remove("description"); }, u"changed %1 (Description)"_s},
        {"an empty description", [](Draft &job, int) { job["description"] = R"("")"; },
         u"changed %1 (Description)"_s},
        {"a description of null", [](Draft &job, int) { job["description"] = "null"; },
         u"changed %1 (Description)"_s},
        {"an unknown key", [](Draft &job, int) { job["colour"] = R"("red")"; }, u"changed %1 (Other keys)"_s},
        {"another login", inOwner("amira", "boris"), u"changed %1 (Owner)"_s},
        {"another role", inOwner("[1,2]", "[1,3]"), u"changed %1 (Owner)"_s},
        {"a sign-in", inOwner("2026-01-01", "2026-02-01"), u"activity %1"_s},
        {"another URL", [](Draft &job, int) { replaceIn(job["id"], "pe.test", "pe2.test"); },
         u"changed %1 (URL)"_s},
        {"gone", [](Draft &job, int) { job.members.clear(); }, u"removed %1"_s},
    };
}

static QList<Mutation> mutationsOfOld()
{
    const auto at = [](const char *key, const QByteArray &value) {
        return [key, value](Draft &job, int) {
            job[key] = value;
        };
    };
    const auto moved = [](int minutes) {
        return [minutes](Draft &job, int number) {
            job["next_run"] = quotedTime(number % 50 + minutes);
        };
    };
    return {
        {"ran", moved(IntervalMinutes), u"activity %1"_s},
        {"ran often", moved(7 * IntervalMinutes), u"activity %1"_s},
        {"moved", moved(IntervalMinutes + 1), u"changed %1 (Next run)"_s},
        {"runs no more", at("next_run", "null"), u"changed %1 (Next run)"_s},
        {"another interval and a run",
         [](Draft &job, int number) {
             job["next_run"] = quotedTime(number % 50 + IntervalMinutes);
             replaceIn(job["schedule_options"], "5400", "2700");
         },
         u"changed %1 (Repeats, Next run)"_s},
        {"the same moment",
         [](Draft &job, int number) {
             QByteArray time = quotedTime(number % 50);
             job["next_run"] = time.replace("Z\"", ".000+00:00\"");
         },
         {}},
        {"a run and another task",
         [](Draft &job, int number) {
             job["next_run"] = quotedTime(number % 50 + IntervalMinutes);
             job["task"] = R"("facts")";
         },
         u"changed %1 (Task or Plan)"_s},
        {"one more of a large number", [](Draft &job, int) { replaceIn(job["job_options"], "993", "992"); },
         u"changed %1 (Options)"_s},
        {"a large number with a fraction of nothing",
         [](Draft &job, int) { replaceIn(job["job_options"], "9007199254740993", "9007199254740993.00"); },
         {}},
        {"a node less", at("scope", R"({"nodes":["a"]})"), u"changed %1 (Scope)"_s},
        {"nodes in another order", at("scope", R"({"nodes":["b","a"]})"), u"changed %1 (Scope)"_s},
    };
}

static QList<Mutation> mutationsOfEnvironmentJobs()
{
    const auto at = [](const char *key, const QByteArray &value) {
        return [key, value](Draft &job, int) {
            job[key] = value;
        };
    };
    const auto moved = [](int minutes) {
        return [minutes](Draft &job, int number) {
            job["next_run"] = R"({"time": )" + quotedTime(number % 50 + minutes) + '}';
        };
    };
    return {
        {"ran",
         [moved](Draft &job, int number) {
             moved(IntervalMinutes)(job, number);
             job["last_run"] = runOf("null");
         },
         u"activity %1"_s},
        {"moved", moved(IntervalMinutes - 1), u"changed %1 (Next run)"_s},
        {"could not be started",
         [moved](Draft &job, int number) {
             moved(IntervalMinutes)(job, number);
             job["last_run"] = runOf(R"({"kind":"k","msg":"no node"})");
         },
         u"changed %1 (Last run)"_s},
        {"another parameter", [](Draft &job, int) { replaceIn(job["input"], "retries\":1", "retries\":2"); },
         u"changed %1 (Parameters)"_s},
        {"another task", [](Draft &job, int) { replaceIn(job["input"], "service", "facts"); },
         u"changed %1 (Task or Plan)"_s},
        {"a first option",
         [](Draft &job, int) { replaceIn(job["input"], R"("name")", R"("transport":"pxp","name")"); },
         u"changed %1 (Options)"_s},
        {"disabled", at("enabled", "false"), u"changed %1 (Enabled)"_s},
        {"begins later", [](Draft &job, int) { replaceIn(job["schedule"], "03-01", "03-02"); },
         u"changed %1 (Scheduled for)"_s},
    };
}

QList<Mutation> mutations(bool ofEnvironmentJobs)
{
    return mutationsOfBoth() + (ofEnvironmentJobs ? mutationsOfEnvironmentJobs() : mutationsOfOld());
}

} // namespace JobMutations
