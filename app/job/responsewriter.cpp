// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsewriter.h"

namespace ResponseWriter {

QByteArray write(const QList<Job> &jobs)
{
    QByteArray bytes("{\"items\": [");
    const char *separator = "\n";
    for (const Job &job : jobs) {
        bytes.append(separator).append(job.strictJson());
        separator = ",\n";
    }
    const QByteArray count = QByteArray::number(jobs.size());
    bytes.append("\n], \"pagination\": {\"limit\": ").append(count);
    bytes.append(", \"offset\": 0, \"total\": ").append(count).append("}}\n");
    return bytes;
}

} // namespace ResponseWriter
