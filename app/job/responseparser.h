// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobpage.h"
#include "result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

// From the bytes of a list response to its jobs: functions of bytes, usable from any thread.
namespace ResponseParser {

// An answer of a server: strict JSON, an object with `items`.
Result<JobPage> parseAnswer(const QByteArray &bytes, const QString &server);

// A saved response: also with a byte order mark, a bare array of jobs or one job; trailing commas, as in the
// published example, are passed over and listed in `repairs`. `fileName` is for messages.
Result<JobPage> parseFile(const QByteArray &bytes, const QString &fileName);

// What other readers of responses go by, too.

// Whether an object with such a key is known to be a job where it is no list.
bool tellsJob(const QString &key);
// `text`: the value of `pagination`, an object.
void readPagination(JobPage &page, const QByteArray &text);
bool isUtf16(QByteArrayView text);

// Why a text is no response.
QString utf16Reason();
QString noObjectReason();
QString noItemsReason();
QString itemsAreNoArrayReason();

} // namespace ResponseParser
