// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsereading.h"

#include <algorithm>

namespace {

constexpr qint64 ProgressEveryMs = 50;

} // namespace

ResponseReading::ResponseReading(std::shared_ptr<const RecordBytes> bytes, const QString &label,
                                 const ResponseReader::Options &options, QObject *parent)
    : ListReading(parent)
{
    m_wait.setSingleShot(true);
    connect(&m_wait, &QTimer::timeout, this, &ResponseReading::tellNow);
    // Called in other threads, but never after stop().
    const auto tell = [this, isTold = m_isTold](bool hasEnded) {
        if (!isTold->exchange(true) || hasEnded)
            QMetaObject::invokeMethod(
                this, [this, hasEnded] { look(hasEnded); }, Qt::QueuedConnection);
    };
    m_reader = ParallelReader::start(std::move(bytes), label, options, tell);
}

ResponseReading::~ResponseReading()
{
    m_reader->stop();
}

bool ResponseReading::isRetiredStub() const
{
    return isFinished() && !error() && m_state.index.isEmpty() && page().isRetiredStub();
}

std::optional<Error> ResponseReading::error() const
{
    return m_state.end && !m_state.end->ok() ? std::optional(m_state.end->error()) : std::nullopt;
}

void ResponseReading::cancel()
{
    if (isFinished())
        return;
    m_reader->stop();
    QMetaObject::invokeMethod(this, &ResponseReading::tellNow, Qt::QueuedConnection);
}

JobPage ResponseReading::page() const
{
    return m_state.end && m_state.end->ok() ? m_state.end->value() : JobPage();
}

void ResponseReading::look(bool hasEnded)
{
    if (hasEnded || !m_sinceProgress.isValid() || m_sinceProgress.hasExpired(ProgressEveryMs))
        tellNow();
    else if (!m_wait.isActive())
        m_wait.start(int(std::max<qint64>(0, ProgressEveryMs - m_sinceProgress.elapsed())));
}

void ResponseReading::tellNow()
{
    if (isFinished())
        return;
    m_wait.stop();
    m_isTold->store(false);
    m_sinceProgress.start();
    m_state = m_reader->state();
    Q_EMIT progressed();
}
