// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What assistive technology is told of the pictures of the timeline: charts, with a name and, as their
// description, what the keyboard or the mouse is on.
namespace ChartAccess {

// To be called before one of them is made; more than once is once.
void install();

} // namespace ChartAccess
