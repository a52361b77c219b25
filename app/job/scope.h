// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "field.h"

#include <QStringList>

// What a job runs on.
struct Scope
{
    enum class Kind {
        Missing,
        Null,
        Empty, // {}: plans choose their targets themselves
        Nodes,
        Query,    // PQL as text
        QueryAst, // PuppetDB's AST, an array
        NodeGroup,
        Application,
        Odd
    };

    Kind kind = Kind::Missing;
    QStringList nodes; // only with Kind::Nodes
    QString text;      // the query (an AST as compact JSON), the group's id or the application's name

    static Scope fromJson(const QJsonValue &json);
};
