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
    case Deletion::Outcome::Gone:
        return Texts::tr("%1 is gone from %2.").arg(job, server);
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
    case Deletion::Outcome::Gone:
        return Texts::tr("%1 is disabled for good on %2.").arg(job, server);
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

QString deletionText(const Deletion &deletion)
{
    const bool disables = deletion.source()->disablesForGood();
    const QString text = deletion.stage() != Deletion::Stage::Finished ? progressText(deletion, disables)
                         : disables                                    ? disablingOutcomeText(deletion)
                                                                       : outcomeText(deletion);
    return deletion.source()->isProduction()
               ? Texts::tr("PRODUCTION, %1: %2", "server, what becomes of a job")
                     .arg(deletion.source()->label(), text)
               : text;
}

bool deletionNeedsReading(const Deletion &deletion)
{
    return deletion.outcome() != Deletion::Outcome::Gone && deletion.outcome() != Deletion::Outcome::Undone;
}
