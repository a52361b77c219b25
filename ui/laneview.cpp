// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "laneview.h"

#include "lanepainter.h"
#include "timelinezoom.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QTextDocument>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

LaneView::LaneView(TimelineZoom *zoom, QWidget *parent) : QAbstractScrollArea(parent), m_zoom(zoom)
{
    setObjectName(u"lanes"_s);
    setAccessibleName(tr("Lanes of coming runs"));
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setMouseTracking(true);
    connect(m_zoom, &TimelineZoom::changed, viewport(), qOverload<>(&QWidget::update));
}

LaneView::~LaneView() = default;

int LaneView::laneHeight() const
{
    return fontMetrics().height() + 8;
}

int LaneView::labelWidth() const
{
    return std::clamp(viewport()->width() / 4, 60, fontMetrics().averageCharWidth() * 36);
}

QRect LaneView::timeRect() const
{
    const QRect all = viewport()->rect();
    return layoutDirection() == Qt::RightToLeft ? all.adjusted(0, 0, -labelWidth(), 0)
                                                : all.adjusted(labelWidth(), 0, 0, 0);
}

void LaneView::setForecast(std::shared_ptr<const Forecast> forecast, const Words &words)
{
    m_forecast = std::move(forecast);
    m_words = words;
    m_selected.clear();
    if (m_current && *m_current >= laneCount())
        m_current.reset();
    m_run.reset();
    updateScrollBar();
    viewport()->update();
    describeCurrent();
}

void LaneView::setNow(std::optional<qint64> utcMs)
{
    m_now = utcMs;
    viewport()->update();
}

void LaneView::setSelectedRows(const QList<std::pair<int, int>> &ranges)
{
    m_selected = ranges;
    viewport()->update();
}

void LaneView::updateScrollBar()
{
    const int visible = std::max(viewport()->height() / laneHeight(), 1);
    verticalScrollBar()->setPageStep(visible);
    verticalScrollBar()->setSingleStep(1);
    verticalScrollBar()->setRange(0, std::max(int(laneCount()) - visible, 0));
}

void LaneView::resizeEvent(QResizeEvent *)
{
    updateScrollBar();
    Q_EMIT geometryChanged();
}

void LaneView::scrollContentsBy(int, int)
{
    viewport()->update();
}

void LaneView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const QRect all = viewport()->rect();
    painter.fillRect(all, palette().brush(QPalette::Base));
    if (!m_forecast)
        return;
    const auto first = std::size_t(verticalScrollBar()->value());
    paintOn(painter, all, palette(), first, std::size_t(all.height() / laneHeight()) + 1);
    if (!m_current || !hasFocus() || *m_current < first)
        return;
    const int y = int(*m_current - first) * laneHeight();
    painter.setPen(QPen(palette().color(QPalette::Text), 1, Qt::DotLine));
    painter.drawRect(QRect(0, y, all.width() - 1, laneHeight() - 1));
    if (m_run) {
        const TimeAxis axis(m_zoom->shown(), timeRect().width(), layoutDirection());
        const double x = timeRect().left() + axis.xAt(*m_run);
        painter.setPen(QPen(palette().color(QPalette::Text), 1));
        painter.drawRect(QRectF(x - 3, y + 1, 8, laneHeight() - 3));
    }
}

void LaneView::paintOn(QPainter &painter, const QRect &rect, const QPalette &palette, std::size_t first,
                       std::size_t most) const
{
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    const int labels = labelWidth();
    const QRect times = isMirrored ? rect.adjusted(0, 0, -labels, 0) : rect.adjusted(labels, 0, 0, 0);
    const TimeAxis axis(m_zoom->shown(), times.width(), layoutDirection());
    const LanePainter lanes(*m_forecast, axis, palette);
    lanes.paintGrid(painter, times, m_now);
    const std::size_t end = std::min(first + most, laneCount());
    for (std::size_t lane = first; lane < end; ++lane) {
        const int y = rect.top() + int(lane - first) * laneHeight();
        const QRect row(rect.left(), y, rect.width(), laneHeight());
        const auto selected = lanes.selectedOf(lane, m_selected);
        const bool isSelected = selected == LanePainter::Selected::All;
        if (isSelected)
            painter.fillRect(row, palette.brush(QPalette::Highlight));
        painter.setPen(palette.color(QPalette::Mid));
        painter.drawLine(row.bottomLeft(), row.bottomRight());
        painter.save();
        painter.setClipRect(QRect(times.left(), y, times.width(), laneHeight()));
        lanes.paintRuns(painter, lane, QRect(times.left(), y, times.width(), laneHeight()), isSelected);
        painter.restore();
        const QRect box = isMirrored ? QRect(times.right() + 1, y, labels, laneHeight())
                                     : QRect(rect.left(), y, labels, laneHeight());
        // Of a group some jobs are.
        if (selected == LanePainter::Selected::Some)
            painter.fillRect(isMirrored ? box.adjusted(box.width() - 4, 1, 0, -1)
                                        : box.adjusted(0, 1, 4 - box.width(), -1),
                             palette.brush(QPalette::Highlight));
        painter.setPen(palette.color(isSelected ? QPalette::HighlightedText : QPalette::Text));
        const QString text =
            painter.fontMetrics().elidedText(m_words.label(lane), Qt::ElideMiddle, labels - 12);
        // A painter mirrors alignments by itself.
        painter.drawText(box.adjusted(6, 0, -6, 0), Qt::AlignVCenter | Qt::AlignLeft, text);
    }
}

