// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIODevice>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

// Where what was asked for goes, and what is said of it.
namespace TwinOutput {

// What people should know: to standard error, by the name of the program.
void say(const QString &text);

// What writes all of it, or returns why not.
using Writer = std::function<std::optional<QString>(QIODevice &)>;

// To this file, as a whole or not at all, or to standard output if the path is empty; false: it could not be
// written, which was said unless it was stopped. Ends the program, as other programs do, when nobody reads
// standard output any more.
bool deliver(const QString &path, const Writer &write, const std::stop_token &stop);

} // namespace TwinOutput
