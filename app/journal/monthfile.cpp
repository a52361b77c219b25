// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "monthfile.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Journal)
};

constexpr unsigned OwnerOnly = 0600;

QString systemReason()
{
    return qt_error_string(errno);
}

bool writeAll(int fd, const QByteArray &bytes)
{
    for (qsizetype done = 0; done < bytes.size();) {
        const ssize_t count = ::write(fd, bytes.constData() + done, std::size_t(bytes.size() - done));
        if (count < 0 && errno != EINTR)
            return false;
        done += std::max<ssize_t>(count, 0);
    }
    return true;
}

// What a power cut or a full disk has left of a line stays by itself: nothing is added to it.
bool endsInTheMiddle(int fd, off_t size)
{
    char last = '\n';
    return size > 0 && (::pread(fd, &last, 1, size - 1) != 1 || last != '\n');
}

} // namespace

Error MonthFile::problem(const QString &path, const QString &reason)
{
    Error error;
    error.kind = Error::Kind::Journal;
    error.subject = path;
    error.reason = reason;
    return error;
}

std::optional<Error> MonthFile::append(const QList<JournalLine> &lines)
{
    for (qsizetype i = 0; i < lines.size();) {
        const QString file = lines.at(i).file;
        QByteArray bytes;
        for (; i < lines.size() && lines.at(i).file == file; ++i)
            bytes.append(lines.at(i).text).append('\n');
        const QString path = m_folder + u'/' + file;
        if (const QString reason = write(path, bytes); !reason.isEmpty())
            return problem(path, reason);
    }
    return std::nullopt;
}

QString MonthFile::write(const QString &path, const QByteArray &bytes)
{
    if (QString reason = openLocked(path); !reason.isEmpty()) {
        m_descriptor = {};
        return reason;
    }
    QString reason = writeLocked(bytes);
    m_descriptor.unlock();
    // After a failure nothing is known of what the system still has in its hands.
    if (!reason.isEmpty())
        m_descriptor = {};
    return reason;
}

// A file may be removed or replaced until its lock is held.
QString MonthFile::openLocked(const QString &path)
{
    constexpr int Attempts = 10;
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        if (!m_descriptor.isOpen() || !m_descriptor.isAt(path)) {
            if (QString reason = open(path); !reason.isEmpty())
                return reason;
        }
        if (!m_descriptor.lock(LOCK_EX))
            return systemReason();
        if (m_descriptor.isAt(path))
            return {};
        m_descriptor = {};
    }
    return Texts::tr("something replaces it all the time");
}

QString MonthFile::open(const QString &path)
{
    m_descriptor = {};
    if (!makePrivateFolder(m_folder))
        return systemReason();
    constexpr int Flags = O_RDWR | O_APPEND | O_NONBLOCK;
    Descriptor file = Descriptor::open(path, Flags);
    const bool isNew = !file.isOpen() && errno == ENOENT;
    if (isNew)
        file = Descriptor::open(path, Flags | O_CREAT, OwnerOnly);
    struct stat status = {};
    if (!file.isOpen() || ::fstat(file.get(), &status) != 0)
        return systemReason();
    // Such as /dev/null, which takes everything and keeps nothing.
    if (!S_ISREG(status.st_mode))
        return Texts::tr("it is no regular file");
    // A umask may have taken away the owner's own rights. The folder is synced for a file that is there, too:
    // its maker may have been killed before it did that.
    if ((isNew && ::fchmod(file.get(), OwnerOnly) != 0) || !syncFolder(QFileInfo(path).path()))
        return systemReason();
    m_descriptor = std::move(file);
    return {};
}

QString MonthFile::writeLocked(const QByteArray &bytes)
{
    struct stat before = {};
    if (::fstat(m_descriptor.get(), &before) != 0)
        return systemReason();
    const bool isTorn = endsInTheMiddle(m_descriptor.get(), before.st_size);
    const QByteArray start = isTorn ? "\n"_ba : QByteArray();
    if (writeAll(m_descriptor.get(), start + bytes) && m_descriptor.sync()) {
        ++m_commits;
        return {};
    }
    // No half line stays, and no line of which it was said that it could not be written.
    QString reason = systemReason();
    if (::ftruncate(m_descriptor.get(), before.st_size) == 0)
        m_descriptor.sync();
    return reason;
}
