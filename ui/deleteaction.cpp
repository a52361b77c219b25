// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deleteaction.h"

#include "access.h"
#include "deletions.h"
#include "jobmodel.h"
#include "prompts.h"

#include <QAction>
#include <QDateTime>
#include <QTextDocument>
#include <QWidget>

DeleteAction::DeleteAction(QAction *action, JobModel *jobs, Deletions *deletions, Access *access,
                           QWidget *window)
    : QObject(window),
      m_action(action),
      m_jobs(jobs),
      m_deletions(deletions),
      m_access(access),
      m_window(window)
{
    connect(m_action, &QAction::triggered, this, &DeleteAction::deleteSelected);
}

QString DeleteAction::whyNot() const
{
    if (!m_jobs->source())
        return tr("Not connected.");
    return m_selected.isNull() ? tr("No job is selected.") : m_access->whyNotRemovable(m_selected);
}

void DeleteAction::name(bool disables)
{
    m_action->setText(disables ? tr("&Disable for Good") : tr("&Delete"));
}

void DeleteAction::update(const Job &selected)
{
    m_selected = selected;
    const JobSource *source = m_jobs->source().get();
    const QString why = whyNot();
    const Deletion *deletion = source && !selected.isNull() ? m_deletions->of(source, selected) : nullptr;
    const bool isUnderWay = deletion && deletion->stage() != Deletion::Stage::Finished;
    const bool disables = source && source->disablesForGood();
    m_action->setVisible(!source || !source->isLive() || !source->isReadOnly());
    m_action->setEnabled(why.isEmpty() && !isUnderWay);
    name(disables);
    const QString server = source ? source->label() : QString();
    const QString act =
        disables ? tr("Disable the selected job on %1 for good: the server can't undo it").arg(server)
                 : tr("Delete the selected job from %1").arg(server);
    const QString tip = why.isEmpty() ? act : why;
    m_action->setToolTip(Qt::convertFromPlainText(tip));
    m_action->setStatusTip(tip);
}

void DeleteAction::deleteSelected()
{
    const Job job = m_selected;
    const std::shared_ptr<JobSource> source = m_jobs->source();
    if (job.isNull() || !source || !m_access->whyNotRemovable(job).isEmpty())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!m_deletions->runsBeforeSending(job, now)) {
        m_deletions->add(source, job);
        return;
    }
    const Deletion *earlier = m_deletions->of(source.get(), job);
    if (earlier && earlier->stage() != Deletion::Stage::Finished)
        return;
    const qint64 run = job.nextRunFrom(now).value_or(now);
    Prompts::deleteBeforeRun(m_window, *source, job, run - now,
                             [this, source, job] { m_deletions->add(source, job, true); });
}
