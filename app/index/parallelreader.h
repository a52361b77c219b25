// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "parsedwindow.h"
#include "responsereader.h"

#include <QString>

#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

// Reads a response in threads of its own, which share one reader: while one reads a window and finds the
// records in it, the others parse theirs. The index grows in the order of the text. The threads belong to
// nobody: one that waits for a file that does not answer keeps alive what it needs, and nobody waits for it.
// All functions may be called from any thread, and none of them blocks.
class ParallelReader : public std::enable_shared_from_this<ParallelReader>
{
public:
    // `subject` is what messages call the text. `tell` is called from the threads when there is more or it
    // has ended, and not any more when stop() has returned.
    static std::shared_ptr<ParallelReader> start(std::shared_ptr<const RecordBytes> bytes, QString subject,
                                                 const ResponseReader::Options &options,
                                                 std::function<void(bool hasEnded)> tell);
    // Nothing is added any more; without an end of its own it ends with Error::Kind::Stopped.
    void stop();

    // What is known at one moment.
    struct State
    {
        JobIndex index;
        // The page without its jobs, or why the index is not whole; none: it goes on.
        std::optional<Result<JobPage>> end;
        // With an error: it was in the very first window, so that there never was a list to be seen.
        bool hasFailedAtOnce = false;
    };
    State state() const;
    qint64 bytesRead() const { return m_reader.bytesRead(); }
    qint64 bytesInAll() const { return m_bytes->size(); }

    ParallelReader(std::shared_ptr<const RecordBytes> bytes, QString subject,
                   const ResponseReader::Options &options, std::function<void(bool hasEnded)> tell);

private:
    void work();
    void handOver(qint64 number, ParsedWindow parsed);
    void append(ParsedWindow parsed);
    void conclude();
    void tell(bool hasEnded);

    const std::shared_ptr<const RecordBytes> m_bytes;
    const QString m_subject;
    const ResponseReader::Options m_options;
    std::stop_source m_stop;        // by stop()
    std::stop_source m_stopReading; // by that or at the end

    std::mutex m_readerMutex; // while a window is read; only the threads wait for it
    ResponseReader m_reader;
    qint64 m_windowsRead = 0;

    mutable std::mutex m_mutex; // for what follows
    std::condition_variable_any m_handedOver;
    std::map<qint64, ParsedWindow> m_waiting; // for one before them
    qint64 m_windowsAppended = 0;
    JobIndexBuilder m_builder;
    QList<qint64> m_commas;
    std::optional<ResponseEnding> m_ending;
    std::optional<Result<JobPage>> m_end;
    bool m_hasFailedAtOnce = false;

    std::mutex m_tellMutex;
    std::function<void(bool hasEnded)> m_tell;
};
