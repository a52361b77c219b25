// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "attentiontext.h"

#include "concernrows.h"
#include "jobmodel.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(AttentionText)
};

// Inside a sentence.
QString concernText(Concern concern, int minutes)
{
    switch (concern) {
    case Concern::OwnerRevoked:
        return Texts::tr("owner revoked");
    case Concern::Overdue:
        return Texts::tr("overdue");
    case Concern::NeverRuns:
        return Texts::tr("will never run");
    case Concern::RepeatsButNoop:
        return Texts::tr("repeats but noop");
    case Concern::Duplicate:
        break;
    case Concern::IdDisagrees:
        return Texts::tr("ID and name disagree");
    case Concern::SubmissionFailed:
        return Texts::tr("last submission failed");
    case Concern::RunsOften:
        return Texts::tr("runs more often than every %n minute(s)", nullptr, minutes);
    }
    return {};
}

QString duplicatesText(const Job &job, const JobModel &jobs)
{
    // Of a list of one type as well: duplicates are of the same one.
    if (!jobs.status().isWhole)
        return {};
    constexpr std::size_t Named = 2;
    const std::vector<JobIndex::Row> rows = ConcernRows::duplicatesOf(jobs.allJobs(), job);
    QStringList names;
    for (std::size_t i = 0; i < rows.size() && i < Named; ++i) {
        const QString name = jobs.allJobs().identityAt(rows[i]).name.value.left(60);
        names << (name.isEmpty() ? Texts::tr("without a name", "a job") : name);
    }
    if (names.isEmpty())
        return {};
    const QString named = names.join(", "_L1);
    const int others = int(rows.size()) - int(names.size());
    return others == 0 ? Texts::tr("duplicates job %1", "names").arg(named)
                       : Texts::tr("duplicates job %1 and %Ln other(s)", "names", others).arg(named);
}

} // namespace

QString attentionText(const Job &job, const JobModel &jobs)
{
    const ConcernLimits limits{jobs.concernMinutes(), jobs.clockUtcMs()};
    QStringList texts;
    for (const ConcernSpec &spec : concernSpecs()) {
        const QString text = spec.concern == Concern::Duplicate ? duplicatesText(job, jobs)
                             : isOf(spec.concern, job, limits)  ? concernText(spec.concern, limits.minutes)
                                                                : QString();
        if (!text.isEmpty())
            texts << text;
    }
    return texts.isEmpty() ? QString() : Texts::tr("Needs attention: %1").arg(texts.join("; "_L1));
}
