// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast.h"

#include <QAbstractScrollArea>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

class TimelineZoom;

// The lanes of a forecast, one below the other, with the runs of each along the time that is shown. The
// keyboard moves between lanes and from run to run; what is at the pointer or the keyboard is told in words.
class LaneView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    // The zoom lives longer.
    explicit LaneView(TimelineZoom *zoom, QWidget *parent = nullptr);
    ~LaneView() override;

    // What a lane is called, and what is said of a lane or of one of its runs.
    struct Words
    {
        std::function<QString(std::size_t lane)> label;
        std::function<QString(std::size_t lane, TimeSpan span)> description;
    };
    void setForecast(std::shared_ptr<const Forecast> forecast, const Words &words);
    void setNow(std::optional<qint64> utcMs);
    // Rows of selected jobs, ascending and without gaps as pairs of the first and the last.
    void setSelectedRows(const QList<std::pair<int, int>> &ranges);
    // Scrolls to a lane, which becomes the current one.
    void showLane(std::size_t lane);

    int labelWidth() const;
    int laneHeight() const;
    const TimelineZoom &zoom() const { return *m_zoom; }
    std::optional<std::size_t> currentLane() const { return m_current; }
    // Where the keyboard is, if it is on a run.
    std::optional<qint64> currentRun() const { return m_run; }
    // All lanes, one below the other, onto whatever is to be painted on; `most` of them.
    void paintOn(QPainter &painter, const QRect &rect, const QPalette &palette, std::size_t first,
                 std::size_t most) const;

Q_SIGNALS:
    // The user wants these rows to be selected; `adds` to those that are.
    void rowsChosen(const QList<int> &rows, bool adds);
    void described(const QString &text);
    // Return, or a double click.
    void activated();
    // The key for it was pressed, and nothing can be deleted.
    void deletionRefused();
    void geometryChanged();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;

private:
    std::size_t laneCount() const { return m_forecast ? m_forecast->laneCount() : 0; }
    void updateScrollBar();
    std::optional<std::size_t> laneAt(int y) const;
    // The runs next to an x, as a span of a few pixels; none: nothing runs there.
    std::optional<TimeSpan> runsAt(std::size_t lane, int x) const;
    QRect timeRect() const;
    void setCurrent(std::size_t lane, std::optional<qint64> run);
    void moveRun(bool later);
    void choose(std::size_t lane, std::optional<TimeSpan> runs, bool adds);
    // All lanes between the one where it began and the current one.
    void chooseLanes();
    void chooseCurrent(Qt::KeyboardModifiers modifiers);
    void describeCurrent();

    TimelineZoom *const m_zoom;
    std::shared_ptr<const Forecast> m_forecast;
    Words m_words;
    std::optional<qint64> m_now;
    QList<std::pair<int, int>> m_selected;
    std::optional<std::size_t> m_current;
    std::size_t m_anchor = 0;    // where a selection of several lanes began
    std::optional<qint64> m_run; // of the current lane, where the keyboard is
};
