// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobclipboard.h"

#include "jobtable.h"

#include <QClipboard>
#include <QGuiApplication>

#include <algorithm>

JobClipboard::JobClipboard(JobTable *table, QObject *parent) : QObject(parent), m_table(table) {}

void JobClipboard::copyCell()
{
    whenHere([this](const QList<Job> &) { QGuiApplication::clipboard()->setText(m_table->cellText()); });
}

void JobClipboard::copyRows()
{
    copyRowsBelow({});
}

void JobClipboard::copyRowsWithHeaders()
{
    copyRowsBelow(m_table->headerText() + u'\n');
}

void JobClipboard::copyRowsBelow(const QString &header)
{
    whenHere([this, header](const QList<Job> &jobs) {
        if (const QString text = m_table->textOf(jobs); !text.isEmpty())
            QGuiApplication::clipboard()->setText(header + text);
    });
}

void JobClipboard::copyRecords()
{
    whenHere([](const QList<Job> &jobs) {
        if (jobs.size() == 1)
            QGuiApplication::clipboard()->setText(QString::fromUtf8(jobs.constFirst().raw()));
        if (jobs.size() < 2)
            return;
        QByteArrayList records;
        for (const Job &job : jobs)
            records << job.strictJson();
        QGuiApplication::clipboard()->setText(QString::fromUtf8("[\n" + records.join(",\n") + "\n]\n"));
    });
}

void JobClipboard::whenHere(const std::function<void(const QList<Job> &)> &copy)
{
    // More would keep the window, and whoever pastes them, busy for too long.
    constexpr qsizetype Most = 50'000;
    m_reading.stop();
    const qsizetype count = m_table->selectedCount();
    if (count > Most) {
        Q_EMIT noted(tr("%Ln jobs are too many to copy. Save them to a file instead.", nullptr, int(count)));
        return;
    }
    const QList<Job> jobs = m_table->selectedJobs();
    if (std::all_of(jobs.begin(), jobs.end(), [](const Job &job) { return job.isHere(); })) {
        copy(jobs);
        return;
    }
    m_reading.run(
        [jobs](const std::stop_token &stop) {
            std::optional<Error> error;
            for (const Job &job : jobs) {
                if (!stop.stop_requested() && !error)
                    error = job.load();
            }
            return error;
        },
        [this, jobs, copy](const std::optional<Error> &error) {
            if (error)
                Q_EMIT noted(tr("Nothing was copied. %1").arg(error->whatHappened()));
            else
                copy(jobs);
        });
}
