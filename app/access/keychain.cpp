// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "keychain.h"

#include "token.h"

#include <QCoreApplication>

#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(Keychain)
};

const QString Service = u"callboard"_s;

Error errorOf(const QKeychain::Job &job)
{
    Error error;
    error.kind = Error::Kind::File;
    error.subject = Texts::tr("The keychain");
    switch (job.error()) {
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        error.reason = Texts::tr("there is none on this desktop");
        break;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        error.reason = Texts::tr("it was not unlocked");
        break;
    default:
        error.reason = job.errorString().isEmpty() ? Texts::tr("it does not answer") : job.errorString();
    }
    return error;
}

// A job may end inside start(), and deletes itself only afterwards.
template <class Job, class Report>
void run(Job *job, const QString &key, QObject *asker, Report report)
{
    job->setKey(key);
    // Never into a settings file.
    job->setInsecureFallback(false);
    QObject::connect(
        job, &QKeychain::Job::finished, asker, [job, report = std::move(report)] { report(*job); },
        Qt::DirectConnection);
    job->start();
}

} // namespace

namespace Keychain {

void read(const QString &key, QObject *asker, std::function<void(const Result<QByteArray> &)> done)
{
    run(new QKeychain::ReadPasswordJob(Service), key, asker,
        [done = std::move(done)](const QKeychain::ReadPasswordJob &job) {
            if (job.error() == QKeychain::EntryNotFound) {
                done(QByteArray());
            } else if (job.error() != QKeychain::NoError) {
                done(errorOf(job));
            } else {
                const Result<QByteArray> token = tokenOf(job.binaryData());
                done(token ? token : QByteArray());
            }
        });
}

void write(const QString &key, const QByteArray &token, QObject *asker,
           std::function<void(const std::optional<Error> &)> done)
{
    auto *job = new QKeychain::WritePasswordJob(Service);
    job->setTextData(QString::fromLatin1(token));
    run(job, key, asker, [done = std::move(done)](const QKeychain::WritePasswordJob &finished) {
        done(finished.error() == QKeychain::NoError ? std::nullopt : std::optional(errorOf(finished)));
    });
}

void remove(const QString &key)
{
    auto *job = new QKeychain::DeletePasswordJob(Service);
    job->setKey(key);
    job->setInsecureFallback(false);
    job->start();
}

void move(const QString &from, const QString &to)
{
    QObject *const asker = QCoreApplication::instance();
    read(from, asker, [asker, from, to](const Result<QByteArray> &token) {
        if (!token || token.value().isEmpty())
            return;
        write(to, token.value(), asker, [from](const std::optional<Error> &error) {
            if (!error)
                remove(from);
        });
    });
}

} // namespace Keychain
