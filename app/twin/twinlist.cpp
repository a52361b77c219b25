// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "twinlist.h"

#include "connectionoptions.h"
#include "keychain.h"
#include "orchestratorsource.h"
#include "profiles.h"
#include "snapshotsource.h"

#include <QLocale>

using namespace Qt::StringLiterals;

TwinList::TwinList(const TwinLine &line, QObject *parent) : QObject(parent), m_line(line)
{
    // The model is in the middle of something when it says so.
    connect(&m_jobs, &JobModel::statusChanged, this, [this] {
        if (std::exchange(m_isLooking, true))
            return;
        QMetaObject::invokeMethod(this, &TwinList::look, Qt::QueuedConnection);
    });
}

TwinList::~TwinList() = default;

void TwinList::start()
{
    if (!m_line.profile.isEmpty())
        openProfile();
    else if (!m_line.url.isEmpty())
        openUrl();
    else
        openFile();
}

void TwinList::end(const QString &problem)
{
    if (std::exchange(m_hasEnded, true))
        return;
    if (problem.isEmpty())
        Q_EMIT ready();
    else
        Q_EMIT failed(problem);
}

void TwinList::openFile()
{
    m_reader = std::make_unique<SnapshotReader>();
    connect(m_reader.get(), &SnapshotReader::finished, this,
            [this](const Result<std::shared_ptr<JobSource>> &source) {
                if (source)
                    show(source.value());
                else
                    end(source.error().toText());
            });
    if (m_line.file == "-"_L1)
        m_reader->readStandardInput();
    else
        m_reader->readFile(m_line.file, SnapshotReader::Await::Whole);
}

void TwinList::openUrl()
{
    open(ConnectionOptions::at(m_line.url, m_line.tokenFile, m_line.caFile));
}

// Nobody is asked for a token: there may be nobody.
void TwinList::openProfile()
{
    const auto profile = Profiles::named(m_line.profile);
    if (!profile) {
        end(ConnectionOptions::unknownProfileText(m_line.profile));
        return;
    }
    if (m_line.tokenFile) {
        const Result<QByteArray> token = readTokenFile(*m_line.tokenFile);
        if (token)
            open(connectionOf(*profile, token.value()));
        else
            end(token.error().toText());
        return;
    }
    const QString whatToDo = tr("Name a file that holds one with --token-file.");
    if (profile->tokenFrom == Profile::TokenFrom::Session) {
        end(tr("The token of %1 is kept nowhere. %2").arg(profile->name, whatToDo));
        return;
    }
    if (profile->tokenFrom == Profile::TokenFrom::File) {
        open(connectionOf(*profile));
        return;
    }
    Keychain::read(tokenOriginOf(*profile).keychainKey, this,
                   [this, profile = *profile, whatToDo](const Result<QByteArray> &token) {
                       if (!token)
                           end(token.error().toText() + u' ' + whatToDo);
                       else if (token.value().isEmpty())
                           end(tr("The keychain holds no token for %1. Sign in in the window. %2")
                                   .arg(profile.name, whatToDo));
                       else
                           open(connectionOf(profile, token.value()));
                   });
}

void TwinList::open(const Result<Connection> &connection)
{
    if (connection)
        show(std::make_shared<OrchestratorSource>(connection.value()));
    else
        end(connection.error().toText());
}

void TwinList::show(const std::shared_ptr<JobSource> &source)
{
    m_jobs.sort(int(m_line.sortColumn), m_line.order);
    m_jobs.setSource(source);
    m_jobs.setType(m_line.type);
    m_jobs.setFilterText(m_line.filter);
}

void TwinList::look()
{
    m_isLooking = false;
    const ListStatus status = m_jobs.status();
    if (m_hasEnded || status.phase == ListStatus::Phase::NoSource)
        return;
    if (status.phase == ListStatus::Phase::Retired) {
        end(tr("%1 answers as servers do whose jobs have moved to another path, and has nothing there "
               "either: nothing can be said about its jobs. Check the address, and whether the server has "
               "just been upgraded.")
                .arg(source().label()));
    } else if (status.error) {
        end(status.error->toText());
    } else if (status.isBusy) {
        return;
    } else if (status.isWhole) {
        end({});
    } else if (!std::exchange(m_asksForAll, true)) {
        m_jobs.loadAll();
    } else {
        end(status.doubt.isEmpty() ? tr("The list was not read to its end.") : status.doubt);
    }
}

JobSequence TwinList::jobs() const
{
    const int rows = m_jobs.rowCount();
    return rows > 0 ? m_jobs.sequence({{0, rows - 1}}) : JobSequence();
}

QString TwinList::doubt() const
{
    if (QString doubt = m_jobs.status().doubt; !doubt.isEmpty())
        return doubt;
    const auto *file = qobject_cast<const SnapshotSource *>(&source());
    if (!file)
        return {};
    const Field<qint64> total = file->page().total;
    const qsizetype jobs = file->reading()->index().size();
    if (!total.given() || total.value <= jobs)
        return {};
    return tr("%1 is one page of a longer list: %2 of %3 jobs.")
        .arg(file->label(), QLocale().toString(jobs), QLocale().toString(total.value));
}
