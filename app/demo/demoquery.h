// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demojobs.h"

#include <QString>

#include <optional>
#include <variant>

class QUrlQuery;

enum class DemoOrder : quint8 { NextRun, ScheduledTime, Name, Environment, Owner, Type };
inline constexpr int demoOrderCount = 6;

// What a client asks of the list; as it stands here when it asks for nothing in particular.
struct DemoQuery
{
    qint64 limit = 50;
    qint64 offset = 0;
    DemoOrder orderBy = DemoOrder::NextRun;
    bool descending = false;
    std::optional<DemoJobType> type;
};

struct DemoBadParameter
{
    QString name;
    QString value;
    QString expected;
};

// The oldest generation passes over what it does not know.
std::variant<DemoQuery, DemoBadParameter> parseDemoQuery(const QUrlQuery &url, DemoGeneration generation);

// The key to order by as the generation spells it; empty if it does not order by it.
QByteArrayView demoOrderName(DemoOrder order, DemoGeneration generation);
