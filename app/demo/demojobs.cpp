// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demojobs.h"

#include "demojson.h"
#include "demoowners.h"
#include "demorandom.h"
#include "demoscopes.h"
#include "demowords.h"

#include <algorithm>
#include <iterator>

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
    QByteArrayView target; // task or plan; empty for a deployment
    QByteArrayView environment;
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

// A deployment may leave it to the nodes: then it is empty.
static QByteArrayView environment(DemoRandom &random, DemoJob &job)
{
    const bool isLeft = job.type == DemoJobType::Deploy && random.chance(10);
    const QByteArrayView name = isLeft ? QByteArrayView("") : random.pick(demoEnvironments);
    job.environmentRank =
        static_cast<quint8>(std::count_if(std::begin(demoEnvironments), std::end(demoEnvironments),
                                          [name](QByteArrayView other) { return other < name; }));
    return name;
}

static QByteArray scheduleOptions(DemoRandom &random, qint64 interval)
{
    if (interval > 0)
        return R"({"interval":{"units":"seconds","value":)" + QByteArray::number(interval) + "}}";
    static constexpr QByteArrayView once[] = {"{}", "{}", "{}", "{}", "null", R"({"interval":null})"};
    return random.pick(once).toByteArray();
}

static QByteArray interval(qint64 seconds)
{
    if (seconds == 0)
        return "null";
    return R"({"units":"seconds","value":)" + QByteArray::number(seconds) + '}';
}

static QByteArray flag(bool value)
{
    return value ? "true" : "false";
}

// `,"task":"echo"`, or nothing for a deployment.
static QByteArray command(const Draft &draft)
{
    if (draft.job.type == DemoJobType::Deploy)
        return QByteArray();
    return ",\"" + demoTypeName(draft.job.type).toByteArray() + "\":" + jsonString(draft.target);
}

static QByteArray jobOptions(DemoRandom &random, const Draft &draft)
{
    const QByteArray noop = R"({"noop":)" + flag(draft.noop);
    if (draft.job.type != DemoJobType::Deploy)
        return noop + command(draft) + '}';
    static constexpr QByteArrayView concurrencies[] = {"null", "null", "null", "5", "25"};
    const QByteArray concurrency = random.pick(concurrencies).toByteArray();
    const QByteArray enforce = flag(random.chance(30));
    return noop + R"(,"debug":false,"trace":false,"no_noop":false,"evaltrace":false,"concurrency":)" +
           concurrency + R"(,"enforce_environment":)" + enforce + '}';
}

static QByteArray head(const Draft &draft, const QByteArray &collection)
{
    return R"({"id":"https://pe.example.com:8143/orchestrator/v1/)" + collection + '/' +
           QByteArray::number(draft.urlNumber) + R"(","name":")" + QByteArray::number(draft.job.number) +
           R"(","type":")" + demoTypeName(draft.job.type).toByteArray() + '"';
}

// Notes where the time stands, so that it can be moved on.
static void writeNextRun(DemoJob &job)
{
    job.nextRunPosition = job.json.size() + 1;
    job.json += job.nextRun == DemoJob::neverAgain ? QByteArray("null") : '"' + utcText(job.nextRun) + '"';
}

// Every statement draws from random at most once: the order within one would be up to the compiler.
static void write2018(DemoRandom &random, Draft &draft, const DemoOwner &owner)
{
    QByteArray &json = draft.job.json;
    json = head(draft, "scheduled_jobs") + command(draft);
    json += R"(,"scope":)" + scope(random, draft);
    json += R"(,"enviroment":)" + jsonString(draft.environment);
    json += R"(,"owner":)" + owner.shortJson;
    json += R"(,"description":)" + description(random, draft.index);
    json += R"(,"scheduled_time":")" + utcText(draft.job.scheduledTime).chopped(1) + R"(.000Z")";
    json += R"(,"noop":)" + flag(draft.noop) + '}';
}

static void write2019(DemoRandom &random, Draft &draft, const DemoOwner &owner)
{
    DemoJob &job = draft.job;
    QByteArray &json = job.json;
    json = head(draft, "scheduled_jobs") + command(draft);
    json += R"(,"scope":)" + scope(random, draft);
    json += random.chance(10) ? R"(,"enviroment":)" : R"(,"environment":)";
    json += jsonString(draft.environment);
    json += R"(,"owner":)" + owner.json;
    json += R"(,"description":)" + description(random, draft.index);
    json += R"(,"next_run":)";
    writeNextRun(job);
    json += R"(,"scheduled_time":")" + utcText(job.scheduledTime);
    json += R"(","schedule_options":)" + scheduleOptions(random, job.interval);
    json += R"(,"noop":)" + flag(draft.noop);
    json += R"(,"job_options":)" + jobOptions(random, draft) + '}';
}

