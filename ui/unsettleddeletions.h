// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "journalentry.h"
#include "profile.h"

#include <QHash>
#include <QList>
#include <QObject>

#include <memory>
#include <optional>

class Deletions;
class JobSource;
class MessageBar;
class QAbstractButton;
class QWidget;

// The deletions that an earlier run of Callboard sent, and ended before it knew what became of them: after a
// crash, a power cut, or because its window was closed. They are told at the start, and looked up as soon as
// the window is connected to their server.
class UnsettledDeletions : public QObject
{
    Q_OBJECT

public:
    // The deletions live longer.
    UnsettledDeletions(Deletions *deletions, QWidget *window);
    ~UnsettledDeletions() override;

    // Belongs to the window as soon as it is in its layout.
    MessageBar *bar() const { return m_bar; }
    // Reads the journal in the background.
    void look();
    // The window shows this one.
    void setSource(const std::shared_ptr<JobSource> &source);

Q_SIGNALS:
    // look() has its answer.
    void looked();
    void connectRequested(const Profile &profile);
    void deletedJobsRequested();

private:
    void take(const QList<JournalEntry> &entries);
    void adopt();
    void showBar();
    std::optional<Profile> profileOf(const QString &server) const;

    Deletions *const m_deletions;
    MessageBar *const m_bar;
    QAbstractButton *m_connect;
    std::weak_ptr<JobSource> m_source;
    QHash<QString, QList<JournalEntry>> m_open; // by server
};
