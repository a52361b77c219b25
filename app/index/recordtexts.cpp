// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordtexts.h"

#include "recordmembers.h"

#include <QString>

namespace RecordTexts {

namespace {

void addText(std::string &texts, std::string_view text)
{
    texts.append(text).push_back('\n');
}

bool addScope(std::string &texts, const RecordMember &scope)
{
    if (!scope.isObject())
        return true;
    if (const RecordMember nodes = scope.member("nodes"); nodes.isThere) {
        if (!nodes.isArray())
            return true;
        for (const auto node : simdjson::dom::array(nodes.json.get_array().value_unsafe())) {
            if (!node.is_string())
                return false;
            addText(texts, node.get_string().value_unsafe());
        }
        return true;
    }
    if (const RecordMember query = scope.member("query"); query.isThere) {
        addText(texts, query.text());
        return !query.isArray();
    }
    const RecordMember group = scope.member("node_group");
    addText(texts, group.isThere ? group.text() : scope.member("application").text());
    return true;
}

void addLastRun(std::string &texts, const RecordMember &lastRun)
{
    const RecordMember error = lastRun.member("job").member("submission_error");
    addText(texts, error.member("kind").text());
    addText(texts, error.member("msg").text());
}

bool isSearchedAsJson(const RecordMember &member)
{
    return member.isThere && !member.isNull();
}

bool append(std::string &texts, const RecordShape &shape)
{
    for (const RecordMember *member :
         {&shape.name, &shape.type, &shape.task, &shape.plan, &shape.environment, &shape.description}) {
        if (isSearchedAsJson(*member) && !member->isString())
            return false;
    }
    for (const RecordMember *member : {&shape.parameters, &shape.sensitiveParameters, &shape.userData}) {
        if (isSearchedAsJson(*member))
            return false;
    }
    addText(texts, shape.task.text());
    addText(texts, shape.plan.text());
    addLastRun(texts, shape.lastRun);
    return addScope(texts, shape.scope);
}

} // namespace

bool append(std::string &texts, simdjson::dom::element record)
{
    return append(texts, RecordShape::of(record));
}

bool appendWithDescription(std::string &texts, simdjson::dom::element record)
{
    const RecordShape shape = RecordShape::of(record);
    const std::string_view description = shape.description.text();
    addText(texts,
            QString::fromUtf8(description.data(), qsizetype(description.size())).simplified().toStdString());
    return append(texts, shape);
}

} // namespace RecordTexts
