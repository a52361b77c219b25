// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "loadstrip.h"

#include "runtexts.h"
#include "timeaxis.h"
#include "timelinezoom.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {

constexpr int BarHeight = 44;
constexpr int BarPixels = 5;    // at least
constexpr int LabelPixels = 96; // from one to the next

} // namespace

LoadStrip::LoadStrip(TimelineZoom *zoom, QWidget *parent) : QWidget(parent), m_zoom(zoom)
{
    setObjectName(u"loadStrip"_s);
    setAccessibleName(tr("Runs over time"));
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip({});
    connect(m_zoom, &TimelineZoom::changed, this, &LoadStrip::recount);
}

int LoadStrip::axisHeight() const
{
    return fontMetrics().height() + 6;
}

QSize LoadStrip::sizeHint() const
{
    return {200, BarHeight + axisHeight()};
}

TimeAxis LoadStrip::axis(int width) const
{
    return {m_zoom->shown(), width, layoutDirection()};
}

void LoadStrip::setForecast(std::shared_ptr<const Forecast> forecast)
{
    m_forecast = std::move(forecast);
    recount();
}

void LoadStrip::setNow(std::optional<qint64> utcMs)
{
    m_now = utcMs;
    update();
}

LoadStrip::Counts LoadStrip::count(const RunLoad &load, std::vector<qint64> edges,
                                   const std::stop_token &stop)
{
    Counts counts{std::move(edges), {}, 0};
    for (std::size_t i = 1; i < counts.edges.size() && !stop.stop_requested(); ++i) {
        counts.runs.push_back(load.countIn(counts.edges[i - 1], counts.edges[i]));
        counts.most = std::max(counts.most, counts.runs.back());
    }
    return counts;
}

// At once unless that takes long: then what was counted before is shown meanwhile.
void LoadStrip::recount()
{
    m_work.stop();
    m_current.reset();
    update();
    if (!m_forecast || width() <= 0 || m_zoom->shown().lengthMs() <= 0)
        return;
    const TimeAxis here = axis(width());
    std::vector<qint64> edges = here.edges(here.unitOf(BarPixels));
    constexpr std::size_t FewSearches = 50'000;
    if (edges.size() * m_forecast->load().waveCount() <= FewSearches) {
        m_counts = count(m_forecast->load(), std::move(edges), {});
        return;
    }
    m_work.run([forecast = m_forecast, edges = std::move(edges)](
                   const std::stop_token &stop) { return count(forecast->load(), edges, stop); },
               [this](const Counts &counts) {
                   m_counts = counts;
                   update();
               });
}

void LoadStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintOn(painter, rect(), palette());
    if (m_dragFrom && m_dragTo) {
        QColor shade = palette().color(QPalette::Highlight);
        shade.setAlphaF(0.35F);
        painter.fillRect(QRect(QPoint(std::min(*m_dragFrom, *m_dragTo), 0),
                               QPoint(std::max(*m_dragFrom, *m_dragTo), BarHeight)),
                         shade);
    }
    if (hasFocus() && m_current && *m_current + 1 < m_counts.edges.size()) {
        const TimeAxis here = axis(width());
        const double from = here.xAt(m_counts.edges[*m_current]);
        const double to = here.xAt(m_counts.edges[*m_current + 1]);
        painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DotLine));
        painter.drawRect(QRectF(std::min(from, to), 1, std::abs(to - from), BarHeight - 2));
    }
}

void LoadStrip::paintOn(QPainter &painter, const QRect &rect, const QPalette &palette) const
{
    painter.save();
    painter.translate(rect.topLeft());
    painter.setClipRect(QRect(QPoint(0, 0), rect.size()));
    const TimeAxis here = axis(rect.width());
    paintBars(painter, here, QRect(0, 0, rect.width(), BarHeight), palette);
    paintAxis(painter, here, QRect(0, BarHeight, rect.width(), axisHeight()), palette);
    painter.restore();
}

void LoadStrip::paintBars(QPainter &painter, const TimeAxis &axis, const QRect &rect,
                          const QPalette &palette) const
{
    painter.fillRect(rect, palette.brush(QPalette::Base));
    painter.setPen(palette.color(QPalette::Mid));
    painter.drawLine(rect.bottomLeft(), rect.bottomRight());
    const QColor bar = palette.color(QPalette::Highlight);
    const int full = rect.height() - fontMetrics().height() / 2;
    for (std::size_t i = 0; i < m_counts.runs.size() && m_counts.most > 0; ++i) {
        if (m_counts.runs[i] == 0)
            continue;
        const double from = axis.xAt(m_counts.edges[i]);
        const double to = axis.xAt(m_counts.edges[i + 1]);
        // One run is to be seen beside thousands.
        const double height = std::max(2.0, full * double(m_counts.runs[i]) / double(m_counts.most));
        const double gap = std::abs(to - from) > 4 ? 1 : 0;
        painter.fillRect(
            QRectF(std::min(from, to), rect.bottom() - height, std::abs(to - from) - gap, height), bar);
    }
    if (m_counts.most > 0 && m_counts.edges.size() > 1) {
        const QString most = tr("at most %Ln a bar", "runs", int(std::min<qint64>(m_counts.most, INT_MAX)));
        const int width = fontMetrics().horizontalAdvance(most) + 8;
        const QRect box(axis.isMirrored() ? rect.right() - width : rect.left(), rect.top(), width,
                        fontMetrics().height());
        QColor behind = palette.color(QPalette::Base);
        behind.setAlphaF(0.8F);
        painter.fillRect(box, behind);
        painter.setPen(palette.color(QPalette::Text));
        painter.drawText(box, Qt::AlignCenter, most);
    }
    if (m_now && *m_now >= axis.span().fromUtcMs && *m_now < axis.span().toUtcMs) {
        painter.setPen(QPen(palette.color(QPalette::Text), 2));
        const double x = axis.xAt(*m_now);
        painter.drawLine(QPointF(x, rect.top()), QPointF(x, rect.bottom()));
    }
}

