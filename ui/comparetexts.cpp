// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparetexts.h"

#include "column.h"
#include "shownzone.h"
#include "snapshotstore.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {

using Kind = Comparison::Kind;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(CompareView)
};

void noteSide(QStringList &notes, const ComparedList &list, qsizetype repeated, qsizetype nameless)
{
    if (!list.doubt.isEmpty())
        notes << list.doubt;
    if (repeated > 0)
        notes << Texts::tr("In %1, %Ln name(s) stand more than once; these jobs are matched in their order.",
                           nullptr, int(repeated))
                     .arg(list.label);
    if (nameless > 0)
        notes << Texts::tr("In %1, %Ln job(s) have no name; they are the same only if every byte is.",
                           nullptr, int(nameless))
                     .arg(list.label);
}

} // namespace

QString notesOn(const Comparison &comparison, const ComparedList &before, const ComparedList &after)
{
    QStringList notes;
    if (comparison.isAcrossGenerations)
        notes << acrossGenerationsNote();
    noteSide(notes, before, comparison.repeatedBefore, comparison.namelessBefore);
    noteSide(notes, after, comparison.repeatedAfter, comparison.namelessAfter);
    return notes.join(u' ');
}

QString sideText(const ComparedList &list)
{
    const auto server = SnapshotStore::serverOf(list.location);
    QString label = server ? Texts::tr("Snapshot of %1", "a server").arg(*server) : list.label;
    if (!list.asOf.isValid())
        return label;
    const qint64 utcMs = list.asOf.toMSecsSinceEpoch();
    return Texts::tr("%1, %2 %3", "a file or a server, date and time, time zone")
        .arg(label, momentText(utcMs), ShownZone::abbreviationAt(utcMs));
}

QString kindText(std::optional<Kind> kind, qsizetype count)
{
    if (!kind)
        return Texts::tr("All differences (%L1)").arg(count);
    switch (*kind) {
    case Kind::Added:
        return Texts::tr("Added (%L1)", "jobs").arg(count);
    case Kind::Removed:
        return Texts::tr("Removed (%L1)", "jobs").arg(count);
    case Kind::Changed:
        return Texts::tr("Changed (%L1)", "jobs").arg(count);
    case Kind::Activity:
        break;
    }
    return Texts::tr("Activity (%L1)", "jobs that only ran, or whose owners signed in").arg(count);
}

StatePage::Face nothingChosenFace(const QString &shown)
{
    return {u"edit-find"_s, Texts::tr("Nothing to compare yet"),
            shown.isEmpty() ? Texts::tr("Choose the saved responses for both sides.")
                            : Texts::tr("Choose a saved response to compare with %1.").arg(shown),
            Texts::tr("Choose a File…")};
}

StatePage::Face stoppedFace()
{
    return {u"process-stop"_s, Texts::tr("The comparison was stopped"), {}, Texts::tr("Compare Again")};
}

StatePage::Face failedFace(const Error &error)
{
    return {u"dialog-error"_s, Texts::tr("The lists can't be compared"), error.toText(),
            Texts::tr("Try Again")};
}

StatePage::Face noDifferenceFace(const Comparison &comparison)
{
    const QString text =
        comparison.active == 0
            ? Texts::tr("%Ln job(s) are the same on both sides.", nullptr, int(comparison.same))
            : Texts::tr("%Ln job(s) only ran, or their owners signed in.", nullptr, int(comparison.active));
    return {u"dialog-information"_s, Texts::tr("No difference"), text,
            comparison.active == 0 ? QString() : Texts::tr("Show Runs and Sign-Ins")};
}

StatePage::Face noMatchFace()
{
    return {u"edit-find"_s, Texts::tr("No difference matches"),
            Texts::tr("There are differences that the filter does not show."),
            Texts::tr("Show All Differences")};
}
