// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rbacclient.h"

#include <QHash>
#include <QSet>
#include <QTimer>

// Whose scheduled jobs a user may delete. The own ones need no right; for those of others it is
// scheduled_jobs:delete:<UUID of the owner>, which the RBAC service is asked about: once for each owner, many
// in one question, in the background. What could not be found out forbids nothing.
class Rights : public QObject
{
    Q_OBJECT

public:
    enum class Answer { Yes, No, Unknown };

    // The client outlives this.
    explicit Rights(RbacClient *client, QObject *parent = nullptr);

    // Nothing is asked before the user is known.
    void setUser(const RbacUser &user);
    Answer mayDeleteJobsOf(const QString &ownerId) const;
    // Whether anything is known to be refused: quick, for whoever would have to look at every job.
    bool refusesSome() const;
    // Unless that is known, asked or hopeless already.
    void ask(const QString &ownerId);
    // Somebody may have granted meanwhile what was refused.
    void askAgain();

    // Owners in one question.
    static constexpr int Batch = 200;

Q_SIGNALS:
    void changed();

private:
    void send();
    void take(const QStringList &owners, const QList<bool> &permitted);

    RbacClient *const m_client;
    RbacUser m_user;
    QHash<QString, bool> m_permitted;
    QSet<QString> m_asked; // ever, also without an answer
    QStringList m_waiting;
    QTimer m_collecting; // until control is back in the event loop, so that many go together
};
