// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listtexts.h"

#include "column.h"
#include "jobsource.h"
#include "journalsource.h"
#include "liststatus.h"
#include "profile.h"
#include "relativetime.h"
#include "snapshotsource.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ListTexts)
};

// For plurals, which take an int.
int amount(qint64 number)
{
    return int(std::min<qint64>(number, std::numeric_limits<int>::max()));
}

// A text that tr() put amount(number) into, with the number itself in its place.
QString withWhole(qint64 number, QString text)
{
    const QLocale locale;
    if (number != amount(number))
        text.replace(locale.toString(amount(number)), locale.toString(number));
    return text;
}

StatePage::Face noDeletionsFace(const JournalSource &journal)
{
    const QString text = journal.problems().isEmpty()
                             ? Texts::tr("Nothing was deleted with Callboard yet.")
                             : Texts::tr("The journal of deletions holds no record that can be read.");
    return {u"view-list-details"_s, Texts::tr("No deleted jobs"), text, Texts::tr("Refresh")};
}

StatePage::Face emptyFace(const ListStatus &status, const JobSource *source, bool hasTypeFilter)
{
    if (status.isFiltered || hasTypeFilter) {
        return {u"edit-find"_s, Texts::tr("Nothing matches"),
                status.isOfConcern
                    ? Texts::tr("None of the %Ln job(s) here is what was chosen under Attention and Search.",
                                nullptr, amount(status.loaded))
                : status.isFiltered
                    ? Texts::tr("None of the %Ln job(s) here has this text.", nullptr, amount(status.loaded))
                    : Texts::tr("There is no job of this type."),
                Texts::tr("Show All Jobs")};
    }
    if (!status.doubt.isEmpty())
        return {u"dialog-warning"_s, Texts::tr("No jobs came"), status.doubt, Texts::tr("Refresh")};
    if (const auto *journal = qobject_cast<const JournalSource *>(source))
        return noDeletionsFace(*journal);
    const QString text =
        source->isLive()
            ? Texts::tr("%1 has no scheduled jobs, or none that your token may see.").arg(source->label())
            : Texts::tr("%1 holds no scheduled jobs.").arg(source->label());
    return {u"view-list-details"_s, Texts::tr("No scheduled jobs"), text,
            source->isLive() ? Texts::tr("Refresh") : QString()};
}

StatePage::Face failedFace(const Error &error)
{
    const QString words = error.serverWords();
    const QString step = error.nextStep();
    return {u"dialog-error"_s, error.whatHappened(),
            words.isEmpty() ? step : Texts::tr("The server says: %1\n\n%2").arg(words, step),
            Texts::tr("Retry"), error.details};
}

StatePage::Face retiredFace(const JobSource &source)
{
    if (!source.isLive()) {
        return {
            u"dialog-warning"_s,
            Texts::tr("The answer of an endpoint that was retired"),
            Texts::tr("%1 holds an empty list without page information. Puppet Enterprise 2021.7 and later "
                      "answer this on the old endpoint, no matter what is scheduled: it does not mean that "
                      "there were no jobs.")
                .arg(source.label()),
            {}};
    }
    return {u"dialog-warning"_s, Texts::tr("This server has retired the endpoint"),
            Texts::tr("%1 sent an empty list without page information. Puppet Enterprise 2021.7 and later "
                      "answer this on the old endpoint, no matter what is scheduled: it does not mean that "
                      "there are no jobs. They are on the newer endpoint, which Retry looks for.")
                .arg(source.label()),
            Texts::tr("Retry")};
}

} // namespace

QString typeTitle(const QString &type)
{
    if (type == "task"_L1)
        return Texts::tr("Tasks");
    if (type == "plan"_L1)
        return Texts::tr("Plans");
    if (type == "deploy"_L1)
        return Texts::tr("Deployments");
    return type;
}

