// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "listcheck.h"

#include "deletion.h"
#include "joblist.h"
#include "listloader.h"

#include <algorithm>

ListCheck::ListCheck(const QList<Deletion *> &deletions, QObject *parent)
    : QObject(parent), m_source(deletions.constFirst()->source())
{
    m_open.reserve(deletions.size());
    for (Deletion *deletion : deletions)
        m_open.insert(JobList::identityOf(deletion->job()), deletion);
}

ListCheck::~ListCheck() = default;

void ListCheck::start()
{
    const QList<Deletion *> deletions = m_open.values();
    for (Deletion *deletion : deletions)
        deletion->startCheck();
    // By name: that order does not change while jobs run.
    JobQuery query;
    if (m_source->sortsBy(Column::Name))
        query.orderBy = Column::Name;
    m_walk = std::make_unique<ListWalk>(m_source, query, ListLoader::MostRows, nullptr);
    connect(m_walk.get(), &ListWalk::pageCame, this, &ListCheck::look);
    connect(m_walk.get(), &ListWalk::finished, this, &ListCheck::onRead);
    connect(m_walk.get(), &ListWalk::failed, this, [this](const Error &error) {
        leaveUnknown(error);
        end();
    });
    m_walk->start();
}

void ListCheck::look(const JobPage &page)
{
    passOverOtherGeneration();
    for (const Job &job : page.jobs) {
        // One that is disabled never runs again: that is the end of it.
        if (!job.enabled().valueOr(true))
            continue;
        const QList<Deletion *> listed = m_open.values(JobList::identityOf(job));
        for (Deletion *deletion : listed) {
            m_open.remove(JobList::identityOf(job), deletion);
            deletion->conclude(true);
        }
    }
    if (m_open.isEmpty())
        end();
}

void ListCheck::onRead(const WalkResult &result)
{
    // An empty answer without a total is what a retired endpoint says whatever is scheduled; a list in doubt
    // may have left the job out.
    if (result.isComplete() && result.hasPagination) {
        m_gone = m_open.values();
        m_open.clear();
        concludeGone();
        return;
    }
    Error error;
    error.kind = Error::Kind::Unexpected;
    error.httpStatus = 200;
    error.subject = m_source->label();
    error.reason = tr("the list that it sent can't be relied on");
    leaveUnknown(error);
    end();
}

// Each is told and recorded; the window should not stand still for thousands.
void ListCheck::concludeGone()
{
    constexpr qsizetype AtOnce = 500;
    const QList<Deletion *> some = m_gone.last(std::min(AtOnce, m_gone.size()));
    m_gone.resize(m_gone.size() - some.size());
    for (Deletion *deletion : some)
        deletion->conclude(false);
    if (m_gone.isEmpty())
        end();
    else
        QMetaObject::invokeMethod(this, &ListCheck::concludeGone, Qt::QueuedConnection);
}

// What the server speaks is known with the first page at the latest. Names may have changed hands when an
// upgrade moved the jobs.
void ListCheck::passOverOtherGeneration()
{
    const QList<Deletion *> open = m_open.values();
    for (Deletion *deletion : open) {
        if (deletion->job().isEnvironmentJob() == m_source->disablesForGood())
            continue;
        m_open.remove(JobList::identityOf(deletion->job()), deletion);
        Error error;
        error.kind = Error::Kind::Unexpected;
        error.httpStatus = 200;
        error.subject = m_source->label();
        error.reason = tr("the server speaks another generation of the API since then, where this number may "
                          "be another job's");
        deletion->leaveUnknown(error);
    }
}

void ListCheck::leaveUnknown(const Error &why)
{
    const QList<Deletion *> open = m_open.values();
    m_open.clear();
    for (Deletion *deletion : open)
        deletion->leaveUnknown(why);
}

void ListCheck::end()
{
    if (!m_walk)
        return;
    // This is called by its signal.
    m_walk->stop();
    m_walk.release()->deleteLater();
    Q_EMIT finished();
}
