// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "copyactions.h"

#include "curltext.h"
#include "jobclipboard.h"
#include "jobmodel.h"
#include "jobtable.h"
#include "listwalk.h"
#include "orchestratorsource.h"
#include "proxychoice.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLocale>
#include <QMenu>

using namespace Qt::StringLiterals;

CopyActions::CopyActions(QMenu *menu, QAction *copyRecord, JobModel *jobs, JobTable *table,
                         JobClipboard *clipboard)
    : QObject(menu),
      m_menu(menu),
      m_jobs(jobs),
      m_table(table),
      m_cell(add(u"copyCell"_s, tr("&Cell"))),
      m_rows(add(u"copyRows"_s, tr("R&ows"))),
      m_rowsWithHeaders(add(u"copyRowsWithHeaders"_s, tr("Rows with &Headers")))
{
    menu->addAction(copyRecord);
    menu->addSeparator();
    m_list = add(u"copyListCommand"_s, tr("&List as curl Command"));
    m_deletion = add(u"copyDeletionCommand"_s, tr("&Deletion as curl Command"));
    connect(m_cell, &QAction::triggered, clipboard, &JobClipboard::copyCell);
    connect(m_rows, &QAction::triggered, clipboard, &JobClipboard::copyRows);
    connect(m_rowsWithHeaders, &QAction::triggered, clipboard, &JobClipboard::copyRowsWithHeaders);
    connect(m_list, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(listCommand()); });
    connect(m_deletion, &QAction::triggered, this,
            [this] { QGuiApplication::clipboard()->setText(deletionCommand()); });
}

QAction *CopyActions::add(const QString &name, const QString &text)
{
    QAction *action = m_menu->addAction(text);
    action->setObjectName(name);
    return action;
}

void CopyActions::set(QAction *action, const QString &whyNot, const QString &what)
{
    action->setEnabled(whyNot.isEmpty());
    action->setStatusTip(whyNot.isEmpty() ? what : whyNot);
}

void CopyActions::update()
{
    const qsizetype selected = m_jobs->source() ? m_table->selectedCount() : 0;
    const QString whyNoRows = selected > 0 ? QString() : tr("No job is selected.");
    set(m_cell, selected == 1 ? QString() : tr("Select one job: the cell is that of the current column."),
        tr("What the current cell shows."));
    set(m_rows, whyNoRows, tr("What the rows show, separated by tabs."));
    set(m_rowsWithHeaders, whyNoRows, tr("What the rows show, below the titles of their columns."));
    set(m_list, whyNoListCommand(), tr("The question for this list, for a shell. It holds no token."));
    set(m_deletion, whyNoDeletionCommand(),
        tr("What would delete the selected job, for a shell. Nothing is deleted by copying it."));
}

const OrchestratorSource *CopyActions::server() const
{
    return qobject_cast<const OrchestratorSource *>(m_jobs->source().get());
}

QString CopyActions::whyNoListCommand() const
{
    if (!server())
        return tr("There is no server to ask for this list.");
    return server()->dialect() ? QString()
                               : tr("It is not known yet how this server is asked. Refresh the list first.");
}

QString CopyActions::whyNoDeletionCommand() const
{
    if (!server())
        return tr("There is no server that would delete anything here.");
    if (m_table->selectedCount() != 1)
        return tr("Select one job.");
    return server()->whyNotRemovable(m_table->selectedJob());
}

QString CopyActions::listCommand() const
{
    const OrchestratorSource *source = server();
    if (!source || !source->dialect())
        return {};
    JobQuery query;
    query.type = m_jobs->type();
    query.order = m_jobs->sortOrder();
    if (source->sortsBy(m_jobs->sortColumn()))
        query.orderBy = m_jobs->sortColumn();
    constexpr int Limit = ListWalk::PageSize;
    const Connection &connection = source->connection();
    const QUrl url = source->dialect()->listUrl(connection.base, query, 0, Limit);
    const qint64 total = m_jobs->status().total.value_or(0);
    QStringList remarks;
    if (total > Limit)
        remarks << tr("The first %1 of %2 jobs; change the offset for the next ones.")
                       .arg(QLocale().toString(Limit), QLocale().toString(total));
    // No server searches.
    if (m_jobs->status().isFiltered)
        remarks << tr("Without the search and what needs attention, which the server does not know.");
    return CurlText::of({HttpQuestion::Method::Get, url}, connection, proxyFor(url), remarks.join(u' '));
}

QString CopyActions::deletionCommand() const
{
    const OrchestratorSource *source = server();
    const Job job = m_table->selectedJob();
    if (!source || !source->dialect() || !whyNoDeletionCommand().isEmpty())
        return {};
    const Connection &connection = source->connection();
    const HttpQuestion question = source->dialect()->removal(connection.base, job.name().value);
    QStringList what{job.type().value, job.target(), job.description().value.simplified()};
    what.removeAll(QString());
    const QString remark =
        (source->disablesForGood() ? tr("Disables job %1 (%2) on %3 for good.", "name, what it is, server")
                                   : tr("Deletes job %1 (%2) on %3.", "name, what it is, server"))
            .arg(job.name().value, what.join(u' '), source->location());
    return CurlText::of(question, connection, proxyFor(question.url),
                        source->isProduction() ? tr("PRODUCTION. %1").arg(remark) : remark);
}
