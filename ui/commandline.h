// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "profile.h"

#include <QString>
#include <QStringList>

#include <optional>

// What the program was asked to do on its command line.
struct CommandLine
{
    QStringList files; // "-" is standard input
    std::optional<Connection> connection;
    QString tokenFile; // of the connection, to be watched; empty: none
    std::optional<Profile> profile;
    bool demo = false;
    QString screenshot; // empty: none

    // What to print and how to end instead of starting; none: start.
    struct Exit
    {
        int code = 0;
        QString text; // to standard output with code 0, else to standard error
    };

    // The first argument is the program.
    static CommandLine parse(const QStringList &arguments, std::optional<Exit> &exit);
};
