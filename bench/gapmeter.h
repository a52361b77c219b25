// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>
#include <ctime>

// How long the event loop of this thread does not come round: the longest time between two ticks of a timer
// that ticks every 5 ms. The longest gap cannot be shorter than these.
class GapMeter : public QObject
{
    Q_OBJECT

public:
    struct Gap
    {
        double wallMs = 0;
        double cpuMs = 0; // what this thread computed in that time; much less means that it had to wait
    };

    static constexpr std::chrono::milliseconds Interval{5};

    explicit GapMeter(QObject *parent = nullptr);

    void start();
    Gap stop();

private:
    void tick();

    QTimer m_timer;
    std::chrono::steady_clock::time_point m_last;
    double m_lastCpuMs = 0;
    Gap m_longest;
};

// CPU time of the calling thread.
double threadCpuMs();
