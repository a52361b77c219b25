// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection.h"
#include "jobsource.h"
#include "profile.h"

#include <QObject>

#include <memory>
#include <optional>

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
    // Something else has to answer first; empty: it has.
    void waiting(const QString &text);
    // It goes on, but not as the user wanted.
    void noticed(const QString &text);
    void failed(const Error &error);
    // Beyond the first of several.
    void furtherFileChosen(const QString &path);

private:
    SnapshotReader *newReader();
    void onRead(const Result<std::shared_ptr<JobSource>> &source);

    QWidget *const m_window;
    void open(const Profile &profile, const QByteArray &token, const TokenOrigin &origin);
    void stop();

    std::unique_ptr<SnapshotReader> m_reader;
    std::unique_ptr<QObject> m_tokenAsker; // while the keychain is asked
    std::optional<Offer> m_offer;
};
