// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobsource.h"

QString JobSource::whyNotSchedulable() const
{
    return tr("This is no server: nothing can be scheduled here.");
}

ScheduleReply *JobSource::schedule(const QByteArray &, QObject *asker)
{
    Error error;
    error.subject = label();
    error.reason = whyNotSchedulable();
    return answeredLater<ScheduleReply>(asker, ScheduleAnswer{0, error, {}, false});
}
