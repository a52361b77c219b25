// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "journalentry.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QQueue>

#include <functional>
#include <memory>
#include <optional>

// Writes the journal of deletions: JSON lines in one file a month, in a folder that only its owner may look
// into. Several processes may write to one journal. What was written is on the disk, not only on its way
// there; that takes its time, so it is done by a thread of its own.
class Journal : public QObject
{
    Q_OBJECT

public:
    // Nothing is made in the folder before the first line is written.
    explicit Journal(QString folder, QObject *parent = nullptr);
    // Waits until everything that was handed over is on the disk, or could not be written; it is not told any
    // more.
    ~Journal() override;

    // In the user's data folder (XDG).
    static QString defaultFolder();

    QString folder() const { return m_folder; }
    // For JournalEntry::session.
    QString session() const { return m_session; }

    using Written = std::function<void(const std::optional<Error> &)>;
    // Writes the lines, all or none of those for one file; in the order in which they are handed over. What
    // waits goes to the disk together. `written` is called once, in the thread of this object, after
    // append() has returned: with no error, all of them are on the disk. If `context` goes first, it is not
    // called; the lines are written all the same.
    void append(const QList<JournalLine> &lines, QObject *context, Written written);

    // How often the disk was waited for.
    qsizetype commits() const;

Q_SIGNALS:
    // Something was written, and told to whoever asked for it.
    void changed();

private:
    class Writer;
    struct Asker
    {
        QPointer<QObject> context;
        Written written;
    };

    void tell(const QList<std::optional<Error>> &results);

    const QString m_folder;
    QString m_session;
    QQueue<Asker> m_askers; // in the order of what was handed over
    std::unique_ptr<Writer> m_writer;
};
