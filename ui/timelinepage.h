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
    // Null: there is nothing to paint yet.
    const std::shared_ptr<const Forecast> &forecast() const;
    // The strip and all lanes that fit, onto whatever is to be painted on.
    void paintOn(QPainter &painter, const QRect &rect, const QPalette &palette) const;
    // What the timeline is of, in a line: what runs, from when to when, in which time zone.
    QString title() const;
    QSize pictureSize() const;

Q_SIGNALS:
    // Return or a double click: the details of what is selected.
    void detailsRequested();
    void forecastChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeControls();
    void ask();
    void askForRange();
    void loadRest();
    void showForecast();
    void showState();
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
    TimeSpan m_chosenSpan; // of the range that was chosen by dates; empty: none
    int m_rangeBefore = 0;
    QTimer m_minute;
    bool m_isSelecting = false;
};
