// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QProcessEnvironment>
#include <QStringList>

/// What became of a program that has ended.
struct ProgramRun
{
    int code = -1; ///< -1: it did not start, did not end in time, or crashed
    QByteArray out;
    QByteArray err;
};

/// Runs a program to its end, with the event loop running meanwhile: servers of the test live in it.
ProgramRun runProgram(const QString &program, const QStringList &arguments, const QByteArray &input = {},
                      const QProcessEnvironment &environment = QProcessEnvironment::systemEnvironment());

/// What a script makes of its input: the JSON that it prints; undefined, with a warning, if it fails. The
/// interpreter is Debian's, which has the modules of Debian's packages.
QJsonValue readByPython(const QByteArray &script, const QByteArray &input, const QStringList &arguments = {});
