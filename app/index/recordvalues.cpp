// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordvalues.h"

#include "timestamp.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

// A value that may be missing.
struct Value
{
    bool isThere = false;
    element json;

    bool is(element_type type) const { return isThere && json.type() == type; }
    bool isObject() const { return is(element_type::OBJECT); }
    bool isNull() const { return is(element_type::NULL_VALUE); }
    bool isString() const { return is(element_type::STRING); }
    bool isGivenAs(element_type type) const { return !isThere || isNull() || is(type); }
    std::string_view text() const
    {
        return isString() ? std::string_view(json.get_string().value_unsafe()) : std::string_view();
    }
    // Of the members of that key, the last.
    Value member(std::string_view key) const
    {
        Value found;
        if (isObject()) {
            for (const auto field : simdjson::dom::object(json.get_object().value_unsafe())) {
                if (field.key == key)
                    found = {true, field.value};
            }
        }
        return found;
    }
    // As JobShape has it: where there is no object, that is what is told.
    Value inner(std::string_view key) const { return isObject() ? member(key) : *this; }
    Presence presence(bool fits) const
    {
        return !isThere   ? Presence::Missing
               : isNull() ? Presence::Null
               : fits     ? Presence::Given
                          : Presence::Odd;
    }
};

enum Key {
    Id,
    Name,
    Type,
    Task,
    Plan,
    Noop,
    ScopeKey,
    OwnerKey,
    Input,
    UserData,
    ScheduleKey,
    NextRun,
    LastRunKey,
    MisspeltEnvironment,
    Environment,
    Description,
    ScheduledTime,
    ScheduleOptions,
    KeyCount
};

constexpr std::array<std::string_view, KeyCount> KeyTexts{
    "id",       "name",       "type",        "task",        "plan",           "noop",
    "scope",    "owner",      "input",       "userdata",    "schedule",       "next_run",
    "last_run", "enviroment", "environment", "description", "scheduled_time", "schedule_options"};

// The range of keys of one length: they are in the order of their lengths.
constexpr std::array<std::pair<quint8, quint8>, 17> rangesByLength()
{
    std::array<std::pair<quint8, quint8>, 17> ranges{};
    for (std::size_t key = 0; key < KeyCount; ++key) {
        auto &range = ranges.at(KeyTexts.at(key).size());
        if (range.second == 0)
            range.first = quint8(key);
        range.second = quint8(key + 1);
    }
    return ranges;
}
constexpr auto Ranges = rangesByLength();

using Members = std::array<Value, KeyCount>;

void readMembers(Members &members, element record)
{
    for (const auto field : simdjson::dom::object(record.get_object().value_unsafe())) {
        if (field.key.size() >= Ranges.size())
            continue;
        const auto [first, end] = Ranges[field.key.size()];
        for (std::size_t key = first; key < end; ++key) {
            if (KeyTexts[key] == field.key)
                members[key] = {true, field.value};
        }
    }
}

