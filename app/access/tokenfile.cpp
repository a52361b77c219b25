// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tokenfile.h"

#include "connection.h"

#include <QDir>
#include <QFileInfo>

namespace {

// Empty: none that can be used. A pipe was read when the program started; now it would be waited for.
QByteArray tokenIn(const QString &path)
{
    if (!QFileInfo(path).isFile())
        return {};
    const Result<QByteArray> token = readTokenFile(path);
    return token ? token.value() : QByteArray();
}

} // namespace

TokenFile::TokenFile(const QString &path, QObject *parent)
    : QObject(parent), m_path(QFileInfo(path).absoluteFilePath())
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(Settling);
    connect(&m_settle, &QTimer::timeout, this, &TokenFile::look);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, this, [this] { m_settle.start(); });
    // Others may write into the folder all the time: that must not put the look off for ever.
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, this, [this] {
        if (!m_settle.isActive())
            m_settle.start();
    });
    watch();
    m_token = tokenIn(m_path);
}

// The file itself, anew each time: a watch stays with a file that was replaced. And its folder, or the
// nearest one above that is there, to see it come.
void TokenFile::watch()
{
    if (const QStringList watched = m_watcher.files() + m_watcher.directories(); !watched.isEmpty())
        m_watcher.removePaths(watched);
    if (QFileInfo::exists(m_path))
        m_watcher.addPath(m_path);
    QString folder = QFileInfo(m_path).path();
    while (!QFileInfo::exists(folder) && !QDir(folder).isRoot())
        folder = QFileInfo(folder).path();
    m_watcher.addPath(folder);
    // What was made between the look for the folder and the watch.
    if (folder != QFileInfo(m_path).path() && QFileInfo::exists(QFileInfo(m_path).path()))
        m_settle.start();
}

void TokenFile::look()
{
    // First the watch, then the look: what changes after the look is told.
    watch();
    const QByteArray token = tokenIn(m_path);
    if (token.isEmpty() || token == m_token)
        return;
    m_token = token;
    Q_EMIT changed();
}
