// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reviewexport.h"

#include "column.h"
#include "csv.h"
#include "jobsource.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ReviewExport)
};

QString isoUtc(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

// As the server sent it where that is no time.
QString nextRunOf(const Job &job)
{
    const Timestamp run = job.nextRun().value;
    return run.utcMs ? isoUtc(QDateTime::fromMSecsSinceEpoch(*run.utcMs, Qt::UTC)) : run.text;
}

} // namespace

QByteArray reviewAsCsv(const Review &review, const QList<ReviewModel::Entry> &going,
                       const QList<ReviewModel::Entry> &staying, const QDateTime &at)
{
    QByteArray csv =
        Csv::line({Texts::tr("Action"), columnTitle(Column::Name), columnTitle(Column::Type),
                   columnTitle(Column::Target), columnTitle(Column::Environment), columnTitle(Column::Owner),
                   Texts::tr("Next Run (UTC)"), Texts::tr("Runs a Day"), columnTitle(Column::Description),
                   Texts::tr("Why Not"), Texts::tr("Server"), Texts::tr("Address"), Texts::tr("User"),
                   Texts::tr("Reviewed At (UTC)")});
    const QString act = review.source->disablesForGood()
                            ? Texts::tr("disable for good", "what happens to a job")
                            : Texts::tr("delete", "what happens to a job");
    const QString keep = Texts::tr("keep", "what happens to a job");
    for (const auto *entries : {&going, &staying}) {
        for (const ReviewModel::Entry &entry : *entries) {
            const auto text = [&entry](Column column) {
                return specOf(column).text(entry.job);
            };
            csv += Csv::line({entries == &going ? act : keep, text(Column::Name), text(Column::Type),
                              text(Column::Target), text(Column::Environment), text(Column::Owner),
                              nextRunOf(entry.job), runsADayText(entry.job), text(Column::Description),
                              entry.whyNot, review.source->label(), review.source->location(), review.user,
                              isoUtc(at)});
        }
    }
    return csv;
}
