// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "forecast.h"

#include <QWidget>

#include <memory>
#include <optional>

class QPainter;
class TimeAxis;
class TimelineZoom;

// How many runs start when, over the time that a timeline shows, and its axis. Dragging over it looks at that
// part of the time.
class LoadStrip : public QWidget
{
    Q_OBJECT

public:
    // The zoom lives longer.
    explicit LoadStrip(TimelineZoom *zoom, QWidget *parent = nullptr);

    void setForecast(std::shared_ptr<const Forecast> forecast);
    void setNow(std::optional<qint64> utcMs);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    // What is painted, onto whatever is to be painted on.
    void paintOn(QPainter &painter, const QRect &rect, const QPalette &palette) const;

Q_SIGNALS:
    // Space or Return on a bar, or a click: its span.
    void spanChosen(TimeSpan span);
    // What the pointer or the keyboard is at, in words; empty: nothing.
    void described(const QString &text);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Counts
    {
        std::vector<qint64> edges;
        std::vector<qint64> runs; // one less
        qint64 most = 0;
    };
    static Counts count(const RunLoad &load, std::vector<qint64> edges, const std::stop_token &stop);

    TimeAxis axis(int width) const;
    int axisHeight() const;
    void recount();
    std::optional<std::size_t> bucketAt(qint64 utcMs) const;
    QString textOf(std::size_t bucket) const;
    void describe(std::optional<std::size_t> bucket);
    void paintBars(QPainter &painter, const TimeAxis &axis, const QRect &rect, const QPalette &palette) const;
    void paintAxis(QPainter &painter, const TimeAxis &axis, const QRect &rect, const QPalette &palette) const;

    TimelineZoom *const m_zoom;
    std::shared_ptr<const Forecast> m_forecast;
    Counts m_counts;
    DetachedWork m_work; // counts what would keep the window waiting
    std::optional<qint64> m_now;
    std::optional<std::size_t> m_current;    // bucket of the keyboard
    std::optional<int> m_dragFrom, m_dragTo; // x
};
