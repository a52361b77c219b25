// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparepage.h"

#include "compareview.h"

#include <QStackedWidget>

ComparePage::ComparePage(JobModel *jobs, QStackedWidget *stack, QObject *parent)
    : QObject(parent), m_jobs(jobs), m_stack(stack)
{
}

CompareView *ComparePage::make()
{
    if (!m_view) {
        m_view = new CompareView(m_jobs, m_stack);
        m_stack->addWidget(m_view);
        Q_EMIT made(m_view);
    }
    return m_view;
}

void ComparePage::open()
{
    CompareView *view = make();
    m_isShown = true;
    Q_EMIT shownChanged();
    view->begin();
}

void ComparePage::openWith(const QString &before)
{
    make()->compareFile(before);
    open();
}

void ComparePage::close()
{
    if (!m_isShown)
        return;
    m_isShown = false;
    Q_EMIT shownChanged();
}
