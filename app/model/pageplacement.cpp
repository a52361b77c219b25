// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pageplacement.h"

#include <algorithm>

bool placePage(JobList &rows, qint64 offset, const QList<Job> &jobs)
{
    bool fits = true;
    const qint64 end = std::min<qint64>(rows.size(), offset + jobs.size());
    for (qint64 row = offset; row < end; ++row) {
        const Job &job = jobs.at(row - offset);
        const qsizetype stoodAt = rows.rowOf(job);
        fits = fits && (stoodAt == row || (stoodAt < 0 && rows.at(row).isNull()));
        if (stoodAt >= 0 && stoodAt != row)
            rows.set(stoodAt, Job());
        rows.set(row, job);
    }
    return fits;
}

bool repeatsTheStart(const JobList &rows, qint64 offset, const QList<Job> &jobs)
{
    const auto isHere = [&rows](const Job &job) {
        return rows.rowOf(job) >= 0;
    };
    return offset > 0 && !jobs.isEmpty() && rows.rowOf(jobs.constFirst()) == 0 &&
           std::all_of(jobs.begin(), jobs.end(), isHere);
}
