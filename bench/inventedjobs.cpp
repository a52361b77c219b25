// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "inventedjobs.h"

#include "demojson.h"
#include "demorandom.h"
#include "inventedwords.h"
#include "prettyjson.h"

#include <algorithm>
#include <array>

namespace {

constexpr qint64 Day = 24 * 3600;
constexpr qint64 Reference = 1'780'272'000; // 2026-06-01T00:00:00Z
constexpr int OwnerCount = 120;

// What is asked for alone has random numbers of its own.
enum class Stream : quint64 { Record = 1, Nodes = 2, Owner = 3 };

DemoRandom randomFor(Stream stream, qint64 index)
{
    return DemoRandom(quint64(stream), quint64(index));
}

void append(QByteArray &json, QByteArrayView text)
{
    json.append(text.data(), text.size());
}

void appendNumber(QByteArray &json, quint64 value, int digits = 1)
{
    std::array<char, 20> text;
    char *begin = text.data() + text.size();
    for (; value > 0 || digits > 0; value /= 10, --digits)
        *--begin = char('0' + value % 10);
    append(json, {begin, text.data() + text.size()});
}

void appendUuid(QByteArray &json, DemoRandom &random)
{
    constexpr char Digits[] = "0123456789abcdef";
    for (const char place : QByteArrayView("xxxxxxxx-xxxx-4xxx-axxx-xxxxxxxxxxxx"))
        json += place == 'x' ? Digits[random.below(16)] : place;
}

void appendFlag(QByteArray &json, QByteArrayView key, bool value)
{
    append(json, key);
    append(json, value ? QByteArrayView("true") : QByteArrayView("false"));
}

// A name is not taken twice, and names are in no order: steps of an odd size meet each number of 24 bits
// once.
quint64 nameOf(qint64 index)
{
    constexpr quint64 Block = 1ULL << 24;
    quint64 mixed = quint64(index) % Block;
    mixed ^= mixed >> 11;
    mixed = mixed * 0x9e3779b1U % Block;
    mixed ^= mixed >> 13;
    mixed = mixed * 0x85ebca6bU % Block;
    return quint64(index) / Block * Block + mixed + 1;
}

QByteArray ownerJson(int number)
{
    DemoRandom random = randomFor(Stream::Owner, number);
    QByteArray login("user");
    appendNumber(login, quint64(number), 3);
    QByteArray json(R"({"id":")");
    appendUuid(json, random);
    append(json, R"(","login":")");
    append(json, login);
    append(json, R"(","email":")");
    append(json, login);
    append(json, R"(@operations.example.com","display_name":")");
    append(json, random.pick(inventedGivenNames));
    json += ' ';
    append(json, random.pick(inventedFamilyNames));
    append(json, R"(","role_ids":[)");
    appendNumber(json, 1 + random.below(9));
    append(json, R"(,10],"inherited_role_ids":[2,)");
    appendNumber(json, 11 + random.below(89));
    append(json, R"(],"group_ids":[")");
    appendUuid(json, random);
    append(json, R"(",")");
    appendUuid(json, random);
    append(json, R"("],"last_login":")");
    append(json, utcText(Reference - 1 - random.below(90 * Day)).chopped(1));
    append(json, R"(.444Z")");
    appendFlag(json, R"(,"is_group":)", false);
    appendFlag(json, R"(,"is_remote":)", random.chance(30));
    appendFlag(json, R"(,"is_superuser":)", random.chance(5));
    appendFlag(json, R"(,"is_revoked":)", random.chance(5));
    json += '}';
    return json;
}

const QByteArray &owner(int number)
{
    static const std::array<QByteArray, OwnerCount> owners = [] {
        std::array<QByteArray, OwnerCount> made;
        for (int i = 0; i < OwnerCount; ++i)
            made[std::size_t(i)] = ownerJson(i);
        return made;
    }();
    return owners[std::size_t(number)];
}

enum class Kind { Task, Deploy, Plan };

Kind kindFrom(quint32 percent)
{
    if (percent < 60)
        return Kind::Task;
    return percent < 85 ? Kind::Deploy : Kind::Plan;
}

// The first numbers that are drawn; everything else hangs on them.
struct Scope
{
    Kind kind = Kind::Task;
    quint32 sort = 0; // in percent
    int nodes = 0;
};

// Few nodes as a rule: one of k jobs has k or more.
Scope scopeOf(DemoRandom &random)
{
    Scope scope;
    scope.kind = kindFrom(random.below(100));
    scope.sort = random.below(100);
    const bool isOne = random.chance(25);
    const quint32 share = random.below(1U << 30);
    if (scope.kind != Kind::Plan && scope.sort < 64)
        scope.nodes = isOne ? 1 : int(std::min<quint32>((1U << 30) / (share + 1), 500));
    return scope;
}

void appendNodes(QByteArray &json, DemoRandom &random, int count)
{
    append(json, R"({"nodes":[)");
    for (int i = 0; i < count; ++i) {
        append(json, i > 0 ? QByteArrayView(R"(,")") : QByteArrayView(R"(")"));
        append(json, random.pick(inventedRoles));
        json += '-';
        appendNumber(json, random.below(100'000), 5);
        json += '.';
        append(json, random.pick(inventedSites));
        append(json, R"(.servers.example.com")");
    }
    append(json, "]}");
}

void appendScope(QByteArray &json, const Scope &scope, DemoRandom &random)
{
    append(json, R"(,"scope":)");
    if (scope.nodes > 0) {
        appendNodes(json, random, scope.nodes);
    } else if (scope.kind == Kind::Plan || scope.sort >= 97) {
        append(json, "{}");
    } else if (scope.sort < 84) {
        append(json, R"({"query":")");
        append(json, random.pick(inventedQueries));
        append(json, R"("})");
    } else if (scope.sort < 93) {
        append(json, R"({"node_group":")");
        appendUuid(json, random);
        append(json, R"("})");
    } else {
        append(json, R"({"application":")");
        append(json, random.pick(inventedApplications));
        append(json, R"("})");
    }
}

