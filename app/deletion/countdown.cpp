// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "countdown.h"

#include <QDateTime>

#include <algorithm>

Countdown::Countdown(std::chrono::milliseconds time, QObject *parent) : QObject(parent), m_remaining(time)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        stop();
        Q_EMIT ended();
    });
    m_timer.start(m_remaining);
}

std::chrono::milliseconds Countdown::remaining() const
{
    if (!m_isRunning)
        return std::chrono::milliseconds(0);
    const std::chrono::milliseconds passed(m_clock.isValid() ? m_clock.elapsed() : 0);
    return std::max(std::chrono::milliseconds(0), m_remaining - passed);
}

void Countdown::hold()
{
    if (!m_isRunning || isHeld())
        return;
    m_remaining = remaining();
    m_clock.invalidate();
    m_timer.stop();
    m_heldSinceUtcMs = QDateTime::currentMSecsSinceEpoch();
}

void Countdown::resume()
{
    if (!isHeld())
        return;
    m_clock.start();
    m_timer.start(m_remaining);
}

void Countdown::stop()
{
    m_isRunning = false;
    m_timer.stop();
}
