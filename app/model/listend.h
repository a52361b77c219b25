// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pagefetcher.h"

#include <algorithm>
#include <optional>

// Where a long list ends although the server says that it goes on. A server that makes its total up is not
// followed back from there page by page: what is here is the list, and one page more to look into.
class ListEnd
{
public:
    // The server had no job for this row.
    void noteNothingAt(qint64 row) { m_bound = std::min(m_bound.value_or(row), row); }
    void noteJobAt(qint64 row)
    {
        if (m_bound && row >= *m_bound)
            m_bound.reset();
    }

    // How many rows to show: `said` is the server's word on it, `loadedEnd` is behind the last job here.
    qint64 length(qint64 said, qint64 loadedEnd, const PageFetcher &pages) const
    {
        if (!m_bound || said <= *m_bound)
            return said;
        const qint64 known = std::min(loadedEnd, *m_bound);
        qint64 next = pages.grid().pageOf(known);
        if (pages.isHere(next))
            ++next;
        const bool canGoOn = pages.grid().firstNewRowOf(next) < *m_bound;
        return canGoOn ? std::min(*m_bound, pages.grid().endOf(next)) : known;
    }

private:
    std::optional<qint64> m_bound; // nothing is in this row or behind it
};
