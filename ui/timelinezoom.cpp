// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "timelinezoom.h"

#include <algorithm>

void TimelineZoom::setWhole(TimeSpan whole)
{
    const bool wasWhole = !isZoomed();
    m_whole = whole;
    const bool isOutside = m_shown.toUtcMs <= whole.fromUtcMs || m_shown.fromUtcMs >= whole.toUtcMs;
    m_shown = wasWhole || isOutside ? whole : within(m_shown);
    Q_EMIT changed();
}

TimeSpan TimelineZoom::within(TimeSpan span) const
{
    const qint64 length =
        std::clamp(span.lengthMs(), std::min(LeastMs, m_whole.lengthMs()), m_whole.lengthMs());
    const qint64 from = std::clamp(span.fromUtcMs, m_whole.fromUtcMs, m_whole.toUtcMs - length);
    return {from, from + length};
}

void TimelineZoom::show(TimeSpan span)
{
    const TimeSpan shown = within(span);
    if (shown == m_shown)
        return;
    m_shown = shown;
    Q_EMIT changed();
}

void TimelineZoom::zoom(double factor, qint64 aroundUtcMs)
{
    const double before = double(aroundUtcMs - m_shown.fromUtcMs) * factor;
    const double length = double(m_shown.lengthMs()) * factor;
    // No further than the whole, which also bounds the numbers.
    if (length >= double(m_whole.lengthMs())) {
        showWhole();
        return;
    }
    const qint64 least = std::max(qint64(length), LeastMs);
    const qint64 from = aroundUtcMs - qint64(before * double(least) / std::max(length, 1.0));
    show({from, from + least});
}

void TimelineZoom::move(double part)
{
    const auto by = qint64(double(m_shown.lengthMs()) * part);
    show({m_shown.fromUtcMs + by, m_shown.toUtcMs + by});
}

void TimelineZoom::reveal(qint64 utcMs)
{
    const qint64 margin = m_shown.lengthMs() / 20;
    if (utcMs < m_shown.fromUtcMs)
        show({utcMs - margin, utcMs - margin + m_shown.lengthMs()});
    else if (utcMs >= m_shown.toUtcMs)
        show({utcMs + margin - m_shown.lengthMs(), utcMs + margin});
}
