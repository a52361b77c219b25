// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>

// The time that somebody has to take something back. It stops while nobody could.
class Countdown : public QObject
{
    Q_OBJECT

public:
    explicit Countdown(std::chrono::milliseconds time, QObject *parent = nullptr);

    // Zero once it is over or was stopped.
    std::chrono::milliseconds remaining() const;
    bool isHeld() const { return m_isRunning && !m_clock.isValid(); }
    // Since when it is held, or was held last; milliseconds, UTC.
    qint64 heldSinceUtcMs() const { return m_heldSinceUtcMs; }

    void hold();
    void resume();
    // It does not end by itself any more.
    void stop();

Q_SIGNALS:
    void ended();

private:
    std::chrono::milliseconds m_remaining; // when the clock was started last
    qint64 m_heldSinceUtcMs = 0;
    QElapsedTimer m_clock; // invalid while it is held
    QTimer m_timer;
    bool m_isRunning = true;
};
