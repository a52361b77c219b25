// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>

/// A desktop's keychain for this process alone: a session bus of its own with GNOME's keyring on it,
/// unlocked. To be made before anything asks for the session bus. Both go with the object.
class KeyringServer
{
public:
    KeyringServer();
    ~KeyringServer();
    Q_DISABLE_COPY_MOVE(KeyringServer)

    /// False if one of the programs is missing or failed; errorString() then says how.
    bool isRunning() const { return m_error.isEmpty(); }
    QString errorString() const { return m_error; }

private:
    void startBus();
    void startKeyring();

    QTemporaryDir m_folder;
    QProcess m_bus;
    QProcess m_keyring;
    QString m_error;
};
