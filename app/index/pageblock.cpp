// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageblock.h"

#include "recordcolumns.h"

#include <simdjson.h>

void indexPage(JobPage &page)
{
    if (page.jobs.isEmpty())
        return;
    const std::shared_ptr<const RecordBytes> bytes = page.jobs.constFirst().place().bytes;
    const auto *memory = dynamic_cast<const MemoryBytes *>(bytes.get());
    if (!memory)
        return;
    // simdjson reads beyond the end of what it parses.
    QByteArray text;
    text.reserve(memory->bytes().size() + qsizetype(simdjson::SIMDJSON_PADDING));
    text.append(memory->bytes());
    text.append(qsizetype(simdjson::SIMDJSON_PADDING), ' ');
    RecordBlockBuilder builder(bytes, 0);
    for (const Job &job : std::as_const(page.jobs)) {
        const RecordPlace &place = job.place();
        const QByteArrayView record = QByteArrayView(text).sliced(place.begin, place.length);
        if (place.bytes != bytes || place.isMended ||
            builder.append(record, place.begin, RecordBlockBuilder::Leniency::Strict, nullptr))
            return;
    }
    page.block = builder.take();
    for (qsizetype i = 0; i < page.jobs.size(); ++i)
        page.jobs[i] = page.block->columns->job(std::size_t(i));
}

std::shared_ptr<const RecordBlock> blockOf(const JobPage &page)
{
    if (page.block)
        return page.block;
    RecordBlockBuilder builder(nullptr, 0);
    for (const Job &job : page.jobs)
        builder.append(job);
    return builder.take();
}
