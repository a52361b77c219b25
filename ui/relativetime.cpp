// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "relativetime.h"

#include <QCoreApplication>

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RelativeTime)
};

} // namespace

QString spanText(qint64 ms)
{
    const qint64 seconds = qAbs(ms) / 1000;
    const qint64 minutes = seconds / 60;
    const qint64 hours = minutes / 60;
    if (seconds < 60)
        return Texts::tr("%1 s", "seconds").arg(seconds);
    if (hours < 1)
        return Texts::tr("%1 min", "minutes").arg(minutes);
    if (hours < 48) {
        // Nobody who has half a day needs the minutes.
        return minutes % 60 == 0 || hours >= 10
                   ? Texts::tr("%1 h", "hours").arg(hours)
                   : Texts::tr("%1 h %2 min", "hours and minutes").arg(hours).arg(minutes % 60);
    }
    return Texts::tr("%n day(s)", nullptr, int(hours / 24));
}

QString relativeRunText(qint64 runUtcMs, qint64 nowUtcMs)
{
    if (runUtcMs < nowUtcMs)
        return Texts::tr("overdue by %1").arg(spanText(nowUtcMs - runUtcMs));
    return Texts::tr("in %1", "a span of time from now").arg(spanText(runUtcMs - nowUtcMs));
}
