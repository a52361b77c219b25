// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>
#include <QString>

#include <cstddef>

// What others need for the same, in this process.

// Milliseconds of std::sort for that many pairs of a 64-bit and a 32-bit number in no order; another one for
// each seed.
double timeToSortPairs(std::size_t count, unsigned seed);

// A file in memory, as far as the system likes to keep it there.
class MappedFile
{
public:
    // Ends the program with a message if that is not possible.
    explicit MappedFile(const QString &path);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    // Milliseconds of memmem() to find each place of these bytes.
    double timeToFind(QByteArrayView bytes) const;

private:
    void *m_bytes = nullptr;
    std::size_t m_size = 0;
};
