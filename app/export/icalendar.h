// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "comingruns.h"

#include <QByteArray>
#include <QIODevice>
#include <QString>

#include <functional>
#include <optional>
#include <stop_token>

// Coming runs as a calendar, as of RFC 5545: an event for each run, without a length and without blocking
// anybody's time, in UTC. Of the owner there is the name alone, of parameters nothing.
//
// The same run of the same job has the same UID in every export, whether the list came from the server or
// from a file, so that a calendar that is imported twice has it once.
namespace ICalendar {

struct Calendar
{
    QString name;     // what to call it
    QString location; // whose jobs those are whose `id` names no server, see JobSource::location()
    TimeSpan span;
    qint64 writtenUtcMs = 0;
};

// `progressed` is called after each event. Returns why not all of it was written, such as that there are more
// than ComingRuns::Most; then there is nothing.
std::optional<QString> write(QIODevice &out, const JobSequence &jobs, const Calendar &calendar,
                             const std::stop_token &stop, const std::function<void()> &progressed = {});

// One line of content with its end, cut into pieces of 75 bytes at most, none of them within a character.
QByteArray folded(const QByteArray &line);
// A text as the value of a property.
QByteArray escaped(const QString &text);

} // namespace ICalendar
