// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "windowrig.h"

#include <QDateTime>
#include <QSet>

class QDialog;

/// A window on an orchestrator that looks at tokens, with an RBAC service beside it. To begin with, "old" is
/// the token of the connection, and good.
class SignInRig
{
public:
    SignInRig();

    WindowRig window;
    ListServer server;
    LoopbackServer rbac;
    Connection connection;

    QSet<QByteArray> goodTokens{"old"};
    /// What a login with the password "correct horse" gives.
    QByteArray freshToken = "0QX-new";
    QDateTime expires; ///< invalid: the service does not say
    /// The UUIDs of owners whose jobs may not be deleted.
    QSet<QString> forbiddenOwners;
    /// Asked first; an answer takes the place of the truthful one.
    std::function<std::optional<LoopbackAnswer>(const LoopbackRequest &)> interceptRbac;

    /// 50 jobs, two thirds of them of others: "me", "ann" and "bob" in turn.
    void addJobs();
    /// `tokenFile` is the name of a file of the rig.
    [[nodiscard]] bool connectTo(const QString &tokenFile = {});
    /// The token is no longer good, and the window finds out. False: it did not ask for another.
    [[nodiscard]] bool killToken();

    QString bar() const { return window.bar("tokenBar"); }
    QString account() const;
    /// Opened by a click on a button of the bar. Null: it did not open.
    QDialog *openDialog(const QString &button, const char *name);
    void paste(const QByteArray &token);
    void signIn(const QString &login, const QString &password);

    QList<LoopbackRequest> rbacRequests(const QByteArray &path) const;
    /// All that a person can read, in the window and its dialogs, and what the program remembers.
    QString everythingShownOrKept() const;

private:
    LoopbackAnswer answerRbac(const LoopbackRequest &request) const;
};
