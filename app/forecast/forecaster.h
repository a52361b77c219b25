// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "forecast.h"

#include <QObject>
#include <QTimer>

#include <memory>

class JobModel;

// The forecast of what a model shows, made anew beside the GUI thread whenever that is something else; only
// while somebody looks at it.
class Forecaster : public QObject
{
    Q_OBJECT

public:
    // The model lives longer.
    Forecaster(JobModel *jobs, QObject *parent);

    // Both are answered by made() or failed(), later.
    void setQuestion(Lanes lanes, TimeSpan span);
    void setActive(bool active);

    // The last one; null: there is none yet.
    const std::shared_ptr<const Forecast> &forecast() const { return m_forecast; }
    // The rows that it is of. GUI thread only.
    const JobList &list() const { return m_list; }
    // Whether the rows of the forecast are no more those of the model.
    bool isStale() const { return m_isStale; }

Q_SIGNALS:
    void made();
    // A record could not be read; the forecast stays as it was.
    void failed(const Error &error);
    // It is being made, or was.
    void busyChanged();

private:
    void outdate();
    void make();

    JobModel *const m_jobs;
    Lanes m_lanes = Lanes::Jobs;
    TimeSpan m_span;
    JobList m_list;
    std::shared_ptr<const Forecast> m_forecast;
    QTimer m_soon; // several changes of the model are one
    DetachedWork m_work;
    bool m_isActive = false;
    bool m_isStale = true;
};
