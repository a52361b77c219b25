// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordbytes.h"

#include <condition_variable>
#include <mutex>

/// Bytes as of a file on a mount that has stopped to answer: whoever reads behind the first `free` of them
/// waits until they are released.
class HeldBytes final : public RecordBytes
{
public:
    HeldBytes(QByteArray bytes, qint64 free) : m_bytes(std::move(bytes)), m_free(free) {}

    bool isInMemory() const override { return false; }
    qint64 size() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) const override
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [&] { return offset + length <= m_free; });
        return m_bytes.sliced(offset, length);
    }
    /// From now on only what is before this place can be read.
    void hold(qint64 free)
    {
        const std::lock_guard lock(m_mutex);
        m_free = free;
        m_changed.notify_all();
    }
    void release() { hold(m_bytes.size()); }

private:
    const QByteArray m_bytes;
    qint64 m_free;
    mutable std::mutex m_mutex;
    mutable std::condition_variable m_changed;
};
