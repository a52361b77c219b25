// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "demoquery.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

QByteArrayView demoOrderName(DemoOrder order, DemoGeneration generation)
{
    static constexpr QByteArrayView names2019[demoOrderCount] = {"next_run", "scheduled_time", "name", {}, {},
                                                                 {}};
    static constexpr QByteArrayView names2021[demoOrderCount] = {"next_run_time", {},      "name",
                                                                 "environment",   "owner", "type"};
    switch (generation) {
    case DemoGeneration::Pe2018:
        break;
    case DemoGeneration::Pe2019:
        return names2019[static_cast<int>(order)];
    case DemoGeneration::Pe2021:
        return names2021[static_cast<int>(order)];
    }
    return {};
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

static std::optional<DemoOrder> orderNamed(const QString &text, DemoGeneration generation)
{
    for (int i = 0; i < demoOrderCount; ++i) {
        const QByteArrayView name = demoOrderName(static_cast<DemoOrder>(i), generation);
        if (!name.isEmpty() && text.toUtf8() == name)
            return static_cast<DemoOrder>(i);
    }
    return std::nullopt;
}

static QString orderNames(DemoGeneration generation)
{
    QStringList names;
    for (int i = 0; i < demoOrderCount; ++i) {
        const QByteArrayView name = demoOrderName(static_cast<DemoOrder>(i), generation);
        if (!name.isEmpty())
            names << QString::fromLatin1(name);
    }
    return names.join(", "_L1);
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

std::variant<DemoQuery, DemoBadParameter> parseDemoQuery(const QUrlQuery &url, DemoGeneration generation)
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
    const auto order = [generation](const QString &text) {
        return orderNamed(text, generation);
    };
    if (generation == DemoGeneration::Pe2018) {
        query.orderBy = DemoOrder::Name;
        return bad ? std::variant<DemoQuery, DemoBadParameter>(*bad) : query;
    }
    read(u"order_by"_s, query.orderBy, order, u"one of "_s + orderNames(generation));
    read(u"order"_s, query.descending, descendingNamed, u"one of asc, desc"_s);
    read(u"type"_s, query.type, typeNamed, u"one of deploy, task, plan"_s);
    if (bad)
        return *bad;
    return query;
}
