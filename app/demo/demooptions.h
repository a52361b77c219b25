// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "demogeneration.h"

#include <QByteArray>
#include <QString>

#include <variant>

class QCommandLineParser;
class QCoreApplication;

struct DemoOptions
{
    quint16 port = 0;
    int jobs = 245;
    quint64 seed = 1;
    int latency = 0;
    DemoGeneration generation = DemoGeneration::Pe2019;
    // Empty: everybody may ask.
    QByteArray token;
    qint64 maxLimit = 0;
    bool exitWithStdin = false;
};

// What the command line says, or one line about what is wrong with it. Ends the program after --help,
// --version.
std::variant<DemoOptions, QString> demoOptions(const QCoreApplication &application);
