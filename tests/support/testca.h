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
        Good,        ///< for 127.0.0.1, ::1 and localhost
        WrongHost,   ///< for other.example.com
        Expired,     ///< as Good, until 2021
        NotYetValid, ///< as Good, from 2090 on
        SelfSigned,  ///< as Good, but signed by nobody
        Client,      ///< for a client, with an EC key
        ClientRsa,   ///< for a client, with an RSA key
    };

    TestCa();

    /// False if openssl is missing or failed; errorString() then says how.
    bool isValid() const { return m_error.isEmpty(); }
    QString errorString() const { return m_error; }

    /// The certificate of the authority, PEM.
    QString caFile() const;
    /// Certificate and key of a leaf, PEM.
    QString certificateFile(Leaf kind) const;
    QString keyFile(Leaf kind) const;
    /// For LoopbackServer.
    QSslConfiguration server(Leaf kind) const;
    /// Trusts this authority and no other.
    QSslConfiguration client() const;

private:
    void run(const QStringList &arguments);
    void writeConfiguration();
    void makeAuthority();
    void sign(Leaf kind, const QString &extensions, const QString &from, const QString &until);
    void makeSelfSigned();

    QTemporaryDir m_folder;
    QString m_error;
};
