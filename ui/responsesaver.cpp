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
        if (write(path, ResponseWriter::write(jobs)))
            Q_EMIT saved(
                tr("Saved %Ln job(s) to %1.", nullptr, int(jobs.size())).arg(QFileInfo(path).fileName()));
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
    const QList<Job> jobs = m_jobs->allJobs();
    if (!write(path, ResponseWriter::write(jobs)))
        return;
    const QString what =
        tr("Saved %Ln job(s) to %1.", nullptr, int(jobs.size())).arg(QFileInfo(path).fileName());
    const QString doubt = m_jobs->status().doubt;
    if (doubt.isEmpty())
        Q_EMIT saved(what);
    else
        Q_EMIT failed(tr("%1 The list may be incomplete: %2").arg(what, doubt));
}

bool ResponseSaver::write(const QString &path, const QByteArray &bytes)
{
    const auto problem = WholeFile::write(path, bytes);
    if (problem)
        Q_EMIT failed(tr("%1 was not saved: %2.").arg(QFileInfo(path).fileName(), *problem));
    return !problem;
}
