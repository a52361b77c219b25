// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demojobs.h"

#include "demojson.h"
#include "demoowners.h"
#include "demorandom.h"
#include "demoscopes.h"
#include "demowords.h"

// Indexes of jobs that a real server has one of, if at all.
enum Rarity {
    ForeignUrl = 3,
    EmptyDescription = 5,
    NoNextRun = 7,
    MarkupDescription = 11,
    LongDescription = 13,
    NullDescription = 29,
    HugeScope = 99,
};

static constexpr qint64 day = 24 * 3600;
static constexpr qint64 intervals[] = {
    0,   0,   0,       0,       0,       0,       0,        day,      day,      day,  3600,
    day, day, 7 * day, 7 * day, 7 * day, 7 * day, 14 * day, 28 * day, 28 * day, 5400,
};
static constexpr DemoJobType types[] = {
    DemoJobType::Task, DemoJobType::Task, DemoJobType::Task, DemoJobType::Task,   DemoJobType::Task,
    DemoJobType::Task, DemoJobType::Plan, DemoJobType::Plan, DemoJobType::Deploy, DemoJobType::Deploy,
};

// What is to be written about a job, apart from what the list needs anyway.
struct Draft
{
    int index = 0;
    DemoJob job;
    QByteArray command;
    bool noop = false;
    int urlNumber = 0;
};

QByteArrayView demoTypeName(DemoJobType type)
{
    static constexpr QByteArrayView names[] = {"task", "plan", "deploy"};
    return names[static_cast<int>(type)];
}

int demoJobNumber(quint64 seed, int index)
{
    // 64 of every 97 numbers are taken. 97 is prime, so that steps of any size meet a number only once.
    constexpr int taken = 64;
    constexpr int block = 97;
    DemoRandom random(seed, static_cast<quint64>(index / taken) + (1ULL << 40));
    const int step = 1 + static_cast<int>(random.below(block - 1));
    const int start = static_cast<int>(random.below(block));
    return index / taken * block + (start + index % taken * step) % block + 1;
}

static qint64 roundedUp(qint64 time, qint64 unit)
{
    return (time + unit - 1) / unit * unit;
}

static qint64 nextRun(DemoRandom &random, qint64 interval, qint64 reference)
{
    const quint32 kind = random.below(100);
    if (kind < 4)
        return reference + 60 + random.below(14 * 60);
    if (kind < 12 && interval == 0)
        return roundedUp(reference - 2 * 3600 - random.below(20 * day), 900);
    const auto span = static_cast<quint32>(interval > 0 ? interval : 28 * day);
    return roundedUp(reference + 1 + random.below(span), kind < 70 ? 900 : 60);
}

static void setTimes(DemoRandom &random, DemoJob &job, bool runsAgain, qint64 reference)
{
    job.interval = runsAgain ? random.pick(intervals) : 0;
    const qint64 next = nextRun(random, job.interval, reference);
    job.nextRun = runsAgain ? next : DemoJob::neverAgain;
    job.scheduledTime = runsAgain ? next : reference - 2 * day;
    if (job.interval > 0)
        job.scheduledTime -= job.interval * random.below(static_cast<quint32>(365 * day / job.interval));
}

static QByteArray description(DemoRandom &random, int index)
{
    switch (index) {
    case EmptyDescription:
        return "\"\"";
    case NullDescription:
        return "null";
    case MarkupDescription:
        return jsonString(demoMarkupDescription);
    case LongDescription:
        return jsonString(
            QByteArray("Runs in the order given in the operations manual; see the notes there. ")
                .repeated(60));
    default:
        break;
    }
    const QByteArrayView text =
        demoDescriptions[static_cast<std::size_t>(index) % std::size(demoDescriptions)];
    const quint32 kind = random.below(100);
    if (kind < 5)
        return "\"\"";
    if (kind < 40)
        return jsonString(text);
    const QByteArrayView team = random.pick(demoTeams);
    const QByteArray change = QByteArray::number(1000000 + random.below(900000)).mid(1);
    return jsonString(text.toByteArray() + " (" + team.toByteArray() + ", CHG" + change + ')');
}

static QByteArray scope(DemoRandom &random, const Draft &draft)
{
    if (draft.index == HugeScope)
        return demoNodesScope(random, 20000);
    if (draft.job.type == DemoJobType::Plan)
        return "{}";
    if (draft.job.type == DemoJobType::Deploy && random.chance(15))
        return demoApplicationScope(random);
    return demoScope(random);
}

