// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoquery.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

QByteArrayView demoOrderName(DemoOrder order)
{
    static constexpr QByteArrayView names[] = {"next_run", "scheduled_time", "name"};
    return names[static_cast<int>(order)];
}

static std::optional<qint64> wholeNumber(const QString &text)
{
    const auto isDigit = [](QChar character) {
        return character >= u'0' && character <= u'9';
    };
    bool fits = false;
    const qint64 number = text.toLongLong(&fits);
    if (!fits || !std::all_of(text.cbegin(), text.cend(), isDigit))
        return std::nullopt;
    return number;
}

static std::optional<DemoOrder> orderNamed(const QString &text)
{
    for (const DemoOrder order : {DemoOrder::NextRun, DemoOrder::ScheduledTime, DemoOrder::Name}) {
        if (text.toUtf8() == demoOrderName(order))
            return order;
    }
    return std::nullopt;
}

static std::optional<DemoJobType> typeNamed(const QString &text)
{
    for (const DemoJobType type : {DemoJobType::Task, DemoJobType::Plan, DemoJobType::Deploy}) {
        if (text.toUtf8() == demoTypeName(type))
            return type;
    }
    return std::nullopt;
}

static std::optional<bool> descendingNamed(const QString &text)
{
    if (text == "asc"_L1 || text == "desc"_L1)
        return text == "desc"_L1;
    return std::nullopt;
}

std::variant<DemoQuery, DemoBadParameter> parseDemoQuery(const QUrlQuery &url)
{
    DemoQuery query;
    std::optional<DemoBadParameter> bad;
    const auto read = [&](const QString &name, auto &target, const auto &parse, const QString &expected) {
        if (bad || !url.hasQueryItem(name))
            return;
        const QString value = url.queryItemValue(name, QUrl::FullyDecoded);
        if (const auto parsed = parse(value))
            target = *parsed;
        else
            bad = DemoBadParameter{name, value, expected};
    };
    read(u"limit"_s, query.limit, wholeNumber, u"a non-negative integer"_s);
    read(u"offset"_s, query.offset, wholeNumber, u"a non-negative integer"_s);
    read(u"order_by"_s, query.orderBy, orderNamed, u"one of next_run, scheduled_time, name"_s);
    read(u"order"_s, query.descending, descendingNamed, u"one of asc, desc"_s);
    read(u"type"_s, query.type, typeNamed, u"one of deploy, task, plan"_s);
    if (bad)
        return *bad;
    return query;
}
