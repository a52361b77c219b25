// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "savedfilters.h"

#include "jobquery.h"

#include <QSettings>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace SavedFilters {

namespace {

constexpr auto Key = "savedFilters"_L1;

// By the untranslated title, which stays the same when columns are added.
Column columnOf(const QString &title)
{
    const auto specs = columnSpecs();
    const auto found = std::find_if(specs.begin(), specs.end(), [&title](const ColumnSpec &spec) {
        return title == QString::fromUtf8(spec.title);
    });
    return found == specs.end() ? Arrangement().sortColumn : found->column;
}

// None: of a kind that this version does not know, or of none.
std::optional<Filter> read(const QSettings &settings)
{
    const QString type = settings.value("type"_L1).toString();
    const QString concern = settings.value("concern"_L1).toString();
    if ((!type.isEmpty() && !JobQuery::types().contains(type)) || (!concern.isEmpty() && !concernOf(concern)))
        return std::nullopt;
    Filter filter;
    filter.name = cleanName(settings.value("name"_L1).toString());
    Arrangement &arrangement = filter.arrangement;
    arrangement.type = type;
    arrangement.filter = TextFilter(settings.value("text"_L1).toString().left(LongestText));
    arrangement.concern = concernOf(concern);
    bool isNumber = false;
    const int minutes = settings.value("minutes"_L1).toInt(&isNumber);
    if (isNumber)
        arrangement.limits.minutes = std::clamp(minutes, 1, ConcernLimits::MostMinutes);
    arrangement.sortColumn = columnOf(settings.value("sortBy"_L1).toString());
    arrangement.order = settings.value("descending"_L1).toBool() ? Qt::DescendingOrder : Qt::AscendingOrder;
    return filter;
}

void write(QSettings &settings, const Filter &filter)
{
    const Arrangement &arrangement = filter.arrangement;
    settings.setValue("name"_L1, filter.name);
    settings.setValue("type"_L1, arrangement.type);
    settings.setValue("text"_L1, arrangement.filter.text());
    settings.setValue("concern"_L1, arrangement.concern
                                        ? QString::fromLatin1(specOf(*arrangement.concern).key)
                                        : QString());
    settings.setValue("minutes"_L1, arrangement.limits.minutes);
    settings.setValue("sortBy"_L1, QString::fromUtf8(specOf(arrangement.sortColumn).title));
    settings.setValue("descending"_L1, arrangement.order == Qt::DescendingOrder);
}

bool hasName(const QList<Filter> &filters, const QString &name)
{
    return std::any_of(filters.begin(), filters.end(),
                       [&name](const Filter &filter) { return filter.name == name; });
}

} // namespace

bool Filter::fits(const Arrangement &other) const
{
    const bool sameMinutes =
        arrangement.concern != Concern::RunsOften || arrangement.limits.minutes == other.limits.minutes;
    return arrangement.isSameQuestionAs(other) && arrangement.filter.text() == other.filter.text() &&
           arrangement.concern == other.concern && sameMinutes;
}

QString cleanName(const QString &name)
{
    return name.simplified().left(LongestName).trimmed();
}

QList<Filter> list()
{
    QSettings settings;
    QList<Filter> filters;
    const int size = std::min(settings.beginReadArray(Key), int(Most));
    for (int i = 0; i < size; ++i) {
        settings.setArrayIndex(i);
        const auto filter = read(settings);
        if (filter && !filter->name.isEmpty() && !hasName(filters, filter->name))
            filters.append(*filter);
    }
    settings.endArray();
    return filters;
}

void setList(const QList<Filter> &filters)
{
    QSettings settings;
    settings.remove(Key);
    settings.beginWriteArray(Key, int(filters.size()));
    for (qsizetype i = 0; i < filters.size(); ++i) {
        settings.setArrayIndex(int(i));
        write(settings, filters.at(i));
    }
    settings.endArray();
}

bool save(const Filter &filter)
{
    Filter named = filter;
    named.name = cleanName(filter.name);
    QList<Filter> filters = list();
    const auto same = std::find_if(filters.begin(), filters.end(),
                                   [&named](const Filter &each) { return each.name == named.name; });
    if (named.name.isEmpty() || (same == filters.end() && filters.size() >= Most))
        return false;
    if (same != filters.end())
        *same = named;
    else
        filters.append(named);
    setList(filters);
    return true;
}

} // namespace SavedFilters
