// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>

// An open file of the system, with what QFile has no word for: locks that hold between processes and go with
// the process, and writing that reaches the disk. Functions that can fail say so with errno.
class Descriptor
{
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    ~Descriptor();

    // `flags` and `mode` as open(2) has them; close-on-exec always.
    static Descriptor open(const QString &path, int flags, unsigned mode = 0);

    bool isOpen() const { return m_fd >= 0; }
    int get() const { return m_fd; }
    // For whoever closes it.
    int release() { return std::exchange(m_fd, -1); }

    // LOCK_SH, LOCK_EX, LOCK_NB as flock(2) has them; waits, unless with LOCK_NB.
    bool lock(int operation) const;
    void unlock() const;
    bool sync() const;
    // Whether `path` still names this very file.
    bool isAt(const QString &path) const;

private:
    int m_fd = -1;
};

// The new name of a file is on the disk once its folder is.
bool syncFolder(const QString &folder);
// With those above it that are missing, for their owner only.
bool makePrivateFolder(const QString &folder);
