// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "runreport.h"

#include "csv.h"
#include "isotime.h"
#include "jobtext.h"
#include "texttable.h"

#include <QCache>
#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(RunReport)
};

const std::initializer_list<Column> TableColumns{Column::Name,        Column::Type,       Column::Target,
                                                 Column::Environment, Column::Owner,      Column::Repeats,
                                                 Column::Noop,        Column::Description};

QStringList tableCells(const QString &time, const Job &job)
{
    QStringList cells{time};
    for (const Column column : TableColumns)
        cells << JobText::cell(column, job);
    return cells;
}

QString intervalOf(const Job &job)
{
    const Schedule schedule = job.schedule();
    return schedule.kind == Schedule::Kind::Repeating ? QString::number(schedule.intervalSeconds) : QString();
}

QString noopOf(const Job &job)
{
    if (!job.noop().given())
        return {};
    return job.noop().value ? u"true"_s : u"false"_s;
}

QByteArray jsonOf(qint64 utcMs, const Job &job)
{
    QJsonObject run{{u"run"_s, IsoTime::utc(utcMs)},
                    {u"name"_s, job.name().value},
                    {u"type"_s, job.type().value},
                    {u"target"_s, job.target()},
                    {u"environment"_s, job.environment().value},
                    {u"owner"_s, job.ownerLabel()},
                    {u"description"_s, job.description().value}};
    if (const Schedule schedule = job.schedule(); schedule.kind == Schedule::Kind::Repeating)
        run.insert(u"interval_seconds"_s, schedule.intervalSeconds);
    if (job.noop().given())
        run.insert(u"noop"_s, job.noop().value);
    return QJsonDocument(run).toJson(QJsonDocument::Compact);
}

} // namespace

RunReport::RunReport(JobSequence jobs, TimeSpan span, std::vector<ComingRuns::Run> runs)
    : m_jobs(std::move(jobs)), m_span(span), m_runs(std::move(runs))
{
    std::sort(m_runs.begin(), m_runs.end(), [](const ComingRuns::Run &a, const ComingRuns::Run &b) {
        return a.utcMs != b.utcMs ? a.utcMs < b.utcMs : a.place < b.place;
    });
}

// `line(run, job)` gives the bytes of one. Jobs that run often are not read for each run.
template <class Line>
std::optional<QString> RunReport::writeRuns(QIODevice &out, const std::stop_token &stop, Line line) const
{
    constexpr qsizetype Portion = 1 << 20;
    constexpr int MostHeld = 10'000;
    QCache<qsizetype, Job> held(MostHeld);
    QByteArray bytes;
    for (const ComingRuns::Run &run : m_runs) {
        if (stop.stop_requested())
            return Texts::tr("it was stopped");
        if (!held.contains(run.place))
            held.insert(run.place, new Job(m_jobs.at(run.place)));
        const Job job = *held.object(run.place);
        if (const auto error = job.load())
            return error->whatHappened();
        bytes += line(run, job);
        if (bytes.size() < Portion)
            continue;
        if (out.write(bytes) != bytes.size())
            return out.errorString();
        bytes.clear();
    }
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}

std::optional<QString> RunReport::writeTable(QIODevice &out, const std::stop_token &stop) const
{
    QStringList titles{Texts::tr("Run (UTC)")};
    for (const Column column : TableColumns)
        titles << JobText::title(column);
    TextTable table;
    table.measure(titles);
    auto measured = writeRuns(out, stop, [&table](const ComingRuns::Run &run, const Job &job) {
        table.measure(tableCells(JobText::moment(run.utcMs), job));
        return QByteArray();
    });
    if (measured)
        return measured;
    const QByteArray head = table.line(titles);
    if (out.write(head) != head.size())
        return out.errorString();
    return writeRuns(out, stop, [&table](const ComingRuns::Run &run, const Job &job) {
        return table.line(tableCells(JobText::moment(run.utcMs), job));
    });
}

std::optional<QString> RunReport::writeCsv(QIODevice &out, const std::stop_token &stop) const
{
    const QByteArray head = Csv::line({u"run"_s, u"name"_s, u"type"_s, u"target"_s, u"environment"_s,
                                       u"owner"_s, u"interval_seconds"_s, u"noop"_s, u"description"_s});
    if (out.write(head) != head.size())
        return out.errorString();
    return writeRuns(out, stop, [](const ComingRuns::Run &run, const Job &job) {
        return Csv::line({IsoTime::utc(run.utcMs), job.name().value, job.type().value, job.target(),
                          job.environment().value, job.ownerLabel(), intervalOf(job), noopOf(job),
                          job.description().value});
    });
}

std::optional<QString> RunReport::writeJson(QIODevice &out, const std::stop_token &stop) const
{
    const QByteArray head = "{\"from\": \"" + IsoTime::utc(m_span.fromUtcMs).toUtf8() + "\", \"until\": \"" +
                            IsoTime::utc(m_span.toUtcMs).toUtf8() + "\", \"runs\": [";
    if (out.write(head) != head.size())
        return out.errorString();
    auto problem = writeRuns(out, stop, [isFirst = true](const ComingRuns::Run &run, const Job &job) mutable {
        return (std::exchange(isFirst, false) ? "\n" : ",\n") + jsonOf(run.utcMs, job);
    });
    if (problem)
        return problem;
    const QByteArray tail = "\n]}\n";
    return out.write(tail) == tail.size() ? std::nullopt : std::optional(out.errorString());
}
