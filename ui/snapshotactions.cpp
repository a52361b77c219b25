// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotactions.h"

#include "comparedlistreader.h"
#include "jobmodel.h"
#include "preferences.h"
#include "progressstrip.h"
#include "shortdate.h"
#include "shownzone.h"

#include <QAction>
#include <QDateTime>
#include <QLocale>
#include <QMenu>

#include <utility>

using namespace Qt::StringLiterals;

using Origin = Snapshot::Origin;

SnapshotActions::SnapshotActions(QAction *save, QMenu *changedSince, JobModel *jobs, QString folder,
                                 QWidget *window)
    : QObject(window),
      m_save(save),
      m_menu(changedSince),
      m_jobs(jobs),
      m_folder(std::move(folder)),
      m_strip(new ProgressStrip(u"snapshotStrip"_s, tr("Jobs read"), window))
{
    connect(m_save, &QAction::triggered, this, [this] { SnapshotActions::save(Origin::Asked); });
    connect(m_menu, &QMenu::aboutToShow, this, &SnapshotActions::fillMenu);
    connect(m_jobs, &JobModel::statusChanged, this, &SnapshotActions::onStatusChanged);
    connect(m_strip, &ProgressStrip::cancelled, this, &SnapshotActions::stopReading);
    updateAction();
}

SnapshotActions::~SnapshotActions() = default;

namespace {

// There may be several in a minute.
QString momentWithSecondsText(qint64 utcMs)
{
    const QDateTime time = ShownZone::at(utcMs);
    return u"%1 %2 %3"_s.arg(QLocale().toString(time.date(), shortDateFormat()),
                             time.time().toString(u"HH:mm:ss"_s), ShownZone::abbreviationAt(utcMs));
}

} // namespace

QList<CompareSideButton::Offer> SnapshotActions::offers() const
{
    const JobSource *source = m_jobs->source().get();
    if (!source || !source->isLive())
        return {};
    QList<CompareSideButton::Offer> offers;
    const QList<Snapshot> snapshots = SnapshotStore::list(m_folder, source->location());
    for (const Snapshot &snapshot : snapshots) {
        const qint64 utcMs = snapshot.time.toMSecsSinceEpoch();
        const QString time = momentWithSecondsText(utcMs);
        const QString text =
            snapshot.origin == Origin::Asked
                ? tr("%1, %Ln job(s), saved by you", "time of a snapshot", int(snapshot.jobs))
                : tr("%1, %Ln job(s)", "time of a snapshot", int(snapshot.jobs));
        offers.append({text.arg(time), snapshot.path});
    }
    return offers;
}

void SnapshotActions::fillMenu()
{
    // A menu is no list of a thousand; each is offered in the comparison itself.
    constexpr qsizetype Most = 30;
    m_menu->clear();
    const QList<CompareSideButton::Offer> all = offers();
    for (const CompareSideButton::Offer &offer : all.first(std::min(all.size(), Most))) {
        QAction *action = m_menu->addAction(offer.text);
        connect(action, &QAction::triggered, this,
                [this, path = offer.path] { Q_EMIT compareRequested(path); });
    }
    if (all.isEmpty())
        m_menu->addAction(tr("No snapshots of this server"))->setEnabled(false);
}

void SnapshotActions::updateAction()
{
    const JobSource *source = m_jobs->source().get();
    const ListStatus status = m_jobs->status();
    const bool isLive = source && source->isLive();
    const QString whyNot = !isLive ? tr("Only the list of a server can be saved as a snapshot")
                           : status.phase != ListStatus::Phase::Ready
                               ? tr("There is no list to be saved as a snapshot")
                           : m_reader ? tr("A snapshot is being saved")
                                      : QString();
    m_save->setEnabled(whyNot.isEmpty());
    m_save->setStatusTip(whyNot.isEmpty() ? tr("Keep the list as it is now, to compare it later") : whyNot);
    m_save->setToolTip(m_save->statusTip());
    m_menu->setEnabled(isLive);
}

void SnapshotActions::onStatusChanged()
{
    updateAction();
    const JobSource *source = m_jobs->source().get();
    const ListStatus status = m_jobs->status();
    if (!source || !source->isLive() || status.isBusy || status.error || status.readAt == m_last.at ||
        status.phase != ListStatus::Phase::Ready)
        return;
    const Reading last = std::exchange(
        m_last, {m_jobs->source(), m_jobs->type(), m_jobs->sortColumn(), m_jobs->sortOrder(), status.readAt});
    const bool isRefresh =
        last.source.lock() != m_jobs->source() ||
        (last.type == m_last.type && last.sortColumn == m_last.sortColumn && last.order == m_last.order);
    if (isRefresh && Preferences::snapshotsOnRefresh() && !m_reader)
        save(Origin::OnRefresh);
}

void SnapshotActions::save(Origin origin)
{
    const ListStatus status = m_jobs->status();
    const JobSource &source = *m_jobs->source();
    const bool isHere = status.isWhole && !status.isBusy && !status.error && m_jobs->type().isEmpty();
    if (isHere)
        write({source.label(), source.location(), status.readAt, status.doubt, m_jobs->allJobs()}, origin);
    else
        read(origin);
}

// The table goes on showing what it shows.
void SnapshotActions::read(Origin origin)
{
    m_reader = std::make_unique<ComparedListReader>(nullptr);
    m_strip->setText(tr("Reading the whole list for a snapshot …"));
    connect(m_reader.get(), &ComparedListReader::progressed, this,
            [this] { m_strip->setProgress(m_reader->done(), m_reader->all()); });
    connect(m_reader.get(), &ComparedListReader::finished, this,
            [this, origin](const Result<ComparedList> &list) {
                stopReading();
                if (list)
                    write(list.value(), origin);
                else
                    Q_EMIT failed(tr("No snapshot was saved. %1").arg(list.error().toText()));
            });
    m_reader->readSource(m_jobs->source());
    m_strip->begin(ProgressStrip::Haste::MayBeShort);
    updateAction();
}

void SnapshotActions::stopReading()
{
    m_strip->end();
    // It may be what called.
    if (m_reader) {
        m_reader->disconnect(this);
        m_reader.release()->deleteLater();
    }
    updateAction();
}

void SnapshotActions::write(const ComparedList &list, Origin origin)
{
    if (!list.doubt.isEmpty()) {
        Q_EMIT failed(tr("No snapshot was saved: the list may be incomplete. %1").arg(list.doubt));
        return;
    }
    m_writing.run(
        [folder = m_folder, list, origin, most = Preferences::keptSnapshots()](const std::stop_token &stop) {
            Result<Snapshot> snapshot = SnapshotStore::save(folder, list, origin, stop);
            if (!snapshot || origin != Origin::OnRefresh)
                return snapshot;
            if (auto problem = SnapshotStore::prune(folder, list.location, most))
                return Result<Snapshot>(*problem);
            return snapshot;
        },
        [this, origin](const Result<Snapshot> &snapshot) {
            if (!snapshot)
                Q_EMIT failed(
                    tr("The snapshot was not saved. %1 Make room on the disk, or see to it that you "
                       "may write there.")
                        .arg(snapshot.error().whatHappened()));
            else if (origin == Origin::Asked)
                Q_EMIT saved(tr("Saved a snapshot of %Ln job(s)", nullptr, int(snapshot.value().jobs)));
        });
}
