// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialect.h"

#include <QUrlQuery>

#include <algorithm>

using namespace Qt::StringLiterals;

QString Dialect::orderBy(Column column) const
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
    if (!query.type.isEmpty())
        parameters.addQueryItem(u"type"_s, QString::fromLatin1(QUrl::toPercentEncoding(query.type)));
    QUrl url = base;
    url.setPath(base.path(QUrl::FullyEncoded) + "/scheduled_jobs"_L1, QUrl::StrictMode);
    url.setQuery(parameters);
    return url;
}

QUrl Dialect::removalUrl(const QUrl &base, const QString &name) const
{
    QUrl url = base;
    const QString segment = QString::fromLatin1(QUrl::toPercentEncoding(name));
    url.setPath(base.path(QUrl::FullyEncoded) + "/scheduled_jobs/"_L1 + segment, QUrl::StrictMode);
    return url;
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
