// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsesaver.h"

#include "jobmodel.h"
#include "responsewriter.h"
#include "wholefile.h"

#include <QFileDialog>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

ResponseSaver::ResponseSaver(JobModel *jobs, QWidget *window)
    : QObject(window), m_jobs(jobs), m_window(window)
{
    connect(m_jobs, &JobModel::statusChanged, this, &ResponseSaver::onStatusChanged);
}

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
        if (write(path, job.responseBytes()))
            Q_EMIT saved(tr("Saved the page to %1.").arg(QFileInfo(path).fileName()));
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

// Many, or those of a file, take their time.
void ResponseSaver::writeJobs(const QString &path, qsizetype count, const std::function<Job()> &next,
                              const std::function<void()> &done)
{
    constexpr qsizetype MostAtOnce = 2000;
    const auto work = [path, count, next](const std::stop_token &stop) {
        return WholeFile::write(path, [count, next, stop](QIODevice &file) {
            return ResponseWriter::write(file, count, next, stop);
        });
    };
    const auto finish = [this, path, done](const std::optional<QString> &problem) {
        if (problem)
            Q_EMIT failed(tr("%1 was not saved: %2.").arg(QFileInfo(path).fileName(), *problem));
        else
            done();
    };
    if (count <= MostAtOnce && m_jobs->allJobs().isInMemory()) {
        finish(work({}));
        return;
    }
    Q_EMIT noted(tr("Saving to %1 …").arg(QFileInfo(path).fileName()));
    m_writing.stop();
    m_writing.run(work, finish);
}

bool ResponseSaver::write(const QString &path, const QByteArray &bytes)
{
    const auto problem = WholeFile::write(path, bytes);
    if (problem)
        Q_EMIT failed(tr("%1 was not saved: %2.").arg(QFileInfo(path).fileName(), *problem));
    return !problem;
}
