// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordbytes.h"
#include "responsegrammar.h"
#include "responsewindow.h"

#include <atomic>
#include <memory>
#include <stop_token>

// Reads a saved response once, from its start to its end, through windows of bounded size: of the text no
// more is in memory than the windows that are in use, and a value that is larger than one. Not for two
// threads at the same time, but for bytesRead().
class ResponseReader
{
public:
    struct Options
    {
        qsizetype window = 1024 * 1024;          // bytes, 64 at least
        qsizetype firstWindow = 64 * 1024;       // so that the first records are there at once
        qint64 largestValue = 256 * 1024 * 1024; // bytes; what is larger by a window is refused
        bool mends = true;                       // commas before a closing bracket are passed over
    };

    ResponseReader(std::shared_ptr<const RecordBytes> bytes, const Options &options);

    // Fills the window with what comes next: some records, or the end. False: the end has been told before,
    // or it was stopped.
    bool next(ResponseWindow &window, const std::stop_token &stop);

    // Any thread.
    qint64 bytesRead() const { return m_bytesRead.load(std::memory_order_relaxed); }
    const RecordBytes &bytes() const { return *m_bytes; }

private:
    bool readOn(ResponseWindow &window);
    void beginText(ResponseWindow &window);
    void dropSeen(ResponseWindow &window);
    void lookAtValue(ResponseWindow &window);
    void takeWhole(ResponseWindow &window);
    ResponseEnding tooLarge(qint64 offset) const;
    void end(ResponseWindow &window, const ResponseEnding &ending);
    void endText(ResponseWindow &window);

    const std::shared_ptr<const RecordBytes> m_bytes;
    const Options m_options;
    ResponseGrammar m_grammar;
    QByteArray m_rest;         // of a value that goes on behind the last window
    qint64 m_valueLooked = -1; // where the value begins that was looked at last,
    qint64 m_nextLook = 0;     // and how long it is to be before it is looked at again
    bool m_hasEnded = false;
    std::atomic<qint64> m_bytesRead = 0;
};