static QByteArray input(DemoRandom &random, const Draft &draft)
{
    if (draft.job.type == DemoJobType::Deploy)
        return R"({"scope":)" + scope(random, draft) + R"(,"enforce_environment":false,"noop":)" +
               flag(draft.noop) + '}';
    static constexpr QByteArrayView parameters[] = {
        R"({})",
        R"({"action":"status"})",
        R"({"reboot":true,"timeout":3600})",
        R"({"targets":{"type":"query","value":"nodes[certname] { }"}})",
    };
    QByteArray json = R"({"name":)" + jsonString(draft.target) + R"(,"parameters":)";
    json += random.pick(parameters);
    json += random.chance(20) ? R"(,"sensitive_parameters":["password"])" : R"(,"sensitive_parameters":[])";
    if (draft.job.type == DemoJobType::Task)
        json += R"(,"scope":)" + scope(random, draft) + R"(,"noop":)" + flag(draft.noop);
    return json + '}';
}

static QByteArray lastRun(DemoRandom &random, const DemoJob &job, qint64 reference)
{
    if (job.interval == 0 || job.nextRun - job.interval > reference || random.chance(20))
        return "null";
    const QByteArray number = QByteArray::number(1000 + job.number);
    QByteArray json = R"({"time":")" + utcText(job.nextRun - job.interval) + R"(","job":{)";
    if (random.chance(10)) {
        json += R"("submission_error":{"kind":"puppetlabs.orchestrator/unknown-environment",)"
                R"("msg":"Unknown environment feature_patching_window","details":{}},"name":)" +
                number;
    } else {
        const QByteArray collection = job.type == DemoJobType::Plan ? "plan_jobs" : "jobs";
        json += R"("id":"https://pe.example.com:8143/orchestrator/v1/)" + collection + '/' + number +
                R"(","name":)" + number;
    }
    return json + "}}";
}

static void write2021(DemoRandom &random, Draft &draft, const DemoOwner &owner, qint64 reference)
{
    DemoJob &job = draft.job;
    QByteArray &json = job.json;
    json = head(draft, "scheduled_jobs/environment_jobs");
    json += R"(,"environment":)" + jsonString(draft.environment);
    json += R"(,"owner":)" + owner.json;
    json += R"(,"description":)" + description(random, draft.index);
    json += R"(,"input":)" + input(random, draft);
    json += R"(,"userdata":)";
    json += random.chance(30) ? R"({"ticket":"CHG)" + QByteArray::number(10000 + job.number) + R"("})" : "{}";
    json += R"(,"schedule":{"start_time":")" + utcText(job.scheduledTime);
    json += R"(","interval":)" + interval(job.interval);
    json += R"(},"last_run":)" + lastRun(random, job, reference);
    json += R"(,"next_run":)";
    if (job.nextRun == DemoJob::neverAgain) {
        json += "null}";
        return;
    }
    json += R"({"time":)";
    writeNextRun(job);
    json += "}}";
}

static DemoJob demoJob(quint64 seed, int index, const std::vector<DemoOwner> &owners, qint64 reference,
                       DemoGeneration generation)
{
    DemoRandom random(seed, static_cast<quint64>(index));
    Draft draft;
    draft.index = index;
    draft.job.number = demoJobNumber(seed, index);
    draft.urlNumber = index == ForeignUrl ? demoJobNumber(seed, index - 1) : draft.job.number;
    draft.job.type = index == HugeScope ? DemoJobType::Task : random.pick(types);
    if (draft.job.type != DemoJobType::Deploy)
        draft.target = draft.job.type == DemoJobType::Task ? random.pick(demoTasks) : random.pick(demoPlans);
    const quint32 noopShare = draft.job.type == DemoJobType::Deploy ? 30 : 5;
    draft.noop = draft.job.type != DemoJobType::Plan && random.chance(noopShare);
    setTimes(random, draft.job, index != NoNextRun, reference);
    const DemoOwner &owner = owners[random.below(static_cast<quint32>(owners.size()))];
    draft.job.deletable = owner.allowsDeletion;
    draft.job.ownerRank = owner.rank;
    draft.environment = environment(random, draft.job);
    switch (generation) {
    case DemoGeneration::Pe2018:
        write2018(random, draft, owner);
        break;
    case DemoGeneration::Pe2019:
        write2019(random, draft, owner);
        break;
    case DemoGeneration::Pe2021:
        write2021(random, draft, owner, reference);
        break;
    }
    draft.job.json.squeeze();
    return std::move(draft.job);
}

std::vector<DemoJob> demoJobs(quint64 seed, int count, qint64 reference, DemoGeneration generation)
{
    const std::vector<DemoOwner> owners = demoOwners(reference);
    std::vector<DemoJob> jobs;
    jobs.reserve(static_cast<std::size_t>(count));
    for (int index = 0; index < count; ++index)
        jobs.push_back(demoJob(seed, index, owners, reference, generation));
    return jobs;
}
