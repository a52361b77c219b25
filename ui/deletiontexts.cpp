// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletiontexts.h"

#include "deletionbatch.h"
#include "jobfields.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(DeletionTexts)
};

bool isOn(const Deletion &deletion, const JobSource *shown)
{
    return shown && deletion.source()->isSamePlaceAs(*shown);
}

QString overtakenText(const QString &job)
{
    return Texts::tr(
               "%1 was not deleted, and nothing was sent: a run of it came while this was on hold. Delete "
               "it again if you still want to.")
        .arg(job);
}

QString notSentText(const Deletion &deletion, const QString &job, bool disables)
{
    const QString text = disables ? Texts::tr("%1 was not disabled; nothing was sent.").arg(job)
                                  : Texts::tr("%1 was not deleted; nothing was sent.").arg(job);
    return deletion.problem() ? text + u' ' + deletion.problem()->toText() : text;
}

// The server's own words if it had some, else what happened.
QString causeText(const std::optional<Error> &error)
{
    if (!error)
        return {};
    const QString words = error->serverWords();
    return words.isEmpty() ? error->whatHappened() : words;
}

QString stillListedText(const Deletion &deletion, const QString &job, const QString &server,
                        const QString &cause)
{
    if (deletion.isRecovered())
        return Texts::tr("%1 is still listed by %2. Callboard may have ended before it was sent.")
            .arg(job, server);
    return Texts::tr("%1 is still listed by %2. %3").arg(job, server, cause);
}

QString outcomeText(const Deletion &deletion)
{
    const QString job = jobTitle(deletion.job());
    const QString server = deletion.source()->label();
    const QString cause = causeText(deletion.serverError());
    switch (deletion.outcome()) {
    case Deletion::Outcome::Undone:
        return Texts::tr("%1 was not deleted; nothing was sent.").arg(job);
    case Deletion::Outcome::Overtaken:
        return overtakenText(job);
    case Deletion::Outcome::NotSent:
        return notSentText(deletion, job, false);
    case Deletion::Outcome::Gone:
        return cause.isEmpty() ? Texts::tr("%1 is gone from %2.").arg(job, server)
                               : Texts::tr("%1 is gone from %2, although no clear answer came: %3")
                                     .arg(job, server, cause);
    case Deletion::Outcome::AlreadyGone:
        return Texts::tr("%1 was already gone from %2.").arg(job, server);
    case Deletion::Outcome::Kept:
        return Texts::tr("%1 was not deleted: %2 answered that it was, but still lists it.").arg(job, server);
    case Deletion::Outcome::StillListed:
        return stillListedText(deletion, job, server, cause);
    case Deletion::Outcome::NotPermitted:
        return Texts::tr("%1 was not deleted. %2 says: %3").arg(job, server, cause);
    case Deletion::Outcome::TokenRejected:
        return Texts::tr("%1 was not deleted: %2 no longer accepts the token. %3")
            .arg(job, server, deletion.serverError()->nextStep());
    case Deletion::Outcome::Failed:
        return Texts::tr("%1 was not deleted. %2 says: %3 %4")
            .arg(job, server, Error::sentence(cause), deletion.serverError()->nextStep());
    case Deletion::Outcome::Unknown:
        if (deletion.isRecovered() && !deletion.problem())
            return Texts::tr("It is not known whether %1 was deleted: Callboard ended in the middle of it.")
                .arg(job);
        return Texts::tr(
                   "It is not known whether %1 was deleted: the request was sent, but the list could not be "
                   "read since. %2")
            .arg(job, causeText(deletion.problem()));
    }
    return {};
}

