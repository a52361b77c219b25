// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <cstring>
#include <string_view>

#include <simdjson.h>

// Compares the size first, and the bytes as numbers.
template <std::size_t Size>
bool isKey(std::string_view key, const char (&text)[Size])
{
    return key.size() == Size - 1 && std::memcmp(key.data(), text, Size - 1) == 0;
}

// A value of a record that may be missing. Valid as long as what it was parsed from.
struct RecordMember
{
    using Type = simdjson::dom::element_type;

    bool isThere = false;
    simdjson::dom::element json;

    bool is(Type type) const { return isThere && json.type() == type; }
    bool isObject() const { return is(Type::OBJECT); }
    bool isArray() const { return is(Type::ARRAY); }
    bool isString() const { return is(Type::STRING); }
    bool isNull() const { return is(Type::NULL_VALUE); }
    // Empty if it is none.
    std::string_view text() const
    {
        return isString() ? std::string_view(json.get_string().value_unsafe()) : std::string_view();
    }
    Presence presence(bool fits) const
    {
        return !isThere   ? Presence::Missing
               : isNull() ? Presence::Null
               : fits     ? Presence::Given
                          : Presence::Odd;
    }
    // Of the members with that key, the last.
    RecordMember member(std::string_view key) const;
    // As in JobShape: where there is no object, that is what is told of the value.
    RecordMember inner(std::string_view key) const { return isObject() ? member(key) : *this; }
};

// JobShape, for what simdjson has parsed.
struct RecordShape
{
    bool isEnvironmentJob = false;
    RecordMember name, id, type, task, plan, description, environment, nextRun, scheduledTime, schedule,
        scope, noop, owner, enabled, lastRun, parameters, sensitiveParameters, userData;

    // All are missing in a value that is no object.
    static RecordShape of(simdjson::dom::element record);
};
