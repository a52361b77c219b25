// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "snapshotsource.h"

#include <memory>

// Opens saved responses, off the GUI thread. finished() comes once for each; deleting the object cancels, and
// blocks never.
class SnapshotReader : public QObject
{
    Q_OBJECT

public:
    // When a response is finished(): as soon as the first of its jobs are here, while reading goes on, or
    // once all are. What is wrong later is an error of the source's reading(), or of the whole.
    enum class Await { FirstRows, Whole };

    explicit SnapshotReader(QObject *parent = nullptr);
    ~SnapshotReader() override;

    // A regular file or a pipe.
    void readFile(const QString &path, Await await = Await::FirstRows);
    void readStandardInput();
    void readText(const QString &text); // from the clipboard

Q_SIGNALS:
    void finished(const Result<std::shared_ptr<JobSource>> &source);

private:
    struct Pipe;

    void readPipe(int descriptor, const QString &label);
    void read(const std::shared_ptr<const RecordBytes> &bytes, const SnapshotSource::Origin &origin,
              Await await);
    void onProgress(ResponseReading *reading, const SnapshotSource::Origin &origin, Await await);

    std::unique_ptr<Pipe> m_pipe;
};
