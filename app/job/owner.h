// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"
#include "timestamp.h"

#include <QStringList>

// The user whose job it is, with the twelve documented keys. Old servers send id and login only.
struct Owner
{
    Presence presence = Presence::Missing;
    Field<QString> id;
    Field<QString> login;
    Field<QString> email;
    Field<QString> displayName;
    Field<bool> isRevoked;
    Field<Timestamp> lastLogin; // null: never logged in
    Field<bool> isRemote;
    Field<bool> isGroup;
    Field<bool> isSuperuser;
    Field<QStringList> roleIds; // numbers, as text
    Field<QStringList> inheritedRoleIds;
    Field<QStringList> groupIds;

    static Owner fromJson(const QJsonValue &json);

    // The name that people know: display name, else login, else id.
    QString label() const;
};
