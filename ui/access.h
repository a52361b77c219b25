// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "error.h"
#include "job.h"
#include "tokenorigin.h"

#include <QDateTime>
#include <QHash>
#include <QPointer>
#include <QSet>
#include <QTimer>

#include <memory>

class Account;
class Deletion;
class Deletions;
class JobModel;
class JobSource;
class MessageBar;
class OrchestratorSource;
class QAbstractButton;
class QDialog;
class TokenFile;

// The user's access to the live source of a window: its token, where that comes from, whose it is and what it
// permits. When the token is refused, by the list or by a deletion, a bar asks for another one, and what is
// shown and planned stays: deletions that count down wait, and what was refused is not sent again. A file
// with a token is watched; a token that was pasted or signed in for holds until it is refused, and goes into
// the desktop's keychain if the user has chosen so and there is one.
class Access : public QObject
{
    Q_OBJECT

public:
    // The jobs and the deletions live longer than this.
    Access(JobModel *jobs, Deletions *deletions, QWidget *window);
    ~Access() override;

    // Belongs to the window as soon as it is in its layout.
    MessageBar *bar() const { return m_bar; }
    // To be called before the model shows the source.
    void setSource(const std::shared_ptr<JobSource> &source, const TokenOrigin &origin);
    // As JobSource::whyNotRemovable(), of the source that is shown, and what the user has no right to.
    QString whyNotRemovable(const Job &job) const;
    // Whether that is so for every job, whoever asks.
    bool isReadOnly() const;
    // The latter alone, as far as it is known; nothing is asked.
    QString whyNotPermitted(const Job &job) const;
    // Whether the bar asks for a token, or one is being tried.
    bool lacksToken() const { return m_standing != Standing::Good; }
    // Whose token it is; empty: not known.
    QString accountName() const;
    // The same at that source; only that of the one that is shown is known.
    QString accountNameAt(const JobSource &source) const;
    // Who is signed in and until when, in one line; empty: nobody, or not known.
    QString accountText() const;
    // Nobody can take back a deletion while a dialog is open: none counts down then.
    void setWindowBlocked(bool blocked);

Q_SIGNALS:
    // What the functions above say.
    void changed();

private:
    enum class Standing {
        Good,    // as far as is known
        Refused, // another token is needed
        Trying   // there is one, and the list is read with it
    };

    void onStatus();
    void onDeletionChanged(Deletion *deletion);
    void refuse(const Error &error);
    void useFile();
    void adopt(const QByteArray &token, bool isFromFile);
    void setUnkept(const QByteArray &token);
    // Once it has proved good. Tells when it lives for this session only, though the user wanted otherwise.
    void keepInKeychain();
    void settle();
    void renewAccount();
    void paceDeletions();
    void lookForOwners(int firstRow, int lastRow);
    void onAccountChanged();
    void watchExpiry();
    bool expiresSoon() const;
    void showBar();
    void setShown(QAbstractButton *button, bool shown);
    QString refusalText() const;
    void askToSignIn();
    void askForToken();
    void open(QDialog *dialog);

    JobModel *const m_jobs;
    Deletions *const m_deletions;
    QWidget *const m_window;
    MessageBar *const m_bar;
    QAbstractButton *m_signIn;
    QAbstractButton *m_paste;
    QAbstractButton *m_dismiss;
    QPointer<QDialog> m_dialog;
    QPointer<OrchestratorSource> m_source; // null: none that is live
    TokenOrigin m_origin;
    std::unique_ptr<TokenFile> m_file;
    std::unique_ptr<Account> m_account;
    Standing m_standing = Standing::Good;
    std::optional<Error> m_refusal;
    QDateTime m_refusedAt;
    QSet<QByteArray> m_refused;               // tokens that need not be tried again by themselves
    int m_generation = 0;                     // counts the tokens
    QHash<const Deletion *, int> m_askedWith; // the generation
    QSet<QString> m_seenOwners;               // labels: to look at each job's owner would take long
    QDateTime m_readAt;
    QTimer m_expiry;
    bool m_isFromFile = false;
    bool m_isTokenSafe = false; // encrypted, or on this machine
    bool m_isWarningRead = false;
    QByteArray m_unkept; // a token that goes into the keychain when it has proved good
    QDateTime m_unkeptSince;
    QString m_keychainProblem; // not read yet; empty: none
    bool m_isWindowBlocked = false;
};
