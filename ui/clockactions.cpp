// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "clockactions.h"

#include "asofdialog.h"
#include "jobmodel.h"
#include "snapshotsource.h"
#include "zonechoice.h"

#include <QAction>
#include <QWidget>

ClockActions::ClockActions(QMenu *timeZone, QAction *chooseAsOf, JobModel *jobs, QWidget *window)
    : QObject(window), m_chooseAsOf(chooseAsOf), m_jobs(jobs), m_window(window)
{
    connect(new ZoneChoice(timeZone, window), &ZoneChoice::changed, this, &ClockActions::zoneChanged);
    connect(chooseAsOf, &QAction::triggered, this, &ClockActions::askForAsOf);
}

void ClockActions::update()
{
    m_chooseAsOf->setEnabled(qobject_cast<const SnapshotSource *>(m_jobs->source().get()));
}

void ClockActions::carryAsOf(const JobSource *before, JobSource *anew)
{
    const auto *old = qobject_cast<const SnapshotSource *>(before);
    auto *snapshot = qobject_cast<SnapshotSource *>(anew);
    if (old && snapshot && old->chosenAsOf())
        snapshot->setChosenAsOf(old->chosenAsOf());
}

void ClockActions::askForAsOf()
{
    const auto snapshot = std::dynamic_pointer_cast<SnapshotSource>(m_jobs->source());
    if (!snapshot)
        return;
    auto *dialog = new AsOfDialog(snapshot->fileTime(), snapshot->asOf(), m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog, snapshot] {
        snapshot->setChosenAsOf(dialog->moment());
        m_jobs->followClock();
        Q_EMIT asOfChanged();
    });
    dialog->open();
}
