// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "exportaction.h"

#include "icalendar.h"
#include "jobcsv.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "journalsource.h"
#include "responsesaver.h"
#include "responsewriter.h"

#include <QAction>
#include <QDateTime>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace {

using Which = ExportRequest::Which;
using Format = ExportRequest::Format;

// Runs in another thread.
ResponseSaver::Writer writerOf(const ExportRequest &request, const JobSequence &jobs,
                               const QList<Column> &columns, const ICalendar::Calendar &calendar)
{
    return [=](QIODevice &file, ResponseSaver::Writing &writing) -> std::optional<QString> {
        const std::stop_token stop = writing.stop.get_token();
        const auto count = [&writing] {
            ++writing.written;
        };
        switch (request.format) {
        case Format::Csv:
            return JobCsv::write(file, jobs, columns, stop, count);
        case Format::ICalendar:
            return ICalendar::write(file, jobs, calendar, stop, count);
        case Format::Json:
            break;
        }
        const auto next = [reader = jobs.reader(), &count] {
            count();
            return reader();
        };
        return ResponseWriter::write(file, jobs.size(), next, stop);
    };
}

} // namespace

ExportAction::ExportAction(QAction *action, JobModel *jobs, JobTable *table, ResponseSaver *saver,
                           QWidget *window)
    : QObject(window), m_action(action), m_jobs(jobs), m_table(table), m_saver(saver), m_window(window)
{
}

void ExportAction::update()
{
    const bool hasJobs = m_jobs->source() && m_jobs->status().loaded > 0;
    m_action->setEnabled(hasJobs);
    m_action->setStatusTip(hasJobs ? tr("Writes jobs to a file: a table, a saved response, a calendar.")
                                   : tr("There are no jobs to export."));
}

JobSequence ExportAction::jobsShown() const
{
    const int rows = m_jobs->rowCount();
    return rows > 0 ? m_jobs->sequence({{0, rows - 1}}) : JobSequence();
}

JobSequence ExportAction::jobsOfList() const
{
    return JobSequence(m_jobs->allJobs());
}

QList<ExportDialog::Choice> ExportAction::choices() const
{
    const ListStatus status = m_jobs->status();
    const bool isReady = status.isWhole && !status.isArranging;
    const auto counted = [](const QString &text, qint64 count) {
        return tr("%1 (%2)", "which jobs, how many").arg(text, QLocale().toString(count));
    };
    const JobSequence selected = m_table->selectedSequence();
    QList<ExportDialog::Choice> choices;
    choices.append({Which::Selected, counted(tr("Selec&ted"), selected.size()),
                    selected.isEmpty() ? tr("no job is selected") : QString(), selected});
    const QString shown = tr("S&hown");
    choices.append({Which::Shown,
                    status.isWhole ? counted(shown, status.shown) : tr("%1, once all are here").arg(shown),
                    isReady && status.shown == 0 ? tr("no job is shown") : QString(),
                    isReady ? std::optional(jobsShown()) : std::nullopt});
    // A server was asked for jobs of the type alone.
    const bool isOfType =
        !m_jobs->type().isEmpty() && m_jobs->source()->isLive() && m_jobs->source()->filtersByType();
    const QString all =
        isOfType ? tr("&All of the type %1", "task, plan or deploy").arg(m_jobs->type()) : tr("&All");
    const auto jobs = isReady ? std::optional(jobsOfList()) : std::nullopt;
    const auto total = jobs ? std::optional(qint64(jobs->size())) : status.total;
    choices.append({Which::All, total ? counted(all, *total) : all, {}, jobs});
    return choices;
}

ExportDialog::Clock ExportAction::clock() const
{
    const JobSource *source = m_jobs->source().get();
    const auto asOf = source->asOf();
    ExportDialog::Clock clock;
    clock.fromUtcMs = asOf ? asOf->toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch();
    clock.isNow = !asOf;
    if (qobject_cast<const JournalSource *>(source))
        clock.whyNoCalendar = tr("jobs that were deleted run no more");
    return clock;
}

void ExportAction::ask()
{
    if (!m_jobs->source())
        return;
    auto *dialog = new ExportDialog(choices(), clock(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // What is selected may be another thing by the time that a file is chosen.
    connect(dialog, &ExportDialog::chosen, this,
            [this, selected = m_table->selectedSequence()](const ExportRequest &request) {
                askForFile(request, selected);
            });
    dialog->open();
}

void ExportAction::askForFile(const ExportRequest &request, const JobSequence &selected)
{
    const auto filterOf = [](Format format) {
        return format == Format::Csv    ? tr("CSV files (*.csv)")
               : format == Format::Json ? tr("JSON files (*.json)")
                                        : tr("iCalendar files (*.ics)");
    };
    const QString suffix = request.format == Format::Csv    ? u"csv"_s
                           : request.format == Format::Json ? u"json"_s
                                                            : u"ics"_s;
    m_saver->ask(tr("Export To"), filterOf(request.format), suffix,
                 [this, request, selected](const QString &path) {
                     if (request.which == Which::Selected) {
                         write(path, request, selected, {});
                         return;
                     }
                     m_saver->whenWhole([this, path, request] {
                         write(path, request, request.which == Which::All ? jobsOfList() : jobsShown(),
                               m_jobs->status().doubt);
                     });
                 });
}

void ExportAction::write(const QString &path, const ExportRequest &request, const JobSequence &jobs,
                         const QString &doubt)
{
    const JobSource *source = m_jobs->source().get();
    if (!source)
        return;
    const ICalendar::Calendar calendar{source->label(), source->location(), request.span,
                                       QDateTime::currentMSecsSinceEpoch()};
    const bool isCalendar = request.format == Format::ICalendar;
    m_saver->write(
        path, isCalendar ? 0 : jobs.size(), writerOf(request, jobs, JobCsv::columnsOf(*source), calendar),
        [this, isCalendar, doubt](const ResponseSaver::Writing &writing) {
            const QString what = isCalendar ? tr("Exported %Ln run(s) to %1.", nullptr, int(writing.written))
                                            : tr("Exported %Ln job(s) to %1.", nullptr, int(writing.count));
            m_saver->tell(what.arg(writing.fileName), doubt);
        });
}
