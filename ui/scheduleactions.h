// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job.h"
#include "scheduledialog.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

class JobSource;
class QAction;
class QWidget;

// What can be done to have the selected job scheduled again: by a form that sends it, or by a text to copy.
// Both are there for any record; where one can't be used, it says why.
class ScheduleActions : public QObject
{
    Q_OBJECT

public:
    // All of these live longer.
    ScheduleActions(QAction *again, QAction *copy, QWidget *window);

    // Where jobs of a source that is not live are scheduled; null: nowhere. A live source is its own target.
    void setTarget(std::shared_ptr<JobSource> target);
    // The same, depending on the job; comes before the former. What it returns null for is scheduled nowhere.
    void setTargetOf(std::function<std::shared_ptr<JobSource>(const Job &)> targetOf);
    // The name of the user whom a target knows; empty: not known.
    void setUserOf(std::function<QString(const JobSource &)> userOf);
    // Another job is selected (null: none), or it is shown from another source.
    void update(const Job &selected, const std::shared_ptr<JobSource> &source);

Q_SIGNALS:
    // `name` is that of the new job, made of the record `job`.
    void scheduled(const std::shared_ptr<JobSource> &target, const QString &name, const Job &job);
    // The user wants to see what the target has, as it is not known whether it scheduled a job.
    void listRequested(const std::shared_ptr<JobSource> &target);
    void copied();

private:
    std::shared_ptr<JobSource> target() const;
    ScheduleOrigin origin() const;
    QString whyNotAgain() const;
    void scheduleAgain();
    void copy();

    QAction *const m_again;
    QAction *const m_copy;
    QWidget *const m_window;
    std::shared_ptr<JobSource> m_elsewhere;
    std::shared_ptr<JobSource> m_source;
    std::function<std::shared_ptr<JobSource>(const Job &)> m_targetOf;
    std::function<QString(const JobSource &)> m_userOf;
    Job m_selected;
    QString m_whyNotSendable; // of the selected job, whatever the target
    QString m_whyNotCopyable;
    QPointer<ScheduleDialog> m_dialog;
};