std::optional<std::size_t> LaneView::laneAt(int y) const
{
    const int row = y / laneHeight() + verticalScrollBar()->value();
    return y >= 0 && std::size_t(row) < laneCount() ? std::optional(std::size_t(row)) : std::nullopt;
}

std::optional<TimeSpan> LaneView::runsAt(std::size_t lane, int x) const
{
    if (!timeRect().contains(QPoint(x, timeRect().top())))
        return std::nullopt;
    constexpr int Near = 4;
    const TimeAxis axis(m_zoom->shown(), timeRect().width(), layoutDirection());
    const qint64 a = axis.momentAt(x - timeRect().left() - Near);
    const qint64 b = axis.momentAt(x - timeRect().left() + Near);
    const TimeSpan span{std::min(a, b), std::max(a, b) + 1};
    return m_forecast->countIn(lane, span) > 0 ? std::optional(span) : std::nullopt;
}

void LaneView::setCurrent(std::size_t lane, std::optional<qint64> run)
{
    m_current = lane;
    m_run = run;
    QScrollBar *bar = verticalScrollBar();
    if (int(lane) < bar->value())
        bar->setValue(int(lane));
    else if (int(lane) >= bar->value() + bar->pageStep())
        bar->setValue(int(lane) - bar->pageStep() + 1);
    if (run)
        m_zoom->reveal(*run);
    viewport()->update();
    describeCurrent();
}

void LaneView::showLane(std::size_t lane)
{
    if (lane < laneCount() && m_current != lane)
        setCurrent(lane, std::nullopt);
}

void LaneView::describeCurrent()
{
    QString text;
    if (m_current && m_forecast)
        text = m_words.description(*m_current, m_run ? TimeSpan{*m_run, *m_run + 1} : TimeSpan{});
    setAccessibleDescription(text);
    Q_EMIT described(text);
}

void LaneView::choose(std::size_t lane, std::optional<TimeSpan> runs, bool adds)
{
    m_anchor = lane;
    Q_EMIT rowsChosen(m_forecast->rowsIn(runs.value_or(m_forecast->span()), lane), adds);
}

void LaneView::chooseLanes()
{
    const std::size_t anchor = std::min(m_anchor, laneCount() - 1);
    const auto [first, last] = std::minmax(anchor, *m_current);
    QList<int> rows;
    for (std::size_t lane = first; lane <= last; ++lane)
        rows += m_forecast->rowsIn(m_forecast->span(), lane);
    std::sort(rows.begin(), rows.end());
    // A job may be in several lanes.
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    Q_EMIT rowsChosen(rows, false);
}

// As in the table, the selection goes with the keys.
void LaneView::chooseCurrent(Qt::KeyboardModifiers modifiers)
{
    if (modifiers.testFlag(Qt::ShiftModifier))
        chooseLanes();
    else if (!modifiers.testFlag(Qt::ControlModifier))
        choose(*m_current, m_run ? std::optional(TimeSpan{*m_run, *m_run + 1}) : std::nullopt, false);
}

void LaneView::mousePressEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const auto lane = laneAt(at.y());
    if (!lane || event->button() != Qt::LeftButton)
        return;
    if (event->modifiers().testFlag(Qt::ShiftModifier)) {
        setCurrent(*lane, std::nullopt);
        chooseLanes();
        return;
    }
    const auto runs = runsAt(*lane, at.x());
    setCurrent(*lane, runs ? m_forecast->firstFrom(*lane, runs->fromUtcMs) : std::nullopt);
    choose(*lane, runs, event->modifiers().testFlag(Qt::ControlModifier));
}

