// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobtext.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JobText)
};

bool isTime(Column column)
{
    return column == Column::NextRun || column == Column::LastRun || column == Column::ScheduledTime;
}

Timestamp timeOf(Column column, const Job &job)
{
    switch (column) {
    case Column::NextRun:
        return job.nextRun().value;
    case Column::ScheduledTime:
        return job.scheduledTime().value;
    case Column::LastRun:
        return job.lastRun().value.time.value;
    default:
        return {};
    }
}

} // namespace

namespace JobText {

QList<Column> columnsOf(const QList<Column> &told)
{
    QList<Column> columns;
    for (const Column column : told) {
        if (specOf(column).shownAtFirst)
            columns << column;
    }
    return columns;
}

QString title(Column column)
{
    return isTime(column) ? Texts::tr("%1 (UTC)", "title of a column with times").arg(columnTitle(column))
                          : columnTitle(column);
}

QString cell(Column column, const Job &job)
{
    const auto time = timeOf(column, job).utcMs;
    if (!time)
        return specOf(column).text(job);
    const bool hasFailed = column == Column::LastRun && job.lastRun().value.wasNotSubmitted;
    return hasFailed ? Texts::tr("%1 not started", "a time").arg(moment(*time)) : moment(*time);
}

QString moment(qint64 utcMs)
{
    return QDateTime::fromMSecsSinceEpoch(utcMs, Qt::UTC).toString(u"yyyy-MM-dd HH:mm:ss"_s);
}

} // namespace JobText
