// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "retentionbar.h"

#include "background.h"
#include "preferences.h"
#include "retention.h"
#include "retentiontexts.h"

#include <QAbstractButton>

using namespace Qt::StringLiterals;

RetentionBar::RetentionBar(QWidget *parent)
    : MessageBar(parent), m_remove(addButton(tr("Remove"))), m_keep(addButton(tr("Keep")))
{
    setObjectName(u"retention"_s);
    connect(m_remove, &QAbstractButton::clicked, this, &RetentionBar::remove);
    connect(m_keep, &QAbstractButton::clicked, this, [this] {
        if (!m_old.isEmpty())
            Preferences::setJournalKeptUntil(m_old.constLast().file.first(7));
        hide();
    });
}

void RetentionBar::look(const QString &folder)
{
    m_folder = folder;
    hide();
    const int months = Preferences::journalMonths();
    if (months == 0)
        return;
    runInBackground(
        this,
        [folder, months] {
            return Retention::removable(readJournal(folder), months, QDateTime::currentDateTimeUtc().date());
        },
        [this](const QList<JournalMonth> &old) { offer(old); });
}

void RetentionBar::offer(const QList<JournalMonth> &old)
{
    const QString keptUntil = Preferences::journalKeptUntil();
    m_old = old;
    m_old.removeIf([&keptUntil](const JournalMonth &month) { return month.file.first(7) <= keptUntil; });
    m_remove->setVisible(true);
    setVisible(!m_old.isEmpty());
    if (m_old.isEmpty())
        return;
    setMessage(Level::Information,
               tr("The records of %Ln deletion(s) are older than the settings want them kept: %1.", nullptr,
                  int(deletionsIn(m_old)))
                   .arg(monthsText(m_old)));
}

void RetentionBar::remove()
{
    const QList<JournalMonth> old = std::exchange(m_old, {});
    hide();
    runInBackground(
        this, [folder = m_folder, old] { return Retention::remove(folder, old); },
        [this](const QList<Error> &problems) {
            Q_EMIT journalChanged();
            if (problems.isEmpty())
                return;
            m_remove->hide();
            setMessage(Level::Error, problemsText(problems));
            show();
        });
}