void LoadStrip::paintAxis(QPainter &painter, const TimeAxis &axis, const QRect &rect,
                          const QPalette &palette) const
{
    QFont bold = painter.font();
    bold.setBold(true);
    const QFont plain = painter.font();
    double end = -1; // of the last text, along the axis
    const QList<TimeAxis::Tick> ticks = axis.ticks(LabelPixels);
    for (const TimeAxis::Tick &tick : ticks) {
        const double x = axis.xAt(tick.utcMs);
        painter.setPen(palette.color(QPalette::Mid));
        painter.drawLine(QPointF(x, rect.top() - 4), QPointF(x, rect.top() + 4));
        painter.setFont(tick.isDay ? bold : plain);
        const double width = painter.fontMetrics().horizontalAdvance(tick.text) + 4;
        const double along = axis.isMirrored() ? axis.width() - x : x;
        if (along <= end || along + width > axis.width())
            continue;
        end = along + width;
        painter.setPen(palette.color(QPalette::WindowText));
        const QRectF box(axis.isMirrored() ? x - width - 3 : x + 3, rect.top(), width, rect.height());
        // "6:00 PM" is read from its own side, whichever way the window goes.
        const Qt::LayoutDirection direction = painter.layoutDirection();
        painter.setLayoutDirection(Qt::LayoutDirectionAuto);
        painter.drawText(box,
                         Qt::AlignVCenter | (direction == Qt::RightToLeft ? Qt::AlignRight : Qt::AlignLeft),
                         tick.text);
        painter.setLayoutDirection(direction);
    }
    painter.setFont(plain);
}

void LoadStrip::resizeEvent(QResizeEvent *)
{
    recount();
}

std::optional<std::size_t> LoadStrip::bucketAt(qint64 utcMs) const
{
    const auto next = std::upper_bound(m_counts.edges.begin(), m_counts.edges.end(), utcMs);
    if (next == m_counts.edges.begin() || next == m_counts.edges.end())
        return std::nullopt;
    return std::size_t(next - m_counts.edges.begin()) - 1;
}

QString LoadStrip::textOf(std::size_t bucket) const
{
    return RunTexts::runsInSpan(m_counts.runs[bucket], {m_counts.edges[bucket], m_counts.edges[bucket + 1]});
}

void LoadStrip::describe(std::optional<std::size_t> bucket)
{
    const QString text = bucket ? textOf(*bucket) : QString();
    setAccessibleDescription(text);
    Q_EMIT described(text);
}

void LoadStrip::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_dragFrom = qRound(event->position().x());
    m_dragTo.reset();
}

void LoadStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int x = qRound(event->position().x());
    constexpr int DragPixels = 4;
    if (m_dragFrom && (m_dragTo || std::abs(x - *m_dragFrom) >= DragPixels)) {
        m_dragTo = std::clamp(x, 0, width());
        update();
    }
    const auto bucket = bucketAt(axis(width()).momentAt(x));
    describe(bucket);
    QToolTip::showText(event->globalPosition().toPoint(), bucket ? textOf(*bucket) : QString(), this);
}

void LoadStrip::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || !m_dragFrom)
        return;
    const TimeAxis here = axis(width());
    const qint64 a = here.momentAt(*m_dragFrom);
    if (m_dragTo) {
        const qint64 b = here.momentAt(*m_dragTo);
        m_zoom->show({std::min(a, b), std::max(a, b)});
    } else if (const auto bucket = bucketAt(a)) {
        m_current = bucket;
        Q_EMIT spanChosen({m_counts.edges[*bucket], m_counts.edges[*bucket + 1]});
    }
    m_dragFrom.reset();
    m_dragTo.reset();
    update();
}

void LoadStrip::leaveEvent(QEvent *)
{
    describe(hasFocus() ? m_current : std::nullopt);
}

void LoadStrip::wheelEvent(QWheelEvent *event)
{
    if (event->angleDelta().y() == 0)
        return;
    m_zoom->zoom(std::pow(0.999, event->angleDelta().y()), axis(width()).momentAt(event->position().x()));
    event->accept();
}

void LoadStrip::focusInEvent(QFocusEvent *event)
{
    QWidget::focusInEvent(event);
    if (!m_current && !m_counts.runs.empty())
        m_current = 0;
    describe(m_current);
}

void LoadStrip::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_counts.runs.size()) - 1;
    if (last < 0) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int current = int(m_current.value_or(0));
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    int next = current;
    switch (event->key()) {
    case Qt::Key_Left:
        next += isMirrored ? 1 : -1;
        break;
    case Qt::Key_Right:
        next += isMirrored ? -1 : 1;
        break;
    case Qt::Key_Home:
        next = 0;
        break;
    case Qt::Key_End:
        next = last;
        break;
    case Qt::Key_Space:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        Q_EMIT spanChosen({m_counts.edges[std::size_t(current)], m_counts.edges[std::size_t(current) + 1]});
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    m_current = std::size_t(std::clamp(next, 0, last));
    describe(m_current);
    update();
}
