// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "rights.h"

#include <algorithm>

Rights::Rights(RbacClient *client, QObject *parent) : QObject(parent), m_client(client)
{
    m_collecting.setSingleShot(true);
    m_collecting.setInterval(0);
    connect(&m_collecting, &QTimer::timeout, this, &Rights::send);
}

void Rights::setUser(const RbacUser &user)
{
    m_user = user;
    m_collecting.start();
    Q_EMIT changed();
}

Rights::Answer Rights::mayDeleteJobsOf(const QString &ownerId) const
{
    if (m_user.id.isEmpty() || ownerId.isEmpty())
        return Answer::Unknown;
    if (m_user.isSuperuser || ownerId == m_user.id)
        return Answer::Yes;
    const auto found = m_permitted.constFind(ownerId);
    if (found == m_permitted.constEnd())
        return Answer::Unknown;
    return *found ? Answer::Yes : Answer::No;
}

bool Rights::refusesSome() const
{
    return std::any_of(m_permitted.begin(), m_permitted.end(), [](bool isPermitted) { return !isPermitted; });
}

void Rights::ask(const QString &ownerId)
{
    if (ownerId.isEmpty() || m_asked.contains(ownerId))
        return;
    m_asked.insert(ownerId);
    m_waiting.append(ownerId);
    m_collecting.start();
}

void Rights::askAgain()
{
    for (auto it = m_permitted.constBegin(); it != m_permitted.constEnd(); ++it) {
        if (!it.value() && !m_waiting.contains(it.key()))
            m_waiting.append(it.key());
    }
    m_collecting.start();
}

void Rights::send()
{
    if (m_user.id.isEmpty())
        return;
    m_waiting.removeIf([this](const QString &owner) { return mayDeleteJobsOf(owner) == Answer::Yes; });
    while (!m_waiting.isEmpty()) {
        const QStringList owners = m_waiting.first(std::min<qsizetype>(m_waiting.size(), Batch));
        m_waiting.remove(0, owners.size());
        m_client->mayDeleteJobsOf(owners, m_user.id, this,
                                  [this, owners](const Result<QList<bool>> &permitted) {
                                      if (permitted)
                                          take(owners, permitted.value());
                                  });
    }
}

void Rights::take(const QStringList &owners, const QList<bool> &permitted)
{
    for (qsizetype i = 0; i < owners.size(); ++i)
        m_permitted.insert(owners.at(i), permitted.at(i));
    Q_EMIT changed();
}