QString countText(const ListStatus &status)
{
    if (status.phase == ListStatus::Phase::NoSource || status.phase == ListStatus::Phase::Retired ||
        status.phase == ListStatus::Phase::Failed)
        return {};
    const QLocale locale;
    if (status.phase == ListStatus::Phase::Loading)
        return Texts::tr("Loading …");
    if (status.isWhole && (!status.total || *status.total == status.loaded)) {
        return withWhole(status.loaded, Texts::tr("%1 of %Ln job(s)", "shown of all jobs; %Ln is all",
                                                  amount(status.loaded)))
            .arg(locale.toString(status.shown));
    }
    if (status.isWhole) {
        return Texts::tr("%1 shown of %2 jobs read; the server says %3")
            .arg(locale.toString(status.shown), locale.toString(status.loaded),
                 locale.toString(*status.total));
    }
    if (status.loadingAll == ListStatus::Purpose::Reading) {
        return Texts::tr("%1 shown of %2 jobs read so far")
            .arg(locale.toString(status.shown), locale.toString(status.walked));
    }
    if (status.isFiltered) {
        return Texts::tr("%1 of %2 jobs loaded match, there may be more")
            .arg(locale.toString(status.shown), locale.toString(status.loaded));
    }
    if (status.total) {
        return withWhole(*status.total,
                         Texts::tr("%1 of %Ln job(s) loaded", "%Ln is how many jobs the server has",
                                   amount(*status.total)))
            .arg(locale.toString(status.loaded));
    }
    return withWhole(status.loaded,
                     Texts::tr("%Ln job(s) loaded, there may be more", nullptr, amount(status.loaded)));
}

std::optional<StatePage::Face> faceOf(const ListStatus &status, const JobSource *source, bool hasTypeFilter)
{
    using Phase = ListStatus::Phase;
    switch (status.phase) {
    case Phase::NoSource:
        return notConnectedFace({}, {});
    case Phase::Loading:
        return StatePage::Face{u"view-refresh"_s,
                               qobject_cast<const JournalSource *>(source)
                                   ? Texts::tr("Reading the journal of deletions …")
                                   : Texts::tr("Loading jobs from %1 …").arg(source->label()),
                               {},
                               Texts::tr("Stop")};
    case Phase::Failed:
        return failedFace(*status.error);
    case Phase::Retired:
        return retiredFace(*source);
    case Phase::Ready:
        break;
    }
    if (status.shown > 0)
        return std::nullopt;
    return emptyFace(status, source, hasTypeFilter);
}

StatePage::Face notConnectedFace(const std::optional<Profile> &offer, const QList<Error> &problems)
{
    QStringList details;
    for (const Error &problem : problems)
        details << problem.whatHappened();
    if (!offer) {
        return {u"network-offline"_s, Texts::tr("Not connected"),
                Texts::tr("Connect to an orchestrator, or open a saved response: with File > Open, or by "
                          "dropping it here."),
                Texts::tr("Connect…"), details.join(u'\n')};
    }
    return {u"network-offline"_s, Texts::tr("Not connected"),
            Texts::tr("Puppet's client tools on this machine are set up for %1. For another server there is "
                      "File > Connect; a saved response opens with File > Open, or by dropping it here.")
                .arg(offer->name),
            Texts::tr("Connect to %1").arg(offer->name), details.join(u'\n')};
}

QString loadingAllText(const ListStatus &status)
{
    const QLocale locale;
    const QString progress =
        status.total
            ? Texts::tr("%1 of %2").arg(locale.toString(status.walked), locale.toString(*status.total))
            : locale.toString(status.walked);
    switch (status.loadingAll) {
    case ListStatus::Purpose::Sort:
        return Texts::tr("This server can't sort by that column, so the rest is loaded first: %1")
            .arg(progress);
    case ListStatus::Purpose::Search:
        return Texts::tr("To search the whole list, the rest is loaded first: %1").arg(progress);
    case ListStatus::Purpose::OrderIgnored:
        return Texts::tr(
                   "This server did not sort or filter as asked, so the rest is loaded and put in order "
                   "here: %1")
            .arg(progress);
    case ListStatus::Purpose::OnRequest:
        return Texts::tr("Loading all jobs: %1").arg(progress);
    case ListStatus::Purpose::Reading:
        return withWhole(status.walked,
                         Texts::tr("Reading the file: %Ln job(s) so far", nullptr, amount(status.walked)));
    case ListStatus::Purpose::None:
        if (status.isArranging)
            return Texts::tr("Sorting and searching …");
        break;
    }
    return {};
}

QString ageText(const ListStatus &status, const JobSource *source)
{
    if (!source)
        return {};
    if (const auto asOf = source->asOf()) {
        const QString moment = momentText(asOf->toMSecsSinceEpoch());
        const auto *snapshot = qobject_cast<const SnapshotSource *>(source);
        return snapshot && snapshot->chosenAsOf()
                   ? Texts::tr("As of %1 (chosen)", "not the time of the file").arg(moment)
                   : Texts::tr("As of %1").arg(moment);
    }
    if (!source->isLive() || !status.readAt.isValid())
        return {};
    const qint64 age = status.readAt.msecsTo(QDateTime::currentDateTimeUtc());
    if (age < 60'000)
        return Texts::tr("Read just now");
    return Texts::tr("Read %1 ago", "a span of time").arg(spanText(age));
}
