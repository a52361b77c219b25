// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"

#include <qnamespace.h>

#include <random>

class BenchApplication;
class MainWindow;
class QScrollBar;
class QTableView;

// What the movements of a ride through a list took, in milliseconds.
struct Ride
{
    Sample frames;   // from any of the movements to the painted frame
    Sample jumps;    // from setting the scroll bar to the painted frame, whatever of it is here
    Sample arrivals; // from setting it to the painted rows
    Sample turns;    // from a step of the wheel to the painted rows
};

// Somebody in a hurry, at the table of a window. Each rider takes the same way.
class Rider
{
public:
    Rider(BenchApplication &application, MainWindow &window);

    // A quarter each: End and Home, Page Down, the wheel, the scroll bar. Takes a frame's time at least.
    void moveOn(Ride &ride);
    void jumpAndWait(Ride &ride);
    void turnAndWait(Ride &ride);

private:
    void waitForRows();
    void jump();
    void press(Qt::Key key);
    void turnWheel();

    BenchApplication &m_application;
    MainWindow &m_window;
    QTableView *m_table;
    QScrollBar *m_bar;
    std::mt19937 m_random{1};
    bool m_isAtEnd = false;
};

// "p50 4.1, p95 6.0, max. 9.3 ms"
QString percentiles(const Sample &sample);
