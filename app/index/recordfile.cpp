// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "recordfile.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <utility>

#include <sys/stat.h>
#include <unistd.h>

RecordFile::RecordFile(int descriptor, QString path, QString label)
    : m_descriptor(descriptor),
      m_path(std::move(path)),
      m_label(std::move(label)),
      m_state(stateOf(descriptor).value_or(State())),
      m_change(changeOf(descriptor))
{
}

RecordFile::~RecordFile()
{
    ::close(m_descriptor);
}

// Not the time of the last change of its inode: renaming it or changing its permissions is no harm.
std::optional<RecordFile::State> RecordFile::stateOf(int descriptor)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0)
        return std::nullopt;
    return State{status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
}

std::pair<qint64, qint64> RecordFile::changeOf(int descriptor)
{
    struct stat status = {};
    return ::fstat(descriptor, &status) == 0
               ? std::pair<qint64, qint64>{status.st_ctim.tv_sec, status.st_ctim.tv_nsec}
               : std::pair<qint64, qint64>{};
}

Result<QByteArray> RecordFile::read(qint64 offset, qint64 length) const
{
    QByteArray bytes(length, Qt::Uninitialized);
    if (const auto error = readInto(bytes.data(), offset, length))
        return *error;
    return bytes;
}

std::optional<Error> RecordFile::readInto(char *to, qint64 offset, qint64 length) const
{
    while (length > 0) {
        const ssize_t count = ::pread(m_descriptor, to, std::size_t(length), offset);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return Error::ofFile(m_label, QString::fromLocal8Bit(std::strerror(errno)));
        if (count == 0)
            return changedError();
        to += count;
        offset += count;
        length -= count;
    }
    // Afterwards, so that nothing that was written before this reading goes unnoticed.
    return stateOf(m_descriptor) == m_state ? std::nullopt : std::optional(changedError());
}

QDateTime RecordFile::modifiedAt() const
{
    return QDateTime::fromMSecsSinceEpoch(m_state.seconds * 1000 + m_state.nanoseconds / 1'000'000);
}

RecordFile::Standing RecordFile::standing() const
{
    if (stateOf(m_descriptor) != m_state)
        return Standing::Changed;
    struct stat own = {};
    struct stat there = {};
    if (::stat(QFile::encodeName(m_path).constData(), &there) != 0)
        return Standing::Gone;
    const bool isSame =
        ::fstat(m_descriptor, &own) == 0 && own.st_dev == there.st_dev && own.st_ino == there.st_ino;
    if (!isSame)
        return Standing::Replaced;
    // Whoever writes may put the time back, and leave the size.
    return changeOf(m_descriptor) == m_change ? Standing::Same : Standing::Touched;
}

Error RecordFile::changedError() const
{
    Error error;
    error.kind = Error::Kind::FileChanged;
    error.subject = m_label;
    return error;
}