// Where the server deletes no job, it is disabled, and the texts don't claim more.
QString disablingOutcomeText(const Deletion &deletion)
{
    const QString job = jobTitle(deletion.job());
    const QString server = deletion.source()->label();
    const QString cause = causeText(deletion.serverError());
    switch (deletion.outcome()) {
    case Deletion::Outcome::Undone:
        return Texts::tr("%1 was not disabled; nothing was sent.").arg(job);
    case Deletion::Outcome::Overtaken:
        return overtakenText(job);
    case Deletion::Outcome::NotSent:
        return notSentText(deletion, job, true);
    case Deletion::Outcome::Gone:
        return cause.isEmpty() ? Texts::tr("%1 is disabled for good on %2.").arg(job, server)
                               : Texts::tr("%1 is no longer listed by %2, although no clear answer came: %3")
                                     .arg(job, server, cause);
    case Deletion::Outcome::AlreadyGone:
        return Texts::tr("%1 was already disabled or gone on %2.").arg(job, server);
    case Deletion::Outcome::Kept:
        return Texts::tr("%1 was not disabled: %2 answered that it was, but still lists it.")
            .arg(job, server);
    case Deletion::Outcome::StillListed:
        return stillListedText(deletion, job, server, cause);
    case Deletion::Outcome::NotPermitted:
        return Texts::tr("%1 was not disabled. %2 says: %3").arg(job, server, cause);
    case Deletion::Outcome::TokenRejected:
        return Texts::tr("%1 was not disabled: %2 no longer accepts the token. %3")
            .arg(job, server, deletion.serverError()->nextStep());
    case Deletion::Outcome::Failed:
        return Texts::tr("%1 was not disabled. %2 says: %3 %4")
            .arg(job, server, Error::sentence(cause), deletion.serverError()->nextStep());
    case Deletion::Outcome::Unknown:
        if (deletion.isRecovered() && !deletion.problem())
            return Texts::tr("It is not known whether %1 was disabled: Callboard ended in the middle of it.")
                .arg(job);
        return Texts::tr("It is not known whether %1 was disabled: the request was sent, but the list could "
                         "not be read since. %2")
            .arg(job, causeText(deletion.problem()));
    }
    return {};
}

QString secondsLeft(const DeletionBatch &batch)
{
    return QString::number((batch.remaining().count() + 999) / 1000);
}

QString progressText(const Deletion &deletion, bool disables)
{
    const QString job = jobTitle(deletion.job());
    const QString server = deletion.source()->label();
    if (deletion.stage() == Deletion::Stage::CountingDown) {
        const QString seconds = secondsLeft(*deletion.batch());
        if (deletion.batch()->isHeld()) {
            return disables
                       ? Texts::tr("%1 is to be disabled for good; the countdown is on hold at %2 s")
                             .arg(job, seconds)
                       : Texts::tr("%1 is to be deleted; the countdown is on hold at %2 s").arg(job, seconds);
        }
        return disables ? Texts::tr("%1 will be disabled for good in %2 s").arg(job, seconds)
                        : Texts::tr("%1 will be deleted in %2 s").arg(job, seconds);
    }
    const bool isWaiting = deletion.stage() == Deletion::Stage::Waiting;
    if (isWaiting && deletion.batch()->isHeld())
        return Texts::tr("%1 waits until another token is there; nothing was sent").arg(job);
    // One alone only waits for its record to be on the disk.
    if (isWaiting && deletion.batch()->isOfMany())
        return Texts::tr("%1 waits for its turn; nothing was sent").arg(job);
    if (isWaiting || deletion.stage() == Deletion::Stage::Sending) {
        return disables ? Texts::tr("Disabling %1 on %2 …").arg(job, server)
                        : Texts::tr("Deleting %1 from %2 …").arg(job, server);
    }
    return Texts::tr("Reading the list again to see whether %1 is gone …").arg(job);
}

// "980 gone, 12 not permitted": what there is none of is left out.
QString talliedText(const DeletionBatch &batch, bool disables)
{
    using Outcome = DeletionOutcome;
    const DeletionBatch::Tally &tally = batch.tally();
    const auto count = [&tally](std::initializer_list<Outcome> outcomes) {
        int sum = 0;
        for (const Outcome outcome : outcomes)
            sum += tally.of(outcome);
        return sum;
    };
    QStringList parts;
    const auto add = [&parts](int number, const QString &text) {
        if (number > 0)
            parts.append(text);
    };
    const int gone = count({Outcome::Gone});
    add(gone, disables ? Texts::tr("%Ln disabled", nullptr, gone) : Texts::tr("%Ln gone", nullptr, gone));
    const int already = count({Outcome::AlreadyGone});
    add(already, Texts::tr("%Ln already gone", nullptr, already));
    const int kept = count({Outcome::Kept});
    add(kept, Texts::tr("%Ln kept by the server", nullptr, kept));
    const int refused = count({Outcome::NotPermitted});
    add(refused, Texts::tr("%Ln not permitted", nullptr, refused));
    // Of what an earlier run left, nobody knows whether it was ever sent.
    const int listed = batch.isRecovered() ? count({Outcome::StillListed}) : 0;
    add(listed, Texts::tr("%Ln still listed", nullptr, listed));
    const int failed = count({Outcome::Failed, Outcome::StillListed, Outcome::TokenRejected}) - listed;
    add(failed, Texts::tr("%Ln failed", nullptr, failed));
    const int unknown = count({Outcome::Unknown});
    add(unknown, Texts::tr("%Ln unknown", nullptr, unknown));
    const int unsent = count({Outcome::NotSent, Outcome::Overtaken, Outcome::Undone});
    add(unsent, Texts::tr("%Ln not sent", nullptr, unsent));
    return parts.join(Texts::tr(", ", "between the parts of an enumeration"));
}

