// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFileSystemWatcher>
#include <QObject>
#include <QString>
#include <QTimer>

// The file that holds a token, watched: puppet-access and others replace it, write it in place, or delete
// and make it again, the folder included. Only what can be a token counts (see readTokenFile()); a file that
// is gone, empty or half-written leaves the last token standing.
class TokenFile : public QObject
{
    Q_OBJECT

public:
    explicit TokenFile(const QString &path, QObject *parent = nullptr);

    QString path() const { return m_path; }
    // The last one that was read; empty: none yet.
    QByteArray token() const { return m_token; }
    // Reads the file now: folders on a network may not tell of changes.
    void look();

Q_SIGNALS:
    // There is another token than before.
    void changed();

private:
    void watch();

    // Long enough for somebody to write a line in two steps.
    static constexpr std::chrono::milliseconds Settling{150};

    const QString m_path;
    QByteArray m_token;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};
