// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "closeguard.h"

#include "deletionbatch.h"
#include "deletions.h"
#include "prompts.h"
#include "responsesaver.h"

#include <QWidget>

using namespace Qt::StringLiterals;

CloseGuard::CloseGuard(Deletions *deletions, ResponseSaver *saver, QWidget *window)
    : QObject(window), m_deletions(deletions), m_saver(saver), m_window(window)
{
}

bool CloseGuard::mayClose()
{
    if (m_closes)
        return true;
    if (!m_deletions->countingDown().isEmpty() || !m_deletions->underWay().isEmpty()) {
        if (!m_window->findChild<QWidget *>(u"closeWithDeletions"_s)) {
            Prompts::closeWithDeletions(m_window, *m_deletions, [this] {
                const QList<DeletionBatch *> batches = m_deletions->batches();
                for (DeletionBatch *batch : batches) {
                    batch->undo();
                    batch->stop();
                }
                closeAnyway();
            });
        }
        return false;
    }
    if (m_saver->isBusy()) {
        if (!m_window->findChild<QWidget *>(u"closeWhileSaving"_s))
            Prompts::closeWhileSaving(m_window, *m_saver, [this] { closeAnyway(); });
        return false;
    }
    return true;
}

void CloseGuard::closeAnyway()
{
    m_closes = true;
    m_window->close();
}
