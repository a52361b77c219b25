// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QVariant>

using namespace Qt::StringLiterals;

namespace {

Field<QStringList> listField(const QJsonValue &json)
{
    QStringList entries;
    const QJsonArray array = json.toArray();
    for (const QJsonValue &entry : array)
        entries << entry.toVariant().toString();
    return {presenceOf(json, json.isArray()), entries};
}

} // namespace

Owner Owner::fromJson(const QJsonValue &json)
{
    const QJsonObject object = json.toObject();
    Owner owner;
    owner.presence = presenceOf(json, json.isObject());
    owner.id = stringField(object["id"_L1]);
    owner.login = stringField(object["login"_L1]);
    owner.email = stringField(object["email"_L1]);
    owner.displayName = stringField(object["display_name"_L1]);
    owner.isRevoked = boolField(object["is_revoked"_L1]);
    owner.lastLogin = timestampField(object["last_login"_L1]);
    owner.isRemote = boolField(object["is_remote"_L1]);
    owner.isGroup = boolField(object["is_group"_L1]);
    owner.isSuperuser = boolField(object["is_superuser"_L1]);
    owner.roleIds = listField(object["role_ids"_L1]);
    owner.inheritedRoleIds = listField(object["inherited_role_ids"_L1]);
    owner.groupIds = listField(object["group_ids"_L1]);
    return owner;
}

QString Owner::label() const
{
    for (const Field<QString> &candidate : {displayName, login, id}) {
        if (candidate.given() && !candidate.value.isEmpty())
            return candidate.value;
    }
    return {};
}
