// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gapmeter.h"

double threadCpuMs()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

GapMeter::GapMeter(QObject *parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(Interval);
    connect(&m_timer, &QTimer::timeout, this, &GapMeter::tick);
}

void GapMeter::start()
{
    m_longest = {};
    m_last = std::chrono::steady_clock::now();
    m_lastCpuMs = threadCpuMs();
    m_timer.start();
}

GapMeter::Gap GapMeter::stop()
{
    tick();
    m_timer.stop();
    return m_longest;
}

void GapMeter::tick()
{
    const auto now = std::chrono::steady_clock::now();
    const double cpuMs = threadCpuMs();
    const double wallMs = std::chrono::duration<double, std::milli>(now - m_last).count();
    if (wallMs > m_longest.wallMs)
        m_longest = {wallMs, cpuMs - m_lastCpuMs};
    m_last = now;
    m_lastCpuMs = cpuMs;
}