static QByteArray environment(DemoRandom &random, DemoJobType type)
{
    const QByteArray key = random.chance(10) ? R"(,"enviroment":)" : R"(,"environment":)";
    // A deployment may leave it to the nodes.
    const bool left = type == DemoJobType::Deploy && random.chance(10);
    return key + jsonString(left ? QByteArrayView("") : random.pick(demoEnvironments));
}

static QByteArray scheduleOptions(DemoRandom &random, qint64 interval)
{
    if (interval > 0)
        return R"({"interval":{"units":"seconds","value":)" + QByteArray::number(interval) + "}}";
    static constexpr QByteArrayView once[] = {"{}", "{}", "{}", "{}", "null", R"({"interval":null})"};
    return random.pick(once).toByteArray();
}

static QByteArray jobOptions(DemoRandom &random, const Draft &draft)
{
    const QByteArray noop = draft.noop ? R"({"noop":true)" : R"({"noop":false)";
    if (draft.job.type != DemoJobType::Deploy)
        return noop + draft.command + '}';
    static constexpr QByteArrayView concurrencies[] = {"null", "null", "null", "5", "25"};
    const QByteArray concurrency = random.pick(concurrencies).toByteArray();
    const QByteArray enforce = random.chance(30) ? "true" : "false";
    return noop + R"(,"debug":false,"trace":false,"no_noop":false,"evaltrace":false,"concurrency":)" +
           concurrency + R"(,"enforce_environment":)" + enforce + '}';
}

static QByteArray command(DemoRandom &random, DemoJobType type)
{
    if (type == DemoJobType::Task)
        return R"(,"task":)" + jsonString(random.pick(demoTasks));
    if (type == DemoJobType::Plan)
        return R"(,"plan":)" + jsonString(random.pick(demoPlans));
    return QByteArray();
}

// Every statement draws from random at most once: the order within one would be up to the compiler.
static void write(DemoRandom &random, Draft &draft, const QByteArray &owner)
{
    DemoJob &job = draft.job;
    QByteArray &json = job.json;
    json += R"({"id":"https://pe.example.com:8143/orchestrator/v1/scheduled_jobs/)";
    json += QByteArray::number(draft.urlNumber) + R"(","name":")" + QByteArray::number(job.number);
    json += R"(","type":")" + demoTypeName(job.type).toByteArray() + '"' + draft.command;
    json += R"(,"scope":)" + scope(random, draft);
    json += environment(random, job.type);
    json += R"(,"owner":)" + owner;
    json += R"(,"description":)" + description(random, draft.index);
    json += R"(,"next_run":)";
    job.nextRunPosition = json.size() + 1;
    json += job.nextRun == DemoJob::neverAgain ? QByteArray("null") : '"' + utcText(job.nextRun) + '"';
    json += R"(,"scheduled_time":")" + utcText(job.scheduledTime);
    json += R"(","schedule_options":)" + scheduleOptions(random, job.interval);
    json += R"(,"noop":)" + QByteArray(draft.noop ? "true" : "false");
    json += R"(,"job_options":)" + jobOptions(random, draft) + '}';
    json.squeeze();
}

static DemoJob demoJob(quint64 seed, int index, const std::vector<DemoOwner> &owners, qint64 reference)
{
    DemoRandom random(seed, static_cast<quint64>(index));
    Draft draft;
    draft.index = index;
    draft.job.number = demoJobNumber(seed, index);
    draft.urlNumber = index == ForeignUrl ? demoJobNumber(seed, index - 1) : draft.job.number;
    draft.job.type = index == HugeScope ? DemoJobType::Task : random.pick(types);
    draft.command = command(random, draft.job.type);
    const quint32 noopShare = draft.job.type == DemoJobType::Deploy ? 30 : 5;
    draft.noop = draft.job.type != DemoJobType::Plan && random.chance(noopShare);
    setTimes(random, draft.job, index != NoNextRun, reference);
    const DemoOwner &owner = owners[random.below(static_cast<quint32>(owners.size()))];
    draft.job.deletable = owner.allowsDeletion;
    write(random, draft, owner.json);
    return std::move(draft.job);
}

std::vector<DemoJob> demoJobs(quint64 seed, int count, qint64 reference)
{
    const std::vector<DemoOwner> owners = demoOwners(reference);
    std::vector<DemoJob> jobs;
    jobs.reserve(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index)
        jobs.push_back(demoJob(seed, index, owners, reference));
    return jobs;
}
