// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "access.h"

#include "account.h"
#include "column.h"
#include "deletions.h"
#include "indexedowners.h"
#include "jobmodel.h"
#include "keychain.h"
#include "messagebar.h"
#include "orchestratorsource.h"
#include "pastetokendialog.h"
#include "shownzone.h"
#include "signindialog.h"
#include "token.h"
#include "tokenfile.h"

#include <QAbstractButton>
#include <QDir>
#include <QLocale>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::milliseconds Notice = std::chrono::minutes(10);

QString expiryText(const QDateTime &moment)
{
    const QDateTime local = ShownZone::at(moment.toMSecsSinceEpoch());
    const QLocale locale;
    return local.date() == ShownZone::at(QDateTime::currentMSecsSinceEpoch()).date()
               ? locale.toString(local.time(), QLocale::ShortFormat)
               : momentText(moment.toMSecsSinceEpoch());
}

} // namespace

Access::Access(JobModel *jobs, Deletions *deletions, QWidget *window)
    : QObject(window), m_jobs(jobs), m_deletions(deletions), m_window(window), m_bar(new MessageBar(window))
{
    m_bar->setObjectName(u"tokenBar"_s);
    m_signIn = m_bar->addButton(tr("Sign In…"));
    m_paste = m_bar->addButton(tr("Paste Token…"));
    m_dismiss = m_bar->addButton(tr("Dismiss"));
    m_bar->hide();
    connect(m_signIn, &QAbstractButton::clicked, this, &Access::askToSignIn);
    connect(m_paste, &QAbstractButton::clicked, this, &Access::askForToken);
    connect(m_dismiss, &QAbstractButton::clicked, this, [this] {
        m_isWarningRead = true;
        m_keychainProblem.clear();
        showBar();
    });
    connect(m_jobs, &JobModel::statusChanged, this, &Access::onStatus);
    connect(m_jobs, &JobModel::modelReset, this, [this] { lookForOwners(0, m_jobs->rowCount() - 1); });
    connect(m_jobs, &JobModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { lookForOwners(first, last); });
    connect(m_jobs, &JobModel::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        lookForOwners(first.row(), last.row());
    });
    connect(m_deletions, &Deletions::added, this, [this] {
        paceDeletions();
        showBar();
    });
    connect(m_deletions, &Deletions::deletionChanged, this, &Access::onDeletionChanged);
    connect(m_deletions, &Deletions::dismissed, this, [this](const DeletionBatch *batch) {
        for (const Deletion *deletion : batch->deletions())
            m_askedWith.remove(deletion);
    });
    m_expiry.setSingleShot(true);
    connect(&m_expiry, &QTimer::timeout, this, &Access::onAccountChanged);
}

Access::~Access() = default;

void Access::setSource(const std::shared_ptr<JobSource> &source, const TokenOrigin &origin)
{
    delete m_dialog;
    m_file.reset();
    m_origin = origin;
    setUnkept({});
    m_source = qobject_cast<OrchestratorSource *>(source.get());
    m_standing = Standing::Good;
    m_refused.clear();
    m_askedWith.clear();
    m_readAt = {};
    ++m_generation;
    if (m_source) {
        Connection probe = m_source->connection();
        m_isFromFile = false;
        if (!origin.file.isEmpty()) {
            m_file = std::make_unique<TokenFile>(origin.file);
            connect(m_file.get(), &TokenFile::changed, this, &Access::useFile);
            m_isFromFile = !probe.token.isEmpty() && m_file->token() == probe.token;
        }
        setUnkept(origin.isInKeychain ? QByteArray() : probe.token);
        probe.token = "any"_ba;
        m_isTokenSafe = !probe.exposesToken();
    }
    paceDeletions();
    renewAccount();
}

void Access::renewAccount()
{
    m_account.reset();
    m_seenOwners.clear();
    m_isWarningRead = false;
    if (m_source) {
        m_account = std::make_unique<Account>(m_source->connection());
        connect(m_account.get(), &Account::changed, this, &Access::onAccountChanged);
        if (m_jobs->source().get() == m_source)
            lookForOwners(0, m_jobs->rowCount() - 1);
    }
    onAccountChanged();
}

