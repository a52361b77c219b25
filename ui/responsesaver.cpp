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

struct ResponseSaver::Writing
{
    QString fileName;
    qsizetype count = 0;
    std::atomic<qsizetype> written = 0; // jobs; counted in the thread that writes
    std::stop_source stop;
};

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

void ResponseSaver::ask(const QString &title, const std::function<void(const QString &)> &chosen)
{
    auto *dialog = new QFileDialog(m_window, title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setObjectName(u"saveDialog"_s);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("JSON files (*.json)"), tr("All files (*)")});
    dialog->setDefaultSuffix(u"json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, chosen);
    dialog->open();
}

void ResponseSaver::askAndSaveList()
{
    ask(tr("Save Response As"), [this](const QString &path) { saveListTo(path); });
}

void ResponseSaver::askAndSavePage(const Job &job)
{
    ask(tr("Save Page as Received"), [this, job](const QString &path) {
        const auto writePage = [bytes = job.responseBytes()](QIODevice &file, Writing &) {
            return file.write(bytes) == bytes.size() ? std::nullopt : std::optional(file.errorString());
        };
        write(path, 0, writePage,
              [this, path] { Q_EMIT saved(tr("Saved the page to %1.").arg(QFileInfo(path).fileName())); });
    });
}

void ResponseSaver::askAndSaveJobs(const QList<Job> &jobs)
{
    ask(tr("Save Selected Jobs As"), [this, jobs](const QString &path) {
        const auto next = [jobs, at = qsizetype{0}]() mutable {
            return at < jobs.size() ? jobs.at(at++) : Job();
        };
        writeJobs(path, jobs.size(), next, [this, path, count = jobs.size()] {
            Q_EMIT saved(tr("Saved %Ln job(s) to %1.", nullptr, int(count)).arg(QFileInfo(path).fileName()));
        });
    });
}

void ResponseSaver::saveListTo(const QString &path)
{
    if (m_jobs->status().isWhole) {
        writeList(path);
        return;
    }
    m_pendingPath = path;
    m_jobs->loadAll();
    onStatusChanged();
}

void ResponseSaver::onStatusChanged()
{
    if (m_pendingPath.isEmpty())
        return;
    const ListStatus status = m_jobs->status();
    if (status.isWhole) {
        writeList(std::exchange(m_pendingPath, {}));
    } else if (status.loadingAll == ListStatus::Purpose::None && !status.isBusy) {
        m_pendingPath.clear();
        Q_EMIT failed(tr("Nothing was saved: the list was not read to its end."));
        if (!isBusy())
            Q_EMIT idle();
    }
}

void ResponseSaver::writeList(const QString &path)
{
    const JobIndex jobs = m_jobs->allJobs();
    const auto next = [jobs, row = JobIndex::Row{0}]() mutable {
        while (row < jobs.rowCount() && !jobs.holds(row))
            ++row;
        return row < jobs.rowCount() ? jobs.jobAt(row++) : Job();
    };
    writeJobs(path, jobs.size(), next, [this, path, count = jobs.size(), doubt = m_jobs->status().doubt] {
        const QString what =
            tr("Saved %Ln job(s) to %1.", nullptr, int(count)).arg(QFileInfo(path).fileName());
        if (doubt.isEmpty())
            Q_EMIT saved(what);
        else
            Q_EMIT failed(tr("%1 The list may be incomplete: %2").arg(what, doubt));
    });
}

void ResponseSaver::writeJobs(const QString &path, qsizetype count, const std::function<Job()> &next,
                              const std::function<void()> &done)
{
    const auto writeAll = [count, next](QIODevice &file, Writing &writing) {
        const auto counted = [&next, &writing] {
            ++writing.written;
            return next();
        };
        return ResponseWriter::write(file, count, counted, writing.stop.get_token());
    };
    write(path, count, writeAll, done);
}

void ResponseSaver::write(const QString &path, qsizetype count, const Write &write,
                          const std::function<void()> &done)
{
    const auto writing = std::make_shared<Writing>();
    writing->fileName = QFileInfo(path).fileName();
    writing->count = count;
    m_writings.append(writing);
    showProgress();
    const auto work = [path, writing, write](const std::stop_token &stop) {
        const std::stop_callback forward(stop, [&writing] { writing->stop.request_stop(); });
        return WholeFile::write(path, [&write, &writing](QIODevice &file) { return write(file, *writing); });
    };
    m_work.run(work, [this, writing, done](const std::optional<QString> &problem) {
        onWritten(writing, problem, done);
    });
}

void ResponseSaver::onWritten(const std::shared_ptr<Writing> &writing, const std::optional<QString> &problem,
                              const std::function<void()> &done)
{
    m_writings.removeOne(writing);
    showProgress();
    if (!problem)
        done();
    else if (writing->stop.stop_requested())
        Q_EMIT saved(tr("%1 was not saved: you stopped it.").arg(writing->fileName));
    else
        Q_EMIT failed(tr("%1 was not saved: %2.").arg(writing->fileName, *problem));
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
