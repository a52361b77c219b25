// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "job.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

class JobModel;
class ProgressStrip;
class QIODevice;
class QWidget;

// Writes what is shown to a file: the whole list as one valid response, after loading the rest of it, some of
// its jobs likewise, or one answer of the server byte for byte. A file is replaced only when all of it was
// written; no file system keeps the window waiting.
class ResponseSaver : public QObject
{
    Q_OBJECT

public:
    ResponseSaver(JobModel *jobs, QWidget *window);
    ~ResponseSaver() override;

    // How far it is; for the window to place.
    ProgressStrip *strip() const { return m_strip; }

    // Ask for a file first. The answer `job` came in is the one that is written.
    void askAndSaveList();
    void askAndSavePage(const Job &job);
    // As one valid response, as they are at this moment.
    void askAndSaveJobs(const QList<Job> &jobs);

    void saveListTo(const QString &path);

    // Also while the rest of a list is loaded for it.
    bool isBusy() const { return !m_writings.isEmpty() || !m_pendingPath.isEmpty(); }
    // Ends what was begun last. What its thread says of that is what is told: it may have been too late.
    void stop();

Q_SIGNALS:
    // Or not, because the user stopped it.
    void saved(const QString &text);
    void failed(const QString &text);
    // It is not busy any more.
    void idle();

private:
    struct Writing;
    using Write = std::function<std::optional<QString>(QIODevice &, Writing &)>;

    void ask(const QString &title, const std::function<void(const QString &)> &chosen);
    // `count` jobs, or something else that can't be counted.
    void write(const QString &path, qsizetype count, const Write &write, const std::function<void()> &done);
    // What next() gives, until that is a null job.
    void writeJobs(const QString &path, qsizetype count, const std::function<Job()> &next,
                   const std::function<void()> &done);
    void onWritten(const std::shared_ptr<Writing> &writing, const std::optional<QString> &problem,
                   const std::function<void()> &done);
    void onStatusChanged();
    void writeList(const QString &path);
    void showProgress();

    JobModel *const m_jobs;
    QWidget *const m_window;
    ProgressStrip *const m_strip;
    QString m_pendingPath; // the list goes there once it is here as a whole
    QList<std::shared_ptr<Writing>> m_writings;
    QTimer m_progress;
    DetachedWork m_work;
};
