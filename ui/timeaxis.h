// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loadsummary.h"

#include <QList>
#include <QString>
#include <Qt>

#include <vector>

// Where moments are on a line, from its left end on, or from its right end in a layout from right to left. A
// value; its ticks stand at round times of the shown time zone.
class TimeAxis
{
public:
    TimeAxis(TimeSpan span, int width, Qt::LayoutDirection direction)
        : m_span(span), m_width(width), m_isMirrored(direction == Qt::RightToLeft)
    {
    }

    TimeSpan span() const { return m_span; }
    int width() const { return m_width; }
    bool isMirrored() const { return m_isMirrored; }
    double xAt(qint64 utcMs) const;
    qint64 momentAt(double x) const;
    double msPerPixel() const { return m_width > 0 ? double(m_span.lengthMs()) / m_width : 0; }

    struct Tick
    {
        qint64 utcMs = 0;
        QString text;
        bool isDay = false; // midnight, and the text is a date
    };
    // At most one in so many pixels.
    QList<Tick> ticks(int leastPixels) const;
    // The least round unit of time that is so wide, in ms.
    qint64 unitOf(int leastPixels) const;
    // The ends of the round units that the span is in, the first one at or before its start, the last one at
    // or behind its end.
    std::vector<qint64> edges(qint64 unitMs) const { return edgesOf(m_span, unitMs); }
    static std::vector<qint64> edgesOf(TimeSpan span, qint64 unitMs);

private:
    TimeSpan m_span;
    int m_width;
    bool m_isMirrored;
};
