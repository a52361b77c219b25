// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "result.h"

#include <QByteArray>

#include <algorithm>
#include <optional>
#include <utility>

// Where the bytes of records are: in memory, or in a file that is read when they are asked for.
class RecordBytes
{
public:
    RecordBytes() = default;
    virtual ~RecordBytes() = default;
    Q_DISABLE_COPY_MOVE(RecordBytes)

    // Whether read() answers at once. Otherwise it may wait for a disk or a network for any time, and is not
    // for the GUI thread.
    virtual bool isInMemory() const = 0;
    // How many there are, in the whole.
    virtual qint64 size() const = 0;
    // Exactly `length` bytes from `offset` on, or why they can't be had. From any thread.
    virtual Result<QByteArray> read(qint64 offset, qint64 length) const = 0;
    // The same to where there is room for them.
    virtual std::optional<Error> readInto(char *to, qint64 offset, qint64 length) const
    {
        const Result<QByteArray> bytes = read(offset, length);
        if (!bytes)
            return bytes.error();
        std::copy(bytes.value().begin(), bytes.value().end(), to);
        return std::nullopt;
    }
};

class MemoryBytes final : public RecordBytes
{
public:
    explicit MemoryBytes(QByteArray bytes) : m_bytes(std::move(bytes)) {}

    bool isInMemory() const override { return true; }
    qint64 size() const override { return m_bytes.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) const override
    {
        return m_bytes.sliced(offset, length);
    }
    std::optional<Error> readInto(char *to, qint64 offset, qint64 length) const override
    {
        std::copy_n(m_bytes.constData() + offset, length, to);
        return std::nullopt;
    }
    const QByteArray &bytes() const { return m_bytes; }

private:
    const QByteArray m_bytes;
};
