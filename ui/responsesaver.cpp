// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsesaver.h"

#include "jobmodel.h"
#include "progressstrip.h"
#include "responsewriter.h"
#include "wholefile.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QIODevice>

#include <atomic>
#include <utility>

using namespace Qt::StringLiterals;

ResponseSaver::ResponseSaver(JobModel *jobs, QWidget *window)
    : QObject(window),
      m_jobs(jobs),
      m_window(window),
      m_strip(new ProgressStrip(u"savingStrip"_s, tr("Jobs saved"), window))
{
    connect(m_jobs, &JobModel::statusChanged, this, &ResponseSaver::onStatusChanged);
    connect(m_strip, &ProgressStrip::cancelled, this, &ResponseSaver::stop);
    m_progress.setInterval(100);
    connect(&m_progress, &QTimer::timeout, this, &ResponseSaver::showProgress);
}

ResponseSaver::~ResponseSaver() = default;

void ResponseSaver::ask(const QString &title, const QString &nameFilter, const QString &suffix,
                        const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({nameFilter, tr("All files (*)")});
    dialog->setDefaultSuffix(suffix);
    dialog->selectFile(u"jobs."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void ResponseSaver::askForResponse(const QString &title, const std::function<void(const QString &)> &chosen)
{
    ask(title, tr("JSON files (*.json)"), u"json"_s, chosen);
}

void ResponseSaver::askAndSaveList()
{
    askForResponse(tr("Save Response As"), [this](const QString &path) { saveListTo(path); });
}

void ResponseSaver::askAndSavePage(const Job &job)
{
    askForResponse(tr("Save Page as Received"), [this, job](const QString &path) {
        const auto writePage = [bytes = job.responseBytes()](QIODevice &file, Writing &) {
            return file.write(bytes) == bytes.size() ? std::nullopt : std::optional(file.errorString());
        };
        write(path, 0, writePage, [this](const Writing &writing) {
            tell(tr("Saved the page to %1.").arg(writing.fileName), {});
        });
    });
}

void ResponseSaver::askAndSaveJobs(const JobSequence &jobs)
{
    askForResponse(tr("Save Selected Jobs As"),
                   [this, jobs](const QString &path) { writeJobs(path, jobs, {}); });
}

void ResponseSaver::saveListTo(const QString &path)
{
    whenWhole([this, path] { writeJobs(path, JobSequence(m_jobs->allJobs()), m_jobs->status().doubt); });
}

void ResponseSaver::whenWhole(const std::function<void()> &ready)
{
    m_whenWhole.append(ready);
    if (!m_jobs->status().isWhole)
        m_jobs->loadAll();
    onStatusChanged();
}

void ResponseSaver::onStatusChanged()
{
    if (m_whenWhole.isEmpty())
        return;
    const ListStatus status = m_jobs->status();
    if (status.isWhole && !status.isArranging) {
        const auto waiting = std::exchange(m_whenWhole, {});
        for (const auto &ready : waiting)
            ready();
    } else if (!status.isWhole && status.loadingAll == ListStatus::Purpose::None && !status.isBusy) {
        m_whenWhole.clear();
        Q_EMIT failed(tr("Nothing was saved: the list was not read to its end."));
        if (!isBusy())
            Q_EMIT idle();
    }
}

void ResponseSaver::tell(const QString &what, const QString &doubt)
{
    if (doubt.isEmpty())
        Q_EMIT saved(what);
    else
        Q_EMIT failed(tr("%1 The list may be incomplete: %2").arg(what, doubt));
}

void ResponseSaver::writeJobs(const QString &path, const JobSequence &jobs, const QString &doubt)
{
    const auto writeAll = [jobs](QIODevice &file, Writing &writing) {
        const auto counted = [next = jobs.reader(), &writing] {
            ++writing.written;
            return next();
        };
        return ResponseWriter::write(file, jobs.size(), counted, writing.stop.get_token());
    };
    write(path, jobs.size(), writeAll, [this, doubt](const Writing &writing) {
        tell(tr("Saved %Ln job(s) to %1.", nullptr, int(writing.count)).arg(writing.fileName), doubt);
    });
}

void ResponseSaver::write(const QString &path, qsizetype count, const Writer &writer,
                          const std::function<void(const Writing &)> &done)
{
    const auto writing = std::make_shared<Writing>();
    writing->fileName = QFileInfo(path).fileName();
    writing->count = count;
    m_writings.append(writing);
    showProgress();
    const auto work = [path, writing, writer](const std::stop_token &stop) {
        const std::stop_callback forward(stop, [&writing] { writing->stop.request_stop(); });
        return WholeFile::write(path,
                                [&writer, &writing](QIODevice &file) { return writer(file, *writing); });
    };
    m_work.run(work, [this, writing, done](const std::optional<QString> &problem) {
        onWritten(writing, problem, done);
    });
}

void ResponseSaver::onWritten(const std::shared_ptr<Writing> &writing, const std::optional<QString> &problem,
                              const std::function<void(const Writing &)> &done)
{
    m_writings.removeOne(writing);
    showProgress();
    if (!problem)
        done(*writing);
    else if (writing->stop.stop_requested())
        Q_EMIT saved(tr("%1 was not saved: you stopped it.").arg(writing->fileName));
    else
        Q_EMIT failed(tr("%1 was not saved: %2.")
                          .arg(writing->fileName, problem->endsWith(u'.') ? problem->chopped(1) : *problem));
    if (!isBusy())
        Q_EMIT idle();
}

void ResponseSaver::stop()
{
    if (m_writings.isEmpty())
        return;
    m_writings.constLast()->stop.request_stop();
    showProgress();
}

// Of several, of the one that was begun last.
void ResponseSaver::showProgress()
{
    if (m_writings.isEmpty()) {
        m_progress.stop();
        m_strip->end();
        return;
    }
    const Writing &writing = *m_writings.constLast();
    m_strip->begin(ProgressStrip::Haste::MayBeShort);
    // A file system that does not answer is waited for.
    m_strip->setText((writing.stop.stop_requested() ? tr("Ending the writing of %1 …", "a file")
                                                    : tr("Saving to %1 …", "a file"))
                         .arg(writing.fileName));
    m_strip->setProgress(writing.written, writing.count);
    m_progress.start();
}