void Access::onAccountChanged()
{
    watchExpiry();
    showBar();
    Q_EMIT changed();
}

void Access::lookForOwners(int firstRow, int lastRow)
{
    if (!m_account || m_jobs->source().get() != m_source)
        return;
    const auto look = [this](const Job &job) {
        if (job.isNull() || m_seenOwners.contains(job.ownerLabel()))
            return;
        m_seenOwners.insert(job.ownerLabel());
        m_account->rights().ask(job.owner().id.value);
    };
    const bool isAboutAll = firstRow == 0 && lastRow == m_jobs->rowCount() - 1;
    if (!isAboutAll || !m_jobs->status().isWhole) {
        // Rows of an index change all at once.
        for (int row = firstRow; row <= lastRow && !m_jobs->isIndexed(); ++row)
            look(m_jobs->jobAt(row));
        return;
    }
    // To read every record of a long list takes seconds; its index knows the owners.
    const JobIndex index = m_jobs->allJobs();
    for (const JobIndex::Row row : firstOfEachOwner(index))
        look(index.jobAt(row));
}

QString Access::whyNotRemovable(const Job &job) const
{
    const JobSource *source = m_jobs->source().get();
    QString why = source ? source->whyNotRemovable(job) : QString();
    if (!why.isEmpty() || !m_account || source != m_source)
        return why;
    // Of two owners with one name, the other may have been asked about.
    m_account->rights().ask(job.owner().id.value);
    return whyNotPermitted(job);
}

bool Access::isReadOnly() const
{
    const JobSource *source = m_jobs->source().get();
    return source && source->isReadOnly();
}

QString Access::whyNotPermitted(const Job &job) const
{
    if (!m_account || m_jobs->source().get() != m_source || !m_account->rights().refusesSome())
        return {};
    const Owner owner = job.owner();
    if (m_account->rights().mayDeleteJobsOf(owner.id.value) != Rights::Answer::No)
        return {};
    return tr("This job belongs to %1, and %2 has no right to delete it. An administrator of Puppet "
              "Enterprise "
              "can grant \"Delete another user's scheduled jobs\".")
        .arg(owner.label(), m_account->name());
}

void Access::onStatus()
{
    if (!m_source || m_jobs->source().get() != m_source)
        return;
    const ListStatus status = m_jobs->status();
    if (status.error && status.error->kind == Error::Kind::NotAuthenticated) {
        refuse(*status.error);
        return;
    }
    if (status.isBusy)
        return;
    const bool isRead = !status.error && status.readAt > m_refusedAt;
    if (m_standing == Standing::Trying || (m_standing == Standing::Refused && isRead))
        settle();
    if (!m_unkept.isEmpty() && m_standing == Standing::Good && !status.error &&
        status.readAt >= m_unkeptSince)
        keepInKeychain();
    if (m_account && status.readAt.isValid() && m_readAt.isValid() && status.readAt != m_readAt)
        m_account->rights().askAgain();
    m_readAt = status.readAt;
}

// An answer to a question with an earlier token says nothing about this one.
void Access::onDeletionChanged(Deletion *deletion)
{
    using Outcome = Deletion::Outcome;
    if (!m_source || deletion->source().get() != m_source ||
        deletion->stage() == Deletion::Stage::CountingDown || deletion->stage() == Deletion::Stage::Waiting)
        return;
    if (!deletion->isFinished()) {
        m_askedWith.insert(deletion, m_generation);
        return;
    }
    const bool isAboutThis = m_askedWith.take(deletion) == m_generation;
    std::optional<Error> error;
    if (deletion->outcome() == Outcome::TokenRejected)
        error = deletion->serverError();
    else if (deletion->outcome() == Outcome::Unknown)
        error = deletion->problem();
    if (isAboutThis && error && error->kind == Error::Kind::NotAuthenticated)
        refuse(*error);
}

