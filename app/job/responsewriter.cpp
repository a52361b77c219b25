// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "responsewriter.h"

#include <QBuffer>
#include <QCoreApplication>

namespace ResponseWriter {

namespace {

struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(ResponseWriter)
};

} // namespace

QByteArray write(const QList<Job> &jobs)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto next = [&jobs, at = qsizetype{0}]() mutable {
        return at < jobs.size() ? jobs.at(at++) : Job();
    };
    write(buffer, jobs.size(), next, {});
    return buffer.data();
}

std::optional<QString> write(QIODevice &out, qsizetype count, const std::function<Job()> &next,
                             const std::stop_token &stop)
{
    QByteArray bytes("{\"items\": [");
    const char *separator = "\n";
    constexpr qsizetype Portion = 1 << 20;
    for (Job job = next(); !job.isNull(); job = next()) {
        if (stop.stop_requested())
            return Texts::tr("it was stopped");
        const Result<QByteArray> record = job.readStrictJson();
        if (!record)
            return record.error().whatHappened();
        bytes.append(separator).append(record.value());
        separator = ",\n";
        if (bytes.size() < Portion)
            continue;
        if (out.write(bytes) != bytes.size())
            return out.errorString();
        bytes.clear();
    }
    const QByteArray total = QByteArray::number(count);
    bytes.append("\n], \"pagination\": {\"limit\": ").append(total);
    bytes.append(", \"offset\": 0, \"total\": ").append(total).append("}}\n");
    return out.write(bytes) == bytes.size() ? std::nullopt : std::optional(out.errorString());
}

} // namespace ResponseWriter
