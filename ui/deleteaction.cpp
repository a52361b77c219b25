// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deleteaction.h"

#include "access.h"
#include "deletions.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "prompts.h"

#include <QAction>
#include <QDateTime>
#include <QTextDocument>
#include <QWidget>

namespace {

// Of a large selection not every job is looked at whenever another one is selected; the review does that.
constexpr qsizetype MostLookedAt = 100;

} // namespace

DeleteAction::DeleteAction(QAction *action, JobModel *jobs, JobTable *table, Deletions *deletions,
                           Access *access, QWidget *window)
    : QObject(window),
      m_action(action),
      m_jobs(jobs),
      m_table(table),
      m_deletions(deletions),
      m_access(access),
      m_window(window)
{
    connect(m_action, &QAction::triggered, this, &DeleteAction::deleteSelected);
}

bool DeleteAction::isUnderWay(const Job &job) const
{
    const Deletion *deletion = m_deletions->of(m_jobs->source().get(), job);
    return deletion && deletion->stage() != Deletion::Stage::Finished;
}

// Empty if at least one of the jobs can be deleted, as far as they are looked at.
QString DeleteAction::whyNot() const
{
    if (!m_jobs->source())
        return tr("Not connected.");
    const qsizetype count = m_table->selectedCount();
    if (count == 0)
        return tr("No job is selected.");
    QString first;
    bool areAllAlike = true;
    const QList<Job> jobs = m_table->selectedJobs(MostLookedAt);
    for (const Job &job : jobs) {
        QString why = m_access->whyNotRemovable(job);
        if (why.isEmpty() && isUnderWay(job))
            why = tr("It is being deleted.");
        if (why.isEmpty())
            return {};
        areAllAlike = areAllAlike && (first.isEmpty() || first == why);
        first = first.isEmpty() ? why : first;
    }
    if (count > jobs.size())
        return {};
    return areAllAlike ? first : tr("None of the selected jobs can be deleted, for different reasons.");
}

void DeleteAction::name(bool disables, qsizetype count)
{
    if (count < 2)
        m_action->setText(disables ? tr("&Disable for Good") : tr("&Delete"));
    else
        m_action->setText(disables ? tr("&Disable %Ln Jobs for Good…", nullptr, int(count))
                                   : tr("&Delete %Ln Jobs…", nullptr, int(count)));
}

// What the action does.
QString DeleteAction::describe(const JobSource &source, qsizetype count) const
{
    const QString server = source.label();
    if (count < 2)
        return source.disablesForGood()
                   ? tr("Disable the selected job on %1 for good: the server can't undo it").arg(server)
                   : tr("Delete the selected job from %1").arg(server);
    return source.disablesForGood()
               ? tr("Disable the selected jobs on %1 for good, after a look at the list: the server can't "
                    "undo it")
                     .arg(server)
               : tr("Delete the selected jobs from %1, after a look at the list").arg(server);
}

void DeleteAction::update()
{
    const JobSource *source = m_jobs->source().get();
    const qsizetype count = m_table->selectedCount();
    const QString why = whyNot();
    m_action->setVisible(!source || !source->isLive() || !source->isReadOnly());
    m_action->setEnabled(why.isEmpty());
    name(source && source->disablesForGood(), count);
    const QString tip = why.isEmpty() ? describe(*source, count) : why;
    m_action->setToolTip(Qt::convertFromPlainText(tip));
    m_action->setStatusTip(tip);
}

void DeleteAction::deleteSelected()
{
    const QList<Job> jobs = m_table->selectedJobs();
    if (jobs.isEmpty() || !m_jobs->source())
        return;
    if (jobs.size() == 1)
        deleteOne(jobs.constFirst());
}

void DeleteAction::deleteOne(const Job &job)
{
    const std::shared_ptr<JobSource> source = m_jobs->source();
    if (!m_access->whyNotRemovable(job).isEmpty())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!m_deletions->runsBeforeSending(job, now)) {
        m_deletions->add(source, job);
        return;
    }
    if (isUnderWay(job))
        return;
    const qint64 run = job.nextRunFrom(now).value_or(now);
    Prompts::deleteBeforeRun(m_window, *source, job, run - now,
                             [this, source, job] { m_deletions->add(source, job, true); });
}
