// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>
#include <QString>

// Says why a file can't be used, by its name only: its folder is nobody's business.
Error fileError(const QString &path, const QString &reason);

// The whole content, unless it is larger than anything of its sort.
Result<QByteArray> readSmallFile(const QString &path, qint64 largest);
