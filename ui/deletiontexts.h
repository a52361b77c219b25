// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class Deletion;

// Where a deletion stands, in one or two sentences. Plain text; the server's words are quoted in it.
QString deletionText(const Deletion &deletion);

// Whether somebody should see this end of it; what went as wished needs no words.
bool deletionNeedsReading(const Deletion &deletion);
