// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordbytes.h"

#include <algorithm>

/// A text that is made when it is asked for: a head, any number of blanks, and a tail.
class BlankBytes final : public RecordBytes
{
public:
    BlankBytes(QByteArray head, qint64 blanks, QByteArray tail)
        : m_head(std::move(head)), m_blanks(blanks), m_tail(std::move(tail))
    {
    }
    bool isInMemory() const override { return true; }
    qint64 size() const override { return m_head.size() + m_blanks + m_tail.size(); }
    Result<QByteArray> read(qint64 offset, qint64 length) const override
    {
        QByteArray bytes(length, ' ');
        for (qint64 at = offset; at < std::min<qint64>(offset + length, m_head.size()); ++at)
            bytes[at - offset] = m_head.at(at);
        const qint64 tail = m_head.size() + m_blanks;
        for (qint64 at = std::max(offset, tail); at < offset + length; ++at)
            bytes[at - offset] = m_tail.at(at - tail);
        return bytes;
    }

private:
    const QByteArray m_head;
    const qint64 m_blanks;
    const QByteArray m_tail;
};
