// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QTableView;

// The selected rows of a table under its titles, or all if none is, up to `most`: cells separated by tabs, a
// line each. Empty: there are more.
QString textOfRows(const QTableView &table, int most = 50'000);
