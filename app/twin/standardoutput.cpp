// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "standardoutput.h"

#include <cerrno>
#include <cstring>

#include <poll.h>
#include <unistd.h>

qint64 StandardOutput::writeData(const char *data, qint64 size)
{
    qint64 written = 0;
    while (written < size) {
        const ssize_t count = ::write(STDOUT_FILENO, data + written, std::size_t(size - written));
        if (count >= 0) {
            written += count;
            m_hasWritten = true;
            continue;
        }
        // Whoever shares it may have made it so that it does not wait.
        if (errno == EAGAIN) {
            pollfd output{STDOUT_FILENO, POLLOUT, 0};
            ::poll(&output, 1, -1);
            continue;
        }
        if (errno == EINTR)
            continue;
        m_isBroken = errno == EPIPE;
        setErrorString(QString::fromLocal8Bit(std::strerror(errno)));
        return -1;
    }
    return written;
}