void LaneView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (laneAt(event->position().toPoint().y()))
        Q_EMIT activated();
}

void LaneView::mouseMoveEvent(QMouseEvent *event)
{
    const QPoint at = event->position().toPoint();
    const auto lane = laneAt(at.y());
    if (!lane) {
        describeCurrent();
        return;
    }
    Q_EMIT described(m_words.description(*lane, runsAt(*lane, at.x()).value_or(TimeSpan{})));
}

bool LaneView::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const auto lane = laneAt(help->pos().y());
        QString text;
        if (lane)
            text = m_words.description(*lane, runsAt(*lane, help->pos().x()).value_or(TimeSpan{}));
        // What a server sent is no markup.
        QToolTip::showText(help->globalPos(),
                           text.isEmpty() ? text : Qt::convertFromPlainText(text, Qt::WhiteSpaceNormal),
                           this);
        return true;
    }
    if (event->type() == QEvent::Leave)
        describeCurrent();
    return QAbstractScrollArea::viewportEvent(event);
}

void LaneView::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    if (event->modifiers().testFlag(Qt::ControlModifier) && delta.y() != 0) {
        const TimeAxis axis(m_zoom->shown(), timeRect().width(), layoutDirection());
        m_zoom->zoom(std::pow(0.999, delta.y()), axis.momentAt(event->position().x() - timeRect().left()));
        event->accept();
    } else if (delta.x() != 0) {
        const bool isMirrored = layoutDirection() == Qt::RightToLeft;
        m_zoom->move((isMirrored ? 1 : -1) * delta.x() / 1200.0);
        event->accept();
    } else {
        QAbstractScrollArea::wheelEvent(event);
    }
}

void LaneView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    if (!m_current && laneCount() > 0)
        m_current = std::size_t(verticalScrollBar()->value());
    describeCurrent();
    viewport()->update();
}

void LaneView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

void LaneView::moveRun(bool later)
{
    const std::size_t lane = *m_current;
    const TimeSpan whole = m_zoom->whole();
    std::optional<qint64> run;
    if (!m_run)
        run = later ? m_forecast->firstFrom(lane, m_zoom->shown().fromUtcMs)
                    : m_forecast->lastBefore(lane, m_zoom->shown().toUtcMs);
    else
        run = later ? m_forecast->firstFrom(lane, *m_run + 1) : m_forecast->lastBefore(lane, *m_run);
    if (run && *run >= whole.fromUtcMs && *run < whole.toUtcMs)
        setCurrent(lane, run);
}

void LaneView::keyPressEvent(QKeyEvent *event)
{
    if (laneCount() == 0) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    const std::size_t current = std::min(m_current.value_or(0), laneCount() - 1);
    const std::size_t last = laneCount() - 1;
    const auto page = std::size_t(verticalScrollBar()->pageStep());
    const bool isMirrored = layoutDirection() == Qt::RightToLeft;
    m_current = current;
    switch (event->key()) {
    case Qt::Key_Up:
        setCurrent(current == 0 ? 0 : current - 1, std::nullopt);
        break;
    case Qt::Key_Down:
        setCurrent(std::min(current + 1, last), std::nullopt);
        break;
    case Qt::Key_PageUp:
        setCurrent(current < page ? 0 : current - page, std::nullopt);
        break;
    case Qt::Key_PageDown:
        setCurrent(std::min(current + page, last), std::nullopt);
        break;
    case Qt::Key_Home:
        setCurrent(0, std::nullopt);
        break;
    case Qt::Key_End:
        setCurrent(last, std::nullopt);
        break;
    case Qt::Key_Left:
        moveRun(isMirrored);
        break;
    case Qt::Key_Right:
        moveRun(!isMirrored);
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(current, m_run ? std::optional(TimeSpan{*m_run, *m_run + 1}) : std::nullopt, false);
        Q_EMIT activated();
        return;
    case Qt::Key_Space:
        choose(current, m_run ? std::optional(TimeSpan{*m_run, *m_run + 1}) : std::nullopt,
               event->modifiers().testFlag(Qt::ControlModifier));
        return;
    case Qt::Key_Delete:
        // A shortcut that can be used comes before this.
        Q_EMIT deletionRefused();
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    chooseCurrent(event->modifiers());
}
