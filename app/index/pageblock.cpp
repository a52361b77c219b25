// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageblock.h"

#include "parsedwindow.h"
#include "recordcolumns.h"
#include "responseparser.h"
#include "responsereader.h"

#include <algorithm>

namespace {

constexpr const char *ByteOrderMark = "\xEF\xBB\xBF";

// None: there is something wrong with it, or it is no list.
std::optional<JobPage> readGood(const QByteArray &bytes)
{
    // In a file, it may be there.
    if (bytes.startsWith(ByteOrderMark))
        return std::nullopt;
    const auto memory = std::make_shared<MemoryBytes>(bytes);
    ResponseReader::Options options;
    options.window = options.firstWindow = options.largestValue = std::max<qsizetype>(bytes.size(), 64);
    options.mends = false;
    ResponseReader reader(memory, options);
    ResponseWindow window;
    if (!reader.next(window, {}))
        return std::nullopt;
    ParsedWindow parsed = ParsedWindow::of(window, memory, options.mends, {});
    if (!parsed.ending || !parsed.ending->isGood() || parsed.ending->page.shape != JobPage::Shape::List)
        return std::nullopt;
    JobPage page = std::move(parsed.ending->page);
    page.bytes = bytes;
    page.block = std::move(parsed.block);
    const std::size_t count = page.block ? page.block->columns->size() : 0;
    page.jobs.reserve(qsizetype(count));
    for (std::size_t i = 0; i < count; ++i)
        page.jobs.append(page.block->columns->job(i));
    return page;
}

} // namespace

Result<JobPage> readAnswer(const QByteArray &bytes, const QString &server)
{
    if (auto page = readGood(bytes))
        return *std::move(page);
    return ResponseParser::parseAnswer(bytes, server);
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
