// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// In cells of a terminal: none for marks that stand above others, two for what is twice as wide.
int displayWidth(const QString &text);
