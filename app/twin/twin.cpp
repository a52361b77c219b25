// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twin.h"

#include "icalendar.h"
#include "jobcsv.h"
#include "jobtext.h"
#include "responsewriter.h"
#include "runreport.h"
#include "texttable.h"
#include "twinoutput.h"

#include <QDateTime>

using namespace Qt::StringLiterals;

bool Twin::isAsked(int argc, const char *const *argv)
{
    return argc > 1 && TwinLine::verbOf(QString::fromLocal8Bit(argv[1]));
}

Twin::Twin(TwinLine line, const Interruption &interruption, QObject *parent)
    : QObject(parent), m_line(std::move(line)), m_stop(interruption.token()), m_list(m_line)
{
    connect(&m_list, &TwinList::ready, this, &Twin::onReady);
    connect(&m_list, &TwinList::failed, this, &Twin::onFailed);
}

Twin::~Twin() = default;

void Twin::start()
{
    m_list.start();
}

void Twin::onFailed(const QString &text)
{
    TwinOutput::say(text);
    Q_EMIT finished(TwinExit::Trouble);
}

void Twin::onReady()
{
    const QString doubt = m_list.doubt();
    // What machines read has no place for a doubt.
    const bool canDoubt = m_line.format == TwinLine::Format::Table;
    if (!doubt.isEmpty())
        TwinOutput::say(canDoubt ? tr("The list may be incomplete. %1").arg(doubt)
                                 : tr("Nothing was written: the list may be incomplete. %1").arg(doubt));
    const int code = doubt.isEmpty() || canDoubt ? deliver(doubt) : TwinExit::Trouble;
    Q_EMIT finished(doubt.isEmpty() ? code : TwinExit::Trouble);
}

int Twin::deliver(const QString &doubt)
{
    const auto writeAll = [this, &doubt](QIODevice &out) {
        auto problem = write(out);
        if (problem || doubt.isEmpty())
            return problem;
        const QByteArray mark = tr("The list may be incomplete. %1").arg(doubt).toUtf8() + '\n';
        return out.write(mark) == mark.size() ? std::nullopt : std::optional(out.errorString());
    };
    return TwinOutput::deliver(m_line.output, writeAll, m_stop) ? TwinExit::Fine : TwinExit::Trouble;
}

std::optional<QString> Twin::write(QIODevice &out) const
{
    if (m_line.verb == TwinLine::Verb::Forecast)
        return writeForecast(out);
    const JobSequence jobs = m_list.jobs();
    switch (m_line.format) {
    case TwinLine::Format::Table:
        return writeTable(out);
    case TwinLine::Format::Csv:
        return JobCsv::write(out, jobs, JobCsv::columnsOf(m_list.source()), m_stop);
    case TwinLine::Format::Json:
    case TwinLine::Format::ICalendar:
        break;
    }
    return ResponseWriter::write(out, jobs.size(), jobs.reader(), m_stop);
}

std::optional<QString> Twin::writeTable(QIODevice &out) const
{
    const JobSequence jobs = m_list.jobs();
    const QList<Column> columns = JobText::columnsOf(JobCsv::columnsOf(m_list.source()));
    QStringList titles;
    for (const Column column : columns)
        titles << JobText::title(column);
    TextTable table;
    table.measure(titles);
    QByteArray bytes;
    const auto visit = [&](const auto &take) -> std::optional<QString> {
        for (qsizetype i = 0; i < jobs.size(); ++i) {
            if (m_stop.stop_requested())
                return tr("it was stopped");
            const Job job = jobs.at(i);
            if (const auto error = job.load())
                return error->whatHappened();
            QStringList cells;
            for (const Column column : columns)
                cells << JobText::cell(column, job);
            if (!take(cells))
                return out.errorString();
        }
        return std::nullopt;
    };
    const auto measure = [&table](const QStringList &cells) {
        table.measure(cells);
        return true;
    };
    if (auto problem = visit(measure))
        return problem;
    bytes = table.line(titles);
    const auto write = [&](const QStringList &cells) {
        constexpr qsizetype Portion = 1 << 20;
        bytes += table.line(cells);
        if (bytes.size() < Portion)
            return true;
        const bool isWritten = out.write(bytes) == bytes.size();
        bytes.clear();
        return isWritten;
    };
    if (auto problem = visit(write))
        return problem;
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}

TimeSpan Twin::span() const
{
    const auto fileTime = m_list.source().asOf();
    const qint64 now = fileTime ? fileTime->toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch();
    const qint64 from = m_line.from.value_or(m_line.asOf.value_or(now));
    return {from, m_line.untilOf(from)};
}

std::optional<QString> Twin::writeForecast(QIODevice &out) const
{
    const JobSequence jobs = m_list.jobs();
    const TimeSpan asked = span();
    if (asked.toUtcMs <= asked.fromUtcMs)
        return tr("--until is not after the start");
    if (m_line.format == TwinLine::Format::ICalendar) {
        const JobSource &source = m_list.source();
        return ICalendar::write(
            out, jobs, {source.label(), source.location(), asked, QDateTime::currentMSecsSinceEpoch()},
            m_stop);
    }
    Result<ComingRuns::List> runs = ComingRuns::list(jobs, asked, m_stop);
    if (!runs)
        return runs.error().whatHappened();
    if (runs.value().isTooLong())
        return ComingRuns::tooManyText(runs.value().count);
    const RunReport forecast(jobs, asked, std::move(runs.value().runs));
    switch (m_line.format) {
    case TwinLine::Format::Csv:
        return forecast.writeCsv(out, m_stop);
    case TwinLine::Format::Json:
        return forecast.writeJson(out, m_stop);
    case TwinLine::Format::Table:
    case TwinLine::Format::ICalendar:
        break;
    }
    return forecast.writeTable(out, m_stop);
}
