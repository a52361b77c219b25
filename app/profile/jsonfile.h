// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "smallfile.h"

#include <QJsonObject>

// A file that holds one JSON object, with or without a byte order mark. What is wrong with it is told with
// line and column.
Result<QJsonObject> readJsonFile(const QString &path);
