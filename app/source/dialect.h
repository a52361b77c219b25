// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "jobquery.h"

#include <QString>
#include <QUrl>

// What differs between the generations of the API: paths, the names to sort by, and how a job is deleted.
// This one is /scheduled_jobs, documented from PE 2018.1.5 to 2021.6.
class Dialect
{
public:
    // The name that the server sorts a column by; empty if it does not.
    QString orderBy(Column column) const;
    QUrl listUrl(const QUrl &base, const JobQuery &query, qint64 offset, int limit) const;
    // The job's own address, made from the connection's base and the job's name, never from its `id`.
    QUrl removalUrl(const QUrl &base, const QString &name) const;
    // Whether a name can stand in a URL as exactly one segment of the path.
    static bool isPathSegment(const QString &name);
};
