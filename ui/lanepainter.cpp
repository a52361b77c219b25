// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "lanepainter.h"

#include <QPainter>

#include <algorithm>
#include <iterator>
#include <vector>

namespace {

constexpr int MarkPixels = 4;

} // namespace

void LanePainter::paintRuns(QPainter &painter, std::size_t lane, const QRect &rect, bool isSelected) const
{
    // What is drawn where is counted a few pixels at a time: a lane may have millions of runs.
    const int columns = std::max(rect.width() / MarkPixels, 1);
    const TimeSpan span = m_axis.span();
    std::vector<qint64> runs(std::size_t(columns), 0);
    qint64 most = 0;
    const auto momentOf = [&span, columns](int column) {
        return span.fromUtcMs + qint64(double(span.lengthMs()) * column / columns);
    };
    // From run to run while they are few, else from column to column.
    qint64 left = m_forecast.countIn(lane, span);
    if (left == 0)
        return;
    if (left <= columns / 4) {
        for (auto run = m_forecast.firstFrom(lane, span.fromUtcMs); run && *run < span.toUtcMs;
             run = m_forecast.firstFrom(lane, *run + 1)) {
            const auto column = int(double(*run - span.fromUtcMs) * columns / double(span.lengthMs()));
            ++runs[std::size_t(std::min(column, columns - 1))];
        }
        most = *std::max_element(runs.begin(), runs.end());
    } else {
        for (int column = 0; column < columns; ++column) {
            runs[std::size_t(column)] = m_forecast.countIn(lane, {momentOf(column), momentOf(column + 1)});
            most = std::max(most, runs[std::size_t(column)]);
        }
    }
    const QColor mark = m_palette.color(isSelected ? QPalette::HighlightedText : QPalette::Highlight);
    const int full = rect.height() - 6;
    for (int column = 0; column < columns; ++column) {
        const qint64 count = runs[std::size_t(column)];
        if (count == 0)
            continue;
        const double height = most == 1 ? full : std::max(4.0, full * double(count) / double(most));
        const double x = m_axis.xAt(momentOf(m_axis.isMirrored() ? column + 1 : column));
        // Neighbours make one band.
        const bool hasNext = column + 1 < columns && runs[std::size_t(column) + 1] > 0;
        const double width = hasNext ? MarkPixels : MarkPixels - 1;
        painter.fillRect(QRectF(rect.left() + x, rect.bottom() - 2 - height, width, height), mark);
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

bool LanePainter::isSelected(std::size_t lane, const QList<std::pair<int, int>> &rows) const
{
    if (rows.isEmpty())
        return false;
    const auto places = m_forecast.placesOf(lane);
    const auto isIn = [&rows](int row) {
        const auto next = std::upper_bound(rows.begin(), rows.end(), row, [](int wanted, const auto &range) {
            return wanted < range.first;
        });
        return next != rows.begin() && std::prev(next)->second >= row;
    };
    const auto rowOf = [this](quint32 place) {
        return m_forecast.planned()[place].row;
    };
    // Whichever of both is less to look through.
    if (std::size_t(rows.size()) >= places.size())
        return std::any_of(places.begin(), places.end(), [&](quint32 place) { return isIn(rowOf(place)); });
    return std::any_of(rows.begin(), rows.end(), [&](const std::pair<int, int> &range) {
        const auto first = std::lower_bound(places.begin(), places.end(), range.first,
                                            [&](quint32 place, int row) { return rowOf(place) < row; });
        return first != places.end() && rowOf(*first) <= range.second;
    });
}
