// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordmembers.h"

#include <algorithm>
#include <array>
#include <utility>

using simdjson::dom::element;

namespace {

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
    Enabled,
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

Key keyOfFour(std::string_view key)
{
    return isKey(key, "name")   ? Name
           : isKey(key, "type") ? Type
           : isKey(key, "task") ? Task
           : isKey(key, "plan") ? Plan
           : isKey(key, "noop") ? Noop
                                : KeyCount;
}

// KeyCount: another one.
Key keyOf(std::string_view key)
{
    switch (key.size()) {
    case 2:
        return isKey(key, "id") ? Id : KeyCount;
    case 4:
        return keyOfFour(key);
    case 5:
        return isKey(key, "scope")   ? ScopeKey
               : isKey(key, "owner") ? OwnerKey
               : isKey(key, "input") ? Input
                                     : KeyCount;
    case 7:
        return isKey(key, "enabled") ? Enabled : KeyCount;
    case 8:
        return isKey(key, "next_run")   ? NextRun
               : isKey(key, "last_run") ? LastRunKey
               : isKey(key, "schedule") ? ScheduleKey
               : isKey(key, "userdata") ? UserData
                                        : KeyCount;
    case 10:
        return isKey(key, "enviroment") ? MisspeltEnvironment : KeyCount;
    case 11:
        return isKey(key, "environment") ? Environment : isKey(key, "description") ? Description : KeyCount;
    case 14:
        return isKey(key, "scheduled_time") ? ScheduledTime : KeyCount;
    case 16:
        return isKey(key, "schedule_options") ? ScheduleOptions : KeyCount;
    default:
        return KeyCount;
    }
}

// The last is for those that nobody asks for.
using Members = std::array<RecordMember, KeyCount + 1>;

void readMembers(Members &members, element record)
{
    for (const auto field : simdjson::dom::object(record.get_object().value_unsafe()))
        members[keyOf(field.key)] = {true, field.value};
}

bool isDigits(std::string_view text)
{
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Most URLs have one underscore only, and many slashes.
bool isOfEnvironmentJobs(std::string_view id)
{
    constexpr std::string_view Path = "/scheduled_jobs/environment_jobs/";
    constexpr std::size_t Underscore = Path.find('_');
    for (std::size_t at = id.find('_'); at != std::string_view::npos; at = id.find('_', at + 1)) {
        if (at >= Underscore && id.substr(at - Underscore, Path.size()) == Path)
            return true;
    }
    return false;
}

bool looksLikeEnvironmentJob(const Members &members)
{
    return members[Input].isThere || members[ScheduleKey].isObject() || members[NextRun].isObject() ||
           members[LastRunKey].isThere || isOfEnvironmentJobs(members[Id].text());
}

void readEnvironmentJob(RecordShape &shape, const Members &members)
{
    if (isDigits(shape.id.text()) && !isDigits(shape.name.text()))
        std::swap(shape.name, shape.id);
    const std::string_view type = shape.type.text();
    const RecordMember &input = members[Input];
    const RecordMember target = input.inner("name");
    if (type == "plan")
        shape.plan = target;
    else if (type != "deploy" || target.isThere)
        shape.task = target;
    shape.schedule = members[ScheduleKey];
    shape.scheduledTime = shape.schedule.inner("start_time");
    shape.scope = input.inner("scope");
    shape.noop = input.inner("noop");
    shape.parameters = input.inner("parameters");
    shape.sensitiveParameters = input.inner("sensitive_parameters");
    shape.userData = members[UserData];
    shape.lastRun = members[LastRunKey];
}

void readOldJob(RecordShape &shape, const Members &members)
{
    shape.task = members[Task];
    shape.plan = members[Plan];
    shape.scheduledTime = members[ScheduledTime];
    shape.schedule = members[ScheduleOptions];
    shape.scope = members[ScopeKey];
    shape.noop = members[Noop];
}

} // namespace

RecordMember RecordMember::member(std::string_view key) const
{
    RecordMember found;
    if (isObject()) {
        for (const auto field : simdjson::dom::object(json.get_object().value_unsafe())) {
            if (field.key == key)
                found = {true, field.value};
        }
    }
    return found;
}

RecordShape RecordShape::of(element record)
{
    RecordShape shape;
    if (record.type() != simdjson::dom::element_type::OBJECT)
        return shape;
    Members members;
    readMembers(members, record);
    shape.name = members[Name];
    shape.id = members[Id];
    shape.type = members[Type];
    shape.description = members[Description];
    shape.environment = members[members[Environment].isThere ? Environment : MisspeltEnvironment];
    shape.owner = members[OwnerKey];
    shape.enabled = members[Enabled];
    shape.nextRun = members[NextRun].inner("time");
    shape.isEnvironmentJob = looksLikeEnvironmentJob(members);
    if (shape.isEnvironmentJob)
        readEnvironmentJob(shape, members);
    else
        readOldJob(shape, members);
    return shape;
}
