// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecaster.h"

#include "jobmodel.h"

#include <optional>

Forecaster::Forecaster(JobModel *jobs, QObject *parent) : QObject(parent), m_jobs(jobs)
{
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &Forecaster::make);
    connect(jobs, &QAbstractItemModel::modelReset, this, &Forecaster::outdate);
    connect(jobs, &QAbstractItemModel::rowsInserted, this, &Forecaster::outdate);
    connect(jobs, &QAbstractItemModel::rowsRemoved, this, &Forecaster::outdate);
    connect(jobs, &QAbstractItemModel::rowsMoved, this, &Forecaster::outdate);
    connect(jobs, &QAbstractItemModel::layoutChanged, this, &Forecaster::outdate);
    // Records of an index say nothing new when they are read.
    connect(jobs, &QAbstractItemModel::dataChanged, this, [this] {
        if (!m_jobs->isIndexed())
            outdate();
    });
}

void Forecaster::setQuestion(Lanes lanes, TimeSpan span)
{
    if (lanes == m_lanes && span == m_span && m_forecast && !m_isStale)
        return;
    m_lanes = lanes;
    m_span = span;
    outdate();
}

void Forecaster::setActive(bool active)
{
    m_isActive = active;
    if (!active) {
        m_soon.stop();
        m_work.stop();
    } else if (m_isStale) {
        outdate();
    }
}

void Forecaster::outdate()
{
    m_isStale = true;
    if (!m_isActive)
        return;
    m_work.stop();
    m_soon.start();
    Q_EMIT busyChanged();
}

void Forecaster::make()
{
    using Made = std::optional<Result<Forecast>>;
    const auto list = std::make_shared<const JobList>(m_jobs->list());
    m_work.run([list, lanes = m_lanes, span = m_span](
                   const std::stop_token &stop) { return Forecast::make(*list, lanes, span, stop); },
               [this, list](const Made &answer) {
                   if (!answer)
                       return;
                   if (!*answer) {
                       Q_EMIT failed(answer->error());
                       return;
                   }
                   m_forecast = std::make_shared<const Forecast>(answer->value());
                   m_list = *list;
                   m_isStale = false;
                   Q_EMIT made();
                   Q_EMIT busyChanged();
               });
}
