// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "httprequest.h"
#include "jobpage.h"
#include "jobquery.h"

#include <QString>
#include <QUrl>

#include <optional>

// What differs between the generations of the API: paths, the names to sort by, and how a job is deleted.
// How their records differ stands in JobShape.
class Dialect
{
public:
    enum class Generation {
        Sparse,     // /scheduled_jobs of PE 2018.1.5 to 2019.8.1: neither sorts nor filters
        Classic,    // /scheduled_jobs of PE 2019.8.3 to 2021.6
        Environment // /scheduled_jobs/environment_jobs of PE 2021.7 and later
    };

    explicit Dialect(Generation generation) : m_generation(generation) {}

    Generation generation() const { return m_generation; }
    // The name that the server sorts a column by; empty if it does not.
    QString orderBy(Column column) const;
    // Whether its records have anything to show in this column.
    bool tells(Column column) const;
    bool filtersByType() const { return m_generation != Generation::Sparse; }
    QUrl listUrl(const QUrl &base, const JobQuery &query, qint64 offset, int limit) const;

    // Whether deleting is disabling, which the server takes back for nobody.
    bool disablesForGood() const { return m_generation == Generation::Environment; }
    // To the job's own address, made from the connection's base and the job's name, never from its `id`.
    HttpQuestion removal(const QUrl &base, const QString &name) const;
    // Whether the answer to a removal says that there was nothing to remove any more.
    bool saysAlreadyGone(int httpStatus, const QString &serverKind) const;

    // Whether a job can be scheduled from what its list tells: the old one has no parameters.
    bool schedules() const { return m_generation == Generation::Environment; }
    HttpQuestion scheduling(const QUrl &base, const QByteArray &json) const;

    // Whether a name can stand in a URL as exactly one segment of the path.
    static bool isPathSegment(const QString &name);
    // Which of the two that speak on /scheduled_jobs sent this page.
    static Generation ofOldPage(const JobPage &page);

private:
    QString path() const;

    Generation m_generation;
};
