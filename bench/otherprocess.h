// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "figures.h"

#include <QByteArrayView>
#include <QStringList>

// The numbers that this program prints when it is started once more, with these arguments: where memory is
// measured, or what only the first time costs. Ends this program with a message if there are none.
Sample figuresOfAnother(const QStringList &arguments);
// Milliseconds that another program takes, from its start to its end; what it prints is dropped. Ends this
// program with a message if it fails.
double timeOf(const QString &program, const QStringList &arguments);
// A line of this process's status, such as "VmHWM:", the most memory that it has had so far.
double mebibytes(QByteArrayView key);
