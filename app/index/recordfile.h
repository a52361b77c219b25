// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "recordbytes.h"

#include <QDateTime>
#include <QString>

#include <memory>
#include <optional>
#include <utility>

// A regular file that is read when its bytes are asked for, and never held whole. It stays open: what stands
// in a file that is renamed, replaced or removed can be read on. Nothing can be read any more that may be
// other bytes than at first.
class RecordFile final : public RecordBytes
{
public:
    // What became of the file since it was opened.
    enum class Standing {
        Same,
        Changed,  // written to: what was read before is no longer true
        Touched,  // perhaps: its inode was, but neither its size nor when it was written to is another
        Replaced, // there is another one in its place
        Gone      // there is none in its place, or none that can be seen
    };

    // Takes over an open descriptor; `path` is where to look for the file, `label` what to call it.
    RecordFile(int descriptor, QString path, QString label);
    ~RecordFile() override;
    Q_DISABLE_COPY_MOVE(RecordFile)

    bool isInMemory() const override { return false; }
    qint64 size() const override { return m_state.size; }
    Result<QByteArray> read(qint64 offset, qint64 length) const override;
    std::optional<Error> readInto(char *to, qint64 offset, qint64 length) const override;

    // When it was written to last, before it was opened.
    QDateTime modifiedAt() const;
    // Not for the GUI thread: it asks the file system, which may be far away.
    Standing standing() const;
    // Why nothing can be read any more, after a change.
    Error changedError() const;

private:
    struct State
    {
        qint64 size = 0;
        qint64 seconds = 0; // of its last change
        qint64 nanoseconds = 0;

        bool operator==(const State &) const = default;
    };

    static std::optional<State> stateOf(int descriptor);
    static std::pair<qint64, qint64> changeOf(int descriptor);
    const int m_descriptor;
    const QString m_path;
    const QString m_label;
    const State m_state;
    const std::pair<qint64, qint64> m_change; // of its inode: seconds, nanoseconds
};
