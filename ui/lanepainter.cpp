// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanepainter.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <vector>

namespace {

constexpr int MarkPixels = 4;

} // namespace

// From run to run.
std::vector<LanePainter::Mark> LanePainter::marksOfFew(std::size_t lane) const
{
    std::vector<Mark> marks;
    const TimeSpan span = m_axis.span();
    double first = 0;
    for (auto run = m_forecast.firstFrom(lane, span.fromUtcMs); run && *run < span.toUtcMs;
         run = m_forecast.firstFrom(lane, *run + 1)) {
        const double x = m_axis.xAt(*run);
        if (!marks.empty() && std::abs(x - first) < MarkPixels) {
            ++marks.back().runs;
            continue;
        }
        first = x;
        const double from = std::round(x);
        marks.push_back({m_axis.isMirrored() ? from - MarkPixels + 1 : from, MarkPixels - 1, 1});
    }
    return marks;
}

// Before what comes next there is a pixel that is empty.
void LanePainter::endBand(Mark &mark, double at) const
{
    const bool isAtEnd = m_axis.isMirrored() ? mark.left == at : mark.left + mark.width == at;
    if (!isAtEnd)
        return;
    mark.width -= 1;
    mark.left += m_axis.isMirrored() ? 1 : 0;
}

// A few pixels at a time: a lane may have millions of runs. Neighbours make one band.
std::vector<LanePainter::Mark> LanePainter::marksOfMany(std::size_t lane, int width) const
{
    std::vector<Mark> marks;
    const TimeSpan span = m_axis.span();
    const int columns = std::max(width / MarkPixels, 1);
    const auto momentOf = [&span, columns](int column) {
        return span.fromUtcMs + qint64(double(span.lengthMs()) * column / columns);
    };
    double from = std::round(m_axis.xAt(span.fromUtcMs));
    for (int column = 0; column < columns; ++column) {
        const double to = std::round(m_axis.xAt(momentOf(column + 1)));
        const qint64 runs = m_forecast.countIn(lane, {momentOf(column), momentOf(column + 1)});
        if (runs > 0) {
            marks.push_back({std::min(from, to), std::abs(to - from), runs});
        } else if (column > 0 && !marks.empty()) {
            endBand(marks.back(), from);
        }
        from = to;
    }
    return marks;
}

void LanePainter::paintRuns(QPainter &painter, std::size_t lane, const QRect &rect, bool isSelected) const
{
    const qint64 runs = m_forecast.countIn(lane, m_axis.span());
    if (runs == 0)
        return;
    const bool areFew = runs <= rect.width() / (4 * MarkPixels);
    const std::vector<Mark> marks = areFew ? marksOfFew(lane) : marksOfMany(lane, rect.width());
    qint64 most = 0;
    for (const Mark &mark : marks)
        most = std::max(most, mark.runs);
    const QColor color = m_palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
    const int full = rect.height() - 6;
    for (const Mark &mark : marks) {
        const double height = most == 1 ? full : std::max(4.0, full * double(mark.runs) / double(most));
        painter.fillRect(QRectF(rect.left() + mark.left, rect.bottom() - 2 - height, mark.width, height),
                         color);
    }
}

void LanePainter::paintGrid(QPainter &painter, const QRect &rect, std::optional<qint64> now) const
{
    constexpr int LabelPixels = 96;
    const QList<TimeAxis::Tick> ticks = m_axis.ticks(LabelPixels);
    for (const TimeAxis::Tick &tick : ticks) {
        QColor line = m_palette.color(QPalette::Mid);
        line.setAlphaF(tick.isDay ? 0.9F : 0.4F);
        painter.setPen(line);
        const double x = rect.left() + m_axis.xAt(tick.utcMs);
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    }
    if (now && *now >= m_axis.span().fromUtcMs && *now < m_axis.span().toUtcMs) {
        painter.setPen(QPen(m_palette.color(QPalette::Text), 2));
        const double x = rect.left() + m_axis.xAt(*now);
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    }
}

LanePainter::Selected LanePainter::selectedOf(std::size_t lane, const QList<std::pair<int, int>> &rows) const
{
    const auto places = m_forecast.placesOf(lane);
    const auto rowOf = [this](quint32 place) {
        return m_forecast.planned()[place].row;
    };
    const auto isIn = [&rows](int row) {
        const auto next = std::upper_bound(rows.begin(), rows.end(), row, [](int wanted, const auto &range) {
            return wanted < range.first;
        });
        return next != rows.begin() && std::prev(next)->second >= row;
    };
    const auto countIn = [&](const std::pair<int, int> &range) {
        const auto first = std::lower_bound(places.begin(), places.end(), range.first,
                                            [&](quint32 place, int row) { return rowOf(place) < row; });
        const auto end = std::upper_bound(first, places.end(), range.second,
                                          [&](int row, quint32 place) { return row < rowOf(place); });
        return end - first;
    };
    std::ptrdiff_t selected = 0;
    // Whichever of both is less to look through.
    if (std::size_t(rows.size()) >= places.size()) {
        selected =
            std::count_if(places.begin(), places.end(), [&](quint32 place) { return isIn(rowOf(place)); });
    } else {
        for (const auto &range : rows)
            selected += countIn(range);
    }
    return selected == 0                              ? Selected::None
           : selected < std::ptrdiff_t(places.size()) ? Selected::Some
                                                      : Selected::All;
}