void Access::refuse(const Error &error)
{
    const bool isNews = m_standing != Standing::Refused;
    m_refusal = error;
    m_standing = Standing::Refused;
    if (isNews) {
        m_refusedAt = QDateTime::currentDateTimeUtc();
        m_refused.insert(m_source->connection().token);
        // Later: this is called by a question for the list, and another token would ask anew.
        QTimer::singleShot(0, this, [this] {
            if (m_file)
                m_file->look();
            useFile();
        });
        paceDeletions();
        Q_EMIT changed();
    }
    showBar();
}

void Access::useFile()
{
    if (!m_file || !m_source || !m_isTokenSafe)
        return;
    const QByteArray token = m_file->token();
    const bool isNew =
        !token.isEmpty() && token != m_source->connection().token && !m_refused.contains(token);
    const bool isWanted = m_standing == Standing::Refused || (m_standing == Standing::Good && m_isFromFile);
    if (isNew && isWanted)
        adopt(token, true);
}

void Access::adopt(const QByteArray &token, bool isFromFile)
{
    if (!m_source)
        return;
    ++m_generation;
    m_isFromFile = isFromFile;
    m_source->setToken(token);
    if (m_standing == Standing::Refused)
        m_standing = Standing::Trying;
    renewAccount();
    m_jobs->refresh();
    if (!isFromFile)
        setUnkept(token);
}

void Access::setUnkept(const QByteArray &token)
{
    m_keychainProblem.clear();
    m_unkept = m_origin.keychainKey.isEmpty() ? QByteArray() : token;
    m_unkeptSince = QDateTime::currentDateTimeUtc();
}

void Access::keepInKeychain()
{
    const QPointer<OrchestratorSource> source = m_source;
    const QByteArray token = std::exchange(m_unkept, {});
    Keychain::write(m_origin.keychainKey, token, this, [this, source](const std::optional<Error> &error) {
        if (!error || source != m_source)
            return;
        m_keychainProblem = error->whatHappened();
        showBar();
    });
}

void Access::settle()
{
    m_standing = Standing::Good;
    m_refusal.reset();
    if (m_dialog)
        m_dialog->reject();
    paceDeletions();
    showBar();
    Q_EMIT changed();
    // A newer one may have come into the file while this one was tried.
    QTimer::singleShot(0, this, &Access::useFile);
}

void Access::setWindowBlocked(bool blocked)
{
    m_isWindowBlocked = blocked;
    paceDeletions();
}

void Access::paceDeletions()
{
    const QList<DeletionBatch *> batches = m_deletions->batches();
    for (DeletionBatch *batch : batches) {
        const bool waitsForToken = lacksToken() && batch->source().get() == m_source;
        // A dialog takes Undo away; what counts down no more can't be undone anyway.
        const bool isBlocked = m_isWindowBlocked && batch->stage() == DeletionBatch::Stage::CountingDown;
        if (isBlocked || waitsForToken)
            batch->hold();
        else
            batch->resume();
    }
}

bool Access::expiresSoon() const
{
    return m_account && m_account->expires().isValid() &&
           m_account->expires().addMSecs(-Notice.count()) <= QDateTime::currentDateTimeUtc();
}

// Until the text changes by itself. Long waits in steps, as clocks are set and computers sleep.
void Access::watchExpiry()
{
    m_expiry.stop();
    if (!m_account || !m_account->expires().isValid())
        return;
    constexpr qint64 Step = qint64{10} * 60 * 1000;
    const qint64 left = QDateTime::currentDateTimeUtc().msecsTo(m_account->expires());
    const qint64 next = left > Notice.count() ? left - Notice.count() : left;
    if (left > 0)
        m_expiry.start(int(std::min(next, Step)) + 1);
}

QString Access::accountName() const
{
    return m_account && m_standing != Standing::Refused ? m_account->name() : QString();
}

QString Access::accountNameAt(const JobSource &source) const
{
    return &source == m_jobs->source().get() ? accountName() : QString();
}

