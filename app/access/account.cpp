// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "account.h"

#include "token.h"

Account::Account(const Connection &connection, QObject *parent)
    : QObject(parent), m_client(connection), m_rights(&m_client)
{
    connect(&m_rights, &Rights::changed, this, &Account::changed);
    if (connection.token.isEmpty() || !canAskRbac(connection))
        return;
    // Side by side: older services lack the first, and some users may not ask the second.
    m_client.authenticate(this, [this](const Result<TokenFacts> &facts) {
        if (!facts)
            return;
        m_facts = facts.value();
        Q_EMIT changed();
    });
    m_client.currentUser(this, [this](const Result<RbacUser> &user) {
        if (!user)
            return;
        m_user = user.value();
        m_rights.setUser(m_user);
    });
}

Account::~Account() = default;

QString Account::name() const
{
    for (const QString &name : {m_facts.displayName, m_user.displayName, m_facts.login, m_user.login}) {
        if (!name.isEmpty())
            return name;
    }
    return {};
}
