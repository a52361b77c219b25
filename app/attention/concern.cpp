// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "concern.h"

#include "runsaday.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Concern)
};

bool isOwnerRevoked(const Job &job, const ConcernLimits &)
{
    return job.ownerIsRevoked();
}

bool isOverdue(const Job &job, const ConcernLimits &limits)
{
    const auto run = job.nextRun().value.utcMs;
    return run && *run < limits.atUtcMs - OverdueGraceMs && !willNeverRun(job);
}

bool isNeverRun(const Job &job, const ConcernLimits &)
{
    return willNeverRun(job);
}

bool repeatsInVain(const Job &job, const ConcernLimits &)
{
    return job.schedule().kind == Schedule::Kind::Repeating && job.noop().valueOr(false) &&
           !willNeverRun(job);
}

bool hasOtherNumber(const Job &job, const ConcernLimits &)
{
    return !job.mismatchedIdNumber().isEmpty();
}

bool wasNotSubmitted(const Job &job, const ConcernLimits &)
{
    return job.lastRun().value.wasNotSubmitted;
}

bool runsOften(const Job &job, const ConcernLimits &limits)
{
    const Schedule schedule = job.schedule();
    return schedule.kind == Schedule::Kind::Repeating &&
           schedule.intervalSeconds < qint64{limits.minutes} * 60 && !willNeverRun(job);
}

constexpr auto Specs = std::to_array<ConcernSpec>({
    {Concern::OwnerRevoked, "owner-revoked", QT_TRANSLATE_NOOP("Concern", "Owner revoked"),
     QT_TRANSLATE_NOOP("Concern", "Jobs whose owner's account is revoked."), isOwnerRevoked},
    {Concern::Overdue, "overdue", QT_TRANSLATE_NOOP("Concern", "Overdue"),
     QT_TRANSLATE_NOOP("Concern", "Jobs whose next run is listed for more than a minute ago."), isOverdue},
    {Concern::NeverRuns, "never-runs", QT_TRANSLATE_NOOP("Concern", "Will never run"),
     QT_TRANSLATE_NOOP("Concern", "Jobs that are disabled, or have no next run."), isNeverRun},
    {Concern::RepeatsButNoop, "repeats-noop", QT_TRANSLATE_NOOP("Concern", "Repeats but noop"),
     QT_TRANSLATE_NOOP("Concern", "Jobs that run again and again and change nothing."), repeatsInVain},
    {Concern::Duplicate, "duplicate", QT_TRANSLATE_NOOP("Concern", "Duplicates"),
     QT_TRANSLATE_NOOP(
         "Concern", "Jobs of the same task or plan, or deployments, with the same environment, targets and "
                    "interval, and the same parameters where the server tells them; of those that run once, "
                    "at the same moment."),
     nullptr},
    {Concern::IdDisagrees, "id-disagrees", QT_TRANSLATE_NOOP("Concern", "ID and name disagree"),
     QT_TRANSLATE_NOOP("Concern", "Jobs whose URL ends in the number of another job."), hasOtherNumber},
    {Concern::SubmissionFailed, "submission-failed", QT_TRANSLATE_NOOP("Concern", "Last submission failed"),
     QT_TRANSLATE_NOOP("Concern", "Jobs whose last run could not be started."), wasNotSubmitted},
    {Concern::RunsOften, "runs-often",
     QT_TRANSLATE_N_NOOP("Concern", "Runs more often than every %n minute(s)"),
     QT_TRANSLATE_NOOP("Concern", "Jobs with a shorter interval."), runsOften},
});

} // namespace

std::span<const ConcernSpec> concernSpecs()
{
    return Specs;
}

const ConcernSpec &specOf(Concern concern)
{
    return Specs[std::size_t(concern)];
}

bool isOf(Concern concern, const Job &job, const ConcernLimits &limits)
{
    const auto test = specOf(concern).isOf;
    return test && !job.isNull() && !job.deletion() && test(job, limits);
}

std::optional<Concern> concernOf(const QString &key)
{
    const auto found = std::find_if(Specs.begin(), Specs.end(), [&key](const ConcernSpec &spec) {
        return key == QLatin1StringView(spec.key);
    });
    return found == Specs.end() ? std::nullopt : std::optional(found->concern);
}

QString concernTitle(Concern concern, int minutes)
{
    // With a number, Qt looks for a plural, which only one of them has.
    const int number = concern == Concern::RunsOften ? minutes : -1;
    return QCoreApplication::translate("Concern", specOf(concern).title, nullptr, number);
}

QString concernExplanation(Concern concern)
{
    return QCoreApplication::translate("Concern", specOf(concern).explanation);
}
