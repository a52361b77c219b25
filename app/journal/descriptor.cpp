// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "descriptor.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Calls again what a signal has interrupted.
template <class Call>
int untilDone(Call call)
{
    int result = call();
    while (result < 0 && errno == EINTR)
        result = call();
    return result;
}

} // namespace

Descriptor::~Descriptor()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Descriptor Descriptor::open(const QString &path, int flags, unsigned mode)
{
    const QByteArray name = QFile::encodeName(path);
    return Descriptor(untilDone([&] { return ::open(name.constData(), flags | O_CLOEXEC, mode); }));
}

bool Descriptor::lock(int operation) const
{
    return untilDone([&] { return ::flock(m_fd, operation); }) == 0;
}

void Descriptor::unlock() const
{
    ::flock(m_fd, LOCK_UN);
}

bool Descriptor::sync() const
{
    return untilDone([this] { return ::fsync(m_fd); }) == 0;
}

bool Descriptor::isAt(const QString &path) const
{
    struct stat here = {};
    struct stat there = {};
    return ::fstat(m_fd, &here) == 0 && here.st_nlink > 0 &&
           ::stat(QFile::encodeName(path).constData(), &there) == 0 && here.st_dev == there.st_dev &&
           here.st_ino == there.st_ino;
}

bool syncFolder(const QString &folder)
{
    const Descriptor descriptor = Descriptor::open(folder, O_RDONLY | O_DIRECTORY);
    return descriptor.isOpen() && descriptor.sync();
}

bool makePrivateFolder(const QString &folder)
{
    constexpr mode_t OwnerOnly = S_IRWXU;
    const QByteArray name = QFile::encodeName(folder);
    struct stat status = {};
    if (::stat(name.constData(), &status) == 0) {
        errno = ENOTDIR;
        return S_ISDIR(status.st_mode);
    }
    if (errno != ENOENT)
        return false;
    const QString above = QFileInfo(folder).path();
    if (above == folder || !makePrivateFolder(above))
        return false;
    if (::mkdir(name.constData(), OwnerOnly) != 0)
        return errno == EEXIST;
    // A umask may have taken away the owner's own rights.
    return ::chmod(name.constData(), OwnerOnly) == 0 && syncFolder(above);
}
