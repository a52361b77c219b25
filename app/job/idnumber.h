// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

// The number at the end of the URL of a job, if that is another one than its name; else empty.
QString mismatchedNumber(const QString &id, const QString &name);
