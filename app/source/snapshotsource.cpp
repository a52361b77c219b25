// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotsource.h"

#include "background.h"
#include "dialect.h"
#include "responseparser.h"

#include <QFile>
#include <QFileInfo>
#include <QSocketNotifier>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

// Of a pipe; a file's size is known before it is read.
constexpr qsizetype LargestInput = qsizetype{4} * 1024 * 1024 * 1024;

struct Reading
{
    Result<JobPage> page;
    QString label;
    QString location;
    std::optional<QDateTime> asOf;
};

Error fileError(const QString &label, const QString &reason)
{
    Error error;
    error.kind = Error::Kind::File;
    error.subject = label;
    error.reason = reason;
    return error;
}

Reading readPath(const QString &path, const QString &folderReason)
{
    const QFileInfo info(path);
    const QString label = info.fileName();
    QFile file(path);
    if (info.isDir())
        return {fileError(label, folderReason), label, {}, {}};
    if (!file.open(QIODevice::ReadOnly))
        return {fileError(label, file.errorString()), label, {}, {}};
    if (!info.isFile())
        return {fileError(label, SnapshotReader::tr("it is neither a file nor a pipe")), label, {}, {}};
    const QByteArray bytes = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return {fileError(label, file.errorString()), label, {}, {}};
    return {ResponseParser::parseFile(bytes, label), label, info.absoluteFilePath(), info.lastModified()};
}

void deliver(SnapshotReader *reader, const Reading &reading)
{
    if (!reading.page) {
        Q_EMIT reader->finished(reading.page.error());
        return;
    }
    std::shared_ptr<JobSource> source(
        new SnapshotSource(reading.page.value(), reading.label, reading.location, reading.asOf),
        [](JobSource *doomed) { doomed->deleteLater(); });
    Q_EMIT reader->finished(source);
}

} // namespace

struct SnapshotReader::Pipe
{
    explicit Pipe(int opened) : descriptor(opened), notifier(opened, QSocketNotifier::Read) {}
    ~Pipe()
    {
        notifier.setEnabled(false);
        ::close(descriptor);
    }
    Q_DISABLE_COPY_MOVE(Pipe)

    const int descriptor;
    QSocketNotifier notifier;
    QByteArray bytes;
};

SnapshotReader::SnapshotReader(QObject *parent) : QObject(parent) {}

SnapshotReader::~SnapshotReader() = default;

SnapshotSource::SnapshotSource(JobPage page, QString label, QString location, std::optional<QDateTime> asOf,
                               QObject *parent)
    : JobSource(parent),
      m_page(std::move(page)),
      m_hasEnvironmentJobs(std::any_of(m_page.jobs.begin(), m_page.jobs.end(),
                                       [](const Job &job) { return job.isEnvironmentJob(); })),
      m_hasNextRuns(std::any_of(m_page.jobs.begin(), m_page.jobs.end(),
                                [](const Job &job) { return job.nextRun().presence != Presence::Missing; })),
      m_label(std::move(label)),
      m_location(std::move(location)),
      m_asOf(std::move(asOf))
{
}

// As a server that sends such records.
bool SnapshotSource::tells(Column column) const
{
    if (m_hasEnvironmentJobs || m_page.jobs.isEmpty())
        return JobSource::tells(column);
    return Dialect(m_hasNextRuns ? Dialect::Generation::Classic : Dialect::Generation::Sparse).tells(column);
}

QString SnapshotSource::whyNotRemovable(const Job &) const
{
    return tr("This is a saved response: jobs can be deleted on a server only.");
}

PageReply *SnapshotSource::fetch(const JobQuery &, qint64, int, QObject *asker)
{
    return answeredLater<PageReply>(asker, m_page);
}

RemovalReply *SnapshotSource::remove(const Job &job, QObject *asker)
{
    return answeredLater<RemovalReply>(asker, RemovalAnswer{0, fileError(m_label, whyNotRemovable(job))});
}

void SnapshotReader::readFile(const QString &path)
{
    struct stat status = {};
    const QByteArray encoded = QFile::encodeName(path);
    if (::stat(encoded.constData(), &status) == 0 && S_ISFIFO(status.st_mode)) {
        // Opening one that nobody writes to would wait, if it were not for O_NONBLOCK.
        readPipe(::open(encoded.constData(), O_RDONLY | O_NONBLOCK | O_CLOEXEC), QFileInfo(path).fileName());
        return;
    }
    runInBackground(
        this, [path, reason = tr("it is a folder")] { return readPath(path, reason); },
        [this](const Reading &reading) { deliver(this, reading); });
}

void SnapshotReader::readStandardInput()
{
    readPipe(::dup(STDIN_FILENO), tr("Standard input"));
}

// Not on a thread of the pool: it would wait for the end of an input that never ends, and the program for the
// thread.
void SnapshotReader::readPipe(int descriptor, const QString &label)
{
    if (descriptor < 0) {
        const Error error = fileError(label, QString::fromLocal8Bit(std::strerror(errno)));
        QMetaObject::invokeMethod(
            this, [this, error] { Q_EMIT finished(error); }, Qt::QueuedConnection);
        return;
    }
    m_pipe = std::make_unique<Pipe>(descriptor);
    connect(&m_pipe->notifier, &QSocketNotifier::activated, this, [this, label] {
        QByteArray chunk(1 << 20, Qt::Uninitialized);
        const ssize_t count = ::read(m_pipe->descriptor, chunk.data(), std::size_t(chunk.size()));
        if (count > 0)
            m_pipe->bytes.append(chunk.constData(), count);
        if (count < 0 && (errno == EINTR || errno == EAGAIN))
            return;
        const bool isTooLarge = m_pipe->bytes.size() > LargestInput;
        if (count > 0 && !isTooLarge)
            return;
        m_pipe->notifier.setEnabled(false);
        if (count < 0)
            Q_EMIT finished(fileError(label, QString::fromLocal8Bit(std::strerror(errno))));
        else if (isTooLarge)
            Q_EMIT finished(fileError(label, tr("it does not end")));
        else
            parse(m_pipe->bytes, label);
    });
}

void SnapshotReader::parse(const QByteArray &bytes, const QString &label)
{
    runInBackground(
        this,
        [bytes, label] {
            return Reading{ResponseParser::parseFile(bytes, label), label, {}, {}};
        },
        [this](const Reading &reading) { deliver(this, reading); });
}

void SnapshotReader::readText(const QString &text)
{
    parse(text.toUtf8(), tr("Clipboard"));
}
