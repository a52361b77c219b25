// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "snapshotreader.h"

#include "background.h"
#include "openedresponse.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstring>

#include <unistd.h>

namespace {

// Of a pipe; a file's size is known before it is read.
constexpr qsizetype LargestInput = qsizetype{4} * 1024 * 1024 * 1024;

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

void SnapshotReader::readFile(const QString &path, Await await)
{
    runApart(
        this, [path] { return OpenedResponse::at(path); },
        [this, await](const Result<OpenedResponse> &result) {
            if (!result) {
                Q_EMIT finished(result.error());
                return;
            }
            const OpenedResponse &opened = result.value();
            if (opened.stream)
                readPipe(opened.stream->release(), opened.label);
            else
                // A small one is here as a whole before anybody has seen its first rows.
                read(opened.bytes, {opened.label, opened.location, opened.file->modifiedAt(), opened.file},
                     opened.bytes->isInMemory() ? Await::Whole : await);
        });
}

void SnapshotReader::readStandardInput()
{
    readPipe(::dup(STDIN_FILENO), tr("Standard input"));
}

// Not on a thread: it would wait for the end of an input that never ends.
void SnapshotReader::readPipe(int descriptor, const QString &label)
{
    if (descriptor < 0) {
        const Error error = Error::ofFile(label, QString::fromLocal8Bit(std::strerror(errno)));
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
            Q_EMIT finished(Error::ofFile(label, QString::fromLocal8Bit(std::strerror(errno))));
        else if (isTooLarge)
            Q_EMIT finished(Error::ofFile(label, tr("it does not end")));
        else
            read(std::make_shared<MemoryBytes>(std::exchange(m_pipe->bytes, {})), {label, {}, {}, nullptr},
                 Await::FirstRows);
    });
}

void SnapshotReader::readText(const QString &text)
{
    read(std::make_shared<MemoryBytes>(text.toUtf8()), {tr("Clipboard"), {}, {}, nullptr}, Await::FirstRows);
}

void SnapshotReader::read(const std::shared_ptr<const RecordBytes> &bytes,
                          const SnapshotSource::Origin &origin, Await await)
{
    auto *reading = new ResponseReading(bytes, origin.label, {}, this);
    connect(reading, &ListReading::progressed, this,
            [this, reading, origin, await] { onProgress(reading, origin, await); });
}

void SnapshotReader::onProgress(ResponseReading *reading, const SnapshotSource::Origin &origin, Await await)
{
    if (!reading->isFinished() && (await == Await::Whole || reading->index().size() == 0))
        return;
    reading->disconnect(this);
    const auto error = reading->error();
    if (error && (await == Await::Whole || reading->hasFailedAtOnce() || reading->index().size() == 0)) {
        reading->deleteLater();
        Q_EMIT finished(*error);
        return;
    }
    const std::shared_ptr<JobSource> source(
        new SnapshotSource(std::unique_ptr<ResponseReading>(reading), origin),
        [](JobSource *doomed) { doomed->deleteLater(); });
    Q_EMIT finished(source);
}