void appendDescription(QByteArray &json, DemoRandom &random)
{
    append(json, R"(,"description":)");
    const quint32 kind = random.below(100);
    const QByteArrayView text = random.pick(inventedDescriptions);
    const quint32 ticket = random.below(1'000'000);
    if (kind == 0) {
        append(json, "null");
        return;
    }
    json += '"';
    if (kind > 4)
        append(json, text);
    if (kind > 44) {
        append(json, " (CHG");
        appendNumber(json, ticket, 6);
        json += ')';
    }
    json += '"';
}

void appendSchedule(QByteArray &json, DemoRandom &random)
{
    static constexpr qint64 intervals[] = {3600, 5400, Day, Day, Day, 7 * Day, 7 * Day, 14 * Day, 28 * Day};
    const qint64 interval = random.chance(50) ? random.pick(intervals) : 0;
    const qint64 next = Reference + random.below(quint32(365 * Day));
    const qint64 first = next - interval * random.below(50);
    append(json, R"(,"next_run":)");
    if (random.below(1000) < 5) {
        append(json, "null");
    } else {
        json += '"';
        append(json, utcText(next));
        json += '"';
    }
    append(json, R"(,"scheduled_time":")");
    append(json, utcText(first));
    append(json, R"(","schedule_options":)");
    if (interval > 0) {
        append(json, R"({"interval":{"units":"seconds","value":)");
        appendNumber(json, quint64(interval));
        append(json, "}}");
    } else {
        append(json, "{}");
    }
}

