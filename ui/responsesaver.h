// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "job.h"

#include <QObject>

#include <functional>

class JobModel;
class QWidget;

// Writes what is shown to a file: the whole list as one valid response, after loading the rest of it, some of
// its jobs likewise, or one answer of the server byte for byte. A file is replaced only when all of it was
// written.
class ResponseSaver : public QObject
{
    Q_OBJECT

public:
    ResponseSaver(JobModel *jobs, QWidget *window);

    // Ask for a file first. The answer `job` came in is the one that is written.
    void askAndSaveList();
    void askAndSavePage(const Job &job);
    // As one valid response, as they are at this moment.
    void askAndSaveJobs(const QList<Job> &jobs);

    void saveListTo(const QString &path);

Q_SIGNALS:
    void saved(const QString &text);
    void failed(const QString &text);
    // It takes a while.
    void noted(const QString &text);

private:
    void ask(const QString &title, const std::function<void(const QString &)> &chosen);
    bool write(const QString &path, const QByteArray &bytes);
    // What next() gives, until that is a null job.
    void writeJobs(const QString &path, qsizetype count, const std::function<Job()> &next,
                   const std::function<void()> &done);
    void onStatusChanged();
    void writeList(const QString &path);

    JobModel *const m_jobs;
    QWidget *const m_window;
    QString m_pendingPath; // the list goes there once it is here as a whole
    DetachedWork m_writing;
};
