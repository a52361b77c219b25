// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageanswer.h"

#include "background.h"
#include "httperror.h"
#include "pageblock.h"

void readPage(QObject *owner, const HttpAnswer &answer, const QString &server,
              const std::function<void(const Result<JobPage> &)> &done)
{
    if (const auto error = listErrorOf(answer, server)) {
        done(*error);
        return;
    }
    runInBackground(
        owner,
        [body = answer.body, server, status = answer.status] {
            Result<JobPage> page = readAnswer(body, server);
            if (page)
                return page;
            Error error = page.error();
            error.httpStatus = status;
            return Result<JobPage>(error);
        },
        done);
}
