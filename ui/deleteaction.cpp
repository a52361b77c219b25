// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "deleteaction.h"

#include "access.h"
#include "deletions.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "prompts.h"
#include "reviewdialog.h"

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

void DeleteAction::setWhyOutOfSight(std::function<QString()> whyOutOfSight)
{
    m_whyOutOfSight = std::move(whyOutOfSight);
}

// Empty if at least one of the jobs can be deleted, as far as they are looked at.
QString DeleteAction::whyNot() const
{
    if (!m_jobs->source())
        return tr("Not connected.");
    if (m_table->isSelectingAll())
        return tr("The list is still being read, to select all of it.");
    const qsizetype count = m_table->selectedCount();
    if (count == 0)
        return tr("No job is selected.");
    if (QString why = m_whyOutOfSight ? m_whyOutOfSight() : QString(); !why.isEmpty())
        return why;
    QString first;
    bool areAllAlike = true;
    const QList<Job> jobs = m_table->selectedJobs(MostLookedAt);
    for (const Job &job : jobs) {
        const QString why = whyNot(m_jobs->source(), job);
        if (why.isEmpty())
            return {};
        areAllAlike = areAllAlike && (first.isEmpty() || first == why);
        first = first.isEmpty() ? why : first;
    }
    // Of a source that is never written to, one says it of all.
    if (count > jobs.size() && !m_jobs->source()->isReadOnly())
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
    const QString tip = source && why.isEmpty() ? describe(*source, count) : why;
    m_action->setToolTip(Qt::convertFromPlainText(tip));
    m_action->setStatusTip(tip);
}

void DeleteAction::deleteSelected()
{
    const QList<Job> jobs = m_table->selectedJobs();
    if (jobs.isEmpty() || !m_jobs->source() || m_table->isSelectingAll())
        return;
    // What is to be seen may have changed since the action was found usable.
    if (m_whyOutOfSight && !m_whyOutOfSight().isEmpty()) {
        update();
        return;
    }
    if (jobs.size() == 1)
        deleteOne(jobs.constFirst());
    else
        review(m_jobs->source(), jobs);
}

// Of the source that was shown when the review began, whatever is shown by then.
QString DeleteAction::whyNot(const std::shared_ptr<JobSource> &source, const Job &job) const
{
    QString why = m_jobs->source() == source ? m_access->whyNotRemovable(job) : source->whyNotRemovable(job);
    if (!why.isEmpty())
        return why;
    const Deletion *deletion = m_deletions->of(source.get(), job);
    const bool isUnderWay = deletion && deletion->stage() != Deletion::Stage::Finished;
    return isUnderWay ? tr("It is being deleted.") : QString();
}

void DeleteAction::review(const std::shared_ptr<JobSource> &source, const QList<Job> &jobs)
{
    if (m_review)
        return;
    const Review subject{source, jobs, [this, source](const Job &job) { return whyNot(source, job); },
                         m_access->accountNameAt(*source), m_deletions->undoTime()};
    auto *dialog = new ReviewDialog(subject, m_window);
    m_review = dialog;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ReviewDialog::confirmed, this, [this, source](const QList<Job> &reviewed, bool atOnce) {
        m_deletions->addMany(source, reviewed, atOnce);
    });
    dialog->open();
}

void DeleteAction::deleteOne(const Job &job)
{
    const std::shared_ptr<JobSource> source = m_jobs->source();
    if (!whyNot(source, job).isEmpty())
        return;
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (!m_deletions->runsBeforeSending(job, now)) {
        m_deletions->add(source, job);
        return;
    }
    const qint64 run = job.nextRunFrom(now).value_or(now);
    Prompts::deleteBeforeRun(m_window, *source, job, run - now,
                             [this, source, job] { m_deletions->add(source, job, true); });
}
