// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"

#include <QString>
#include <QStringList>

#include <optional>

// What to list, and in which order.
struct JobQuery
{
    QString type;                  // task, plan or deploy; empty: every type
    std::optional<Column> orderBy; // only columns that the source sorts by; none: the source's own order
    Qt::SortOrder order = Qt::AscendingOrder;

    bool operator==(const JobQuery &) const = default;

    // The types that the endpoint filters by.
    static QStringList types();
};
