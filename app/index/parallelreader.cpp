// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parallelreader.h"

#include <algorithm>
#include <thread>
#include <utility>

namespace {

constexpr unsigned MostThreads = 4;
constexpr qint64 MostWaiting = 4; // windows that are parsed but not yet appended

} // namespace

std::shared_ptr<ParallelReader> ParallelReader::start(std::shared_ptr<const RecordBytes> bytes,
                                                      QString subject, const ResponseReader::Options &options,
                                                      std::function<void(bool hasEnded)> tell)
{
    auto reader =
        std::make_shared<ParallelReader>(std::move(bytes), std::move(subject), options, std::move(tell));
    const bool isSmall = reader->bytesInAll() <= options.firstWindow;
    const unsigned threads = isSmall ? 1 : std::clamp(std::thread::hardware_concurrency(), 1U, MostThreads);
    for (unsigned i = 0; i < threads; ++i)
        std::thread([reader] { reader->work(); }).detach();
    return reader;
}

ParallelReader::ParallelReader(std::shared_ptr<const RecordBytes> bytes, QString subject,
                               const ResponseReader::Options &options,
                               std::function<void(bool hasEnded)> tell)
    : m_bytes(std::move(bytes)),
      m_subject(std::move(subject)),
      m_options(options),
      m_reader(m_bytes, m_options),
      m_tell(std::move(tell))
{
}

void ParallelReader::stop()
{
    m_stop.request_stop();
    m_stopReading.request_stop();
    {
        const std::lock_guard lock(m_tellMutex);
        m_tell = nullptr;
    }
    const std::lock_guard lock(m_mutex);
    if (m_end)
        return;
    Error error;
    error.kind = Error::Kind::Stopped;
    error.subject = m_subject;
    m_end = error;
}

ParallelReader::State ParallelReader::state() const
{
    const std::lock_guard lock(m_mutex);
    return {m_builder.snapshot(), m_end, m_hasFailedAtOnce};
}

void ParallelReader::work()
{
    const std::stop_token stop = m_stopReading.get_token();
    ResponseWindow window;
    while (true) {
        qint64 number = 0;
        {
            const std::lock_guard lock(m_readerMutex);
            if (!m_reader.next(window, stop))
                return;
            number = m_windowsRead++;
        }
        ParsedWindow parsed = ParsedWindow::of(window, m_bytes, m_options.mends, stop);
        if (stop.stop_requested())
            return;
        handOver(number, std::move(parsed));
    }
}

// Whoever has the next one appends it, and those that waited for it.
void ParallelReader::handOver(qint64 number, ParsedWindow parsed)
{
    bool hasEnding = false;
    {
        std::unique_lock lock(m_mutex);
        m_handedOver.wait(lock, m_stopReading.get_token(),
                          [this, number] { return number < m_windowsAppended + MostWaiting; });
        if (m_end || m_ending || m_stopReading.stop_requested())
            return;
        m_waiting.emplace(number, std::move(parsed));
        const qint64 before = m_windowsAppended;
        while (!m_ending && !m_waiting.empty() && m_waiting.begin()->first == m_windowsAppended)
            append(std::move(m_waiting.extract(m_waiting.begin()).mapped()));
        if (m_windowsAppended == before)
            return;
        hasEnding = m_ending.has_value();
    }
    m_handedOver.notify_all();
    if (hasEnding)
        conclude();
    else
        tell(false);
}

void ParallelReader::append(ParsedWindow parsed)
{
    if (parsed.restarts)
        m_builder.clear();
    if (parsed.block)
        m_builder.append(parsed.block);
    m_commas << parsed.commas;
    m_ending = std::move(parsed.ending);
    m_hasFailedAtOnce = m_windowsAppended == 0 && m_ending && !m_ending->isGood();
    ++m_windowsAppended;
}

// May read all of the file again, to say where in it something is.
void ParallelReader::conclude()
{
    m_stopReading.request_stop();
    Result<JobPage> page = ResponseEndings::conclude(*m_ending, m_commas, *m_bytes, m_options.mends,
                                                     m_subject, m_stop.get_token());
    {
        const std::lock_guard lock(m_mutex);
        if (m_end)
            return;
        m_end = std::move(page);
    }
    tell(true);
}

void ParallelReader::tell(bool hasEnded)
{
    const std::lock_guard lock(m_tellMutex);
    if (m_tell)
        m_tell(hasEnded);
}
