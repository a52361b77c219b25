// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scope.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace {

Scope queryScope(const QJsonValue &query)
{
    if (query.isString())
        return {Scope::Kind::Query, {}, query.toString()};
    if (query.isArray()) {
        const QByteArray ast = QJsonDocument(query.toArray()).toJson(QJsonDocument::Compact);
        return {Scope::Kind::QueryAst, {}, QString::fromUtf8(ast)};
    }
    return {Scope::Kind::Odd, {}, {}};
}

Scope nodesScope(const QJsonValue &nodes)
{
    if (!nodes.isArray())
        return {Scope::Kind::Odd, {}, {}};
    Scope scope{Scope::Kind::Nodes, {}, {}};
    const QJsonArray array = nodes.toArray();
    scope.nodes.reserve(array.size());
    for (const QJsonValue &node : array)
        scope.nodes << node.toVariant().toString();
    return scope;
}

Scope textScope(Scope::Kind kind, const QJsonValue &json)
{
    if (!json.isString())
        return {Scope::Kind::Odd, {}, {}};
    return {kind, {}, json.toString()};
}

} // namespace

Scope Scope::fromJson(const QJsonValue &json)
{
    if (json.isUndefined())
        return {Kind::Missing, {}, {}};
    if (json.isNull())
        return {Kind::Null, {}, {}};
    if (!json.isObject())
        return {Kind::Odd, {}, {}};
    const QJsonObject object = json.toObject();
    if (object.isEmpty())
        return {Kind::Empty, {}, {}};
    if (object.contains("nodes"_L1))
        return nodesScope(object["nodes"_L1]);
    if (object.contains("query"_L1))
        return queryScope(object["query"_L1]);
    if (object.contains("node_group"_L1))
        return textScope(Kind::NodeGroup, object["node_group"_L1]);
    if (object.contains("application"_L1))
        return textScope(Kind::Application, object["application"_L1]);
    return {Kind::Odd, {}, {}};
}
