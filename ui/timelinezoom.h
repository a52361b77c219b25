// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "loadsummary.h"

#include <QObject>

// Which part of the time that a timeline is about is looked at.
class TimelineZoom : public QObject
{
    Q_OBJECT

public:
    // Nobody looks at less.
    static constexpr qint64 LeastMs = 60'000;

    using QObject::QObject;

    TimeSpan whole() const { return m_whole; }
    TimeSpan shown() const { return m_shown; }
    bool isZoomed() const { return m_shown != m_whole; }

    // What is looked at stays, as far as it is in it.
    void setWhole(TimeSpan whole);
    // As far as it is in the whole.
    void show(TimeSpan span);
    void showWhole() { show(m_whole); }
    // Twice as much time with a factor of 2; the moment stays where it is.
    void zoom(double factor, qint64 aroundUtcMs);
    // By a part of what is shown; later with a positive one.
    void move(double part);
    // Moves as little as it takes.
    void reveal(qint64 utcMs);

Q_SIGNALS:
    void changed();

private:
    // The same, or what of it is in the whole.
    TimeSpan within(TimeSpan span) const;

    TimeSpan m_whole;
    TimeSpan m_shown;
};
