// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"
#include "jsonfault.h"
#include "recordbytes.h"
#include "result.h"

#include <QByteArray>
#include <QList>

#include <optional>
#include <stop_token>

// Where a reader that sees a text piece by piece found that something is wrong, and a short text that leads a
// grammar to the same state as all that comes before: so that what is wrong can be told without reading that
// again, and in the words that a reader of the whole has for it.
struct FaultPlace
{
    qint64 offset = 0;
    QByteArray before;
};

// How the reading of a response ended; of `error`, `fault` and `place` one at most.
struct ResponseEnding
{
    std::optional<Error> error; // the bytes could not be had
    std::optional<JsonText::Fault> fault;
    Error::Kind faultKind = Error::Kind::Shape;
    std::optional<FaultPlace> place; // no JSON from there on
    JobPage page;                    // without jobs

    bool isGood() const { return !error && !fault && !place; }
};

// These read from `bytes` what they need, which may take as long as reading all of them. Any thread.
namespace ResponseEndings {

// What is wrong at `place`, or behind it; none if nothing is. `mends`: commas before a closing bracket are
// nothing wrong.
Result<std::optional<JsonText::Fault>> faultAt(const RecordBytes &bytes, const FaultPlace &place, bool mends,
                                               const std::stop_token &stop);
// The same, told by the bytes behind the place that are here, if they suffice.
std::optional<JsonText::Fault> faultIn(QByteArrayView text, const FaultPlace &place, bool mends);

// Of ascending offsets.
Result<QList<JsonText::Position>> positionsOf(const RecordBytes &bytes, const QList<qint64> &offsets,
                                              const std::stop_token &stop);

// What has come of it in the end: the page without its jobs, or why there is none. `commas` were passed over.
Result<JobPage> conclude(const ResponseEnding &ending, QList<qint64> commas, const RecordBytes &bytes,
                         bool mends, const QString &subject, const std::stop_token &stop);

} // namespace ResponseEndings
