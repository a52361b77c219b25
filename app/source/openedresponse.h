// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "descriptor.h"
#include "recordfile.h"
#include "result.h"

#include <QString>

#include <memory>

// What there is at a path: a regular file, or else something that can only be read from its start to its end.
struct OpenedResponse
{
    QString label;
    QString location; // an absolute path
    std::shared_ptr<const RecordFile> file;
    // The bytes of a file: itself, or of a small one a copy in memory, so that its jobs are at hand.
    std::shared_ptr<const RecordBytes> bytes;
    std::shared_ptr<Descriptor> stream; // without a file; reading it does not wait

    // May wait for the file system.
    static Result<OpenedResponse> at(const QString &path);
};
