// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordvalues.h"

#include "idnumber.h"
#include "recordmembers.h"
#include "recordwork.h"
#include "timestamp.h"

#include <QByteArrayView>

#include <algorithm>
#include <cmath>

namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

qint64 timeOf(const RecordMember &value)
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

void noteJsonText(RecordValues &values, const RecordMember &value)
{
    if (!value.isThere || value.isNull())
        return;
    values.hasJsonText = true;
    values.hidesText = values.hidesText || hasUnusualNumber(value.json);
}

Schedule scheduleOf(const RecordMember &value)
{
    if (!value.isThere)
        return {Schedule::Kind::Missing, 0};
    if (value.isNull())
        return {Schedule::Kind::Null, 0};
    if (!value.isObject())
        return {Schedule::Kind::Odd, 0};
    const RecordMember interval = value.member("interval");
    if (!interval.isThere || interval.isNull())
        return {Schedule::Kind::Once, 0};
    const RecordMember number = interval.member("value");
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

void readNodes(RecordValues &values, const RecordMember &nodes)
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

void readScope(RecordValues &values, const RecordMember &scope)
{
    using Kind = Scope::Kind;
    if (!scope.isObject()) {
        values.scopeKind = !scope.isThere ? Kind::Missing : scope.isNull() ? Kind::Null : Kind::Odd;
        return;
    }
    RecordMember nodes;
    RecordMember query;
    RecordMember group;
    RecordMember application;
    bool isEmpty = true;
    for (const auto field : simdjson::dom::object(scope.json.get_object().value_unsafe())) {
        isEmpty = false;
        if (isKey(field.key, "nodes"))
            nodes = {true, field.value};
        else if (isKey(field.key, "query"))
            query = {true, field.value};
        else if (isKey(field.key, "node_group"))
            group = {true, field.value};
        else if (isKey(field.key, "application"))
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

void readOwner(RecordValues &values, const RecordMember &owner)
{
    if (!owner.isObject())
        return;
    RecordMember revoked;
    for (const auto field : simdjson::dom::object(owner.json.get_object().value_unsafe())) {
        const std::string_view key = field.key;
        if (isKey(key, "display_name"))
            values.ownerDisplayName = RecordMember{true, field.value}.text();
        else if (isKey(key, "login"))
            values.ownerLogin = RecordMember{true, field.value}.text();
        else if (isKey(key, "email"))
            values.ownerEmail = RecordMember{true, field.value}.text();
        else if (isKey(key, "id"))
            values.ownerId = RecordMember{true, field.value}.text();
        else if (isKey(key, "is_revoked"))
            revoked = {true, field.value};
    }
    values.ownerIsRevoked = revoked.is(element_type::BOOL) && revoked.json.get_bool().value_unsafe();
}

// Of an environment job, a next run that is not there is one that there is none of; others may not be told
// it.
bool runsNoMore(const RecordShape &shape)
{
    if (shape.enabled.is(element_type::BOOL) && !shape.enabled.json.get_bool().value_unsafe())
        return true;
    const RecordMember &next = shape.nextRun;
    return !next.isThere ? shape.isEnvironmentJob : next.isNull() || (next.isString() && next.text().empty());
}

QString textOf(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

// Most URLs are of plain characters and end in the name; only the others are worth parsing.
bool hasOtherNumber(const RecordMember &id, const RecordMember &name)
{
    if (!id.isString() || !name.isString())
        return false;
    std::string_view url = id.text();
    const bool isPlain = std::all_of(url.begin(), url.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
               c == '-' || c == '_' || c == '/' || c == ':';
    });
    while (!url.empty() && url.back() == '/')
        url.remove_suffix(1);
    const std::string_view last = url.substr(url.find_last_of('/') + 1);
    const bool isNumber = std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (isPlain && (last == name.text() || (!isNumber && last.find(':') == std::string_view::npos)))
        return false;
    return !mismatchedNumber(textOf(id.text()), textOf(name.text())).isEmpty();
}

} // namespace

RecordValues RecordValues::of(element record)
{
    const RecordShape shape = RecordShape::of(record);
    RecordValues values;
    values.isEnvironmentJob = shape.isEnvironmentJob;
    values.name = shape.name.text();
    values.namePresence = shape.name.presence(shape.name.isString());
    values.type = shape.type.text();
    values.task = shape.task.text();
    values.plan = shape.plan.text();
    values.environment = shape.environment.text();
    values.description = shape.description.text();
    values.nextRun = timeOf(shape.nextRun);
    values.hasNextRun = shape.nextRun.isThere;
    values.scheduledTime = timeOf(shape.scheduledTime);
    values.lastRun = timeOf(shape.lastRun.member("time"));
    values.schedule = scheduleOf(shape.schedule);
    values.hasNoop = shape.noop.is(element_type::BOOL);
    values.isNoop = values.hasNoop && shape.noop.json.get_bool().value_unsafe();
    values.neverRuns = runsNoMore(shape);
    values.wasNotSubmitted = shape.lastRun.member("job").member("submission_error").isObject();
    values.idDisagrees = hasOtherNumber(shape.id, shape.name);
    readScope(values, shape.scope);
    readOwner(values, shape.owner);
    noteJsonText(values, shape.parameters);
    noteJsonText(values, shape.sensitiveParameters);
    noteJsonText(values, shape.userData);
    for (const RecordMember *member :
         {&shape.name, &shape.type, &shape.task, &shape.plan, &shape.environment, &shape.description}) {
        // It is searched as compact JSON.
        if (member->isThere && !member->isNull() && !member->isString())
            values.hidesText = true;
    }
    values.work = RecordWork::hashOf(shape, values);
    return values;
}
