// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "listreading.h"
#include "parallelreader.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>
#include <memory>

// The jobs of a saved response, which other threads read. Deleting it at any time blocks never.
class ResponseReading : public ListReading
{
    Q_OBJECT

public:
    // Begins to read. `label` is what messages call the response.
    ResponseReading(std::shared_ptr<const RecordBytes> bytes, const QString &label,
                    const ResponseReader::Options &options = {}, QObject *parent = nullptr);
    ~ResponseReading() override;

    JobIndex index() const override { return m_state.index; }
    bool isFinished() const override { return m_state.end.has_value(); }
    std::optional<Error> error() const override;
    bool isRetiredStub() const override;
    qint64 bytesRead() const override { return m_reader->bytesRead(); }
    qint64 bytesInAll() const override { return m_reader->bytesInAll(); }
    void cancel() override;

    // What the response says of the whole list, without jobs; once it is finished without an error.
    JobPage page() const;
    // Whether the error was there before any list could be seen.
    bool hasFailedAtOnce() const { return m_state.hasFailedAtOnce; }

private:
    void look(bool hasEnded);
    void tellNow();

    // Whether this has been told that there is more, and has not looked yet.
    const std::shared_ptr<std::atomic<bool>> m_isTold = std::make_shared<std::atomic<bool>>(false);
    ParallelReader::State m_state;
    QElapsedTimer m_sinceProgress;
    QTimer m_wait; // for the next time to say progressed()
    std::shared_ptr<ParallelReader> m_reader;
};