QString manyCountingDownText(const DeletionBatch &batch, bool disables)
{
    const int jobs = batch.tally().waiting;
    const QString seconds = secondsLeft(batch);
    if (batch.isHeld()) {
        return disables
                   ? Texts::tr("%Ln job(s) are to be disabled for good; the countdown is on hold at %1 s",
                               nullptr, jobs)
                         .arg(seconds)
                   : Texts::tr("%Ln job(s) are to be deleted; the countdown is on hold at %1 s", nullptr,
                               jobs)
                         .arg(seconds);
    }
    return disables ? Texts::tr("%Ln job(s) will be disabled for good in %1 s", nullptr, jobs).arg(seconds)
                    : Texts::tr("%Ln job(s) will be deleted in %1 s", nullptr, jobs).arg(seconds);
}

QString manyUnderWayText(const DeletionBatch &batch, bool disables)
{
    const DeletionBatch::Tally &tally = batch.tally();
    const int jobs = int(batch.size());
    if (tally.waiting == 0 && tally.sending == 0)
        return Texts::tr("Reading the list again to see which of %Ln job(s) are gone …", nullptr,
                         tally.checking);
    const int sent = jobs - tally.waiting - tally.of(DeletionOutcome::NotSent);
    const QLocale locale;
    if (batch.isHeld() && tally.waiting > 0)
        return Texts::tr("On hold: %1 of %Ln job(s) were sent; the others wait for another token.", nullptr,
                         jobs)
            .arg(locale.toString(sent));
    return disables ? Texts::tr("Disabling %Ln job(s): %1 sent …", nullptr, jobs).arg(locale.toString(sent))
                    : Texts::tr("Deleting %Ln job(s): %1 sent …", nullptr, jobs).arg(locale.toString(sent));
}

QString manyFinishedText(const DeletionBatch &batch, bool disables)
{
    const int jobs = int(batch.size());
    QString text = Texts::tr("%Ln job(s): %1.", "what became of so many deletions", jobs)
                       .arg(talliedText(batch, disables));
    if (batch.stoppedBy())
        text += u' ' + Texts::tr("It was stopped: %1").arg(batch.stoppedBy()->toText());
    return text;
}

QString namingServer(const QString &text, const JobSource &source, const JobSource *shown)
{
    const QString server = source.label();
    if (source.isProduction())
        return Texts::tr("PRODUCTION, %1: %2", "server, what becomes of a job").arg(server, text);
    const bool isShown = shown && source.isSamePlaceAs(*shown);
    return isShown ? text : Texts::tr("%1: %2", "server, what becomes of a job").arg(server, text);
}

} // namespace

QString deletionText(const Deletion &deletion, const JobSource *shown)
{
    const bool disables = deletion.source()->disablesForGood();
    const QString text = deletion.stage() != Deletion::Stage::Finished ? progressText(deletion, disables)
                         : disables                                    ? disablingOutcomeText(deletion)
                                                                       : outcomeText(deletion);
    return namingServer(text, *deletion.source(), shown);
}

QString batchText(const DeletionBatch &batch, const JobSource *shown)
{
    if (!batch.isOfMany())
        return deletionText(*batch.deletions().constFirst(), shown);
    const bool disables = batch.source()->disablesForGood();
    QString text;
    switch (batch.stage()) {
    case DeletionBatch::Stage::CountingDown:
        text = manyCountingDownText(batch, disables);
        break;
    case DeletionBatch::Stage::UnderWay:
        text = manyUnderWayText(batch, disables);
        break;
    case DeletionBatch::Stage::Finished:
        text = manyFinishedText(batch, disables);
        break;
    }
    return namingServer(text, *batch.source(), shown);
}

bool batchNeedsReading(const DeletionBatch &batch, const JobSource *shown)
{
    if (!batch.isOfMany())
        return deletionNeedsReading(*batch.deletions().constFirst(), shown);
    return batch.tally().of(DeletionOutcome::Undone) < batch.size();
}

bool deletionNeedsReading(const Deletion &deletion, const JobSource *shown)
{
    switch (deletion.outcome()) {
    case Deletion::Outcome::Undone:
        return false;
    case Deletion::Outcome::Gone:
        return deletion.serverError() || deletion.wasUnknown() || !isOn(deletion, shown);
    default:
        return true;
    }
}
