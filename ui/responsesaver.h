// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "detachedwork.h"
#include "job.h"
#include "jobsequence.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

class JobModel;
class ProgressStrip;
class QIODevice;
class QWidget;

// Writes what is shown to a file: the whole list as one valid response, after loading the rest of it, some of
// its jobs likewise, one answer of the server byte for byte, or what others make of it. A file is replaced
// only when all of it was written; no file system keeps the window waiting.
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
    void askAndSaveJobs(const JobSequence &jobs);

    void saveListTo(const QString &path);

    // For whoever writes something else in the same way:
    struct Writing
    {
        QString fileName;
        qsizetype count = 0;                // of what is written; 0: can't be counted
        std::atomic<qsizetype> written = 0; // of it; counted in the thread that writes
        std::stop_source stop;
    };
    // Writes all of it, off the GUI thread, or says why not. It must own all that it reads.
    using Writer = std::function<std::optional<QString>(QIODevice &, Writing &)>;

    // Asks for a file; `nameFilter` is that of the dialog, `suffix` is added where none is typed.
    void ask(const QString &title, const QString &nameFilter, const QString &suffix,
             const std::function<void(const QString &path)> &chosen);
    // Calls `ready`, perhaps at once, when the list is here as a whole and in its order; loads the rest of it
    // first. Where that fails, says that nothing was saved.
    void whenWhole(const std::function<void()> &ready);
    // Says itself what went wrong; else `done` is called.
    void write(const QString &path, qsizetype count, const Writer &writer,
               const std::function<void(const Writing &)> &done);
    // Tells what was saved, and why it may not be all.
    void tell(const QString &what, const QString &doubt);

    // Also while the rest of a list is loaded for it.
    bool isBusy() const { return !m_writings.isEmpty() || !m_whenWhole.isEmpty(); }
    // Ends what was begun last. What its thread says of that is what is told: it may have been too late.
    void stop();

Q_SIGNALS:
    // Or not, because the user stopped it.
    void saved(const QString &text);
    void failed(const QString &text);
    // It is not busy any more.
    void idle();

private:
    void askForResponse(const QString &title, const std::function<void(const QString &)> &chosen);
    void writeJobs(const QString &path, const JobSequence &jobs, const QString &doubt);
    void onWritten(const std::shared_ptr<Writing> &writing, const std::optional<QString> &problem,
                   const std::function<void(const Writing &)> &done);
    void onStatusChanged();
    void showProgress();

    JobModel *const m_jobs;
    QWidget *const m_window;
    ProgressStrip *const m_strip;
    QList<std::function<void()>> m_whenWhole; // what waits for the list
    QList<std::shared_ptr<Writing>> m_writings;
    QTimer m_progress;
    DetachedWork m_work;
};
