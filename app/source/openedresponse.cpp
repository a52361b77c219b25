// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openedresponse.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace {

constexpr qint64 MostInMemory = 4 * 1024 * 1024;

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(OpenedResponse)
};

} // namespace

Result<OpenedResponse> OpenedResponse::at(const QString &path)
{
    const QFileInfo info(path);
    OpenedResponse opened{info.fileName(), info.absoluteFilePath(), nullptr, nullptr, nullptr};
    const auto failed = [&opened](const QString &reason) {
        return Error::ofFile(opened.label, reason);
    };
    const auto systemReason = [] {
        return QString::fromLocal8Bit(std::strerror(errno));
    };

    // Opening a pipe that nobody writes to would wait, if it were not for O_NONBLOCK.
    Descriptor descriptor = Descriptor::open(path, O_RDONLY | O_NONBLOCK);
    struct stat status = {};
    if (!descriptor.isOpen() || ::fstat(descriptor.get(), &status) != 0)
        return failed(systemReason());
    if (S_ISDIR(status.st_mode))
        return failed(Texts::tr("it is a folder"));
    if (!S_ISREG(status.st_mode) && !S_ISFIFO(status.st_mode))
        return failed(Texts::tr("it is neither a file nor a pipe"));
    // Files that the kernel makes up say that they are empty.
    char byte = 0;
    const ssize_t first =
        S_ISREG(status.st_mode) && status.st_size == 0 ? ::pread(descriptor.get(), &byte, 1, 0) : 0;
    if (first < 0)
        return failed(systemReason());
    if (S_ISFIFO(status.st_mode) || first > 0) {
        opened.stream = std::make_shared<Descriptor>(std::move(descriptor));
        return opened;
    }
    opened.file = std::make_shared<RecordFile>(descriptor.release(), opened.location, opened.label);
    opened.bytes = opened.file;
    if (opened.file->size() <= MostInMemory) {
        const Result<QByteArray> text = opened.file->read(0, opened.file->size());
        if (!text)
            return text.error();
        opened.bytes = std::make_shared<MemoryBytes>(text.value());
    }
    return opened;
}
