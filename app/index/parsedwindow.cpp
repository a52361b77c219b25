// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "parsedwindow.h"

ParsedWindow ParsedWindow::of(const ResponseWindow &window, const std::shared_ptr<const RecordBytes> &bytes,
                              bool mends, const std::stop_token &stop)
{
    using Leniency = RecordBlockBuilder::Leniency;
    const Leniency leniency = mends ? Leniency::MendsTrailingCommas : Leniency::Strict;
    ParsedWindow parsed;
    parsed.commas = window.commas;
    parsed.ending = window.ending;
    RecordBlockBuilder builder(bytes, window.base);
    for (qsizetype i = 0; i < qsizetype(window.records.size()) && !stop.stop_requested(); ++i) {
        if (window.restart == i)
            builder.take();
        const ResponseWindow::Span &record = window.records[std::size_t(i)];
        const qint64 offset = window.base + record.begin;
        QList<qint64> commas;
        if (builder.append(window.text().sliced(record.begin, record.length), offset, leniency, &commas)) {
            parsed.ending = ResponseEnding{};
            parsed.ending->place = FaultPlace{offset, window.beforeRecords};
            break;
        }
        for (const qint64 comma : std::as_const(commas))
            parsed.commas << offset + comma;
    }
    if (window.restart == qsizetype(window.records.size()))
        builder.take();
    parsed.restarts = window.restart.has_value();
    if (builder.size() > 0)
        parsed.block = builder.take();
    return parsed;
}
