// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writes a response with invented jobs to standard output:
//   bench_data TOTAL [OFFSET LIMIT] [--pretty]
// A page is the same as that part of the whole, so that a server can be made of it.
#include "inventedjobs.h"

#include <QStringList>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    const auto form =
        words.removeAll(u"--pretty"_s) > 0 ? InventedJobs::Form::Pretty : InventedJobs::Form::Compact;
    QList<qint64> numbers;
    for (const QString &word : words) {
        bool isNumber = false;
        numbers << word.toLongLong(&isNumber);
        if (!isNumber || numbers.constLast() < 0)
            numbers.clear();
    }
    if (numbers.size() != words.size() || (numbers.size() != 1 && numbers.size() != 3)) {
        std::fputs("usage: bench_data TOTAL [OFFSET LIMIT] [--pretty]\n", stderr);
        return 2;
    }
    const auto take = [](void *, QByteArrayView piece) {
        return std::fwrite(piece.data(), 1, std::size_t(piece.size()), stdout) == std::size_t(piece.size());
    };
    const qint64 total = numbers.constFirst();
    const bool isWritten =
        InventedJobs::write(total, numbers.value(1, 0), numbers.value(2, total), form, take, nullptr);
    return isWritten && std::fflush(stdout) == 0 ? 0 : 1;
}
