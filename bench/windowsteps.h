// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gapmeter.h"

#include <QString>

#include <chrono>
#include <functional>
#include <optional>

class BenchApplication;
class MainWindow;

// What a user waits for in a window, in milliseconds.

struct Opening
{
    double firstRows = 0; // to the first frame with rows
    double whole = 0;     // until each row is here and can be sorted
    GapMeter::Gap gap;    // the longest of the event loop
};
// Returns when all is quiet.
Opening openWhole(BenchApplication &application, MainWindow &window, const QString &path);

struct Step
{
    double toRows = 0; // to the frame with the rows in their new arrangement
    GapMeter::Gap gap;
};
// `action` asks for another order or other rows; returns when all is quiet.
Step arrange(BenchApplication &application, const MainWindow &window, const std::function<void()> &action);

// Starts something, waits for so long and cancels it as a user does: until the window says that nothing is
// under way. None: it had ended before.
std::optional<double> timeToCancel(BenchApplication &application, const MainWindow &window,
                                   const std::function<void()> &begin, std::chrono::milliseconds after);
