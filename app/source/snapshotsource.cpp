// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotsource.h"

#include "background.h"
#include "dialect.h"
#include "pageblock.h"

namespace {

constexpr int LookEveryMs = 3000;

// A list that was never read.
class GivenList final : public ListReading
{
public:
    GivenList(const JobPage &page, QObject *parent) : ListReading(parent)
    {
        JobIndexBuilder index;
        index.append(blockOf(page));
        m_index = index.snapshot();
    }

    JobIndex index() const override { return m_index; }
    bool isFinished() const override { return true; }
    std::optional<Error> error() const override { return std::nullopt; }
    qint64 bytesRead() const override { return 0; }
    qint64 bytesInAll() const override { return 0; }
    void cancel() override {}

private:
    JobIndex m_index;
};

} // namespace

SnapshotSource::SnapshotSource(std::unique_ptr<ResponseReading> reading, Origin origin, QObject *parent)
    : JobSource(parent), m_reading(reading.release()), m_origin(std::move(origin))
{
    m_reading->setParent(this);
    connect(m_reading, &ListReading::progressed, this, &SnapshotSource::onProgress);
    onProgress();
    connect(&m_watch, &QTimer::timeout, this, &SnapshotSource::lookAtFile);
    if (m_origin.file)
        m_watch.start(LookEveryMs);
}

SnapshotSource::SnapshotSource(JobPage page, QString label, QString location, std::optional<QDateTime> asOf,
                               QObject *parent)
    : JobSource(parent),
      m_reading(new GivenList(page, this)),
      m_page(std::move(page)),
      m_origin{std::move(label), std::move(location), std::move(asOf), nullptr}
{
    m_page.jobs.clear();
}

void SnapshotSource::onProgress()
{
    if (!m_reading->isFinished())
        return;
    m_page = qobject_cast<const ResponseReading *>(m_reading)->page();
    Q_EMIT notesChanged();
}

// As a server that sends such records.
bool SnapshotSource::tells(Column column) const
{
    const JobIndex index = m_reading->index();
    if (index.hasEnvironmentJobs() || index.size() == 0)
        return JobSource::tells(column);
    return Dialect(index.hasNextRuns() ? Dialect::Generation::Classic : Dialect::Generation::Sparse)
        .tells(column);
}

QString SnapshotSource::whyNotRemovable(const Job &) const
{
    return tr("This is a saved response: jobs can be deleted on a server only.");
}

Result<JobPage> SnapshotSource::wholePage() const
{
    if (const auto error = m_reading->error())
        return *error;
    const JobIndex index = m_reading->index();
    JobPage page = m_page;
    page.jobs.reserve(index.size());
    for (JobIndex::Row row = 0; row < JobIndex::Row(index.rowCount()); ++row) {
        if (index.holds(row))
            page.jobs << index.jobAt(row);
    }
    return page;
}

void SnapshotSource::setChosenAsOf(std::optional<QDateTime> moment)
{
    m_chosenAsOf = std::move(moment);
    Q_EMIT notesChanged();
}

PageReply *SnapshotSource::fetch(const JobQuery &, qint64, int, QObject *asker)
{
    if (m_reading->isFinished())
        return answeredLater<PageReply>(asker, wholePage());
    auto *reply = new PageReply(asker);
    connect(m_reading, &ListReading::progressed, reply, [this, reply] {
        if (!m_reading->isFinished())
            return;
        m_reading->disconnect(reply);
        Q_EMIT reply->finished(wholePage());
    });
    connect(m_reading, &QObject::destroyed, reply, [reply, label = m_origin.label] {
        Error error;
        error.kind = Error::Kind::Stopped;
        error.subject = label;
        Q_EMIT reply->finished(error);
    });
    return reply;
}

RemovalReply *SnapshotSource::remove(const Job &job, QObject *asker)
{
    return answeredLater<RemovalReply>(asker,
                                       RemovalAnswer{0, Error::ofFile(m_origin.label, whyNotRemovable(job))});
}

QString SnapshotSource::fileNote() const
{
    switch (m_standing) {
    case RecordFile::Standing::Same:
        break;
    case RecordFile::Standing::Changed:
        return tr("The file has changed since it was read; what is not shown yet can't be read any more.");
    case RecordFile::Standing::Touched:
        return tr("The file may have been written to since it was read: its attributes were changed. Refresh "
                  "to be sure.");
    case RecordFile::Standing::Replaced:
        return tr("There is another file in its place since it was read.");
    case RecordFile::Standing::Gone:
        return tr("The file is no longer in its place.");
    }
    return {};
}

void SnapshotSource::lookAtFile()
{
    // One look may take long, where the file is on a server that does not answer.
    if (!m_origin.file || m_isLooking)
        return;
    m_isLooking = true;
    runApart(
        this, [file = m_origin.file] { return file->standing(); },
        [this](RecordFile::Standing standing) {
            m_isLooking = false;
            if (std::exchange(m_standing, standing) != standing)
                Q_EMIT notesChanged();
        });
}