bool isDigits(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

qint64 timeOf(const Value &value)
{
    const std::string_view text = value.text();
    if (text.empty())
        return RecordColumns::NoTime;
    return Timestamp::instantOf(QByteArrayView(text.data(), qsizetype(text.size())))
        .value_or(RecordColumns::NoTime);
}

// Whether a JSON writer may write it otherwise than it came.
bool hasUnusualNumber(element json)
{
    switch (json.type()) {
    case element_type::DOUBLE:
    case element_type::UINT64:
        return true;
    case element_type::ARRAY:
        for (const element entry : simdjson::dom::array(json.get_array().value_unsafe())) {
            if (hasUnusualNumber(entry))
                return true;
        }
        return false;
    case element_type::OBJECT:
        for (const auto field : simdjson::dom::object(json.get_object().value_unsafe())) {
            if (hasUnusualNumber(field.value))
                return true;
        }
        return false;
    default:
        return false;
    }
}

void noteJsonText(RecordValues &values, const Value &value)
{
    if (!value.isThere || value.isNull())
        return;
    values.hasJsonText = true;
    values.hidesText = values.hidesText || hasUnusualNumber(value.json);
}

Schedule scheduleOf(const Value &value)
{
    if (!value.isThere)
        return {Schedule::Kind::Missing, 0};
    if (value.isNull())
        return {Schedule::Kind::Null, 0};
    if (!value.isObject())
        return {Schedule::Kind::Odd, 0};
    const Value interval = value.member("interval");
    if (!interval.isThere || interval.isNull())
        return {Schedule::Kind::Once, 0};
    const Value number = interval.member("value");
    double seconds = 0;
    if (number.is(element_type::INT64))
        seconds = double(number.json.get_int64().value_unsafe());
    else if (number.is(element_type::DOUBLE))
        seconds = number.json.get_double().value_unsafe();
    if (interval.member("units").text() != "seconds" || seconds <= 0 ||
        seconds > double(Schedule::LongestInterval) || seconds != std::floor(seconds))
        return {Schedule::Kind::Odd, 0};
    return {Schedule::Kind::Repeating, qint64(seconds)};
}

void readNodes(RecordValues &values, const Value &nodes)
{
    if (!nodes.is(element_type::ARRAY)) {
        values.scopeKind = Scope::Kind::Odd;
        return;
    }
    values.scopeKind = Scope::Kind::Nodes;
    for (const element node : simdjson::dom::array(nodes.json.get_array().value_unsafe())) {
        ++values.nodeCount;
        if (node.type() != element_type::STRING)
            values.hidesText = true;
    }
}

void readScope(RecordValues &values, const Value &scope)
{
    using Kind = Scope::Kind;
    if (!scope.isObject()) {
        values.scopeKind = !scope.isThere ? Kind::Missing : scope.isNull() ? Kind::Null : Kind::Odd;
        return;
    }
    Value nodes;
    Value query;
    Value group;
    Value application;
    bool isEmpty = true;
    for (const auto field : simdjson::dom::object(scope.json.get_object().value_unsafe())) {
        isEmpty = false;
        if (field.key == "nodes")
            nodes = {true, field.value};
        else if (field.key == "query")
            query = {true, field.value};
        else if (field.key == "node_group")
            group = {true, field.value};
        else if (field.key == "application")
            application = {true, field.value};
    }
    values.scopeKind = isEmpty ? Kind::Empty : Kind::Odd;
    if (nodes.isThere) {
        readNodes(values, nodes);
    } else if (query.is(element_type::ARRAY)) {
        values.scopeKind = Kind::QueryAst;
        noteJsonText(values, query);
    } else if (query.isThere) {
        values.scopeKind = query.isString() ? Kind::Query : Kind::Odd;
    } else if (group.isThere) {
        values.scopeKind = group.isString() ? Kind::NodeGroup : Kind::Odd;
    } else if (application.isThere) {
        values.scopeKind = application.isString() ? Kind::Application : Kind::Odd;
    }
}

void readOwner(RecordValues &values, const Value &owner)
{
    if (!owner.isObject())
        return;
    Value revoked;
    for (const auto field : simdjson::dom::object(owner.json.get_object().value_unsafe())) {
        const Value value{true, field.value};
        if (field.key == "display_name")
            values.ownerDisplayName = value.text();
        else if (field.key == "login")
            values.ownerLogin = value.text();
        else if (field.key == "email")
            values.ownerEmail = value.text();
        else if (field.key == "id")
            values.ownerId = value.text();
        else if (field.key == "is_revoked")
            revoked = value;
    }
    values.ownerIsRevoked = revoked.is(element_type::BOOL) && revoked.json.get_bool().value_unsafe();
}

void readLastRun(RecordValues &values, const Value &lastRun)
{
    values.lastRun = timeOf(lastRun.member("time"));
}

bool looksLikeEnvironmentJob(const Members &members)
{
    return members[Input].isThere || members[ScheduleKey].isObject() || members[NextRun].isObject() ||
           members[LastRunKey].isThere ||
           members[Id].text().find("/scheduled_jobs/environment_jobs/") != std::string_view::npos;
}

struct Targets
{
    Value task, plan;
};

// What JobShape::of() finds in a record of the second generation.
Targets readEnvironmentJob(RecordValues &values, Members &members)
{
    if (isDigits(members[Id].text()) && !isDigits(members[Name].text()))
        std::swap(members[Name], members[Id]);
    const Value &input = members[Input];
    const std::string_view type = members[Type].text();
    const Value target = input.inner("name");
    Targets targets;
    if (type == "plan")
        targets.plan = target;
    else if (type != "deploy" || target.isThere)
        targets.task = target;
    values.scheduledTime = timeOf(members[ScheduleKey].inner("start_time"));
    values.schedule = scheduleOf(members[ScheduleKey]);
    readScope(values, input.inner("scope"));
    members[Noop] = input.inner("noop");
    noteJsonText(values, input.inner("parameters"));
    noteJsonText(values, input.inner("sensitive_parameters"));
    noteJsonText(values, members[UserData]);
    readLastRun(values, members[LastRunKey]);
    return targets;
}

Targets readOldJob(RecordValues &values, const Members &members)
{
    values.scheduledTime = timeOf(members[ScheduledTime]);
    values.schedule = scheduleOf(members[ScheduleOptions]);
    readScope(values, members[ScopeKey]);
    return {members[Task], members[Plan]};
}

} // namespace

RecordValues RecordValues::of(element record)
{
    RecordValues values;
    if (record.type() != element_type::OBJECT)
        return values;
    Members members;
    readMembers(members, record);
    values.isEnvironmentJob = looksLikeEnvironmentJob(members);
    const Targets targets =
        values.isEnvironmentJob ? readEnvironmentJob(values, members) : readOldJob(values, members);
    const Value &environment = members[members[Environment].isThere ? Environment : MisspeltEnvironment];
    const Value &nextRun = members[NextRun];
    const Value nextTime = nextRun.isObject() ? nextRun.member("time") : nextRun;
    values.name = members[Name].text();
    values.namePresence = members[Name].presence(members[Name].isString());
    values.type = members[Type].text();
    values.task = targets.task.text();
    values.plan = targets.plan.text();
    values.environment = environment.text();
    values.description = members[Description].text();
    values.nextRun = timeOf(nextTime);
    values.hasNextRun = nextTime.isThere;
    values.hasNoop = members[Noop].is(element_type::BOOL);
    values.isNoop = values.hasNoop && members[Noop].json.get_bool().value_unsafe();
    readOwner(values, members[OwnerKey]);
    for (const Value *value : {&std::as_const(members[Name]), &std::as_const(members[Type]), &targets.task,
                               &targets.plan, &environment, &std::as_const(members[Description])}) {
        if (!value->isGivenAs(element_type::STRING))
            values.hidesText = true;
    }
    return values;
}
