// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast.h"
#include "timeaxis.h"

#include <QList>
#include <QPalette>

#include <optional>
#include <utility>

class QPainter;

// Paints the lanes of a forecast: a mark for each run, and where more than one is in a pixel, a bar as high
// as they are many.
class LanePainter
{
public:
    // All of them outlive it.
    LanePainter(const Forecast &forecast, const TimeAxis &axis, const QPalette &palette)
        : m_forecast(forecast), m_axis(axis), m_palette(palette)
    {
    }

    // A lane's runs in a rectangle as wide as the axis.
    void paintRuns(QPainter &painter, std::size_t lane, const QRect &rect, bool isSelected) const;
    // Lines at the ticks of the axis, and at `now`.
    void paintGrid(QPainter &painter, const QRect &rect, std::optional<qint64> now) const;
    enum class Selected { None, Some, All };
    // How many jobs of the lane are in these ranges of rows, ascending.
    Selected selectedOf(std::size_t lane, const QList<std::pair<int, int>> &rows) const;

private:
    struct Mark
    {
        double left; // pixels, whole ones
        double width;
        qint64 runs;
    };

    std::vector<Mark> marksOfFew(std::size_t lane) const;
    std::vector<Mark> marksOfMany(std::size_t lane, int width) const;
    void endBand(Mark &mark, double at) const;

    const Forecast &m_forecast;
    const TimeAxis &m_axis;
    const QPalette &m_palette;
};
