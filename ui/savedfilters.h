// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arrangement.h"

#include <QList>
#include <QString>

// Filters that the user has given a name, kept in the settings (QSettings) in the order in which they were
// saved. What is read from there is checked: what is odd is left out, what is too long is cut.
namespace SavedFilters {

constexpr qsizetype LongestName = 60;
constexpr qsizetype LongestText = 1000;
constexpr qsizetype Most = 50;

struct Filter
{
    QString name;
    Arrangement arrangement; // without a clock

    // Whether a list that is arranged so shows what the filter asks for.
    bool fits(const Arrangement &other) const;
};

QList<Filter> list();
void setList(const QList<Filter> &filters);
// Takes the place of one with the same name; else comes last. With an empty name, and beyond the most, false.
bool save(const Filter &filter);
// A name as it is kept.
QString cleanName(const QString &name);

} // namespace SavedFilters
