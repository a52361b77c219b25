// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "forecast.h"
#include "pileups.h"

#include <QWidget>

#include <memory>

class QLabel;
class QSpinBox;
class QTabWidget;
class QTreeWidget;

// Where coming runs come together and where they leave room: nodes on which several jobs start within some
// minutes, the busiest hours, and spans in which nothing starts. A row goes to its jobs.
class PileUpPanel : public QWidget
{
    Q_OBJECT

public:
    explicit PileUpPanel(QWidget *parent = nullptr);

    // Of the jobs of this list, in this span; it is looked through beside the GUI thread, while the panel is
    // shown.
    void setJobs(const JobList &list, std::shared_ptr<const Forecast> forecast);
    // The time zone is another one.
    void updateTimes();

Q_SIGNALS:
    void rowsChosen(const QList<int> &rows);
    void spanChosen(TimeSpan span);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makePileUps();
    QWidget *makeBusyHours();
    QWidget *makeQuietWindows();
    void look();
    void lookForPileUps();
    void lookForSpans();
    void showPileUps();

    QTabWidget *m_tabs;
    QSpinBox *m_within = nullptr; // minutes
    QSpinBox *m_least = nullptr;  // minutes
    QTreeWidget *m_pileUpRows = nullptr;
    QTreeWidget *m_busyRows = nullptr;
    QTreeWidget *m_quietRows = nullptr;
    QLabel *m_pileUpText = nullptr;
    QLabel *m_quietText = nullptr;
    JobList m_list;
    std::shared_ptr<const Forecast> m_forecast;
    std::shared_ptr<const Forecast> m_byNode; // the same by node; null: not made yet
    std::optional<PileUps> m_found;
    DetachedWork m_pileUpWork;
    DetachedWork m_spanWork;
    bool m_isStale = true;
};
