// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "journalsource.h"

#include "background.h"
#include "pageblock.h"

#include <QPointer>

#include <memory>

namespace {

struct Reading
{
    JobPage page;
    QList<JournalProblem> problems;
};

Reading readJobs(const QString &folder)
{
    JournalContents contents = readJournal(folder);
    Reading reading;
    // Not the shape of an answer: an empty one without page information would be that of a retired endpoint.
    reading.page.shape = JobPage::Shape::BareArray;
    reading.page.jobs.reserve(contents.entries.size());
    for (const JournalEntry &entry : std::as_const(contents.entries))
        reading.page.jobs.append(entry.job().withDeletion(std::make_shared<DeletionNote>(entry)));
    reading.page.block = blockOf(reading.page);
    reading.problems = std::move(contents.problems);
    return reading;
}

} // namespace

JournalSource::JournalSource(QString folder, QObject *parent) : JobSource(parent), m_folder(std::move(folder))
{
}

QString JournalSource::label() const
{
    return tr("Deleted Jobs");
}

QString JournalSource::whyNotRemovable(const Job &) const
{
    return tr("This is the record of a deletion.");
}

PageReply *JournalSource::fetch(const JobQuery &, qint64, int, QObject *asker)
{
    auto *reply = new PageReply(asker);
    runInBackground(
        reply, [folder = m_folder] { return readJobs(folder); },
        [reply, source = QPointer(this)](const Reading &reading) {
            if (source) {
                source->m_problems = reading.problems;
                Q_EMIT source->notesChanged();
            }
            Q_EMIT reply->finished(reading.page);
        });
    return reply;
}

RemovalReply *JournalSource::remove(const Job &job, QObject *asker)
{
    return answeredLater<RemovalReply>(asker, RemovalAnswer{0, Error::ofFile(label(), whyNotRemovable(job))});
}
