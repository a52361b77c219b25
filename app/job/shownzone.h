// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

// The time zone that the program shows moments in: that of the system, UTC, or one that was chosen. One for
// all that is shown. Files that the program writes do not ask for it: they have UTC. GUI thread.
namespace ShownZone {

enum class Kind { System, Utc, Chosen };

Kind kind();
// The IANA name of a zone ("Europe/Berlin"), "UTC", or empty: that of the system.
QString id();
// False, and nothing changes, if there is no such zone.
bool set(const QString &id);
bool isValid(const QString &id);

// A moment in this zone; milliseconds, UTC.
QDateTime at(qint64 utcMs);
// The moment of that time of day on that date; of a time that a change of clocks leaves out, one beside it.
qint64 utcMsOf(const QDate &date, const QTime &time);
// Seconds that its clocks are ahead of UTC by at that moment.
int offsetSecondsAt(qint64 utcMs);
// "CET", "UTC", "UTC+05:45": what its clocks are called at that moment.
QString abbreviationAt(qint64 utcMs);
// The next moment after `fromUtcMs` and before `untilUtcMs` at which its clocks change; none: they do not.
std::optional<qint64> nextChange(qint64 fromUtcMs, qint64 untilUtcMs);

} // namespace ShownZone
