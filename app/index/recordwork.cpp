// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordwork.h"

#include "jobwork.h"
#include "jsonhash.h"

namespace RecordWork {

namespace {

using JsonHash::Tag;
using simdjson::dom::element;
using simdjson::dom::element_type;

std::optional<quint64> hashOf(element json);

std::optional<quint64> hashOfArray(simdjson::dom::array array)
{
    JsonHash::Hashes elements;
    for (const element each : array) {
        const auto hash = hashOf(each);
        if (!hash)
            return std::nullopt;
        elements.append(*hash);
    }
    return JsonHash::ofArray(elements);
}

std::optional<quint64> hashOfObject(simdjson::dom::object object)
{
    JsonHash::Members members;
    for (const auto field : object) {
        const auto hash = hashOf(field.value);
        if (!hash)
            return std::nullopt;
        members.append({JsonHash::ofText(field.key), *hash});
    }
    return JsonHash::ofObject(members);
}

std::optional<quint64> hashOf(element json)
{
    switch (json.type()) {
    case element_type::NULL_VALUE:
        return JsonHash::of(Tag::Null);
    case element_type::BOOL:
        return JsonHash::of(json.get_bool().value_unsafe() ? Tag::True : Tag::False);
    case element_type::INT64:
        return JsonHash::ofNumber(qint64(json.get_int64().value_unsafe()));
    case element_type::UINT64:
        return JsonHash::ofNumber(double(json.get_uint64().value_unsafe()));
    case element_type::DOUBLE:
        return JsonHash::ofNumber(json.get_double().value_unsafe());
    case element_type::STRING:
        return JsonHash::ofText(std::string_view(json.get_string().value_unsafe()));
    case element_type::ARRAY:
        return hashOfArray(json.get_array().value_unsafe());
    case element_type::OBJECT:
        return hashOfObject(json.get_object().value_unsafe());
    }
    return std::nullopt;
}

std::optional<quint64> hashOfNodes(const RecordMember &nodes)
{
    JsonHash::Hashes hashes;
    for (const element node : simdjson::dom::array(nodes.json.get_array().value_unsafe())) {
        if (node.type() != element_type::STRING)
            return std::nullopt;
        hashes.append(JsonHash::ofText(std::string_view(node.get_string().value_unsafe())));
    }
    return JsonHash::ofSet(hashes);
}

std::optional<quint64> hashOfScope(const RecordMember &scope, Scope::Kind kind)
{
    switch (kind) {
    case Scope::Kind::Nodes:
        return hashOfNodes(scope.member("nodes"));
    case Scope::Kind::QueryAst:
        return hashOf(scope.member("query").json);
    case Scope::Kind::Query:
        return JsonHash::ofText(scope.member("query").text());
    case Scope::Kind::NodeGroup:
        return JsonHash::ofText(scope.member("node_group").text());
    case Scope::Kind::Application:
        return JsonHash::ofText(scope.member("application").text());
    case Scope::Kind::Missing:
    case Scope::Kind::Null:
    case Scope::Kind::Empty:
    case Scope::Kind::Odd:
        break;
    }
    return JsonHash::ofText(std::string_view());
}

// Missing, null and empty are the same.
std::optional<quint64> hashOfSome(const RecordMember &member)
{
    const bool isEmpty = !member.isThere ||
                         (member.isObject() && member.json.get_object().value_unsafe().size() == 0) ||
                         (member.isArray() && member.json.get_array().value_unsafe().size() == 0);
    return isEmpty ? JsonHash::of(Tag::Null) : hashOf(member.json);
}

std::optional<qint64> momentOf(const RecordValues &values)
{
    const qint64 moment = values.nextRun != RecordColumns::NoTime ? values.nextRun : values.scheduledTime;
    return moment != RecordColumns::NoTime ? std::optional(moment) : std::nullopt;
}

} // namespace

std::optional<quint64> hashOf(const RecordShape &shape, const RecordValues &values)
{
    if (values.neverRuns || (values.target().empty() && values.type != "deploy") ||
        values.scopeKind == Scope::Kind::Odd || values.schedule.kind == Schedule::Kind::Odd)
        return 0;
    const auto scope = hashOfScope(shape.scope, values.scopeKind);
    const auto parameters = hashOfSome(shape.parameters);
    const auto sensitiveNames = hashOfSome(shape.sensitiveParameters);
    if (!scope || !parameters || !sensitiveNames)
        return std::nullopt;
    WorkHashes hashes;
    hashes.isEnvironmentJob = values.isEnvironmentJob;
    hashes.isNoop = values.isNoop;
    hashes.scopeKind = values.scopeKind;
    hashes.type = JsonHash::ofText(values.type);
    hashes.target = JsonHash::ofText(values.target());
    hashes.environment = JsonHash::ofText(values.environment);
    hashes.scope = *scope;
    hashes.parameters = *parameters;
    hashes.sensitiveNames = *sensitiveNames;
    if (values.schedule.kind == Schedule::Kind::Repeating)
        hashes.intervalSeconds = values.schedule.intervalSeconds;
    else
        hashes.onceAt = momentOf(values);
    return hashes.hash();
}

} // namespace RecordWork
