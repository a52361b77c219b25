// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "forecastwords.h"

#include "column.h"
#include "indexedtexts.h"
#include "runtexts.h"

#include <QCoreApplication>

#include <algorithm>
#include <climits>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

int plural(qint64 count)
{
    return int(std::min<qint64>(count, INT_MAX));
}

QString runsText(qint64 runs)
{
    return Texts::tr("%Ln runs", nullptr, plural(runs));
}

QString unnamedText(Lanes lanes)
{
    switch (lanes) {
    case Lanes::Types:
        return Texts::tr("No type");
    case Lanes::Environments:
        return Texts::tr("No environment");
    case Lanes::Owners:
        return Texts::tr("No owner");
    case Lanes::Targets:
        return Texts::tr("No task or plan");
    case Lanes::Nodes:
        return Texts::tr("No nodes in the list");
    case Lanes::Jobs:
        break;
    }
    return {};
}

} // namespace

QString ForecastWords::jobText(int row) const
{
    QString name;
    QString target;
    if (m_list.isIndexed()) {
        const JobIndex::Row record = m_list.order()[std::size_t(row)];
        const IndexedTexts texts = IndexedTexts::of(m_list.index(), record);
        name = texts.name;
        target = texts.target.isEmpty() ? texts.type : texts.target;
    } else {
        const Job job = m_list.at(row);
        name = job.name().value;
        target = job.target().isEmpty() ? job.type().value : job.target();
    }
    if (name.isEmpty())
        name = Texts::tr("A job without a name");
    constexpr qsizetype Most = 80;
    if (name.size() > Most)
        name = name.left(Most) + u'…';
    return target.isEmpty() ? name : Texts::tr("%1 – %2", "job's name, its task or plan").arg(name, target);
}

QString ForecastWords::label(std::size_t lane) const
{
    if (m_forecast->lanes() == Lanes::Jobs)
        return jobText(m_forecast->planned()[lane].row);
    const Forecast::Lane &group = m_forecast->group(lane);
    switch (group.kind) {
    case Forecast::Lane::Kind::Unnamed:
        return unnamedText(m_forecast->lanes());
    case Forecast::Lane::Kind::UnknownTargets:
        return Texts::tr("Targets unknown");
    default:
        return group.label;
    }
}

QString ForecastWords::description(std::size_t lane, TimeSpan span) const
{
    if (lane >= m_forecast->laneCount())
        return {};
    return m_forecast->lanes() == Lanes::Jobs ? jobLane(lane, span) : groupLane(lane, span);
}

QString ForecastWords::jobLane(std::size_t lane, TimeSpan span) const
{
    const Forecast::Planned &planned = m_forecast->planned()[lane];
    QString job = jobText(planned.row);
    const QString repeats =
        planned.grid.repeats() ? intervalText(planned.grid.stepMs / 1000) : Texts::tr("once");
    const bool isOfRuns = span.lengthMs() > 0;
    const auto first = m_forecast->firstFrom(lane, isOfRuns ? span.fromUtcMs : m_forecast->span().fromUtcMs);
    const qint64 runs = m_forecast->countIn(lane, isOfRuns ? span : m_forecast->span());
    if (!first || runs == 0)
        return job;
    if (isOfRuns && runs > 1)
        return Texts::tr("%1: %2 from %3 on, %4", "job, number of runs, moment, interval")
            .arg(job, runsText(runs), RunTexts::moment(*first), repeats);
    if (isOfRuns)
        return Texts::tr("%1: runs %2, %3", "job, moment, interval")
            .arg(job, RunTexts::moment(*first), repeats);
    return Texts::tr("%1: %2, the next %3, %4", "job, number of runs, moment, interval")
        .arg(job, runsText(runs), RunTexts::moment(*first), repeats);
}

QString ForecastWords::groupLane(std::size_t lane, TimeSpan span) const
{
    const bool isOfRuns = span.lengthMs() > 0;
    const TimeSpan asked = isOfRuns ? span : m_forecast->span();
    const QString runs = runsText(m_forecast->countIn(lane, asked));
    const QList<int> rows = m_forecast->rowsIn(asked, lane);
    constexpr qsizetype MostNamed = 5;
    QStringList jobs;
    for (qsizetype i = 0; i < std::min(MostNamed, rows.size()); ++i)
        jobs << jobText(rows.at(i));
    QString names = jobs.join(Texts::tr(", ", "between names of jobs"));
    if (rows.size() > jobs.size())
        names = Texts::tr("%1 and %Ln more", "names of jobs", plural(rows.size() - jobs.size())).arg(names);
    const auto first = m_forecast->firstFrom(lane, asked.fromUtcMs);
    return Texts::tr("%1: %2, the first %3 (%4)", "group, number of runs, moment, jobs")
        .arg(label(lane), runs, first ? RunTexts::moment(*first) : QString(), names);
}

QString ForecastWords::summary() const
{
    const TimeSpan span = m_forecast->span();
    const qint64 runs = m_forecast->load().countIn(span.fromUtcMs, span.toUtcMs);
    const QString text = Texts::tr("%L1 of %Ln jobs run in this time, %2 in all.",
                                   "number, jobs, number of runs", plural(m_forecast->jobCount()))
                             .arg(m_forecast->runningCount())
                             .arg(runsText(runs));
    const qsizetype odd = m_forecast->oddIntervalCount();
    return odd == 0 ? text
                    : text + u' ' +
                          Texts::tr("%Ln jobs repeat at an interval that is not understood: only their next "
                                    "run is known.",
                                    nullptr, plural(odd));
}
