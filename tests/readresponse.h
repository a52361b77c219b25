// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"
#include "jobpage.h"
#include "responsereader.h"
#include "result.h"

#include <memory>

/// What a reader made of a response, in one thread.
struct ReadResponse
{
    JobIndex index;
    JobPage page; ///< with the jobs of the index
    int windows = 0;

    static Result<ReadResponse> of(const std::shared_ptr<const RecordBytes> &bytes,
                                   const ResponseReader::Options &options);
    static Result<ReadResponse> of(const QByteArray &bytes, const ResponseReader::Options &options);
};

/// As small a window as there may be, and so on.
ResponseReader::Options windowsOf(qsizetype size);
