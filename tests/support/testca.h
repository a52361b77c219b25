// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSslConfiguration>
#include <QTemporaryDir>

/// A certificate authority of its own, made with the openssl program, and servers of every sort under it.
class TestCa
{
public:
    enum class Leaf {
        Good,       ///< for 127.0.0.1 and localhost
        WrongHost,  ///< for other.example.com
        Expired,    ///< as Good, until 2021
        SelfSigned, ///< as Good, but signed by nobody
    };

    TestCa();

    /// False if openssl is missing or failed; errorString() then says how.
    bool isValid() const { return m_error.isEmpty(); }
    QString errorString() const { return m_error; }

    /// The certificate of the authority, PEM.
    QString caFile() const;
    /// For LoopbackServer.
    QSslConfiguration server(Leaf kind) const;
    /// Trusts this authority and no other.
    QSslConfiguration client() const;

private:
    void run(const QStringList &arguments);
    void writeConfiguration();
    void makeAuthority();
    void sign(const QString &name, const QString &extensions, const QString &until);
    void makeSelfSigned();

    QTemporaryDir m_folder;
    QString m_error;
};
