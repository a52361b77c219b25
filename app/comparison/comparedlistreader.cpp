// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparedlistreader.h"

#include "listloader.h"
#include "listreading.h"
#include "listwalk.h"
#include "snapshotreader.h"
#include "snapshotsource.h"

ComparedListReader::ComparedListReader(QObject *parent) : QObject(parent) {}

ComparedListReader::~ComparedListReader() = default;

bool ComparedListReader::canRead(const JobSource &source)
{
    return source.isLive() || source.reading();
}

qint64 ComparedListReader::done() const
{
    return m_walk ? m_walk->loaded() : m_reading ? m_reading->bytesRead() : 0;
}

qint64 ComparedListReader::all() const
{
    return m_walk ? m_walk->total().value_or(0) : m_reading ? m_reading->bytesInAll() : 0;
}

void ComparedListReader::readFile(const QString &path)
{
    m_file = std::make_unique<SnapshotReader>();
    connect(m_file.get(), &SnapshotReader::finished, this,
            [this](const Result<std::shared_ptr<JobSource>> &source) {
                // This is called by a signal of the reader.
                m_file.release()->deleteLater();
                if (source)
                    readSource(source.value());
                else
                    Q_EMIT finished(source.error());
            });
    m_file->readFile(path);
}

void ComparedListReader::readSource(std::shared_ptr<JobSource> source)
{
    m_source = std::move(source);
    m_reading = m_source->reading();
    if (!m_reading) {
        walk();
        return;
    }
    connect(m_reading, &ListReading::progressed, this, &ComparedListReader::followReading);
    QMetaObject::invokeMethod(this, &ComparedListReader::followReading, Qt::QueuedConnection);
}

ComparedList ComparedListReader::listOf(const JobSource &source) const
{
    ComparedList list;
    list.label = source.label();
    list.location = source.location();
    list.asOf = source.asOf().value_or(QDateTime());
    return list;
}

void ComparedListReader::followReading()
{
    if (!m_reading)
        return;
    if (!m_reading->isFinished()) {
        Q_EMIT progressed();
        return;
    }
    const QPointer<ListReading> reading = m_reading.data();
    reading->disconnect(this);
    m_reading.clear();
    if (const auto error = reading->error()) {
        Q_EMIT finished(*error);
        return;
    }
    ComparedList list = listOf(*m_source);
    list.jobs = reading->index();
    if (reading->isRetiredStub())
        list.doubt = tr("%1 is the answer of a server that has retired this list.").arg(list.label);
    const auto *snapshot = qobject_cast<const SnapshotSource *>(m_source.get());
    const Field<qint64> total = snapshot ? snapshot->page().total : Field<qint64>();
    if (total.given() && total.value > list.jobs.size())
        list.doubt = tr("%1 is one page of a longer list: %L2 of %L3 jobs.")
                         .arg(list.label)
                         .arg(list.jobs.size())
                         .arg(total.value);
    Q_EMIT finished(list);
}

void ComparedListReader::walk()
{
    m_walk = new ListWalk(m_source, {}, ListLoader::MostRows, this);
    connect(m_walk, &ListWalk::progressed, this, &ComparedListReader::progressed);
    connect(m_walk, &ListWalk::failed, this, [this](const Error &error) { Q_EMIT finished(error); });
    connect(m_walk, &ListWalk::finished, this, [this](const WalkResult &result) {
        ComparedList list = listOf(*m_source);
        list.jobs = result.index;
        list.asOf = QDateTime::currentDateTimeUtc();
        if (!result.hasPagination && result.index.isEmpty())
            list.doubt = tr("%1 answers as servers do that have retired this list.").arg(list.label);
        else if (result.doubt == WalkResult::Doubt::Moved)
            list.doubt = tr("The list on %1 changed while it was read.").arg(list.label);
        else if (!result.isComplete())
            list.doubt = tr("The list on %1 is not read to its end.").arg(list.label);
        Q_EMIT finished(list);
    });
    m_walk->start();
}
