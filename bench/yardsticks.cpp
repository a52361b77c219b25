// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yardsticks.h"

#include "benchapplication.h"

#include <QFile>

#include <algorithm>
#include <cstring>
#include <random>
#include <utility>
#include <vector>

#include <sys/mman.h>

double timeToSortPairs(std::size_t count, unsigned seed)
{
    std::mt19937_64 random(seed);
    std::vector<std::pair<std::int64_t, std::uint32_t>> pairs(count);
    for (std::size_t i = 0; i < count; ++i)
        pairs[i] = {std::int64_t(random()), std::uint32_t(i)};
    const Clock::time_point begin = Clock::now();
    std::sort(pairs.begin(), pairs.end());
    const double time = millisecondsBetween(begin, Clock::now());
    if (!std::is_sorted(pairs.begin(), pairs.end()))
        qFatal("std::sort does not sort");
    return time;
}

MappedFile::MappedFile(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly)) {
        m_size = std::size_t(file.size());
        m_bytes = mmap(nullptr, m_size, PROT_READ, MAP_SHARED, file.handle(), 0);
    }
    if (!m_bytes || m_bytes == MAP_FAILED)
        qFatal("cannot map %s", qPrintable(path));
}

MappedFile::~MappedFile()
{
    munmap(m_bytes, m_size);
}

double MappedFile::timeToFind(QByteArrayView bytes) const
{
    const Clock::time_point begin = Clock::now();
    const char *from = static_cast<const char *>(m_bytes);
    const char *const end = from + m_size;
    qsizetype found = 0;
    while (const void *at = memmem(from, std::size_t(end - from), bytes.data(), std::size_t(bytes.size()))) {
        from = static_cast<const char *>(at) + bytes.size();
        ++found;
    }
    const double time = millisecondsBetween(begin, Clock::now());
    if (found == 0)
        qFatal("what is searched for is not in the file");
    return time;
}
