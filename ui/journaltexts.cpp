// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journaltexts.h"

#include "column.h"
#include "deletionnote.h"
#include "shownzone.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(JournalTexts)
};

QString goneText(bool disables)
{
    return disables ? Texts::tr("The job is disabled for good: the server no longer lists it.")
                    : Texts::tr("The job is gone: the server no longer lists it.");
}

QString timeText(const QDateTime &time)
{
    return Texts::tr("%1 %2", "date and time, time zone")
        .arg(momentText(time.toMSecsSinceEpoch()), ShownZone::abbreviationAt(time.toMSecsSinceEpoch()));
}

// The server's words, or what was told in their place.
QString answerText(const DeletionNote &note)
{
    if (!note.answeredAt.isValid())
        return Texts::tr("no answer was written down");
    QStringList parts;
    if (note.httpStatus != 0)
        parts << Texts::tr("HTTP status %1").arg(note.httpStatus);
    if (!note.serverMessage.isEmpty() || !note.serverKind.isEmpty())
        parts << note.serverMessage
              << (note.serverKind.isEmpty() ? QString() : u'(' + note.serverKind + u')');
    else if (!note.answerProblem.isEmpty())
        parts << note.answerProblem;
    parts.removeAll(QString());
    return parts.isEmpty() ? Texts::tr("none came") : parts.join(u' ');
}

bool endedWell(const DeletionNote &note)
{
    return note.outcome == DeletionOutcome::Gone || note.outcome == DeletionOutcome::AlreadyGone ||
           note.outcome == DeletionOutcome::Undone || note.outcome == DeletionOutcome::NotSent;
}

} // namespace

QString outcomeText(std::optional<DeletionOutcome> outcome, bool disables)
{
    if (!outcome)
        return Texts::tr("It is not known yet how this ended.");
    switch (*outcome) {
    case DeletionOutcome::Undone:
        return Texts::tr("It was taken back; nothing was sent.");
    case DeletionOutcome::Overtaken:
        return Texts::tr("It was taken back, because a run of the job came while it was on hold; nothing was "
                         "sent.");
    case DeletionOutcome::NotSent:
        return Texts::tr("It was stopped before its turn came; nothing was sent.");
    case DeletionOutcome::Gone:
        return goneText(disables);
    case DeletionOutcome::AlreadyGone:
        return Texts::tr("The job was gone already: the server did not know it any more.");
    case DeletionOutcome::Kept:
        return disables ? Texts::tr("The server answered that the job was disabled, but still lists it.")
                        : Texts::tr("The server answered that the job was deleted, but still lists it.");
    case DeletionOutcome::StillListed:
        return Texts::tr("No clear answer came, and the server still lists the job.");
    case DeletionOutcome::NotPermitted:
        return Texts::tr("The server did not permit it; the job is still there.");
    case DeletionOutcome::TokenRejected:
        return Texts::tr("The server no longer accepted the token; the job is still there.");
    case DeletionOutcome::Failed:
        return Texts::tr("The server refused it; the job is still there.");
    case DeletionOutcome::Unknown:
        return Texts::tr("It is not known: the request was sent, but the list could not be read since.");
    }
    return {};
}

JobFieldGroup deletionGroup(const DeletionNote &note)
{
    using Note = JobField::Note;
    JobFieldGroup group{Texts::tr("Deletion"), {}};
    const auto append = [&group](const QString &label, const QString &text, Note mark = Note::None) {
        group.fields.append({label, QString(), text, mark});
    };
    append(Texts::tr("Asked for"), timeText(note.time));
    append(Texts::tr("Server"),
           note.serverLabel.isEmpty() || note.serverLabel == note.server
               ? note.server
               : Texts::tr("%1 (%2)", "server, its address").arg(note.serverLabel, note.server));
    append(Texts::tr("By"), note.user.isEmpty() ? Texts::tr("not known") : note.user,
           note.user.isEmpty() ? Note::Absent : Note::None);
    append(Texts::tr("Request"), note.disables ? Texts::tr("disable the job, as this server deletes none")
                                               : Texts::tr("delete the job"));
    append(Texts::tr("Answer"), answerText(note), note.answeredAt.isValid() ? Note::None : Note::Absent);
    append(Texts::tr("Outcome"), outcomeText(note.outcome, note.disables),
           endedWell(note) ? Note::None : Note::Warning);
    if (note.settledAt.isValid())
        append(Texts::tr("Found out"), timeText(note.settledAt));
    if (!note.checkProblem.isEmpty())
        append(Texts::tr("Why not known"), note.checkProblem, Note::Warning);
    if (note.scheduledAt.isValid()) {
        append(Texts::tr("Scheduled again"),
               Texts::tr("%1 as job %2", "time, number").arg(timeText(note.scheduledAt), note.scheduledAs));
    }
    return group;
}
