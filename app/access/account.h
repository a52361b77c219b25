// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rights.h"

// Whose token a connection carries, until when, and what that user may do, as far as the RBAC service tells:
// it may be out of reach, and then nothing is known and nothing is missing. One account for one token.
class Account : public QObject
{
    Q_OBJECT

public:
    // Asks at once, unless the connection has no token or no RBAC service to ask.
    explicit Account(const Connection &connection, QObject *parent = nullptr);
    ~Account() override;

    // The name that people know: display name, else login; empty: not known.
    QString name() const;
    // UTC, by the clock of the server; invalid: not known.
    QDateTime expires() const { return m_facts.expires; }
    Rights &rights() { return m_rights; }

Q_SIGNALS:
    // Whose, until when, or the rights.
    void changed();

private:
    RbacClient m_client;
    Rights m_rights;
    TokenFacts m_facts;
    RbacUser m_user;
};
