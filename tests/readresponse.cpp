// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "readresponse.h"

#include "parsedwindow.h"

using namespace Qt::StringLiterals;

Result<ReadResponse> ReadResponse::of(const std::shared_ptr<const RecordBytes> &bytes,
                                      const ResponseReader::Options &options)
{
    const std::stop_token never;
    ResponseReader reader(bytes, options);
    JobIndexBuilder builder;
    QList<qint64> commas;
    ReadResponse read;
    std::optional<ResponseEnding> ending;
    ResponseWindow window;
    while (!ending && reader.next(window, never)) {
        ++read.windows;
        const ParsedWindow parsed = ParsedWindow::of(window, bytes, options.mends, never);
        if (parsed.restarts)
            builder.clear();
        if (parsed.block)
            builder.append(parsed.block);
        commas << parsed.commas;
        ending = parsed.ending;
    }
    Result<JobPage> page =
        ResponseEndings::conclude(*ending, commas, *bytes, options.mends, u"jobs.json"_s, never);
    if (!page)
        return page.error();
    read.page = page.value();
    read.index = builder.snapshot();
    for (JobIndex::Row row = 0; row < read.index.rowCount(); ++row)
        read.page.jobs << read.index.jobAt(row);
    return read;
}

Result<ReadResponse> ReadResponse::of(const QByteArray &bytes, const ResponseReader::Options &options)
{
    return of(std::make_shared<MemoryBytes>(bytes), options);
}

ResponseReader::Options windowsOf(qsizetype size)
{
    ResponseReader::Options options;
    options.window = size;
    return options;
}
