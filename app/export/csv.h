// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

// Tables for spreadsheets and tickets, as of RFC 4180: UTF-8 without a byte order mark, lines end with CR LF.
namespace Csv {

// One line. A cell that a spreadsheet would take for a formula gets an apostrophe before it: much of what
// stands in a list of jobs can be chosen by whoever schedules one.
QByteArray line(const QStringList &cells);

} // namespace Csv
