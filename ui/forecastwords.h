// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "forecast.h"

#include <QString>

#include <memory>
#include <utility>

// What lanes of a forecast and their runs are called. Reads no record: of jobs in a file it says what their
// index tells.
class ForecastWords
{
public:
    ForecastWords(std::shared_ptr<const Forecast> forecast, JobList list)
        : m_forecast(std::move(forecast)), m_list(std::move(list))
    {
    }

    QString label(std::size_t lane) const;
    // Of the runs of a lane in the span, or of the lane if that is empty.
    QString description(std::size_t lane, TimeSpan span) const;
    // "Job 12 (package)"
    QString jobText(int row) const;
    // "30 of 245 jobs run in this time, 1,234 times in all."
    QString summary() const;

private:
    QString jobLane(std::size_t lane, TimeSpan span) const;
    QString groupLane(std::size_t lane, TimeSpan span) const;

    std::shared_ptr<const Forecast> m_forecast;
    JobList m_list;
};
