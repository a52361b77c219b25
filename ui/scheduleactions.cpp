// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scheduleactions.h"

#include "deletionnote.h"
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTextDocument>
#include <QWidget>

namespace {

void explain(QAction *action, const QString &whyNot, const QString &what)
{
    action->setEnabled(whyNot.isEmpty());
    const QString tip = whyNot.isEmpty() ? what : whyNot;
    action->setToolTip(Qt::convertFromPlainText(tip));
    action->setStatusTip(tip);
}

} // namespace

ScheduleActions::ScheduleActions(QAction *again, QAction *copy, QWidget *window)
    : QObject(window), m_again(again), m_copy(copy), m_window(window)
{
    connect(m_again, &QAction::triggered, this, &ScheduleActions::scheduleAgain);
    connect(m_copy, &QAction::triggered, this, &ScheduleActions::copy);
}

void ScheduleActions::setTarget(std::shared_ptr<JobSource> target)
{
    m_elsewhere = std::move(target);
    update(m_selected, m_source);
}

void ScheduleActions::setTargetOf(std::function<std::shared_ptr<JobSource>(const Job &)> targetOf)
{
    m_targetOf = std::move(targetOf);
    update(m_selected, m_source);
}

void ScheduleActions::setUserOf(std::function<QString(const JobSource &)> userOf)
{
    m_userOf = std::move(userOf);
}

std::shared_ptr<JobSource> ScheduleActions::target() const
{
    if (m_source && m_source->isLive())
        return m_source;
    return m_targetOf ? m_targetOf(m_selected) : m_elsewhere;
}

// Of a saved response nobody knows the server.
ScheduleOrigin ScheduleActions::origin() const
{
    if (const auto note = m_selected.deletion()) {
        const bool isGone =
            note->outcome == DeletionOutcome::Gone || note->outcome == DeletionOutcome::AlreadyGone;
        return {note->serverLabel, note->server, isGone ? note->time : QDateTime(), note->scheduledAt,
                note->scheduledAs};
    }
    if (m_source && m_source->isLive())
        return {m_source->label(), m_source->location(), {}};
    return {};
}

QString ScheduleActions::whyNotAgain() const
{
    if (!m_whyNotSendable.isEmpty())
        return m_whyNotSendable;
    const auto server = target();
    return server ? server->whyNotSchedulable()
                  : tr("Not connected to a server that could schedule the job. Connect to it in this window, "
                       "then open this again.");
}

void ScheduleActions::update(const Job &selected, const std::shared_ptr<JobSource> &source)
{
    // Huge records take their time, and this comes often.
    if (selected.isNull()) {
        m_whyNotSendable = m_whyNotCopyable = tr("No job is selected.");
    } else if (m_selected.isNull() || !(m_selected == selected)) {
        const ScheduleRequest request(selected, QDateTime::currentMSecsSinceEpoch());
        m_whyNotSendable = request.whyNotSendable();
        m_whyNotCopyable = request.whyNotCopyable();
    }
    m_selected = selected;
    m_source = source;
    const auto server = target();
    explain(m_again, whyNotAgain(),
            server ? tr("Schedule the selected job again on %1, as a new job").arg(server->label())
                   : QString());
    explain(m_copy, m_whyNotCopyable,
            tr("Copy what would schedule the selected job again, with marks for what is missing"));
}

void ScheduleActions::scheduleAgain()
{
    if (m_dialog) {
        m_dialog->raise();
        m_dialog->activateWindow();
        return;
    }
    const auto server = target();
    if (!server || !whyNotAgain().isEmpty())
        return;
    m_dialog =
        new ScheduleDialog(server, m_selected, origin(), m_userOf ? m_userOf(*server) : QString(), m_window);
    connect(m_dialog, &ScheduleDialog::scheduled, this,
            [this, server, job = m_selected](const QString &name) { Q_EMIT scheduled(server, name, job); });
    connect(m_dialog, &ScheduleDialog::listRequested, this, [this, server] { Q_EMIT listRequested(server); });
    m_dialog->open();
}

void ScheduleActions::copy()
{
    if (!m_whyNotCopyable.isEmpty())
        return;
    const ScheduleRequest request(m_selected, QDateTime::currentMSecsSinceEpoch());
    QGuiApplication::clipboard()->setText(request.copyText(origin().location));
    Q_EMIT copied();
}
