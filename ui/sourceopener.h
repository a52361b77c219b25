// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "jobsource.h"
#include "profile.h"

#include <QObject>

#include <memory>
#include <optional>

class ProgressStrip;
class QMenu;
class QWidget;
class SnapshotReader;

// Makes sources out of what the user names: files, the clipboard, standard input, an address. What is asked
// for later replaces what is still being read.
class SourceOpener : public QObject
{
    Q_OBJECT

public:
    explicit SourceOpener(QWidget *window);
    ~SourceOpener() override;

    // What is waited for; for the window to place.
    ProgressStrip *strip() const { return m_strip; }
    bool isBusy() const { return m_reader || m_tokenAsker; }
    // What was asked for is not wanted any more; what is shown stays.
    void stop();

    void askForFiles();
    void askForConnection();
    void fillRecentMenu(QMenu *menu);
    void fillRecentConnectionsMenu(QMenu *menu);

    void openFile(const QString &path);
    // What is shown of it stays until all of it was read again.
    void reopenFile(const QString &path);
    void openStandardInput();
    void openText(const QString &text);
    // Without an RBAC service, the usual place of one is taken.
    void connectTo(Connection connection, const TokenOrigin &origin = {});
    // `token` was pasted; empty: the profile says where it comes from, which may be the keychain.
    void connectTo(const Profile &profile, const QByteArray &token = {});
    // On the first start, the orchestrator that Puppet's client tools on this machine are set up for, and
    // what is wrong with their configuration.
    struct Offer
    {
        std::optional<Profile> profile;
        QList<Error> problems;
    };
    const Offer &offer();

Q_SIGNALS:
    // With where the token of a live one comes from.
    void opened(const std::shared_ptr<JobSource> &source, const TokenOrigin &origin);
    // Those that are kept, by their user.
    void profilesChanged();
    // It goes on, but not as the user wanted.
    void noticed(const QString &text);
    void failed(const Error &error);
    // Beyond the first of several.
    void furtherFileChosen(const QString &path);

private:
    // Says so meanwhile.
    SnapshotReader *newReader(const QString &waitingText);
    void wait(const QString &text);
    void onRead(const Result<std::shared_ptr<JobSource>> &source);

    void open(const Profile &profile, const QByteArray &token, const TokenOrigin &origin);

    QWidget *const m_window;
    ProgressStrip *const m_strip;
    std::unique_ptr<SnapshotReader> m_reader;
    std::unique_ptr<QObject> m_tokenAsker; // while the keychain is asked
    std::optional<Offer> m_offer;
};
