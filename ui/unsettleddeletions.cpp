// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "unsettleddeletions.h"

#include "background.h"
#include "connection.h"
#include "deletions.h"
#include "journalreader.h"
#include "messagebar.h"
#include "profiles.h"

#include <QAbstractButton>

#include <algorithm>

using namespace Qt::StringLiterals;

UnsettledDeletions::UnsettledDeletions(Deletions *deletions, QWidget *window)
    : QObject(window), m_deletions(deletions), m_bar(new MessageBar(window))
{
    m_bar->setObjectName(u"unsettledDeletions"_s);
    m_connect = m_bar->addButton(tr("Connect"));
    connect(m_connect, &QAbstractButton::clicked, this, [this] {
        if (m_open.size() != 1)
            return;
        if (const auto profile = profileOf(m_open.constBegin().key()))
            Q_EMIT connectRequested(*profile);
    });
    connect(m_bar->addButton(tr("Show Deleted Jobs")), &QAbstractButton::clicked, this,
            &UnsettledDeletions::deletedJobsRequested);
    m_bar->setDismissable();
    m_bar->hide();
}

UnsettledDeletions::~UnsettledDeletions() = default;

void UnsettledDeletions::look()
{
    const QString folder = m_deletions->recorder().journal().folder();
    runInBackground(
        this, [folder] { return unsettled(readJournal(folder), folder); },
        [this](const QList<JournalEntry> &entries) { take(entries); });
}

void UnsettledDeletions::take(const QList<JournalEntry> &entries)
{
    m_open.clear();
    for (const JournalEntry &entry : entries)
        m_open[entry.server].append(entry);
    adopt();
    showBar();
    Q_EMIT looked();
}

void UnsettledDeletions::setSource(const std::shared_ptr<JobSource> &source)
{
    m_source = source;
    adopt();
    showBar();
}

// Their strips take over from the bar.
void UnsettledDeletions::adopt()
{
    const std::shared_ptr<JobSource> source = m_source.lock();
    if (source && source->isLive() && m_open.contains(source->location()))
        m_deletions->recover(source, m_open.take(source->location()));
}

void UnsettledDeletions::showBar()
{
    if (m_open.isEmpty()) {
        m_bar->hide();
        return;
    }
    QStringList parts;
    for (auto server = m_open.constBegin(); server != m_open.constEnd(); ++server) {
        parts << tr("%Ln deletion(s) on %1", nullptr, int(server->size()))
                     .arg(server->constFirst().serverLabel);
    }
    std::sort(parts.begin(), parts.end());
    const QString what = parts.join(tr(", ", "between the parts of an enumeration"));
    m_bar->setMessage(
        MessageBar::Level::Warning,
        tr("Callboard ended before it knew what became of %1. That is looked up as soon as you are "
           "connected there.",
           "deletions")
            .arg(what));
    m_connect->setVisible(m_open.size() == 1 && profileOf(m_open.constBegin().key()));
    m_bar->show();
}

// The connection that its user has set up to this server.
std::optional<Profile> UnsettledDeletions::profileOf(const QString &server) const
{
    const QList<Profile> profiles = Profiles::all();
    for (const Profile &profile : profiles) {
        const Result<QUrl> base = orchestratorBase(profile.url);
        if (base && base.value().toDisplayString() == server)
            return profile;
    }
    return std::nullopt;
}