void appendOptions(QByteArray &json, Kind kind, QByteArrayView command, DemoRandom &random)
{
    const bool noop = random.chance(10);
    appendFlag(json, R"(,"noop":)", noop);
    appendFlag(json, R"(,"job_options":{"noop":)", noop);
    if (kind != Kind::Deploy) {
        append(json, command);
    } else {
        append(json, R"(,"debug":false,"trace":false,"no_noop":false,"evaltrace":false,"concurrency":)");
        appendNumber(json, 1 + random.below(50));
        appendFlag(json, R"(,"enforce_environment":)", random.chance(30));
    }
    json += '}';
}

QByteArray commandOf(Kind kind, DemoRandom &random)
{
    QByteArray command;
    if (kind == Kind::Deploy)
        return command;
    append(command, kind == Kind::Task ? QByteArrayView(R"(,"task":")") : QByteArrayView(R"(,"plan":")"));
    append(command, kind == Kind::Task ? random.pick(inventedTasks) : random.pick(inventedPlans));
    command += '"';
    return command;
}

void appendJob(QByteArray &json, qint64 index)
{
    static constexpr QByteArrayView types[] = {"task", "deploy", "plan"};
    DemoRandom nodes = randomFor(Stream::Nodes, index);
    const Scope scope = scopeOf(nodes);
    DemoRandom random = randomFor(Stream::Record, index);
    const quint64 name = nameOf(index);
    const QByteArray command = commandOf(scope.kind, random);
    append(json, R"({"id":"https://puppet.operations.example.com:8143/orchestrator/v1/scheduled_jobs/)");
    appendNumber(json, name);
    append(json, R"(","name":")");
    appendNumber(json, name);
    append(json, R"(","type":")");
    append(json, types[int(scope.kind)]);
    json += '"';
    append(json, command);
    appendScope(json, scope, nodes);
    append(json, R"(,"environment":")");
    append(json, random.pick(inventedEnvironments));
    append(json, R"(","owner":)");
    append(json, owner(int(random.below(OwnerCount))));
    appendDescription(json, random);
    appendSchedule(json, random);
    appendOptions(json, scope.kind, command, random);
    json += '}';
}

} // namespace

QByteArray InventedJobs::job(qint64 index)
{
    QByteArray json;
    appendJob(json, index);
    return json;
}

int InventedJobs::nodeCount(qint64 index)
{
    DemoRandom random = randomFor(Stream::Nodes, index);
    return scopeOf(random).nodes;
}

bool InventedJobs::write(qint64 total, qint64 offset, qint64 limit, Form form,
                         bool (*take)(void *to, QByteArrayView piece), void *to)
{
    constexpr qsizetype PieceSize = 1 << 20;
    PrettyJson pretty(4);
    QByteArray piece;
    QByteArray shown;
    const auto pass = [&] {
        shown.clear();
        if (form == Form::Pretty)
            pretty.append(shown, piece);
        const bool isTaken = take(to, form == Form::Pretty ? shown : piece);
        piece.clear();
        return isTaken;
    };
    piece.reserve(PieceSize + (1 << 16));
    append(piece, R"({"items":[)");
    const qint64 end = std::min(offset + limit, total);
    for (qint64 index = offset; index < end; ++index) {
        if (index > offset)
            piece += ',';
        appendJob(piece, index);
        if (piece.size() >= PieceSize && !pass())
            return false;
    }
    append(piece, R"(],"pagination":{"limit":)");
    appendNumber(piece, quint64(limit));
    append(piece, R"(,"offset":)");
    appendNumber(piece, quint64(offset));
    append(piece, R"(,"total":)");
    appendNumber(piece, quint64(total));
    append(piece, "}}");
    return pass();
}

QByteArray InventedJobs::page(qint64 total, qint64 offset, qint64 limit, Form form)
{
    QByteArray whole;
    const auto take = [](void *to, QByteArrayView piece) {
        static_cast<QByteArray *>(to)->append(piece.data(), piece.size());
        return true;
    };
    write(total, offset, limit, form, take, &whole);
    return whole;
}
