// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deletiontexts.h"

#include "deletion.h"
#include "jobfields.h"

#include <QCoreApplication>

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

// The server's own words if it had some, else what happened.
QString causeText(const std::optional<Error> &error)
{
    if (!error)
        return {};
    const QString words = error->serverWords();
    return words.isEmpty() ? error->whatHappened() : words;
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
    case Deletion::Outcome::Gone:
        return cause.isEmpty() ? Texts::tr("%1 is gone from %2.").arg(job, server)
                               : Texts::tr("%1 is gone from %2, although no clear answer came: %3")
                                     .arg(job, server, cause);
    case Deletion::Outcome::AlreadyGone:
        return Texts::tr("%1 was already gone from %2.").arg(job, server);
    case Deletion::Outcome::Kept:
        return Texts::tr("%1 was not deleted: %2 answered that it was, but still lists it.").arg(job, server);
    case Deletion::Outcome::StillListed:
        return Texts::tr("%1 is still listed by %2. %3").arg(job, server, cause);
    case Deletion::Outcome::NotPermitted:
        return Texts::tr("%1 was not deleted. %2 says: %3").arg(job, server, cause);
    case Deletion::Outcome::TokenRejected:
        return Texts::tr("%1 was not deleted: %2 no longer accepts the token. %3")
            .arg(job, server, deletion.serverError()->nextStep());
    case Deletion::Outcome::Failed:
        return Texts::tr("%1 was not deleted. %2 says: %3 %4")
            .arg(job, server, cause, deletion.serverError()->nextStep());
    case Deletion::Outcome::Unknown:
        return Texts::tr(
                   "It is not known whether %1 was deleted: the request was sent, but the list could not be "
                   "read since. %2")
            .arg(job, causeText(deletion.checkError()));
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
        return Texts::tr("%1 is still listed by %2. %3").arg(job, server, cause);
    case Deletion::Outcome::NotPermitted:
        return Texts::tr("%1 was not disabled. %2 says: %3").arg(job, server, cause);
    case Deletion::Outcome::TokenRejected:
        return Texts::tr("%1 was not disabled: %2 no longer accepts the token. %3")
            .arg(job, server, deletion.serverError()->nextStep());
    case Deletion::Outcome::Failed:
        return Texts::tr("%1 was not disabled. %2 says: %3 %4")
            .arg(job, server, cause, deletion.serverError()->nextStep());
    case Deletion::Outcome::Unknown:
        return Texts::tr("It is not known whether %1 was disabled: the request was sent, but the list could "
                         "not be read since. %2")
            .arg(job, causeText(deletion.checkError()));
    }
    return {};
}

QString progressText(const Deletion &deletion, bool disables)
{
    const QString job = jobTitle(deletion.job());
    const QString server = deletion.source()->label();
    if (deletion.stage() == Deletion::Stage::CountingDown) {
        const QString seconds = QString::number((deletion.remaining().count() + 999) / 1000);
        if (deletion.isHeld()) {
            return disables
                       ? Texts::tr("%1 is to be disabled for good; the countdown is on hold at %2 s")
                             .arg(job, seconds)
                       : Texts::tr("%1 is to be deleted; the countdown is on hold at %2 s").arg(job, seconds);
        }
        return disables ? Texts::tr("%1 will be disabled for good in %2 s").arg(job, seconds)
                        : Texts::tr("%1 will be deleted in %2 s").arg(job, seconds);
    }
    if (deletion.stage() == Deletion::Stage::Sending) {
        return disables ? Texts::tr("Disabling %1 on %2 …").arg(job, server)
                        : Texts::tr("Deleting %1 from %2 …").arg(job, server);
    }
    return Texts::tr("Reading the list again to see whether %1 is gone …").arg(job);
}

} // namespace

QString deletionText(const Deletion &deletion, const JobSource *shown)
{
    const bool disables = deletion.source()->disablesForGood();
    const QString text = deletion.stage() != Deletion::Stage::Finished ? progressText(deletion, disables)
                         : disables                                    ? disablingOutcomeText(deletion)
                                                                       : outcomeText(deletion);
    const QString server = deletion.source()->label();
    if (deletion.source()->isProduction())
        return Texts::tr("PRODUCTION, %1: %2", "server, what becomes of a job").arg(server, text);
    return isOn(deletion, shown) ? text
                                 : Texts::tr("%1: %2", "server, what becomes of a job").arg(server, text);
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
