// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalsession.h"

#include <QDir>
#include <QFile>
#include <QUuid>

#include <cerrno>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

constexpr unsigned OwnerOnly = 0600;

QString sessionsIn(const QString &folder)
{
    return folder + "/sessions"_L1;
}

// What stands in a journal or lies in a folder is no path yet.
bool isSessionId(const QString &id)
{
    const QUuid uuid = QUuid::fromString(id);
    return !uuid.isNull() && uuid.toString(QUuid::WithoutBraces) == id;
}

// Unlinked under a lock: who has made the file and waits for its own lock finds out. A shared one, so that
// isAlive() does not take it for that of the session.
void removeStale(const QString &sessions)
{
    const QDir dir(sessions);
    const QStringList names = dir.entryList(QDir::Files | QDir::Hidden);
    for (const QString &name : names) {
        if (!isSessionId(name))
            continue;
        const Descriptor other = Descriptor::open(dir.filePath(name), O_RDWR | O_NOFOLLOW | O_NONBLOCK);
        if (other.isOpen() && other.lock(LOCK_SH | LOCK_NB))
            QFile::remove(dir.filePath(name));
    }
}

} // namespace

JournalSession::JournalSession() : m_id(QUuid::createUuid().toString(QUuid::WithoutBraces)) {}

JournalSession::~JournalSession()
{
    if (m_descriptor.isOpen())
        QFile::remove(m_path);
}

bool JournalSession::begin(const QString &folder)
{
    const QString sessions = sessionsIn(folder);
    const QString path = sessions + u'/' + m_id;
    if (m_descriptor.isOpen() && m_descriptor.isAt(path))
        return true;
    if (!makePrivateFolder(sessions))
        return false;
    // Again if another process has taken it for a stale one before it was locked.
    constexpr int Attempts = 5;
    for (int attempt = 0; attempt < Attempts; ++attempt) {
        Descriptor mine = Descriptor::open(path, O_RDWR | O_CREAT | O_NOFOLLOW, OwnerOnly);
        if (!mine.isOpen() || !mine.lock(LOCK_EX))
            return false;
        if (!mine.isAt(path))
            continue;
        m_descriptor = std::move(mine);
        m_path = path;
        removeStale(sessions);
        return true;
    }
    errno = EAGAIN;
    return false;
}

bool JournalSession::isAlive(const QString &folder, const QString &id)
{
    if (!isSessionId(id))
        return false;
    const Descriptor other =
        Descriptor::open(sessionsIn(folder) + u'/' + id, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    return other.isOpen() && !other.lock(LOCK_SH | LOCK_NB) && errno == EWOULDBLOCK;
}
