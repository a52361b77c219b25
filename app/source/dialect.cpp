// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialect.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QString classicOrderBy(Column column)
{
    switch (column) {
    case Column::NextRun:
        return u"next_run"_s;
    case Column::ScheduledTime:
        return u"scheduled_time"_s;
    case Column::Name:
        return u"name"_s;
    default:
        return {};
    }
}

QString environmentOrderBy(Column column)
{
    switch (column) {
    case Column::NextRun:
        return u"next_run_time"_s;
    case Column::Environment:
        return u"environment"_s;
    case Column::Owner:
        return u"owner"_s;
    case Column::Name:
        return u"name"_s;
    case Column::Type:
        return u"type"_s;
    default:
        return {};
    }
}

} // namespace

QString Dialect::orderBy(Column column) const
{
    switch (m_generation) {
    case Generation::Sparse:
        break;
    case Generation::Classic:
        return classicOrderBy(column);
    case Generation::Environment:
        return environmentOrderBy(column);
    }
    return {};
}

bool Dialect::tells(Column column) const
{
    switch (column) {
    case Column::NextRun:
    case Column::Repeats:
    case Column::RunsTimesNodes:
        return m_generation != Generation::Sparse;
    case Column::LastRun:
    case Column::Parameters:
    case Column::UserData:
        return m_generation == Generation::Environment;
    default:
        return !isOfDeletions(column);
    }
}

QString Dialect::path() const
{
    return m_generation == Generation::Environment ? u"/scheduled_jobs/environment_jobs"_s
                                                   : u"/scheduled_jobs"_s;
}

QUrl Dialect::listUrl(const QUrl &base, const JobQuery &query, qint64 offset, int limit) const
{
    QUrlQuery parameters;
    parameters.addQueryItem(u"limit"_s, QString::number(limit));
    parameters.addQueryItem(u"offset"_s, QString::number(offset));
    const QString key = query.orderBy ? orderBy(*query.orderBy) : QString();
    if (!key.isEmpty()) {
        parameters.addQueryItem(u"order_by"_s, key);
        parameters.addQueryItem(u"order"_s, query.order == Qt::AscendingOrder ? u"asc"_s : u"desc"_s);
    }
    if (!query.type.isEmpty() && filtersByType())
        parameters.addQueryItem(u"type"_s, QString::fromLatin1(QUrl::toPercentEncoding(query.type)));
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyEncoded) + path(), QUrl::StrictMode);
    url.setQuery(parameters);
    return url;
}

HttpQuestion Dialect::removal(const QUrl &base, const QString &name) const
{
    QUrl url = base;
    const QString segment = QString::fromLatin1(QUrl::toPercentEncoding(name));
    url.setPath(base.path(QUrl::FullyEncoded) + path() + u'/' + segment, QUrl::StrictMode);
    // Exactly this body: keys that are given replace what the job has, the others stay.
    if (disablesForGood())
        return {HttpQuestion::Method::Put, url, R"({"enabled": false})"_ba};
    return {HttpQuestion::Method::Delete, url};
}

bool Dialect::saysAlreadyGone(int httpStatus, const QString &serverKind) const
{
    // Kinds come bare and prefixed.
    return httpStatus == 404 || httpStatus == 410 ||
           (disablesForGood() && serverKind.section(u'/', -1) == "disabled-scheduled-job"_L1);
}

HttpQuestion Dialect::scheduling(const QUrl &base, const QByteArray &json) const
{
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyEncoded) + path(), QUrl::StrictMode);
    return {HttpQuestion::Method::Post, url, json};
}

Dialect::Generation Dialect::ofOldPage(const JobPage &page)
{
    const bool isClassic =
        page.orderBy.given() || std::any_of(page.jobs.begin(), page.jobs.end(), [](const Job &job) {
            return job.nextRun().presence != Presence::Missing ||
                   job.schedule().kind != Schedule::Kind::Missing ||
                   job.jobOptions().presence != Presence::Missing;
        });
    return isClassic ? Generation::Classic : Generation::Sparse;
}

bool Dialect::isPathSegment(const QString &name)
{
    // Servers and proxies resolve "." and "..", and many decode %2F before they route.
    if (name.isEmpty() || !name.isValidUtf16() || name == "."_L1 || name == ".."_L1)
        return false;
    return std::none_of(name.begin(), name.end(), [](QChar c) {
        return c == u'/' || c == u'\\' || c.unicode() < 0x20 || c.unicode() == 0x7F;
    });
}
