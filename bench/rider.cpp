// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rider.h"

#include "benchapplication.h"

#include "mainwindow.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QTableView>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

static constexpr std::chrono::milliseconds FrameTime{16};

Rider::Rider(BenchApplication &application, MainWindow &window)
    : m_application(application),
      m_window(window),
      m_table(tableOf(window)),
      m_bar(m_table->verticalScrollBar())
{
}

void Rider::moveOn(Ride &ride)
{
    const Clock::time_point begin = Clock::now();
    const int frames = m_application.frames();
    const unsigned kind = m_random() % 4;
    if (kind == 0)
        press((m_isAtEnd = !m_isAtEnd) ? Qt::Key_End : Qt::Key_Home);
    else if (kind == 1)
        press(Qt::Key_PageDown);
    else if (kind == 2)
        turnWheel();
    else
        jump();
    // A key may move to where the view is already.
    m_application.runUntil("a frame is painted", [&] {
        return m_application.frames() > frames || Clock::now() - begin > 2 * FrameTime;
    });
    if (m_application.frames() > frames) {
        const double time = millisecondsBetween(begin, m_application.lastFrame());
        ride.frames.push_back(time);
        if (kind == 3)
            ride.jumps.push_back(time);
    }
    const auto rest = FrameTime - (Clock::now() - begin);
    if (rest.count() > 0)
        m_application.runFor(std::chrono::duration_cast<std::chrono::milliseconds>(rest));
}

void Rider::jumpAndWait(Ride &ride)
{
    const Clock::time_point begin = Clock::now();
    jump();
    waitForRows();
    ride.arrivals.push_back(millisecondsBetween(begin, m_application.lastFrame()));
}

void Rider::turnAndWait(Ride &ride)
{
    const Clock::time_point begin = Clock::now();
    const int before = m_bar->value();
    turnWheel();
    m_application.runUntil("the wheel was turned", [&] { return m_bar->value() != before; });
    waitForRows();
    ride.turns.push_back(millisecondsBetween(begin, m_application.lastFrame()));
}

void Rider::waitForRows()
{
    int framesBefore = -1;
    m_application.runUntil("the rows that are seen are here", [&] {
        if (framesBefore < 0 && visibleRowsAreHere(m_window))
            framesBefore = m_application.frames();
        return framesBefore >= 0 && m_application.frames() > framesBefore;
    });
}

void Rider::jump()
{
    int to = m_bar->value();
    while (to == m_bar->value())
        to = int(m_random() % unsigned(m_bar->maximum() + 1));
    m_bar->setValue(to);
}

void Rider::press(Qt::Key key)
{
    QCoreApplication::postEvent(m_table, new QKeyEvent(QEvent::KeyPress, key, Qt::NoModifier));
    QCoreApplication::postEvent(m_table, new QKeyEvent(QEvent::KeyRelease, key, Qt::NoModifier));
}

void Rider::turnWheel()
{
    QWidget *viewport = m_table->viewport();
    const QPointF at = viewport->rect().center();
    const int direction = m_bar->value() == m_bar->maximum() ? 120 : -120;
    QCoreApplication::postEvent(viewport,
                                new QWheelEvent(at, viewport->mapToGlobal(at), {}, {0, direction},
                                                Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false));
}

QString percentiles(const Sample &sample)
{
    return u"p50 %1, p95 %2, max. %3 ms"_s.arg(quantile(sample, 0.5), 0, 'f', 1)
        .arg(quantile(sample, 0.95), 0, 'f', 1)
        .arg(largest(sample), 0, 'f', 1);
}
