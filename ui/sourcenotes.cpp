// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sourcenotes.h"

#include "journalsource.h"
#include "shownzone.h"
#include "snapshotsource.h"

#include <QCoreApplication>
#include <QDateTime>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(SourceNotes)
};

constexpr int MostRepairsListed = 20;

QString repairsText(const JobPage &page, const QString &label)
{
    QStringList places;
    for (const JobPage::Repair &repair :
         page.repairs.first(std::min<qsizetype>(page.repairs.size(), MostRepairsListed)))
        places << Texts::tr("line %1, column %2").arg(repair.position.line).arg(repair.position.column);
    if (page.repairs.size() > MostRepairsListed)
        places << u"…"_s;
    return Texts::tr("%2 is not valid JSON; %n comma(s) with nothing after them were passed over: %1.",
                     nullptr, int(page.repairs.size()))
        .arg(places.join("; "_L1), label);
}

QString journalText(const JournalSource &journal)
{
    constexpr qsizetype MostTold = 5;
    const QList<JournalProblem> &problems = journal.problems();
    if (problems.isEmpty())
        return {};
    QStringList texts;
    for (const JournalProblem &problem : problems.first(std::min(problems.size(), MostTold)))
        texts << problem.text();
    if (problems.size() > MostTold)
        texts << u"…"_s;
    return Texts::tr("%n part(s) of the journal can't be read, and stay as they are: %1", nullptr,
                     int(problems.size()))
        .arg(texts.join(u' '));
}

// Of a live source.
QString marksOf(const JobSource &source)
{
    QStringList marks;
    if (source.isProduction())
        marks << Texts::tr("PRODUCTION", "mark of a connection");
    if (source.isLive() && source.isReadOnly())
        marks << Texts::tr("read-only", "mark of a connection");
    return marks.join(", "_L1);
}

} // namespace

QString titleOf(const JobSource *source)
{
    if (!source)
        return Texts::tr("Scheduled Jobs");
    if (qobject_cast<const JournalSource *>(source))
        return source->label();
    const QString marks = marksOf(*source);
    return marks.isEmpty() ? Texts::tr("%1 — Scheduled Jobs", "server or file").arg(source->label())
                           : Texts::tr("%1 (%2) — Scheduled Jobs", "server, marks such as production")
                                 .arg(source->label(), marks);
}

QString sourceText(const JobSource *source)
{
    if (!source)
        return Texts::tr("Not connected");
    if (source->isLive()) {
        const QString marks = marksOf(*source);
        return marks.isEmpty() ? Texts::tr("Server: %1").arg(source->location())
                               : Texts::tr("Server (%2): %1", "address, marks such as production")
                                     .arg(source->location(), marks);
    }
    if (qobject_cast<const JournalSource *>(source))
        return Texts::tr("Journal of deletions: %1", "a folder").arg(source->location());
    const QString place = source->location().isEmpty() ? source->label() : source->location();
    return Texts::tr("File (read-only): %1").arg(place);
}

QString noteAbout(const JobSource &source, const std::optional<Error> &shown)
{
    if (const auto *journal = qobject_cast<const JournalSource *>(&source))
        return journalText(*journal);
    const auto *snapshot = qobject_cast<const SnapshotSource *>(&source);
    if (!snapshot)
        return {};
    const JobPage &page = snapshot->page();
    QStringList notes;
    if (!page.repairs.isEmpty())
        notes << repairsText(page, source.label());
    const qsizetype jobs = snapshot->reading()->index().size();
    if (page.total.given() && page.total.value > jobs) {
        notes << Texts::tr("This is one page of a longer list: %L1 of %L2 jobs.")
                     .arg(jobs)
                     .arg(page.total.value);
    }
    // That it has changed is told once.
    const bool isTold = snapshot->hasFileChanged() && shown && shown->kind == Error::Kind::FileChanged;
    if (const QString note = snapshot->fileNote(); !note.isEmpty() && !isTold)
        notes << note;
    return notes.join(u' ');
}

QString zoneText(std::optional<qint64> utcMs)
{
    const qint64 moment = utcMs.value_or(QDateTime::currentMSecsSinceEpoch());
    const int minutes = ShownZone::offsetSecondsAt(moment) / 60;
    const QString offset = u"UTC%1%2:%3"_s.arg(QChar(minutes < 0 ? u'−' : u'+'))
                               .arg(qAbs(minutes) / 60, 2, 10, QLatin1Char('0'))
                               .arg(qAbs(minutes) % 60, 2, 10, QLatin1Char('0'));
    // One that was chosen, by the name that it was chosen by.
    const bool isChosen = ShownZone::kind() == ShownZone::Kind::Chosen;
    const QString name = isChosen ? ShownZone::id() : ShownZone::abbreviationAt(moment);
    if (name.startsWith("UTC"_L1))
        return minutes == 0 ? name : offset;
    return u"%1 (%2)"_s.arg(name, offset);
}
