// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The short format of dates where the user lives, with a year of four digits: nobody should have to guess
// which of the numbers it is.
QString shortDateFormat();
