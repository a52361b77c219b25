// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "column.h"

#include <QList>
#include <QString>

// Jobs as lines of a terminal read: the texts of the window, with times in UTC that can be compared.
namespace JobText {

// Those that the window shows at first.
QList<Column> columnsOf(const QList<Column> &told);
QString title(Column column);
QString cell(Column column, const Job &job);
// "2026-03-01 02:00:00"
QString moment(qint64 utcMs);

} // namespace JobText
