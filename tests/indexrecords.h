// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobindex.h"

#include <functional>

// Records for tests of the index, and an index of them.
namespace IndexRecords {

// With as many bytes behind it as a parser may read.
QByteArray padded(const QByteArray &text);

using BytesOf = std::function<std::shared_ptr<const RecordBytes>(const QByteArray &)>;
// They lie in one text, with a blank between them. `bytesOf` says where that is; in memory if it is empty.
JobIndex indexOf(const QList<QByteArray> &records, qsizetype blockSize = 1000, const BytesOf &bytesOf = {});

// Of the files in tests/data.
QList<QByteArray> fixtureRecords();
// With values of all types and sizes where others are documented.
QList<QByteArray> oddRecords();

} // namespace IndexRecords
