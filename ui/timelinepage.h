// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecaster.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class ForecastWords;
class JobModel;
class JobTable;
class LaneView;
class LoadStrip;
class MessageBar;
class PileUpPanel;
class QAction;
class QComboBox;
class QLabel;
class QToolButton;
class TimelineZoom;

// The coming runs of the jobs that the table shows, in lanes over time. What is selected here is selected
// there, and the other way round.
class TimelinePage : public QWidget
{
    Q_OBJECT

public:
    // Both live longer. `clock` tells the moment that the forecast begins at: now, or that of a saved
    // response; milliseconds, UTC.
    TimelinePage(JobModel *jobs, JobTable *table, std::function<qint64()> clock, QWidget *parent = nullptr);
    ~TimelinePage() override;

    // The clock or the time zone is another one.
    void updateTimes();
    void focusLanes();
    // Selects the jobs that have a lane.
    void selectAll();
    // That selected jobs have none, for they do not run in the range of time, or that nobody knows yet;
    // empty: all have.
    QString whyOutOfSight() const;
    // Null: there is nothing to paint yet.
    const std::shared_ptr<const Forecast> &forecast() const;
    // The strip and lanes from this one on, as many as fit, onto whatever is to be painted on, with a note
    // which they are if they are not all.
    void paintOn(QPainter &painter, const QRect &rect, const QPalette &palette,
                 std::size_t firstLane = 0) const;
    // What the timeline is of: where the jobs are from, and which of them.
    QString subject() const;
    // What it shows: from when to when, in which time zone.
    QString title() const;
    std::size_t laneCount() const;
    // For so many lanes, in the size that they have here; and how many a height has room for.
    QSize pictureSize(std::size_t lanes) const;
    std::size_t lanesIn(int height) const;

Q_SIGNALS:
    // Return or a double click: the details of what is selected.
    void detailsRequested();
    void forecastChanged();
    // The key for a deletion was pressed, and nothing can be deleted.
    void deletionRefused();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeControls();
    void ask();
    void askForRange();
    void chooseRange(TimeSpan span);
    void nameChosenRange();
    void loadRest();
    void showForecast();
    void showState();
    void showZone();
    qint64 zoomCentre() const;
    int textHeight(int lines) const;
    void showSelection();
    void select(const QList<int> &rows, bool adds);
    TimeSpan wantedSpan() const;
    Lanes wantedLanes() const;

    JobModel *const m_jobs;
    JobTable *const m_table;
    const std::function<qint64()> m_clock;
    Forecaster m_forecaster;
    TimelineZoom *m_zoom;
    QComboBox *m_range;
    QComboBox *m_lanesChoice;
    QToolButton *m_wholeButton = nullptr;
    QToolButton *m_pileUpsButton = nullptr;
    MessageBar *m_problem;
    LoadStrip *m_strip;
    LaneView *m_lanes;
    PileUpPanel *m_pileUps;
    QLabel *m_summary;
    QLabel *m_run;
    QLabel *m_zone;
    std::unique_ptr<ForecastWords> m_words;
    TimeSpan m_chosenSpan; // of the range that was chosen by dates; empty: none was yet
    int m_rangeBefore = 0;
    QTimer m_minute;
    bool m_isSelecting = false;
};