QString Access::accountText() const
{
    const QString name = accountName();
    if (name.isEmpty())
        return {};
    const QDateTime expires = m_account->expires();
    if (!expires.isValid())
        return tr("Signed in as %1").arg(name);
    if (expires <= QDateTime::currentDateTimeUtc())
        return tr("⚠ %1: the token expired at %2", "user, time").arg(name, expiryText(expires));
    if (expiresSoon())
        return tr("⚠ %1: the token expires at %2", "user, time").arg(name, expiryText(expires));
    return tr("Signed in as %1 until %2", "user, time").arg(name, expiryText(expires));
}

void Access::showBar()
{
    const bool warns = m_standing == Standing::Good && expiresSoon() && !m_isWarningRead;
    const bool tells = m_standing == Standing::Good && !warns && !m_keychainProblem.isEmpty();
    if (m_standing == Standing::Refused)
        m_bar->setMessage(MessageBar::Level::Error, refusalText());
    else if (m_standing == Standing::Trying)
        m_bar->setMessage(MessageBar::Level::Information, tr("Trying the new token …"));
    else if (warns)
        m_bar->setMessage(MessageBar::Level::Warning,
                          (m_account->expires() <= QDateTime::currentDateTimeUtc()
                               ? tr("The token expired at %1. Get a new one.")
                               : tr("The token expires at %1. Get a new one in time, and nothing stops."))
                              .arg(expiryText(m_account->expires())));
    else if (tells)
        m_bar->setMessage(MessageBar::Level::Warning,
                          tr("%1 The token lives for this session.", "what is wrong with the keychain")
                              .arg(m_keychainProblem));
    const bool canSignIn = m_source && canAskRbac(m_source->connection());
    const bool asks = m_standing != Standing::Trying && m_isTokenSafe && !tells;
    setShown(m_signIn, asks && canSignIn);
    setShown(m_paste, asks);
    setShown(m_dismiss, warns || tells);
    m_bar->setVisible(m_source && (lacksToken() || warns || tells));
}

// A dialog that was opened with a button gives the focus back to it; Qt would give it to whatever comes next.
void Access::setShown(QAbstractButton *button, bool shown)
{
    if (!shown && m_window->focusWidget() == button)
        Q_EMIT m_bar->focusReleased();
    button->setVisible(shown);
}

QString Access::refusalText() const
{
    const QString server = m_source->label();
    const QByteArray token = m_source->connection().token;
    QStringList sentences;
    sentences
        << (token.isEmpty() ? tr("%1 asks for a token.") : tr("%1 does not accept the token.")).arg(server);
    QString words = m_refusal ? m_refusal->serverWords() : QString();
    if (!token.isEmpty())
        words.replace(QString::fromLatin1(token), "…"_L1);
    if (!words.isEmpty())
        sentences << Error::sentence(tr("The server says: %1").arg(words));
    if (!m_isTokenSafe)
        sentences << tr("Over http:// it would travel unencrypted: connect with https://.");
    else if (m_file)
        sentences << tr("As soon as %1 holds another one, that is used.")
                         .arg(QDir::toNativeSeparators(m_file->path()));
    const QList<DeletionBatch *> &batches = m_deletions->batches();
    if (std::any_of(batches.begin(), batches.end(),
                    [](const DeletionBatch *batch) { return batch->tally().waiting > 0; }))
        sentences << tr("Deletions wait for it.");
    return sentences.join(u' ');
}

void Access::askToSignIn()
{
    auto *dialog = new SignInDialog(m_source->connection(), !m_origin.keychainKey.isEmpty(), m_window);
    connect(dialog, &SignInDialog::signedIn, this, [this](const QByteArray &token) { adopt(token, false); });
    open(dialog);
}

void Access::askForToken()
{
    auto *dialog = new PasteTokenDialog(m_source->label(), !m_origin.keychainKey.isEmpty(), m_window);
    connect(dialog, &PasteTokenDialog::tokenGiven, this,
            [this](const QByteArray &token) { adopt(token, false); });
    open(dialog);
}

void Access::open(QDialog *dialog)
{
    delete m_dialog;
    m_dialog = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}
