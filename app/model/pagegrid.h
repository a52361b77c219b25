// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

// Which rows of a long list come with which page. Every page has the last row of the one before it as its
// first, so that a list that shifts between two pages is noticed. Pages of one job have no room for that.
struct PageGrid
{
    int limit = 1; // jobs that each page is asked for

    // Where the page begins, with the row that it shares.
    qint64 offsetOf(qint64 page) const { return page * stride(); }
    // Behind the last row of the page.
    qint64 endOf(qint64 page) const { return offsetOf(page) + limit; }
    // The first row that no page before has.
    qint64 firstNewRowOf(qint64 page) const { return page == 0 ? 0 : endOf(page - 1); }
    // The first page with this row.
    qint64 pageOf(qint64 row) const { return row < limit ? 0 : (row - limit) / stride() + 1; }

private:
    qint64 stride() const { return limit > 1 ? limit - 1 : 1; }
};
